//! The operations of a model: one for each page and HTTP method.

use crate::facts::operation::ParameterLocation;
use crate::facts::operation::cloud::Cloud;
use crate::facts::operation::permission::Permissions;
use crate::facts::operation::query_option::QueryOptions;
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::template::{Method, Template};
use crate::model::schema::{ItemType, ValueType};
use crate::name::{PagePath, ParameterName};

/// An operation as one page documents it: one HTTP method, and several paths of the same meaning.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The page that documents it.
    pub page: PagePath,
    /// The title of the page.
    pub title: String,
    /// The HTTP method.
    pub method: Method,
    /// The paths, as written and taken apart: those of the request lines, what follows from these (`$count`, the arguments of
    /// a function), then those that examples or the prose alone show.
    pub templates: Vec<Template>,
    /// The number of paths from request lines.
    pub lines: usize,
    /// The number of paths from request lines, with those that follow from them.
    pub implied: usize,
    /// The request body.
    pub body: Body,
    /// The parameters of the body or of the function, each with its place.
    pub parameters: Vec<Parameter>,
    /// The lists of arguments with which its paths write the function, where these differ: each is an overload.
    pub overloads: Vec<Vec<String>>,
    /// The OData query options of the page; `None` when it says nothing of them.
    pub query_options: Option<QueryOptions>,
    /// The request headers.
    pub headers: Vec<Header>,
    /// The response.
    pub response: Response,
    /// The permissions; `None` when the page does not state them.
    pub permissions: Option<Permissions>,
    /// The documented requests with their responses.
    pub examples: Vec<Example>,
    /// Where it is offered; `None` when the page does not say.
    pub clouds: Option<Vec<Cloud>>,
    /// Summary, product area and deprecation of the page.
    pub about: PageSummary,
}

/// The request body of an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Body {
    /// Nothing.
    None,
    /// An object of a type.
    Type(ValueType),
    /// The parameters of the body table.
    Parameters,
    /// Bytes, or text in a format of its own.
    Content,
    /// The page does not state it.
    Unstated,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The wire name.
    pub name: ParameterName,
    /// Where it goes.
    pub location: ParameterLocation,
    /// What it holds.
    pub ty: ValueType,
    /// Whether it must be given: the page says so, or it is an argument of a function that every path writes.
    pub required: bool,
    /// Whether the page says that it may be left out.
    pub optional: bool,
    /// Whether a row of the page describes it; otherwise an example or a path shows it.
    pub described: bool,
    /// The first sentence of its description; empty when there is none.
    pub summary: String,
}

/// A request header that an operation takes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// The name, as the page writes it; letter case means nothing.
    pub name: ParameterName,
    /// Of `Prefer`, which preference: `outlook.timezone`. What is said of values is said of what stands behind its `=`.
    pub preference: Option<String>,
    /// The values that the page names; with none it takes any, or has none where it is a preference.
    pub values: Vec<String>,
    /// Whether the page says that it must be sent.
    pub required: bool,
    /// The value that an example shows.
    pub shown: Option<String>,
    /// The first sentence of its description; empty when there is none.
    pub summary: String,
}

/// The successful response of an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Response {
    /// The status code; `None` when the page does not say.
    pub status: Option<u16>,
    /// Whether the operation continues after the response. A header such as `Location` then names the URL of its progress, and the
    /// body is empty.
    pub is_long_running: bool,
    /// Whether the page shows the answer without a body as well, so that nothing may come.
    pub is_optional: bool,
    /// The content of the body.
    pub content: Content,
}

/// The content of a response body.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Content {
    /// Nothing.
    None,
    /// A value; a collection comes in pages.
    Value(ValueType),
    /// Bytes.
    Stream,
    /// The page does not state it.
    Unstated,
}

/// A documented request with its response.
#[derive(Clone, Debug)]
pub struct Example {
    /// The name in its annotation; `None` for an un-annotated one.
    pub name: Option<String>,
    /// The line of the request on the page.
    pub line: usize,
    /// The method.
    pub method: Method,
    /// The URL as written.
    pub url: String,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body as written; empty when there is none.
    pub body: String,
    /// Its response, when the page shows one.
    pub response: Option<ExampleResponse>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct ExampleResponse {
    /// The status code.
    pub status: Option<u16>,
    /// The type that its annotation names.
    pub ty: Option<ItemType>,
    /// Whether the body is a collection of it.
    pub collection: bool,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body as written; empty when there is none.
    pub body: String,
}
