//! The facts that the documentation states about an operation, as data. In: the text of an [`Operation`]. Out: [`OperationInfo`].

pub(crate) mod permissions;
mod remarks;
mod text;

use std::collections::{BTreeMap, BTreeSet};
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

/// The kind of account that an application acts for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum AccountKind {
    /// Delegated, with a work or school account.
    DelegatedWork,
    /// Delegated, with a personal account.
    DelegatedPersonal,
    /// Application.
    Application,
}

/// The permissions that a page names, by the kind of account, each once. An empty list: the call is not supported.
///
/// Usually each of them suffices, and the first is the least privileged one. [`alternatives`](Self::alternatives) has the
/// exceptions: permissions that are needed together, and pages without such an order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Permissions {
    /// Delegated, with a work or school account.
    pub delegated_work: Vec<&'static str>,
    /// Delegated, with a personal account.
    pub delegated_personal: Vec<&'static str>,
    /// Application.
    pub application: Vec<&'static str>,
    /// The kinds of account whose permissions have no stated order.
    unranked: BTreeSet<AccountKind>,
    /// The alternatives of the kinds of account that have permissions needed together.
    together: BTreeMap<AccountKind, Vec<Vec<&'static str>>>,
}

impl Permissions {
    /// The alternatives for a kind of account, least privileged first; none if the call is not supported. One alternative
    /// suffices, and all its permissions are needed.
    ///
    /// `None` where the page does not say which is the least privileged one: the permissions may depend on the objects of
    /// the request.
    ///
    /// ```
    /// use msgraph_core::AccountKind::{Application, DelegatedPersonal, DelegatedWork};
    /// use msgraph_core::{Operation, codegen::operation};
    ///
    /// const UPDATE: Operation = operation(
    ///     "Update policy
    /// PATCH v1.0 204
    /// /policies/{id}
    /// work Policy.Read.All+Policy.ReadWrite.Access Policy.ReadWrite.All
    /// application ? Policy.ReadWrite.All Directory.ReadWrite.All",
    /// );
    /// let [info] = UPDATE.infos().try_into().map_err(|_| "one page")?;
    /// let permissions = info.permissions.ok_or("the page says nothing")?;
    /// let both = vec!["Policy.Read.All", "Policy.ReadWrite.Access"];
    /// assert_eq!(permissions.alternatives(DelegatedWork), Some(vec![both, vec!["Policy.ReadWrite.All"]]));
    /// assert_eq!(permissions.alternatives(DelegatedPersonal), Some(Vec::new()));
    /// assert_eq!(permissions.alternatives(Application), None);
    /// assert_eq!(permissions.application, ["Policy.ReadWrite.All", "Directory.ReadWrite.All"]);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn alternatives(&self, kind: AccountKind) -> Option<Vec<Vec<&'static str>>> {
        if self.unranked.contains(&kind) {
            return None;
        }
        let alone = || self.named(kind).iter().map(|&name| vec![name]).collect();
        Some(self.together.get(&kind).cloned().unwrap_or_else(alone))
    }

    /// The permissions for a kind of account.
    pub(crate) fn named(&self, kind: AccountKind) -> &[&'static str] {
        match kind {
            AccountKind::DelegatedWork => &self.delegated_work,
            AccountKind::DelegatedPersonal => &self.delegated_personal,
            AccountKind::Application => &self.application,
        }
    }
}

/// One operation as one page documents it, for the paths that need the same permissions.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The title of the page; `None` when no page documents the operation.
    pub title: Option<&'static str>,
    /// The method.
    pub method: Method,
    /// The version of the service.
    pub version: Version,
    /// The path templates that the page shows for these permissions, with placeholders in braces.
    pub templates: Vec<&'static str>,
    /// The permissions; `None` when the page states none.
    pub permissions: Option<Permissions>,
    /// The address of the page.
    pub page: Option<&'static str>,
    /// The request headers that the page lists besides those that every request has; of `Prefer` with the preference, as
    /// in `Prefer: outlook.timezone`.
    pub headers: Vec<&'static str>,
    /// The documented status of success; `None` when the page states none.
    pub status: Option<u16>,
    /// The deprecation notice.
    pub deprecated: Option<&'static str>,
    /// The clouds that offer it; `None` when the page states nothing.
    pub clouds: Option<Vec<Cloud>>,
    /// The OData query options that it supports or denies; `None` when the page states nothing.
    pub query_options: Option<QueryOptions>,
    /// The callouts of the page, without those of its examples.
    pub callouts: Vec<Callout>,
}

impl OperationInfo {
    /// An operation of version 1.0 that no page documents.
    pub const UNDOCUMENTED: Self = Self {
        title: None,
        method: Method::Get,
        version: Version::V1,
        templates: Vec::new(),
        permissions: None,
        page: None,
        headers: Vec::new(),
        status: None,
        deprecated: None,
        clouds: None,
        query_options: None,
        callouts: Vec::new(),
    };
}

/// An operation of a path item with all pages that document it. A path item may have several paths, and an operation several
/// pages.
///
/// The pages are one text, which is parsed on request: a text is one value to the compiler, its lists would be dozens.
///
/// ```
/// use msgraph_core::codegen::operation;
/// use msgraph_core::{Cloud, Method, Operation, Version};
///
/// // generated code has this in the methods
/// const LIST: Operation = operation(
///     "List messages
/// GET v1.0 200
/// /me/messages
/// work Mail.Read Mail.ReadWrite
/// personal Mail.Read
/// application
/// clouds Global China",
/// );
///
/// let [info] = LIST.infos().try_into().map_err(|_| "one page")?;
/// assert_eq!((info.title, info.method, info.version), (Some("List messages"), Method::Get, Version::V1));
/// assert_eq!((info.status, info.page), (Some(200), None));
/// assert_eq!(info.templates, ["/me/messages"]);
/// let permissions = info.permissions.ok_or("the page says nothing")?;
/// assert_eq!(permissions.delegated_work, ["Mail.Read", "Mail.ReadWrite"]);
/// assert_eq!(permissions.application, [""; 0]);
/// assert_eq!(info.clouds, Some(vec![Cloud::Global, Cloud::China]));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Operation {
    text: &'static str,
}

impl Operation {
    /// An operation that no page describes, such as following a link.
    pub const UNDOCUMENTED: Self = Self::new("");

    /// See [`operation`](crate::codegen::operation).
    #[must_use]
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The operation as each page documents it, once for each set of permissions. Parses the text; nothing is cached.
    #[must_use]
    pub fn infos(&self) -> Vec<OperationInfo> {
        text::Pages::read(self.text).infos
    }

    /// See [`unknown_lines`](crate::codegen::unknown_lines).
    pub(crate) fn unknown(&self) -> Vec<&'static str> {
        text::Pages::read(self.text).unknown
    }
}
