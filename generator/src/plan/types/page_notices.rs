//! Writes sentences that documentation of types and methods shares. In: summaries of pages. Out: Markdown.

use crate::facts::prose::callout::Topic;
use crate::facts::prose::page_summary::PageSummary;

/// The conditions of use on a page, each in a few words.
pub fn notices(about: &PageSummary) -> String {
    let says = |topic| about.callouts.iter().any(|callout| callout.topics.contains(&topic));
    let kinds = [
        (Topic::Beta, "**Beta:** may change without notice."),
        (Topic::Preview, "**Preview:** may change before it is final."),
        (Topic::Metered, "**Metered:** its use may be charged."),
    ];
    let said: Vec<&str> = kinds.into_iter().filter(|(topic, _)| says(*topic)).map(|(_, text)| text).collect();
    said.join(" ")
}

/// A sentence with a heading and a list. Empty without items.
pub fn list(heading: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { String::new() } else { format!("{heading}: {}.", items.join(", ")) }
}
