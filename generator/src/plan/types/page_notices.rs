//! Sentences that the documentation of types and of methods shares.

use crate::facts::prose::callout::Topic;
use crate::facts::prose::page_summary::PageSummary;

/// The conditions of use that a page states, in a few words for each.
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

/// A sentence of the heading and all the items; empty when there are none.
pub fn list(heading: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { String::new() } else { format!("{heading}: {}.", items.join(", ")) }
}
