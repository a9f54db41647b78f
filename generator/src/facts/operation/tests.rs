//! Tests with whole api pages.

mod callout;

use super::{OperationFacts, read};
use crate::facts::sample::with_reading;

/// Reads the facts of a page.
pub(in crate::facts) fn facts(text: &str) -> OperationFacts {
    with_reading(text, |reading| read(reading).unwrap())
}

#[test]
fn a_page_has_summary_area_and_deprecation() {
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
fn a_page_without_request_lines_is_one_gap() {
    with_reading("# T\n\n<!-- {\"type\": \"#page.annotation\"} -->\n", |reading| {
        assert!(read(reading).is_none());
        assert!(reading.gaps.is_empty());
        assert!(reading.diagnostics.is_empty(), "the gap of the page covers it");
    });
}

#[test]
fn a_deprecation_includes_date_and_replacement_of_its_callout() {
    let deprecated = |head: &str| {
        let text = format!("# T\n\n{head}\n\nGets it.\n\n## HTTP request\n```\nGET /x\n```\n");
        facts(&text).about.deprecated
    };
    let whole = "This API is deprecated. It will be shut down on May 1, 2024. Use parcels instead";
    let quote = "> [!CAUTION]\n> This API is deprecated.\n>\n> It will be shut down on May 1, 2024. Use [parcels](x.md) instead.";
    assert_eq!(deprecated(quote).as_deref(), Some(whole));
    assert_eq!(
        deprecated(&quote.replace("> ", "").replace(">\n", "\n")).as_deref(),
        Some("This API is deprecated")
    );
    let older = "> **Note:** An older version of this API, [boxes](x.md), will be deprecated.";
    assert_eq!(deprecated(older), None);
    assert_eq!(deprecated("> **Note:** The color property is deprecated."), None);
    assert_eq!(deprecated("[!INCLUDE [x](../includes/x-deprecate.md)]").as_deref(), Some("Deprecated"));
}
