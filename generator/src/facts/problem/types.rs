//! Problems of types and enums on a page.

use crate::diagnostic::{self, Severity};
use crate::name::MemberName;
use crate::page::json::fault::Fault;

/// The explanations that `generator explain` prints.
pub const EXPLAINED: &str = include_str!("types.md");

/// A mistake in the definition of a type or enum.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A row or JSON key that is not a name.
    #[error("`{0}` is not the name of a property")]
    BadPropertyName(String),
    /// A member cell that is not a name.
    #[error("`{0}` is not the name of an enum member")]
    BadMemberName(String),
    /// A member with two rows.
    #[error("member `{0}` is listed twice")]
    DuplicateMember(MemberName),
    /// A resource annotation without `@odata.type`.
    #[error("resource annotation names no type")]
    NamelessResource,
    /// A text that is not a type name.
    #[error("`{0}` is not the name of a type")]
    BadTypeName(String),
    /// A JSON representation that cannot be parsed.
    #[error("JSON representation cannot be parsed: {0}")]
    BadJsonRepresentation(Fault),
    /// A JSON representation that is not strict but can be parsed.
    #[error("JSON representation is not strict JSON: {0}")]
    LenientJsonRepresentation(Fault),
    /// A resource page without a type.
    #[error("resource page defines no type: it has no resource annotation and its title names none")]
    NoType,
}

impl diagnostic::Problem for Problem {
    fn code(&self) -> &'static str {
        match self {
            Self::BadPropertyName(_) => "bad-property-name",
            Self::BadMemberName(_) => "bad-member-name",
            Self::DuplicateMember(_) => "duplicate-member",
            Self::NamelessResource => "nameless-resource",
            Self::BadTypeName(_) => "bad-type-name",
            Self::BadJsonRepresentation(_) => "bad-json-representation",
            Self::LenientJsonRepresentation(_) => "lenient-json-representation",
            Self::NoType => "no-type",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::BadTypeName(_) | Self::BadJsonRepresentation(_) => Severity::Error,
            _ => Severity::Warning,
        }
    }

    fn help(&self) -> Option<String> {
        let text = match self {
            Self::BadPropertyName(_) => {
                "write one identifier, with nothing but marks or `(deprecated)` around it"
            }
            Self::BadMemberName(_) => "write one word",
            Self::NamelessResource => "add \"@odata.type\": \"microsoft.graph.…\"",
            Self::BadTypeName(_) => "write a qualified name such as microsoft.graph.message",
            Self::NoType => "add a resource annotation, or a title of the form `x resource type`",
            Self::DuplicateMember(_)
            | Self::BadJsonRepresentation(_)
            | Self::LenientJsonRepresentation(_) => return None,
        };
        Some(text.to_owned())
    }
}
