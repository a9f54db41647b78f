//! Writes callouts and query options as JSON. In: [`PageSummary`], [`QueryOptions`]. Out: JSON.

use serde_json::{Value, json};

use crate::facts::operation::query_option::{QueryOption, QueryOptions, Support};
use crate::facts::prose::callout::{Callout, CalloutKind, CalloutSection, Topic};
use crate::facts::prose::page_summary::PageSummary;

/// The callouts of a page in order.
pub(super) fn callouts(about: &PageSummary) -> Vec<Value> {
    about.callouts.iter().map(callout).collect()
}

fn callout(Callout { kind, section, topics, text }: &Callout) -> Value {
    let kind = match kind {
        CalloutKind::Note => "note",
        CalloutKind::Important => "important",
        CalloutKind::Caution => "caution",
        CalloutKind::Warning => "warning",
        CalloutKind::Tip => "tip",
    };
    let section = match section {
        CalloutSection::Introduction => "introduction",
        CalloutSection::Permissions => "permissions",
        CalloutSection::Request => "request",
        CalloutSection::QueryOptions => "query_options",
        CalloutSection::RequestBody => "request_body",
        CalloutSection::Response => "response",
        CalloutSection::Example => "example",
        CalloutSection::Members => "members",
        CalloutSection::Methods => "methods",
        CalloutSection::JsonRepresentation => "json_representation",
        CalloutSection::Other => "other",
    };
    let topics: Vec<&str> = topics.iter().copied().map(topic).collect();
    json!({ "kind": kind, "section": section, "topics": topics, "text": text })
}

fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Beta => "beta",
        Topic::Preview => "preview",
        Topic::Metered => "metered",
        Topic::License => "license",
        Topic::Role => "role",
        Topic::Clouds => "clouds",
        Topic::Deprecation => "deprecation",
    }
}

/// The query options of an operation.
pub(super) fn query_options(options: &QueryOptions) -> Value {
    let QueryOptions { support, supported, denied, restrictions } = options;
    let support = support.map(|support| match support {
        Support::All => "all",
        Support::Partial => "partial",
        Support::None => "none",
    });
    let names = |options: &[QueryOption]| options.iter().map(|option| option.name()).collect::<Vec<_>>();
    json!({
        "support": support,
        "supported": names(supported),
        "denied": names(denied),
        "restrictions": restrictions,
    })
}
