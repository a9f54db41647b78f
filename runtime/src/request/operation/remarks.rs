//! Query options and callouts of an operation. In: lines of the text of an operation. Out: [`QueryOptions`], [`Callout`].

/// The OData query options that a page supports or denies.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct QueryOptions {
    /// The general statement of the page; `None` without one.
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
    /// A role that the signed-in user needs.
    Role,
}
