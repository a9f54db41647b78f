//! Executes the steps of a run. In: a [`Generate`] with its options. Out: a crate on disk and [`Generated`].

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::{Drift, Generate, Generated};
use crate::diagnostic::show::Tally;
use crate::diagnostic::suppress::allow;
use crate::input_lock::{self, InputLock, InputLockError, Inputs};
use crate::model::Model;
use crate::plan::features::product_areas::Areas;
use crate::plan::ir::package::{Workspace, is_crate_name};
use crate::plan::naming::lock::{self, InvalidLine, NameLock};
use crate::reading::{self, Reading};
use crate::render::{self, RustFile};
use crate::selection::SelectionError;
use crate::source::commit::commit;
use crate::source::errata::Errata;
use crate::source::load::{LoadError, load_edited, root};
use crate::source::path::resolve;
use crate::source::{Sources, Version};
use crate::sync::output::Output;
use crate::sync::{self, Changes, Mode, SyncError};
use crate::{Error, crate_plan, emit, plan};

impl Generate {
    /// Makes the output folder equal to the crate. Files of other programs stay. If inputs and output equal those of the last
    /// run, no page is parsed and no file is written.
    ///
    /// # Errors
    /// Each variant of [`Error`] names its cause: a path, a pattern, an entry of the errata. The output is unchanged.
    pub fn run(&self) -> Result<Generated, Error> {
        self.generate(Mode::Write)
    }

    /// Compares the output folder with the crate, without writing.
    ///
    /// # Errors
    /// The errors of [`run`](Self::run). A difference is no error; see [`Generated::is_current`].
    pub fn check(&self) -> Result<Generated, Error> {
        self.generate(Mode::Check)
    }

    fn generate(&self, mode: Mode) -> Result<Generated, Error> {
        self.check_output()?;
        let sources = self.load()?;
        if let Some(unchanged) = self.unchanged(&sources, mode)? {
            return Ok(unchanged);
        }
        let reading = self.understand(sources);
        let selected = self.select(&reading.models)?;
        let changes = self.write(&reading, &selected, mode)?;
        drop(selected);
        Ok(Generated { changes, tally: Tally::of(&reading.diagnostics), reading: Some(reading) })
    }

    /// Loads the texts of the pages and applies errata.
    ///
    /// # Errors
    /// [`Error::Load`] names the unreadable path, or the entries of the errata that do not apply.
    pub fn load(&self) -> Result<Sources, Error> {
        let errata = match &self.errata {
            Some(path) => Errata::read(path).map_err(LoadError::from)?,
            None => Errata::default(),
        };
        Ok(load_edited(&self.docs, self.one_version()?, &errata)?)
    }

    /// The result of a run without work, if the inputs equal those in `msgraph.lock` and the output is unchanged. `None` if the
    /// run must continue.
    ///
    /// # Errors
    /// [`Error::Selection`] if a pattern is invalid. [`Error::Lock`] if the lock is damaged or newer than this generator.
    /// [`Error::Drift`] if drift is refused and the inputs differ.
    pub fn unchanged(&self, sources: &Sources, mode: Mode) -> Result<Option<Generated>, Error> {
        self.check_patterns()?;
        let Some(recorded) = self.recorded(mode)? else {
            return match self.drift {
                Drift::Accept => Ok(None),
                Drift::Refuse => Err(self.refused(vec!["there is no lock".to_owned()])),
            };
        };
        let changes = input_lock::drift(&self.inputs(sources), &recorded.inputs);
        match (changes.is_empty(), self.drift) {
            (true, _) => {}
            (false, Drift::Accept) => return Ok(None),
            (false, Drift::Refuse) => return Err(self.refused(changes)),
        }
        let is_in = || recorded.output.is_in(&self.out, &emit::FOLDERS, input_lock::FILE);
        let Some(tally) = recorded.tally() else { return Ok(None) };
        Ok(is_in()?.then(|| {
            // The lock is a file of the crate too.
            let changes = Changes { unchanged: recorded.output.files() + 1, ..Changes::default() };
            Generated { changes, tally, reading: None }
        }))
    }

    /// Reads the pages without writing and returns their models and problems.
    ///
    /// # Errors
    /// The errors of [`load`](Self::load).
    pub fn read(&self) -> Result<Reading, Error> {
        Ok(self.understand(self.load()?))
    }

    /// Parses and links pages, and removes accepted diagnostics.
    pub fn understand(&self, sources: Sources) -> Reading {
        let mut reading = reading::understand(sources);
        allow(&mut reading.diagnostics, &self.allowed);
        reading
    }

