//! A page on its way to facts, for the tests of all its parts.

use super::{OperationFacts, read};
use crate::facts::Reading;
use crate::page;
use crate::page::section::Sections;
use crate::source::include::expand;
use crate::source::{Source, Sources};

/// Reads a page and hands it to a test.
pub(in crate::facts) fn with_reading<T>(text: &str, test: impl FnOnce(&mut Reading<'_>) -> T) -> T {
    let source = Source { path: "v1.0/api/thing-get.md".into(), text: text.into() };
    let sources = Sources::default();
    let expanded = expand(&source, &sources);
    let page = page::read(&expanded.text);
    let sections = Sections::of(&page);
    test(&mut Reading::new(&source, &expanded, &page, &sections))
}

/// The facts of a page.
pub(in crate::facts) fn facts(text: &str) -> OperationFacts {
    with_reading(text, |reading| read(reading).unwrap())
}

#[test]
fn a_page_says_what_it_is_about() {
    let facts = facts(
        "---\ntitle: x\n---\n# thing: get\n\nNamespace: microsoft.graph.sub\n\nGets a thing.\n\n[!INCLUDE [b](../includes/global-only.md)]\n\n## HTTP request\n```http\nGET /things/{id}\n```\n",
    );
    assert_eq!(
        (facts.title.as_str(), facts.namespace.as_deref()),
        ("thing: get", Some("microsoft.graph.sub"))
    );
    assert_eq!(
        (facts.clouds.map(|clouds| clouds.len()), facts.about.summary.as_str()),
        (Some(1), "Gets a thing.")
    );
}

#[test]
fn a_page_without_request_lines_is_told_as_a_whole() {
    with_reading("# T\n\n<!-- {\"type\": \"#page.annotation\"} -->\n", |reading| {
        assert!(read(reading).is_none());
        assert!(reading.gaps.is_empty());
        assert!(reading.diagnostics.is_empty(), "it is told with the page");
    });
}
