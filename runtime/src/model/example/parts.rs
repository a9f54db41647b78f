//! A complex type, a type without properties, an enumeration, operations.

use msgraph_core::codegen::{operation, property};
use msgraph_core::{Additional, Operation, Property};

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
    pub(crate) const NAME: Property<Recipient, String> = property("name");
    /// address
    pub(crate) const ADDRESS: Property<Recipient, String> = property("address");
}

crate::object! { Recipient "#microsoft.graph.recipient": name "name", address "address" }

/// nothing
pub(crate) struct Nothing {
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

crate::object! { Nothing "#microsoft.graph.nothing": }

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

crate::open_enum! { Importance: 0 Low "low", 1 Normal "normal", 2 High "high" }

pub(crate) const LIST_MESSAGES: Operation = operation(
    "List messages of a folder
GET v1.0 200
/me/mailFolders/{id}/messages

List messages
GET v1.0 200
/me/messages
/users/{id | userPrincipalName}/messages
work Mail.Read
personal
application
page https://learn.microsoft.com/graph/api/user-list-messages?view=graph-rest-1.0",
);

pub(crate) const GET_MESSAGE: Operation = Operation::UNDOCUMENTED;

pub(crate) const CREATE_MESSAGE: Operation = Operation::UNDOCUMENTED;
