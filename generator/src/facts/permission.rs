//! In: permission tables. Out: [`Permissions`].

/// Who may call an operation: scopes, least privileged first; empty where it is not supported.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Permissions {
    /// Delegated, work or school account.
    pub delegated_work: Vec<String>,
    /// Delegated, personal Microsoft account.
    pub delegated_personal: Vec<String>,
    /// Application.
    pub application: Vec<String>,
}
