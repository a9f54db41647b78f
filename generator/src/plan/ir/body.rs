//! How a request is sent, and where its body comes from.

use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// How a request is made; the identifiers are arguments.
#[derive(Clone, Debug)]
pub enum Call {
    /// `GET`
    Get,
    /// `GET` of the number of items that another method lists.
    Count,
    /// `DELETE`
    Delete,
    /// `POST` without a body.
    PostEmpty,
    /// With a body.
    Send(SendMethod, BodyPlan),
    /// With bytes as the body.
    Upload(SendMethod, Ident),
    /// With a message in MIME format.
    Mime(SendMethod, Ident),
    /// `POST` of a link.
    AddReference(Ident),
    /// `PUT` of a link.
    SetReference(Ident),
}

impl Call {
    /// The argument that is the body.
    pub fn body(&self) -> Option<&Ident> {
        match self {
            Self::Send(_, BodyPlan::Argument(body)) => Some(body),
            _ => None,
        }
    }

    /// Whether the body is bytes.
    pub fn is_upload(&self) -> bool {
        matches!(self, Self::Upload(..))
    }

    /// The type of a body that is made here.
    pub fn made(&self) -> Option<&RustType> {
        match self {
            Self::Send(_, BodyPlan::New(ty, _) | BodyPlan::Empty(ty)) => Some(ty),
            Self::Send(_, BodyPlan::Argument(_))
            | Self::Get
            | Self::Count
            | Self::Delete
            | Self::PostEmpty
            | Self::Upload(..)
            | Self::Mime(..)
            | Self::AddReference(_)
            | Self::SetReference(_) => None,
        }
    }
}

/// Where a body comes from.
#[derive(Clone, Debug)]
pub enum BodyPlan {
    /// An argument.
    Argument(Ident),
    /// The constructor of a type, by these arguments.
    New(RustType, Vec<Ident>),
    /// A type without any value.
    Empty(RustType),
}

/// The HTTP method of a request with a body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SendMethod {
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
}
