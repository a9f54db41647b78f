//! The command `generate`: writes or compares a crate. In: its arguments, the configuration. Out: the crate and a report.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use generator::Totals;
use generator::diagnostic::show::Tally;
use generator::generate::Drift;
use generator::plan::ir::package::Workspace;
use generator::source::Version;
use generator::sync::Mode;

use super::args::{Deny, OutputArgs, crate_name, quoted, quoted_text, version_parser};
use super::config::Settings;
use super::pages::PagesArgs;
use super::report::{Output, Report};
use super::runtime::{self, RuntimeSource};
use super::selection::SelectionArgs;
use super::workspace::{self, WorkspaceError};
use super::{CliError, Outcome};

/// The default name of the crate.
pub(super) const NAME: &str = "msgraph";

/// The arguments of `generate`.
#[derive(Clone, Debug, Args)]
pub(super) struct Generate {
    #[command(flatten)]
    pages: PagesArgs,
    /// An API version to read; may be repeated. Without it, all versions in the folder.
    #[arg(long = "api-version", value_name = "VERSION", value_parser = version_parser())]
    versions: Vec<Version>,
    /// The folder of the crate; `generated` of the workspace when absent.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the crate; `msgraph` when absent.
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    name: Option<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// A product area that the crate enables by default, the others become opt-in features; may be repeated. Without it, all
    /// areas are enabled by default.
    #[arg(long = "default-area", value_name = "AREA", conflicts_with = "list")]
    default_areas: Vec<String>,
    /// Source of `msgraph-core`: `path` (`runtime/` of the workspace) or `path=DIR`, `version` (the registry),
    /// `git=URL`, or `vendored` (a copy in the crate). Outside the workspace it is `vendored` when absent.
    #[arg(long, value_name = "SOURCE")]
    runtime: Option<RuntimeSource>,
    /// Write nothing; refuse and name the files when the crate is not current.
    #[arg(long)]
    check: bool,
    /// Refuse, and write nothing, when pages, errata, options or generator differ from `msgraph.lock` of the crate.
    #[arg(long, conflicts_with = "list")]
    locked: bool,
    /// Refuse, and write nothing, when the pages have problems.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    #[command(flatten)]
    pub(super) manner: OutputArgs,
}

/// The folders of a run.
struct Folders {
    /// The documentation folder.
    docs: PathBuf,
    /// The folder of the crate.
    out: PathBuf,
    /// The workspace, if any.
    root: Option<PathBuf>,
}

