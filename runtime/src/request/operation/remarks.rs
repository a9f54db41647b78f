//! Query options and callouts of an operation. In: lines of the text of an operation. Out: [`QueryOptions`], [`Callout`].

use super::text::Pages;

/// The OData query options that a page supports or denies.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct QueryOptions {
    /// The general statement of the page; none when it makes none.
    pub support: Option<QuerySupport>,
    /// The options that it names as supported, as in `$select`.
    pub supported: Vec<&'static str>,
    /// The options that it denies.
    pub denied: Vec<&'static str>,
    /// The sentences that restrict options, as plain text with code in back quotes.
    pub restrictions: Vec<&'static str>,
}

/// A general statement about OData query options.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum QuerySupport {
    /// They are supported.
    All,
    /// Some of them are supported.
    Partial,
    /// None is supported.
    None,
}

/// A remark that a page sets apart from its text.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Callout {
    /// The word that it begins with.
    pub kind: CalloutKind,
    /// The section of the page that holds it.
    pub section: CalloutSection,
    /// The topics that its words name.
    pub topics: Vec<CalloutTopic>,
    /// Its plain text with code in back quotes.
    pub text: &'static str,
}

/// The word that a callout begins with.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum CalloutKind {
    /// A note.
    Note,
    /// Important.
    Important,
    /// Caution.
    Caution,
    /// Warning.
    Warning,
    /// A tip.
    Tip,
}

/// The section of a page that holds a callout.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum CalloutSection {
    /// Introduction.
    Introduction,
    /// Permissions.
    Permissions,
    /// Request line, headers and parameters of the path.
    Request,
    /// Query parameters.
    QueryOptions,
    /// Request body.
    RequestBody,
    /// Response.
    Response,
    /// Any other section.
    Other,
}

/// A topic of a callout.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum CalloutTopic {
    /// The beta version, which may change.
    Beta,
    /// A preview.
    Preview,
    /// A price, or use that is free within limits.
    Metered,
    /// A licence that the tenant or the user needs.
    License,
    /// The clouds that offer the operation.
    Clouds,
    /// A deprecation.
    Deprecation,
}

/// Reads the value of an `options` line.
pub(super) fn options(line: &'static str) -> Option<QueryOptions> {
    let mut words = line.split(' ');
    let support = match words.next()? {
        "all" => Some(QuerySupport::All),
        "partial" => Some(QuerySupport::Partial),
        "none" => Some(QuerySupport::None),
        "unstated" => None,
        _ => return None,
    };
    let mut options = QueryOptions { support, ..QueryOptions::default() };
    for word in words {
        match word.strip_prefix('!') {
            Some(option) => options.denied.push(option),
            None => options.supported.push(word),
        }
    }
    Some(options)
}

/// Reads the value of a `callout` line.
pub(super) fn callout(line: &'static str, pages: &mut Pages) -> Option<Callout> {
    let mut words = line.splitn(4, ' ');
    let kind = match words.next()? {
        "note" => CalloutKind::Note,
        "important" => CalloutKind::Important,
        "caution" => CalloutKind::Caution,
        "warning" => CalloutKind::Warning,
        "tip" => CalloutKind::Tip,
        _ => return None,
    };
    let section = match words.next()? {
        "introduction" => CalloutSection::Introduction,
        "permissions" => CalloutSection::Permissions,
        "request" => CalloutSection::Request,
        "query" => CalloutSection::QueryOptions,
        "body" => CalloutSection::RequestBody,
        "response" => CalloutSection::Response,
        "other" => CalloutSection::Other,
        _ => return None,
    };
    let topics = match words.next()? {
        "-" => Vec::new(),
        topics => pages.each(topics.split(','), topic),
    };
    Some(Callout { kind, section, topics, text: words.next()? })
}

fn topic(word: &str) -> Option<CalloutTopic> {
    Some(match word {
        "beta" => CalloutTopic::Beta,
        "preview" => CalloutTopic::Preview,
        "metered" => CalloutTopic::Metered,
        "license" => CalloutTopic::License,
        "clouds" => CalloutTopic::Clouds,
        "deprecation" => CalloutTopic::Deprecation,
        _ => return None,
    })
}
