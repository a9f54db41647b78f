//! The documentation of an operation as data.

use crate::facts::operation::query_option::QueryOptions;
use crate::facts::prose::callout::Callout;
use crate::model::OperationId;

/// The documentation of an operation on one page.
#[derive(Clone, Debug)]
pub struct InfoPlan {
    /// The operation.
    pub operation: OperationId,
    /// The title of the page.
    pub title: String,
    /// The method, as it is sent.
    pub method: &'static str,
    /// The version of the service, as it stands in URLs.
    pub version: &'static str,
    /// The path templates.
    pub templates: Vec<String>,
    /// The permissions; `None` when the page does not state them.
    pub permissions: Option<PermissionsPlan>,
    /// The address of the page.
    pub page: String,
    /// The request headers that it lists and the caller may set; of `Prefer` with the preference.
    pub headers: Vec<String>,
    /// The status of success; `None` when the page states none.
    pub status: Option<u16>,
    /// The deprecation notice.
    pub deprecated: Option<String>,
    /// The runtime's names of the clouds that offer it.
    pub clouds: Option<Vec<&'static str>>,
    /// The OData query options that the page states.
    pub query_options: Option<QueryOptions>,
    /// The callouts that concern its callers.
    pub callouts: Vec<Callout>,
}

/// The permissions of an operation: scopes, least privileged first.
#[derive(Clone, Debug)]
pub struct PermissionsPlan {
    /// Delegated, work or school account.
    pub delegated_work: Vec<String>,
    /// Delegated, personal account.
    pub delegated_personal: Vec<String>,
    /// Application.
    pub application: Vec<String>,
}
