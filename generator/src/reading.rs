//! Reads pages into linked models. In: [`Sources`]. Out: [`Reading`]: models, problems, gaps and counts.

use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::suppress::suppress;
use crate::explain;
use crate::facts::{self, Counts, Gap, PageFacts};
use crate::model::check::{self, Found};
use crate::model::{Model, link};
use crate::source::load::{LoadError, load};
use crate::source::{Location, Sources, Version, include};

/// The result of reading the pages.
#[derive(Debug)]
pub struct Reading {
    /// The sources of the pages.
    pub sources: Sources,
    /// The model of each version, in order.
    pub models: Vec<Model>,
    /// The problems of the pages, sorted by location.
    pub diagnostics: Vec<Diagnostic>,
    /// The content of pages outside the models, sorted by location.
    pub gaps: Vec<Gap>,
    /// The number of elements on the pages.
    pub counts: Counts,
}

/// The size of the models.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Totals {
    /// The number of entity types and complex types.
    pub types: usize,
    /// The number of enums.
    pub enums: usize,
    /// The number of operations: one for each page and method.
    pub operations: usize,
    /// The number of path items.
    pub path_items: usize,
}

impl Reading {
    /// The total size of the models of all versions.
    pub fn totals(&self) -> Totals {
        Totals::of(&self.models)
    }
}

impl Totals {
    /// The total size of several models.
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
/// [`LoadError`] names the unreadable path.
pub fn read(docs: &Path, version: Option<Version>) -> Result<Reading, LoadError> {
    Ok(understand(load(docs, version)?))
}

/// Parses and links pages.
pub fn understand(sources: Sources) -> Reading {
    let mut models = Vec::new();
    let mut diagnostics = Vec::new();
    let mut suppressions = Vec::new();
    let mut gaps = Vec::new();
    let mut counts = Counts::default();
    for version in Version::ALL {
        // A parallel iterator of known length collects its facts in place, without a second copy.
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
    mark_edited(&mut diagnostics, &sources);
    diagnostics.sort();
    gaps.sort();
    Reading { sources, models, diagnostics, gaps, counts }
}

/// Marks diagnostics in text that differs from the file on disk.
fn mark_edited(diagnostics: &mut [Diagnostic], sources: &Sources) {
    for diagnostic in diagnostics {
        let Location { file, start, end, .. } = &diagnostic.location;
        let edit = sources.edited.get(file).and_then(|edited| edited.edit_at(&(*start..*end)));
        if let Some(edit) = edit {
            let note = format!("the errata in line {} edit the page here", edit.line);
            diagnostic.help =
                Some(diagnostic.help.take().map_or(note.clone(), |help| format!("{help}; {note}")));
        }
    }
}

/// Maps problems to locations in the files on disk.
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
