//! Data types for the documentation of an operation.

use crate::facts::operation::permission::Permissions;
use crate::facts::operation::query_option::QueryOptions;
use crate::facts::prose::callout::Callout;
use crate::model::OperationId;

/// The documentation of an operation on one page, for the paths with the same permissions.
#[derive(Clone, Debug)]
pub struct InfoPlan {
    /// The operation.
    pub operation: OperationId,
    /// The title of the page.
    pub title: String,
    /// The HTTP method in upper case.
    pub method: &'static str,
    /// The version of the service in URLs.
    pub version: &'static str,
    /// The path templates.
    pub templates: Vec<String>,
    /// The permissions. `None` if the page does not state them.
    pub permissions: Option<Permissions>,
    /// The URL of the page.
    pub page: String,
    /// The listed request headers that a caller can set. `Prefer` includes the preference.
    pub headers: Vec<String>,
    /// The status of success. `None` if the page does not state it.
    pub status: Option<u16>,
    /// The deprecation notice.
    pub deprecated: Option<String>,
    /// The clouds that support the operation, as variants of the runtime.
    pub clouds: Option<Vec<&'static str>>,
    /// The OData query options that the page states.
    pub query_options: Option<QueryOptions>,
    /// The callouts that concern its callers.
    pub callouts: Vec<Callout>,
}