impl Generate {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let settings = self.pages.settings(self.out.as_deref())?;
        let root = workspace::find(self.missing(&settings));
        let in_workspace = root.as_ref().is_ok_and(|root| workspace::has_generator(root));
        let Folders { docs, out, root } = self.folders(root, &settings)?;
        let generate = self.generate(&docs, &out, root.as_deref(), &settings)?;
        let report = Report::new(&self.manner);
        let mode = if self.check { Mode::Check } else { Mode::Write };
        let progress = report.progress(&format!("reading `{}`", docs.display()));
        if !self.selection.list {
            generate.check_output()?;
        }
        let sources = generate.load()?;
        if !self.selection.list
            && let Some(unchanged) = generate.unchanged(&sources, mode)?
            && !report.shows_diagnostics()
            && !self.denies(&settings, &unchanged.tally)
        {
            drop(progress);
            report.unchanged(
                Output { out: &out, mode, changes: &unchanged.changes },
                &unchanged.tally,
                start.elapsed(),
            );
            return Ok(Outcome::Fine);
        }
        let reading = generate.understand(sources);
        drop(progress);
        if self.selection.list {
            return self.selection.print(&self.selection.selection(&settings), &reading, &self.manner);
        }
        let selected = generate.select(&reading.models)?;
        let totals = Totals::of(&selected);
        report.diagnostics(&docs, &reading)?;
        let denied = self.denies(&settings, &Tally::of(&reading.diagnostics));
        if denied && mode == Mode::Write {
            report.summary(&reading, totals, None, start.elapsed())?;
            report.denied(&format!("; `{}` is as it was", out.display()))?;
            return Ok(Outcome::Refused);
        }
        let changes = {
            let _progress = report.progress(&format!("writing `{}`", out.display()));
            generate.write(&reading, &selected, mode)?
        };
        let output = Output { out: &out, mode, changes: &changes };
        report.summary(&reading, totals, Some(output), start.elapsed())?;
        if denied {
            report.denied("")?;
        }
        let stale = mode == Mode::Check && !changes.is_empty();
        if stale {
            report.stale(&out, &changes, &self.update_command(in_workspace))?;
        }
        Ok(if denied || stale { Outcome::Refused } else { Outcome::Fine })
    }

    /// Whether the problems of the pages are refused.
    fn denies(&self, settings: &Settings, tally: &Tally) -> bool {
        self.deny.or(settings.deny).is_some_and(|deny| deny.refuses(tally))
    }

    /// The hint of the folders that a run outside a workspace lacks.
    fn missing(&self, settings: &Settings) -> &'static str {
        let has_out = self.out.is_some() || settings.out.is_some();
        match self.pages.named_docs(settings) {
            Some(_) => workspace::OUT,
            None if has_out || self.selection.list => workspace::DOCS,
            None => workspace::DOCS_AND_OUT,
        }
    }

    /// The folders from the arguments, else the configuration, else the workspace. Outside a workspace there are no defaults.
    fn folders(
        &self,
        root: Result<PathBuf, WorkspaceError>,
        settings: &Settings,
    ) -> Result<Folders, CliError> {
        let docs = self.pages.named_docs(settings).map(Path::to_owned);
        let out = self.out.as_ref().or(settings.out.as_ref()).cloned();
        match (root, docs, out) {
            (Ok(root), docs, out) => Ok(Folders {
                docs: docs.unwrap_or_else(|| root.join("docs-input")),
                out: out.unwrap_or_else(|| root.join("generated")),
                root: Some(root),
            }),
            (Err(_), Some(docs), Some(out)) => Ok(Folders { docs, out, root: None }),
            // A list writes no crate.
            (Err(_), Some(docs), None) if self.selection.list => {
                Ok(Folders { docs, out: PathBuf::from(NAME), root: None })
            }
            (Err(error), ..) => Err(error.into()),
        }
    }

    /// A run with the values of the arguments, else the configuration, else the defaults.
    fn generate(
        &self,
        docs: &Path,
        out: &Path,
        root: Option<&Path>,
        settings: &Settings,
    ) -> Result<generator::Generate, CliError> {
        let resolved = workspace::resolve(out)?;
        let generated = root.map(|root| workspace::resolve(&root.join("generated"))).transpose()?;
        let is_member = generated.is_some_and(|generated| generated == resolved);
        let source = self.runtime.as_ref().or(settings.runtime.as_ref());
        let versions = if self.versions.is_empty() { &settings.versions } else { &self.versions };
        let name = self.name.as_ref().or(settings.name.as_ref());
        let generate = self.pages.generate(docs, versions, settings);
        let areas = if self.default_areas.is_empty() { &settings.default_areas } else { &self.default_areas };
        let generate = areas.iter().fold(generate, generator::Generate::default_area);
        Ok(generate
            .name(name.map_or(NAME, String::as_str))
            .selection(self.selection.selection(settings))
            .drift(if self.locked { Drift::Refuse } else { Drift::Accept })
            .runtime(runtime::resolve(source, root, &resolved)?)
            .workspace(if is_member { Workspace::Member } else { Workspace::Standalone })
            .out(out))
    }

    /// The command that updates the files that `--check` found stale.
    fn update_command(&self, in_workspace: bool) -> String {
        let mut words = self.pages.words();
        for version in &self.versions {
            words.extend(["--api-version".to_owned(), version.to_string()]);
        }
        if let Some(out) = &self.out {
            words.extend(["--out".to_owned(), quoted(out)]);
        }
        if let Some(name) = &self.name {
            words.extend(["--name".to_owned(), name.clone()]);
        }
        if let Some(runtime) = &self.runtime {
            words.extend(["--runtime".to_owned(), quoted_text(&runtime.to_string())]);
        }
        words.extend(self.selection.words());
        for area in &self.default_areas {
            words.extend(["--default-area".to_owned(), quoted_text(area)]);
        }
        let program = match (in_workspace, words.is_empty()) {
            (true, true) => "cargo run -p generator",
            (true, false) => "cargo run -p generator --",
            (false, _) => "generator",
        };
        words.insert(0, program.to_owned());
        words.join(" ")
    }
}
