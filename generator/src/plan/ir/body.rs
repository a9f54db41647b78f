//! Data types for calls and their bodies.

use crate::facts::template::Method;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// The form of a request. Identifiers are arguments.
#[derive(Clone, Debug)]
pub enum Call {
    /// `GET`
    Get,
    /// `GET` of the number of items in a list that another method returns.
    Count,
    /// `DELETE`
    Delete,
    /// `POST` without a body.
    PostEmpty,
    /// A request with a body.
    Send(SendMethod, BodyPlan),
    /// A request with bytes as the body.
    Upload(SendMethod, UploadPlan),
    /// A request with a message in MIME format.
    Mime(SendMethod, Ident),
    /// A reference.
    Reference(SendMethod, Ident),
}

impl Call {
    /// The argument with the whole body.
    pub fn body(&self) -> Option<&Ident> {
        match self {
            Self::Send(_, BodyPlan::Argument(body)) => Some(body),
            _ => None,
        }
    }

    /// The body of an upload.
    pub fn upload(&self) -> Option<&UploadPlan> {
        match self {
            Self::Upload(_, upload) => Some(upload),
            _ => None,
        }
    }

    /// The type of a body that the method constructs.
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
            | Self::Reference(..) => None,
        }
    }
}

/// The bytes of a body.
#[derive(Clone, Debug)]
pub struct UploadPlan {
    /// The argument.
    pub content: Ident,
    /// The media type, unless the caller states another one. `None` for `application/octet-stream`.
    pub media_type: Option<String>,
}

/// The source of a body.
#[derive(Clone, Debug)]
pub enum BodyPlan {
    /// An argument.
    Argument(Ident),
    /// A constructor call with these arguments.
    New(RustType, Vec<Ident>),
    /// A default value of the type.
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

impl SendMethod {
    /// The method as one of all HTTP methods.
    pub fn method(self) -> Method {
        match self {
            Self::Post => Method::Post,
            Self::Put => Method::Put,
            Self::Patch => Method::Patch,
        }
    }
}
