//! Generates typed Rust bindings for Microsoft Graph from its documentation pages.
//!
//! One run goes `Sources → Pages → Facts → Model → Plan → tokens → files`: [`source`] reads disk, [`page`] knows Markdown,
//! [`facts`] one page at a time, [`model`] links them, and nothing but the last stage writes.

pub mod diagnostic;
pub mod dump;
pub mod facts;
pub mod model;
pub mod name;
pub mod page;
pub mod source;

use rayon::prelude::*;

use self::diagnostic::Diagnostic;
use self::facts::{Counts, Gap, PageFacts};
use self::model::{Model, link};
use self::source::{Sources, Version};

/// What reading the pages gave.
#[derive(Debug)]
pub struct Reading {
    /// The pages.
    pub sources: Sources,
    /// One model for each version, in order.
    pub models: Vec<Model>,
    /// What is wrong on the pages, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What of the pages is not in the models, by place.
    pub gaps: Vec<Gap>,
    /// What was found on the pages.
    pub counts: Counts,
}

/// Reads pages into linked models.
pub fn read(sources: Sources) -> Reading {
    let mut models = Vec::new();
    let mut diagnostics = Vec::new();
    let mut gaps = Vec::new();
    let mut counts = Counts::default();
    for version in Version::ALL {
        let pages = sources.pages.par_iter().filter(|source| source.version() == Some(version));
        let mut pages: Vec<PageFacts> = pages.map(|source| facts::read(source, version, &sources)).collect();
        if pages.is_empty() {
            continue;
        }
        for page in &mut pages {
            diagnostics.append(&mut page.diagnostics);
            gaps.append(&mut page.gaps);
            counts.add(page.counts);
        }
        models.push(link::link(version, &pages));
    }
    diagnostics.sort();
    gaps.sort();
    Reading { sources, models, diagnostics, gaps, counts }
}
