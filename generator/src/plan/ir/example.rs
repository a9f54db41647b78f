//! Data types for documented requests as code.

use std::collections::BTreeSet;

use crate::facts::template::Method;
use crate::model::OperationId;
use crate::name::PagePath;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::source::Version;

/// A documented request as code.
#[derive(Clone, Debug)]
pub struct ExamplePlan {
    /// The operation that it is an example of.
    pub operation: OperationId,
    /// The method that sends the request, with its request builder. Functions at the root have none.
    pub made_by: (Option<Ident>, Ident),
    /// The name of the package.
    pub package: Ident,
    /// The module of the version.
    pub version: Ident,
    /// The body with the name of its variable, declared before the request.
    pub body: Option<(Ident, Expression)>,
    /// The request.
    pub request: Expression,
    /// The use of the response.
    pub reads: Reads,
    /// The example on the page.
    pub shown: Shown,
}

/// A request as shown on a page.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The page.
    pub page: PagePath,
    /// The line.
    pub line: usize,
    /// The method.
    pub method: Method,
    /// The URL as written.
    pub url: String,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body: strict JSON or a message in base64 on one line, or as written. Empty if there is none.
    pub body: String,
    /// The documented response, if any.
    pub answer: Option<ShownResponse>,
}

/// A response as shown on a page.
#[derive(Clone, Debug)]
pub struct ShownResponse {
    /// The status.
    pub status: u16,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body, in the form of the request body.
    pub body: String,
}

/// The use that an example makes of the response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reads {
    /// A value that can be serialized again.
    Value,
    /// Bytes.
    Bytes,
    /// Nothing.
    Nothing,
    /// The acceptance of a long-running operation.
    Begun,
}

impl Reads {
    /// All variants, ordered by the names of their functions.
    pub const ALL: [Self; 4] = [Self::Begun, Self::Bytes, Self::Nothing, Self::Value];

    /// The function of the tests that records such a request.
    pub fn function(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Bytes => "bytes",
            Self::Nothing => "nothing",
            Self::Begun => "begun",
        }
    }
}

/// A documented request without code, or a documented response that cannot be compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SkippedExample {
    /// The version.
    pub version: Version,
    /// The page.
    pub page: PagePath,
    /// The line.
    pub line: usize,
    /// The reason.
    pub reason: Reason,
}

/// The reason why a documented request or response is skipped.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
pub enum Reason {
    /// The URL belongs to another service.
    #[error("the URL is of another service")]
    Foreign,
    /// The URL has another version than the page.
    #[error("the URL is of the version `{0}`")]
    OtherVersion(&'static str),
    /// The URL exceeds the limit of services. The limit bounds the search through the builders, whose depth is the length of the
    /// URL.
    #[error("the URL has more than {0} bytes")]
    TooLong(usize),
    /// No request builder has this path.
    #[error("no builder has this path")]
    NoPlace,
    /// No request builder at this path has this method.
    #[error("no builder sends {method} to this path")]
    NoMethod {
        /// The method.
        method: Method,
        /// The methods of the path.
        known: BTreeSet<Method>,
    },
    /// The request requires a body, and the page shows none.
    #[error("the page shows no body, and one must be sent")]
    NoBody,
    /// The request requires a header, and the page does not show it.
    #[error("the page shows no header `{0}`, and one must be sent")]
    NoHeader(String),
    /// The request body is invalid JSON.
    #[error("the body is no JSON")]
    BrokenBody,
    /// The response body is invalid JSON.
    #[error("the documented response is not JSON")]
    BrokenResponse,
    /// The page omits the body of the response.
    #[error("the documented response has no body")]
    EmptyResponse,
}

/// The examples of a version, generated and skipped.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Examples as code.
    pub made: Vec<ExamplePlan>,
    /// Skipped examples, and responses that cannot be compared.
    pub unmade: Vec<SkippedExample>,
}
