//! Writes query options and callouts of an operation in the format of `codegen::operation` of the runtime. In: [`QueryOptions`],
//! [`Callout`]s. Out: the lines of the text.

use crate::facts::operation::query_option::{QueryOptions, Support};
use crate::facts::prose::callout::{Callout, CalloutKind, CalloutSection, Topic};

/// The lines for query options: key and value.
pub(super) fn options(options: &QueryOptions) -> Vec<(&'static str, String)> {
    let QueryOptions { support, supported, denied, restrictions } = options;
    let support = match support {
        Some(Support::All) => "all",
        Some(Support::Partial) => "partial",
        Some(Support::None) => "none",
        None => "unstated",
    };
    let names = supported.iter().map(|option| format!(" {}", option.name()));
    let denied = denied.iter().map(|option| format!(" !{}", option.name()));
    let first = ("options", names.chain(denied).fold(support.to_owned(), |text, name| text + &name));
    let restrictions = restrictions.iter().map(|text| ("restriction", text.clone()));
    std::iter::once(first).chain(restrictions).collect()
}

/// The line for a callout: kind, section, topics joined by commas or `-`, then the text. Items of its lists stay apart by `- `.
pub(super) fn callout(Callout { kind, section, topics, text }: &Callout) -> String {
    let topics: Vec<&str> = topics.iter().copied().map(topic).collect();
    let topics = if topics.is_empty() { "-".to_owned() } else { topics.join(",") };
    let text = text.strip_prefix("- ").unwrap_or(text).replace('\n', " ");
    format!("{} {} {topics} {text}", kind_word(*kind), section_word(*section))
}

fn kind_word(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "note",
        CalloutKind::Important => "important",
        CalloutKind::Caution => "caution",
        CalloutKind::Warning => "warning",
        CalloutKind::Tip => "tip",
    }
}

fn section_word(section: CalloutSection) -> &'static str {
    match section {
        CalloutSection::Introduction => "introduction",
        CalloutSection::Permissions => "permissions",
        CalloutSection::Request => "request",
        CalloutSection::QueryOptions => "query",
        CalloutSection::RequestBody => "body",
        CalloutSection::Response => "response",
        CalloutSection::Example
        | CalloutSection::Members
        | CalloutSection::Methods
        | CalloutSection::JsonRepresentation
        | CalloutSection::Other => "other",
    }
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
