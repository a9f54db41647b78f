//! Data types for operations: one for each page and HTTP method.

use crate::facts::operation::ParameterLocation;
use crate::facts::operation::cloud::Cloud;
use crate::facts::operation::permission::PagePermissions;
use crate::facts::operation::query_option::QueryOptions;
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::template::{Method, Template};
use crate::model::schema::{ItemType, ValueType};
use crate::name::{PagePath, ParameterName};

/// An operation as documented by one page: one HTTP method with one or several equivalent paths.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The page.
    pub page: PagePath,
    /// The title of the page.
    pub title: String,
    /// The HTTP method.
    pub method: Method,
    /// The paths: those of request lines, then those implied by them (`$count`, arguments of a function), then those that occur only in
    /// examples or prose.
    pub templates: Vec<Template>,
    /// The number of paths from request lines.
    pub lines: usize,
    /// The number of paths from request lines, including implied ones.
    pub implied: usize,
    /// The request body.
    pub body: Body,
    /// The parameters, with their locations.
    pub parameters: Vec<Parameter>,
    /// The argument lists of the function, one per overload. Empty if all paths have the same list.
    pub overloads: Vec<Vec<String>>,
    /// The OData query options. `None` when the page does not mention any.
    pub query_options: Option<QueryOptions>,
    /// The request headers.
    pub headers: Vec<Header>,
    /// Whether a message in MIME format can be sent instead of JSON.
    pub takes_mime: bool,
    /// The response.
    pub response: Response,
    /// The permissions, with the cases of each path. `None` when the page does not state them.
    pub permissions: Option<PagePermissions>,
    /// The documented requests with their responses.
    pub examples: Vec<Example>,
    /// The supported clouds. `None` when the page does not state them.
    pub clouds: Option<Vec<Cloud>>,
    /// Summary, product area and deprecation of the page.
    pub about: PageSummary,
}

/// The request body of an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Body {
    /// No body.
    None,
    /// An object of a type.
    Type(ValueType),
    /// The parameters of the body table.
    Parameters,
    /// Bytes, or text other than JSON.
    Content,
    /// The page does not state it.
    Unstated,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The wire name.
    pub name: ParameterName,
    /// The part of the request.
    pub location: ParameterLocation,
    /// The type of the value.
    pub ty: ValueType,
    /// Whether the parameter is required: the page states it, or every path contains this argument of the function.
    pub required: bool,
    /// Whether the page calls the parameter optional.
    pub optional: bool,
    /// Whether a row describes the parameter. Otherwise it occurs only in an example or a path.
    pub described: bool,
    /// The values that the description lists, if the type is no enum.
    pub values: Vec<String>,
    /// "The default is `x`."
    pub default: Option<String>,
    /// The first sentence of the description. Empty when there is none.
    pub summary: String,
}

/// A request header of an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// The name as written on the page. Its letter case is not significant.
    pub name: ParameterName,
    /// The name of a preference in `Prefer`: `outlook.timezone`. The values are then those after `=`.
    pub preference: Option<String>,
    /// The documented values. An empty list means any value, or for a preference no value.
    pub values: Vec<String>,
    /// Whether the page calls the header required.
    pub required: bool,
    /// The value in an example.
    pub shown: Option<String>,
    /// The first sentence of the description. Empty when there is none.
    pub summary: String,
}

/// The successful response of an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Response {
    /// The status code. `None` when the page does not state it.
    pub status: Option<u16>,
    /// Whether the operation continues after the response. A header such as `Location` then contains the URL of its progress, and the body
    /// is empty.
    pub is_long_running: bool,
    /// Whether the page also shows the response without a body.
    pub is_optional: bool,
    /// The content of the body.
    pub content: Content,
}

/// The content of a response body.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Content {
    /// No body.
    None,
    /// A value. A collection is paged.
    Value(ValueType),
    /// Bytes.
    Stream,
    /// The page does not state it.
    Unstated,
}

/// A documented request with its response.
#[derive(Clone, Debug)]
pub struct Example {
    /// The name in the annotation. `None` without an annotation.
    pub name: Option<String>,
    /// The line of the request on the page.
    pub line: usize,
    /// The method.
    pub method: Method,
    /// The URL as written.
    pub url: String,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body as written. Empty when there is none.
    pub body: String,
    /// The response.
    pub response: Option<ExampleResponse>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct ExampleResponse {
    /// The status code.
    pub status: Option<u16>,
    /// The type in the annotation.
    pub ty: Option<ItemType>,
    /// Whether the body is a collection of the type.
    pub collection: bool,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body as written. Empty when there is none.
    pub body: String,
}
