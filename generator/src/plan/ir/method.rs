//! In: verbs and steps of a place. Out: [`MethodPlan`]s: what can be called on the place's struct.

use crate::plan::builders::operation_info::InfoPlan;
use crate::plan::builders::required_headers::HeaderPlan;
use crate::plan::examples::ExamplePlan;
use crate::plan::ir::doc::{Doc, escape};
use crate::plan::ir::ident::Ident;
use crate::plan::naming::type_names::RustType;

/// A method of a place, or a function at the root.
#[derive(Clone, Debug)]
pub struct MethodPlan {
    /// What it does.
    pub doc: Doc,
    /// Its name.
    pub ident: Ident,
    /// What it is known as at its place in the list of names that are pinned; `None` where nothing can take its name.
    pub lock_key: Option<String>,
    /// What it takes.
    pub arguments: Vec<ArgumentPlan>,
    /// How the path goes on.
    pub path: Vec<PathSegment>,
    /// What comes of it.
    pub end: End,
    /// The headers that go with its requests.
    pub headers: Vec<HeaderPlan>,
    /// A documented request that it makes.
    pub example: Option<Box<ExamplePlan>>,
}

/// An argument of a method.
#[derive(Clone, Debug)]
pub struct ArgumentPlan {
    /// Its name.
    pub ident: Ident,
    /// Its type.
    pub ty: ArgumentType,
}

/// The type of an argument.
#[derive(Clone, Debug)]
pub enum ArgumentType {
    /// Any text.
    Text,
    /// A value that is moved.
    Value(RustType),
    /// Anything that becomes a value.
    Into(RustType),
    /// Anything that gives values one by one.
    Items(RustType),
    /// A reference.
    Reference(RustType),
    /// Any texts.
    Texts,
    /// Anything that gives values that are moved.
    Values(RustType),
    /// A reference to values.
    Slice(RustType),
    /// A reference to what changes a value of the type.
    Changes(RustType),
    /// Anything that becomes bytes.
    Bytes,
}

impl ArgumentType {
    /// The type that it mentions.
    pub fn mentioned(&self) -> Option<&RustType> {
        match self {
            Self::Value(ty)
            | Self::Into(ty)
            | Self::Items(ty)
            | Self::Reference(ty)
            | Self::Values(ty)
            | Self::Slice(ty)
            | Self::Changes(ty) => Some(ty),
            Self::Text | Self::Texts | Self::Bytes => None,
        }
    }
}

/// What a method adds to the path.
#[derive(Clone, Debug)]
pub enum PathSegment {
    /// Fixed text.
    Segment(String),
    /// A key.
    Key {
        /// The argument.
        value: Ident,
        /// What the page writes in the braces.
        placeholder: String,
    },
    /// A function or an alternate key.
    Function {
        /// Its name.
        name: String,
        /// The arguments by their names on the wire.
        arguments: Vec<(String, FunctionArgument)>,
    },
    /// A query option that goes with all that follows.
    Option {
        /// Its name.
        name: String,
        /// The argument.
        value: Ident,
    },
    /// A path below a drive item.
    PathAddress {
        /// The argument.
        value: Ident,
    },
}

/// How the argument of a function is written.
#[derive(Clone, Debug)]
pub struct FunctionArgument {
    /// The function of the runtime that writes it, or each of its items.
    pub writer: &'static str,
    /// The type whose name stands before the quotes, or the name of the alias that stands for it.
    pub of: Option<String>,
    /// Whether it is any number of items.
    pub is_list: bool,
    /// The argument.
    pub value: Ident,
}

/// What a method answers with.
#[derive(Clone, Debug)]
pub enum End {
    /// The struct of the next place.
    Builder(Ident),
    /// A request.
    Call {
        /// How it is sent.
        call: Call,
        /// What the pages say of it.
        infos: Vec<InfoPlan>,
        /// What it answers.
        answer: RustType,
        /// The method that takes the whole body, where this one makes it of arguments.
        whole: Option<Whole>,
    },
}

/// A method that takes the whole body, as another calls it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its name.
    pub ident: Ident,
    /// The arguments of both, and `None` for the body; without those that become headers.
    pub arguments: Vec<Option<Ident>>,
}

impl End {
    /// What the pages say of the operation that is called.
    pub fn infos(&self) -> Option<&[InfoPlan]> {
        match self {
            Self::Call { infos, .. } => Some(infos),
            Self::Builder(_) => None,
        }
    }

    /// The deprecation of a method all of whose pages deprecate it; that of the first page.
    pub fn deprecation(&self) -> Option<String> {
        let infos = self.infos()?;
        let is_deprecated = infos.iter().all(|info| info.deprecated.is_some());
        // rustdoc reads a note as Markdown.
        infos.first().filter(|_| is_deprecated)?.deprecated.as_deref().map(escape)
    }
}

/// How a request is made; the identifiers are arguments.
#[derive(Clone, Debug)]
pub enum Call {
    /// `GET`
    Get,
    /// `DELETE`
    Delete,
    /// `POST` without a body.
    PostEmpty,
    /// `POST` with a body.
    Post(BodyPlan),
    /// `PATCH` with a body.
    Patch(BodyPlan),
    /// `PUT` with a body.
    Put(BodyPlan),
    /// Bytes by `POST`, `PATCH` or `PUT`.
    Upload(UploadMethod, Ident),
    /// `POST` of a link.
    AddReference(Ident),
    /// `PUT` of a link.
    SetReference(Ident),
}

impl Call {
    /// The argument that is the body.
    pub fn body(&self) -> Option<&Ident> {
        match self {
            Self::Post(BodyPlan::Argument(body))
            | Self::Patch(BodyPlan::Argument(body))
            | Self::Put(BodyPlan::Argument(body)) => Some(body),
            _ => None,
        }
    }

    /// The type of a body that is made here.
    pub fn made(&self) -> Option<&RustType> {
        match self {
            Self::Post(body) | Self::Patch(body) | Self::Put(body) => match body {
                BodyPlan::New(ty, _) | BodyPlan::Empty(ty) => Some(ty),
                BodyPlan::Argument(_) => None,
            },
            Self::Get
            | Self::Delete
            | Self::PostEmpty
            | Self::Upload(..)
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

/// How bytes are sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UploadMethod {
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
}
