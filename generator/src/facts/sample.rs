//! Sample pages for the unit tests of readers.

use crate::facts::Reading;
use crate::page;
use crate::page::section::Sections;
use crate::source::include::expand;
use crate::source::{Source, Sources};

/// Runs a test with the reading of a page.
pub(in crate::facts) fn with_reading<T>(text: &str, test: impl FnOnce(&mut Reading<'_>) -> T) -> T {
    let source = Source { path: "v1.0/api/thing-get.md".into(), text: text.into() };
    let sources = Sources::default();
    let expanded = expand(&source, &sources);
    let page = page::read(&expanded.text);
    let sections = Sections::of(&page);
    test(&mut Reading::new(&source, &expanded, &page, &sections))
}
