//! In: verbs and steps of a place. Out: [`MethodPlan`]s: what can be called on the place's struct.

use super::doc::Doc;
use super::ident::Ident;
use super::types::RustType;

/// A method of a place, or a function at the root.
#[derive(Clone, Debug)]
pub struct MethodPlan {
    /// What it does.
    pub doc: Doc,
    /// Its name.
    pub ident: Ident,
    /// What it takes.
    pub arguments: Vec<ArgumentPlan>,
    /// How the path goes on.
    pub path: Vec<PathStep>,
    /// What comes of it.
    pub end: End,
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
    /// A reference.
    Reference(RustType),
    /// A reference to what changes a value of the type.
    Changes(RustType),
    /// Anything that becomes bytes.
    Bytes,
}

/// What a method adds to the path.
#[derive(Clone, Debug)]
pub enum PathStep {
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
    /// A path below a drive item.
    PathAddress {
        /// The argument.
        value: Ident,
    },
}

/// How the argument of a function is written.
#[derive(Clone, Debug)]
pub struct FunctionArgument {
    /// The function of the runtime that writes it.
    pub writer: &'static str,
    /// The argument.
    pub value: Ident,
}

/// What a method answers with.
#[derive(Clone, Debug)]
pub enum End {
    /// The struct of the next place.
    Place(Ident),
    /// A request.
    Call {
        /// How it is sent.
        call: Call,
        /// The static that describes it.
        operation: Ident,
        /// What it answers.
        answer: RustType,
    },
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
    Post(Ident),
    /// `PATCH` with a body.
    Patch(Ident),
    /// `PUT` with a body.
    Put(Ident),
    /// Bytes by `POST`, `PATCH` or `PUT`.
    Upload(UploadMethod, Ident),
    /// `POST` of a link.
    AddReference(Ident),
    /// `PUT` of a link.
    SetReference(Ident),
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
