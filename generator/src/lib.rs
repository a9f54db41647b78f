//! Generates typed Rust bindings for Microsoft Graph from its documentation pages.
//!
//! One run goes `Sources → Pages → Facts → Model → Plan → CratePlan → tokens → files`: [`source`] reads disk, [`page`] knows Markdown,
//! [`facts`] one page at a time, [`model`] links them, and nothing but [`sync`] writes.

pub mod crate_docs;
pub mod crate_plan;
pub mod diagnostic;
pub mod dump;
pub mod emit;
pub mod examples;
pub mod explain;
pub mod facts;
pub mod model;
pub mod name;
pub mod page;
pub mod plan;
pub mod render;
pub mod selection;
pub mod source;
pub mod sync;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::diagnostic::Diagnostic;
use self::diagnostic::suppress::suppress;
use self::facts::{Counts, Gap, PageFacts};
use self::model::check::{self, Found};
use self::model::{Model, link};
use self::plan::ir::package::Options;
use self::selection::{Selection, SelectionError};
use self::source::load::{LoadError, load};
use self::source::{Sources, Version, include};
use self::sync::{Changes, Mode, SyncError};
use crate::plan::naming::lock::{self, InvalidLine, NameLock};

/// Input and output of a run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The documentation folder.
    pub docs: PathBuf,
    /// The version to read; `None` for all that the folder has.
    pub version: Option<Version>,
    /// The folder of the generated crate.
    pub out: PathBuf,
    /// The operations to generate.
    pub selection: Selection,
    /// The name, home and runtime of the generated crate.
    pub package: Options,
    /// Write or compare.
    pub mode: Mode,
}

/// Why a run failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The documentation could not be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The selection matches nothing.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The plan came out as something that is no Rust: a mistake of the generator.
    #[error(transparent)]
    Render(#[from] render::Problem),
    /// The output could not be compared or written.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// A line of `names.lock` is invalid.
    #[error("{}:{wrong}; fix or delete this line, or delete the file to regenerate all names", .path.display())]
    Names {
        /// The file.
        path: PathBuf,
        /// The line.
        wrong: InvalidLine,
    },
}

/// The result of reading the pages.
#[derive(Debug)]
pub struct Reading {
    /// The pages.
    pub sources: Sources,
    /// One model for each version, in order.
    pub models: Vec<Model>,
    /// The problems of the pages, by location.
    pub diagnostics: Vec<Diagnostic>,
    /// The content of pages that is not in the models, by location.
    pub gaps: Vec<Gap>,
    /// The number of elements on the pages.
    pub counts: Counts,
}

/// How much the models hold.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Totals {
    /// Entities and complex types.
    pub types: usize,
    /// Enums.
    pub enums: usize,
    /// Operations: one for each page and method.
    pub operations: usize,
    /// Kinds of path_items.
    pub path_items: usize,
}

impl Reading {
    /// How much the models of all versions hold.
    pub fn totals(&self) -> Totals {
        Totals::of(&self.models)
    }
}

impl Totals {
    /// How much the models hold together.
    pub fn of(models: &[Model]) -> Self {
        models.iter().fold(Self::default(), |sum, model| Self {
            types: sum.types + model.types.len(),
            enums: sum.enums + model.enums.len(),
            operations: sum.operations + model.operations.len(),
            path_items: sum.path_items + model.path_items.len(),
        })
    }
}

/// Reads the documentation into linked models.
///
/// # Errors
/// [`Error::Load`] names the path that could not be read.
pub fn read(docs: &Path, version: Option<Version>) -> Result<Reading, Error> {
    Ok(understand(load(docs, version)?))
}

/// Makes linked models of pages.
pub fn understand(sources: Sources) -> Reading {
    let mut models = Vec::new();
    let mut diagnostics = Vec::new();
    let mut suppressions = Vec::new();
    let mut gaps = Vec::new();
    let mut counts = Counts::default();
    for version in Version::ALL {
        // Of a known number of pages the facts get their places at once, and are not held twice while they are collected.
        let pages: Vec<_> = sources.pages.iter().filter(|source| source.version() == Some(version)).collect();
        let mut pages: Vec<PageFacts> =
            pages.into_par_iter().map(|source| facts::read(source, version, &sources)).collect();
        if pages.is_empty() {
            continue;
        }
        for page in &mut pages {
            diagnostics.append(&mut page.diagnostics);
            suppressions.append(&mut page.suppressions);
            gaps.append(&mut page.gaps);
            counts.add(page.counts);
        }
        let model = link::link(version, &pages);
        diagnostics.extend(locate(check::check(&model, &pages), version, &sources));
        models.push(model);
    }
    let codes: Vec<&str> = explain::all().map(|explanation| explanation.code).collect();
    suppress(&mut diagnostics, &suppressions, &codes);
    diagnostics.sort();
    gaps.sort();
    Reading { sources, models, diagnostics, gaps, counts }
}

/// Finds the places of problems in the files that the pages were read from.
fn locate(mut found: Vec<Found>, version: Version, sources: &Sources) -> Vec<Diagnostic> {
    found.sort_by(|one, other| one.page.cmp(&other.page));
    let of_page = |found: &[Found]| {
        let path = format!("{}/{}", version.folder(), found.first()?.page);
        let expanded = include::expand(sources.find(&path)?, sources);
        let at = |found: &Found| Diagnostic::new(expanded.locate(&found.span), &found.problem);
        Some(found.iter().map(at).collect::<Vec<_>>())
    };
    let pages: Vec<&[Found]> = found.chunk_by(|one, other| one.page == other.page).collect();
    pages.into_par_iter().filter_map(of_page).flatten().collect()
}

/// Writes the crate of the selected models, or compares it, and reports the differences. Names in the lock of the crate are kept, see
/// [`plan::naming::lock`]. A part of the models gets the names that the whole of them has.
///
/// # Errors
/// [`Error::Sync`] names the path that could not be read or written, [`Error::Names`] the line that cannot be kept.
pub fn write(config: &Config, reading: &Reading, selected: &[Model]) -> Result<Changes, Error> {
    let wrong = |wrong: &[InvalidLine]| match wrong.iter().min_by_key(|wrong| wrong.line) {
        Some(first) => Err(Error::Names { path: config.out.join(lock::FILE), wrong: first.clone() }),
        None => Ok(()),
    };
    let text = sync::read(&config.out, Path::new(lock::FILE), config.mode)?;
    let pinned = NameLock::parse(&text.unwrap_or_default())
        .or_else(|line| wrong(&[line]).map(|()| NameLock::default()))?;
    let plan = if config.selection.is_whole() {
        crate_plan::crate_plan(selected, config.package.clone(), &pinned)
    } else {
        let whole = plan::plan(&reading.models, config.package.clone(), &pinned);
        wrong(&whole.refused)?;
        let mut plan = crate_plan::crate_plan(selected, config.package.clone(), &whole.lock);
        plan.lock.keep(&pinned, &whole.lock);
        plan
    };
    wrong(&plan.refused)?;
    let (files, unformatted) = emit::emit(&plan);
    if let Some(problem) = unformatted.into_iter().next() {
        return Err(problem.into());
    }
    Ok(sync::sync(&config.out, &files, config.mode)?)
}

/// Reads, selects and writes.
///
/// # Errors
/// As [`read`] and [`write()`]; [`Error::Selection`] names the pattern that matches no operation.
pub fn generate(config: &Config) -> Result<(Reading, Changes), Error> {
    let reading = read(&config.docs, config.version)?;
    let selected = config.selection.apply(&reading.models)?;
    let changes = write(config, &reading, &selected)?;
    Ok((reading, changes))
}