    /// Selects the matching operations and everything that they reach.
    ///
    /// # Errors
    /// [`Error::Selection`] names the pattern that is invalid or selects nothing.
    pub fn select<'m>(&self, models: &'m [Model]) -> Result<Cow<'m, [Model]>, Error> {
        self.check_patterns()?;
        Ok(self.selection.apply(models)?)
    }

    fn check_patterns(&self) -> Result<(), SelectionError> {
        self.invalid.clone().map_or(Ok(()), |error| Err(error.into()))
    }

    /// Writes or compares the crate of the selected models. Names in the lock of the crate are pinned, see
    /// [`plan::naming::lock`]. A selection has the same names as the whole API.
    ///
    /// # Errors
    /// [`Error::Sync`] names the path that cannot be read or written, [`Error::Names`] the invalid line of the lock,
    /// [`Error::UnknownArea`] a default area that no page names.
    pub fn write(&self, reading: &Reading, selected: &[Model], mode: Mode) -> Result<Changes, Error> {
        self.check_output()?;
        self.check_areas(&reading.models)?;
        let wrong = |wrong: &[InvalidLine]| match wrong.iter().min_by_key(|wrong| wrong.line) {
            Some(first) => Err(Error::Names { path: self.out.join(lock::FILE), wrong: first.clone() }),
            None => Ok(()),
        };
        let text = sync::read(&self.out, Path::new(lock::FILE), mode)?;
        let pinned = NameLock::parse(&text.unwrap_or_default())
            .or_else(|line| wrong(&[line]).map(|()| NameLock::default()))?;
        let plan = if self.selection.is_whole() {
            crate_plan::crate_plan(selected, self.package.clone(), &pinned)
        } else {
            let whole = plan::plan(&reading.models, self.package.clone(), &pinned);
            wrong(&whole.refused)?;
            let mut plan = crate_plan::crate_plan(selected, self.package.clone(), &whole.lock);
            plan.lock.keep(&pinned, &whole.lock);
            plan
        };
        wrong(&plan.refused)?;
        let (mut files, unformatted) = emit::emit(&plan);
        if let Some(problem) = unformatted.into_iter().next() {
            return Err(problem.into());
        }
        files.extend(match (self.package.workspace, mode) {
            // The lock of a member is not committed, so a check neither requires nor compares it.
            (Workspace::Member, Mode::Check) => self.existing_lock(mode)?,
            (Workspace::Standalone | Workspace::Member, _) => Some(self.lock(reading, &files, mode)?),
        });
        Ok(sync::sync(&self.out, &files, &emit::FOLDERS, mode)?)
    }

    /// Rejects a default area that no page of the documentation names, also if only some operations are selected.
    fn check_areas(&self, models: &[Model]) -> Result<(), Error> {
        if self.package.default_areas.is_empty() {
            return Ok(());
        }
        let areas = Areas::new(&models.iter().collect::<Vec<_>>());
        match self.package.default_areas.iter().find(|area| !areas.is_feature(area)) {
            Some(area) => Err(Error::UnknownArea { area: area.clone(), near: areas.nearest(area) }),
            None => Ok(()),
        }
    }

    /// Rejects an invalid name of the crate, and an output folder inside the documentation, where later runs would read the
    /// generated documents. This is the first step.
    ///
    /// # Errors
    /// [`Error::CrateName`] or [`Error::OutputInDocs`], or [`Error::Load`] if a folder cannot be resolved.
    pub fn check_output(&self) -> Result<(), Error> {
        if !is_crate_name(&self.package.name) {
            return Err(Error::CrateName(self.package.name.clone()));
        }
        let resolved = |path: &Path| {
            let unreadable = |source| LoadError::Unreadable { path: path.to_owned(), source };
            resolve(path).map_err(unreadable)
        };
        match resolved(&self.out)?.starts_with(resolved(&self.docs)?) {
            true => Err(Error::OutputInDocs { out: self.out.clone(), docs: self.docs.clone() }),
            false => Ok(()),
        }
    }

    /// The file `msgraph.lock` of this run.
    fn lock(&self, reading: &Reading, files: &[RustFile], mode: Mode) -> Result<RustFile, Error> {
        let inputs = self.inputs(&reading.sources);
        let recorded = self.recorded(mode)?;
        let commit = match recorded.filter(|recorded| recorded.has_pages_of(&inputs)) {
            Some(recorded) => recorded.commit,
            // The lock is stale in any case.
            None if mode == Mode::Check => None,
            None => commit(&root(&self.docs)),
        };
        let tally = Tally::of(&reading.diagnostics);
        let lock = InputLock::new(inputs, commit, &tally, Output::of(files));
        let text = lock.text().map_err(InputLockError::from)?;
        Ok(render::toml(input_lock::FILE, &text))
    }

    /// The file `msgraph.lock` of the last run.
    fn existing_lock(&self, mode: Mode) -> Result<Option<RustFile>, Error> {
        let path = PathBuf::from(input_lock::FILE);
        Ok(sync::read(&self.out, &path, mode)?.map(|text| RustFile { path, text }))
    }

    /// The lock of the last run.
    fn recorded(&self, mode: Mode) -> Result<Option<InputLock>, Error> {
        match sync::read(&self.out, Path::new(input_lock::FILE), mode) {
            Ok(Some(text)) => Ok(Some(input_lock::parse(&self.out.join(input_lock::FILE), &text)?)),
            // A power failure can leave the file empty.
            Ok(None) | Err(SyncError::Empty(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn inputs(&self, sources: &Sources) -> Inputs {
        Inputs::of(sources, &self.package, &self.selection, &self.allowed)
    }

    fn refused(&self, changes: Vec<String>) -> Error {
        Error::Drift { path: self.out.join(input_lock::FILE), changes }
    }

    /// The only version to read; `None` for all. The named versions exist.
    fn one_version(&self) -> Result<Option<Version>, LoadError> {
        match &self.versions[..] {
            [] => Ok(None),
            [first, rest @ ..] if rest.iter().all(|version| version == first) => Ok(Some(*first)),
            several => {
                let missing = |version: &&Version| !self.docs.join(version.folder()).is_dir();
                match several.iter().find(missing).filter(|_| self.docs.is_dir()) {
                    Some(version) => Err(LoadError::NoVersion { root: self.docs.clone(), version: *version }),
                    None => Ok(None),
                }
            }
        }
    }
}
