//! A complex type, a type without properties, an enumeration, operations.

use msgraph_core::{
    Additional, Deserialize, Deserializer, EnumKind, Field, Method, Object, ObjectInfo, ObjectKind, OpenEnum,
    Operation, OperationInfo, Permissions, Property, Serialize, Serializer, Value, Version, open_enum, table,
};
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// recipient
#[derive(Clone, Debug, Default, PartialEq)]
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

static RECIPIENT: ObjectInfo =
    ObjectInfo { odata_type: "#microsoft.graph.recipient", names: &["name", "address"] };

impl Object for Recipient {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        &RECIPIENT
    }
    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.name,
            _ => &self.address,
        }
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.name,
            _ => &mut self.address,
        }
    }
    #[inline]
    fn additional(&self) -> &Additional {
        &self.additional
    }
    #[inline]
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl Value for Recipient {
    type Kind = ObjectKind;
}

impl Serialize for Recipient {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        table::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Recipient {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        table::read(deserializer)
    }
}

/// nothing
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Nothing {
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

static NOTHING: ObjectInfo = ObjectInfo { odata_type: "#microsoft.graph.nothing", names: &[] };

impl Object for Nothing {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        &NOTHING
    }
    fn field(&self, _index: usize) -> &dyn Field {
        &self.additional
    }
    fn field_mut(&mut self, _index: usize) -> &mut dyn Field {
        &mut self.additional
    }
    #[inline]
    fn additional(&self) -> &Additional {
        &self.additional
    }
    #[inline]
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl Value for Nothing {
    type Kind = ObjectKind;
}

impl Serialize for Nothing {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        table::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Nothing {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        table::read(deserializer)
    }
}

/// importance
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
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

impl OpenEnum for Importance {
    const NAMES: &'static [&'static str] = &["low", "normal", "high"];
    fn from_index(index: usize) -> Self {
        match index {
            0 => Self::Low,
            1 => Self::Normal,
            _ => Self::High,
        }
    }
    fn unknown(text: String) -> Self {
        Self::UnknownValue(text)
    }
    fn as_str(&self) -> &str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::UnknownValue(text) => text,
        }
    }
}

impl Value for Importance {
    type Kind = EnumKind;
}

impl fmt::Display for Importance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        open_enum::display(self, f)
    }
}

impl FromStr for Importance {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(open_enum::parse(text))
    }
}

impl From<&str> for Importance {
    fn from(text: &str) -> Self {
        open_enum::parse(text)
    }
}

impl Serialize for Importance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        open_enum::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Importance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open_enum::deserialize(deserializer)
    }
}

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
