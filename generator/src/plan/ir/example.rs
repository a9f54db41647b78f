//! Documented requests as code.

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
    /// The method of a place, or the function at the root, that makes the request.
    pub made_by: (Option<Ident>, Ident),
    /// The name of the package.
    pub package: Ident,
    /// The module of the version.
    pub version: Ident,
    /// The body by its name, which stands before the request.
    pub body: Option<(Ident, Expression)>,
    /// The request.
    pub request: Expression,
    /// The use of the response.
    pub reads: Reads,
    /// The example on the page.
    pub shown: Shown,
}

/// A request as a page shows it.
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
    /// The body: strict JSON on one line, or as written; empty when there is none.
    pub body: String,
    /// The answer, where the page shows one.
    pub answer: Option<ShownResponse>,
}

/// A response as a page shows it.
#[derive(Clone, Debug)]
pub struct ShownResponse {
    /// The status.
    pub status: u16,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body, as that of the request.
    pub body: String,
}

/// The use that a request makes of its response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reads {
    /// A value that can be written back.
    Value,
    /// Bytes.
    Bytes,
    /// Nothing.
    Nothing,
    /// That something has begun.
    Begun,
}

impl Reads {
    /// All of them, by the names of their functions.
    pub const ALL: [Self; 4] = [Self::Begun, Self::Bytes, Self::Nothing, Self::Value];

    /// The function of the tests that keeps such a request until it is asked.
    pub fn function(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Bytes => "bytes",
            Self::Nothing => "nothing",
            Self::Begun => "begun",
        }
    }
}

/// A documented request that does not become code, or a documented answer that cannot be compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SkippedExample {
    /// The version.
    pub version: Version,
    /// The page.
    pub page: PagePath,
    /// The line.
    pub line: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a documented request does not become code.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
pub enum Reason {
    /// Its URL leads to another service.
    #[error("the URL is of another service")]
    Foreign,
    /// Its URL has another version than the page.
    #[error("the URL is of the version `{0}`")]
    OtherVersion(&'static str),
    /// Its URL is longer than any that a service takes; a search through the builders goes as deep as the URL is long.
    #[error("the URL has more than {0} bytes")]
    TooLong(usize),
    /// No builder leads there.
    #[error("no builder has this path")]
    NoPlace,
    /// No builder asks so there.
    #[error("no builder sends {0} to this path")]
    NoMethod(Method),
    /// A body must be sent, and the page shows none.
    #[error("the page shows no body, and one must be sent")]
    NoBody,
    /// A header must be sent, and the page shows none.
    #[error("the page shows no header `{0}`, and one must be sent")]
    NoHeader(String),
    /// The body should be JSON and cannot be read.
    #[error("the body is no JSON")]
    BrokenBody,
    /// The answer should be JSON and cannot be read.
    #[error("the documented response is not JSON")]
    BrokenResponse,
    /// The page leaves out the body of the response.
    #[error("the documented response has no body")]
    EmptyResponse,
}

/// The examples of a version, generated and skipped.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Those that are code.
    pub made: Vec<ExamplePlan>,
    /// Those that are not, and answers that cannot be compared.
    pub unmade: Vec<SkippedExample>,
}
