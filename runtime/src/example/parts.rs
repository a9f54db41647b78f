//! A complex type, a type without properties, an enumeration, operations.

use msgraph_core::{Additional, Method, Operation, OperationInfo, Permissions, Property, Version};

/// recipient
pub(crate) struct Recipient {
    /// name
    pub(crate) name: Option<String>,
    /// address
    pub(crate) address: Option<String>,
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

#[allow(dead_code, reason = "generated for all properties")]
impl Recipient {
    /// name
    pub(crate) const NAME: Property<Recipient, String> = Property::new("name");
    /// address
    pub(crate) const ADDRESS: Property<Recipient, String> = Property::new("address");
}

crate::object! { Recipient "#microsoft.graph.recipient" name "name", address "address" }

/// nothing
pub(crate) struct Nothing {
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

crate::object! { Nothing "#microsoft.graph.nothing" }

/// importance
pub(crate) enum Importance {
    /// low
    Low,
    /// normal
    Normal,
    /// high
    High,
    /// A member this crate does not know, as the service wrote it.
    UnknownValue(String),
}

crate::open_enum! { Importance 0 Low "low", 1 Normal "normal", 2 High "high" }

pub(crate) static LIST_MESSAGES: &Operation = &Operation {
    infos: &[
        OperationInfo {
            title: "List messages of a folder",
            method: Method::Get,
            version: Version::V1,
            templates: &["/me/mailFolders/{id}/messages"],
            permissions: None,
            page: "",
            headers: &[],
            status: 200,
            deprecated: None,
            clouds: None,
        },
        OperationInfo {
            title: "List messages",
            method: Method::Get,
            version: Version::V1,
            templates: &["/me/messages", "/users/{id | userPrincipalName}/messages"],
            permissions: Some(Permissions {
                delegated_work: &["Mail.Read"],
                delegated_personal: &[],
                application: &[],
            }),
            page: "https://learn.microsoft.com/graph/api/user-list-messages?view=graph-rest-1.0",
            headers: &[],
            status: 200,
            deprecated: None,
            clouds: None,
        },
    ],
};

pub(crate) static GET_MESSAGE: &Operation = Operation::UNDOCUMENTED;

pub(crate) static CREATE_MESSAGE: &Operation = Operation::UNDOCUMENTED;
