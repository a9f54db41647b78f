//! In: what the pages say of an operation. Out: the same, as data that a program can ask.

mod remarks;
mod text;

use std::fmt;

pub use remarks::{Callout, CalloutKind, CalloutSection, CalloutTopic, QueryOptions, QuerySupport};

/// The version of the service.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Version {
    /// Stable.
    V1,
    /// Preview; may change at any time.
    Beta,
}

impl Version {
    /// The first segment of every path.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The method of a request.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or calls an action.
    Post,
    /// Changes.
    Patch,
    /// Replaces, or uploads.
    Put,
    /// Deletes.
    Delete,
    /// Reads headers alone.
    Head,
}

impl Method {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
            Method::Patch => Self::PATCH,
            Method::Put => Self::PUT,
            Method::Delete => Self::DELETE,
            Method::Head => Self::HEAD,
        }
    }
}

/// A national deployment of the service.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Cloud {
    /// The global service.
    Global,
    /// US Government L4.
    UsGovL4,
    /// US Government L5 (DOD).
    UsGovL5,
    /// China, operated by 21Vianet.
    China,
}

/// What a call needs, by the kind of account; least privileged first, empty when the page names none: it is not supported.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Permissions {
    /// Delegated, with a work or school account.
    pub delegated_work: &'static [&'static str],
    /// Delegated, with a personal account.
    pub delegated_personal: &'static [&'static str],
    /// Application.
    pub application: &'static [&'static str],
}

/// What one page says of one operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The title of the page.
    pub title: &'static str,
    /// The method.
    pub method: Method,
    /// The version of the service.
    pub version: Version,
    /// The path templates that the page shows, with placeholders in braces.
    pub templates: &'static [&'static str],
    /// The permissions; none when the page says nothing of them.
    pub permissions: Option<Permissions>,
    /// The address of the page; empty when there is none.
    pub page: &'static str,
    /// The request headers that the page lists besides those that every request has; of `Prefer` with the preference, as
    /// in `Prefer: outlook.timezone`.
    pub headers: &'static [&'static str],
    /// The documented status of success; 0 when the page states none.
    pub status: u16,
    /// Since when or why it is deprecated.
    pub deprecated: Option<&'static str>,
    /// The clouds that have it; none when the page says nothing.
    pub clouds: Option<&'static [Cloud]>,
    /// The OData query options that it supports or denies; none when the page says nothing.
    pub query_options: Option<QueryOptions>,
    /// The callouts of the page, without those of its examples.
    pub callouts: &'static [Callout],
}

impl OperationInfo {
    /// What is said of an operation of version 1.0 of which no page says anything.
    pub const UNDOCUMENTED: Self = Self {
        title: "",
        method: Method::Get,
        version: Version::V1,
        templates: &[],
        permissions: None,
        page: "",
        headers: &[],
        status: 0,
        deprecated: None,
        clouds: None,
        query_options: None,
        callouts: &[],
    };
}

/// An operation of a place: all that the pages say of it. One place may stand at several paths, and one operation on
/// several pages.
///
/// It is one text, read when somebody asks: to a compiler a text is one value, and the lists in it would be dozens.
///
/// ```
/// use msgraph_core::{Cloud, Method, Operation, Version};
///
/// // generated code has this in the methods
/// const LIST: Operation = Operation::new(
///     "List messages
/// GET v1.0 200
/// /me/messages
/// work Mail.Read Mail.ReadWrite
/// personal Mail.Read
/// application
/// clouds Global China",
/// );
///
/// let [info] = LIST.infos() else { panic!("one page") };
/// assert_eq!((info.title, info.method, info.version, info.status), ("List messages", Method::Get, Version::V1, 200));
/// assert_eq!(info.templates, ["/me/messages"]);
/// let permissions = info.permissions.ok_or("the page says nothing")?;
/// assert_eq!(permissions.delegated_work, ["Mail.Read", "Mail.ReadWrite"]);
/// assert_eq!(permissions.application, [""; 0]);
/// assert_eq!(info.clouds, Some(&[Cloud::Global, Cloud::China][..]));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Operation {
    text: &'static str,
}

impl Operation {
    /// An operation that no page describes, such as following a link.
    pub const UNDOCUMENTED: Self = Self::new("");

    /// What the pages say: one after the other, an empty line between them.
    ///
    /// Of each the title; the method, the version and the status (0 when the page states none); then each path template in a line of
    /// its own; then, where the page says something of it, `work`, `personal` and `application` with permissions, `clouds`, `header`
    /// once for each, `options` and each `restriction`, each `callout`, `deprecated`, and the address of the `page`. What no line says is as in [`OperationInfo::UNDOCUMENTED`].
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// One for each page.
    #[must_use]
    pub fn infos(&self) -> &'static [OperationInfo] {
        text::infos(self.text)
    }
}

/// What `info()` answers where no page says anything.
pub(crate) const fn undocumented(version: Version) -> &'static OperationInfo {
    const V1: OperationInfo = OperationInfo::UNDOCUMENTED;
    const BETA: OperationInfo = OperationInfo { version: Version::Beta, ..OperationInfo::UNDOCUMENTED };
    match version {
        Version::V1 => &V1,
        Version::Beta => &BETA,
    }
}
