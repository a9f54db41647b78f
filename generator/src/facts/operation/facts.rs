//! Data types for the facts of an api page.

use std::ops::Range;

use super::cloud::Cloud;
use super::permission::PagePermissions;
use super::query_option::QueryOptions;
use crate::facts::prose::description::ListedValue;
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::template::{Method, RequestLine};
use crate::facts::type_text::TypeText;
use crate::name::{PagePath, ParameterName, PropertyName};
use crate::page::json::{Json, Node};
use crate::source::Spanned;

/// The facts of an api page.
#[derive(Clone, Debug)]
pub struct OperationFacts {
    /// The page.
    pub page: PagePath,
    /// The title.
    pub title: String,
    /// The namespace in the "Namespace:" line.
    pub namespace: Option<String>,
    /// The request lines (AD-19), in order, each path once for its method.
    pub requests: Vec<RequestLine>,
    /// Request lines outside the section "HTTP request" and outside examples.
    pub in_prose: Vec<RequestLine>,
    /// The prose of the section "Request body".
    pub body: BodyText,
    /// The parameters of body, function, path and query.
    pub parameters: Vec<ParameterFact>,
    /// The OData query options. `None` when the page does not mention any.
    pub query_options: Option<QueryOptions>,
    /// The request headers.
    pub headers: Vec<HeaderFact>,
    /// The prose of the section "Response".
    pub response: ResponseText,
    /// The permissions. `None` when the page has no permission table.
    pub permissions: Option<PagePermissions>,
    /// The documented requests in order, with or without annotation.
    pub examples: Vec<ExampleFact>,
    /// The national clouds, if an include names them.
    pub clouds: Option<Vec<Cloud>>,
    /// Summary, product area, deprecation and callouts of the page.
    pub about: PageSummary,
}

/// The statements of the section "Request body" outside its tables.
#[derive(Clone, Debug, Default)]
pub struct BodyText {
    /// The request has no body: "Do not supply a request body".
    pub is_none: bool,
    /// The type that the prose links: "a JSON representation of a message object".
    pub ty: Option<Spanned<TypeText>>,
}

/// The statements of the section "Response" outside its tables.
#[derive(Clone, Debug, Default)]
pub struct ResponseText {
    /// The status codes of success, in order.
    pub statuses: Vec<u16>,
    /// The section mentions a header with the URL of a running operation, such as `Location`.
    pub has_location: bool,
    /// The body is empty, or 204 is the only status.
    pub is_none: bool,
    /// The type of the body.
    pub ty: Option<Spanned<TypeText>>,
    /// The properties of the body in a table.
    pub listed: Vec<PropertyName>,
}

/// A parameter row.
#[derive(Clone, Debug)]
pub struct ParameterFact {
    /// The wire name.
    pub name: ParameterName,
    /// The part of the request.
    pub location: ParameterLocation,
    /// The type of the value.
    pub ty: Spanned<TypeText>,
    /// "Required." in the description.
    pub required: bool,
    /// "Optional." in the description.
    pub optional: bool,
    /// "A comma-separated list of …" in the description.
    pub is_list: bool,
    /// The values in the list of the description.
    pub values: Vec<ListedValue>,
    /// "The default is `x`."
    pub default: Option<String>,
    /// The first sentence of the description.
    pub summary: String,
}

/// The part of a request that a parameter belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParameterLocation {
    /// A property of the JSON body.
    Body,
    /// An argument of the function in the path.
    Function,
    /// A placeholder of the path.
    Path,
    /// A query parameter.
    Query,
}

/// A request header.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HeaderFact {
    /// The name, spelled as on the page.
    pub name: ParameterName,
    /// The name of a preference in `Prefer`: `outlook.timezone`.
    pub preference: Option<String>,
    /// The documented values, without placeholders.
    pub values: Vec<String>,
    /// "Required." in the description.
    pub required: bool,
    /// The description offers a message in MIME format as plain text, beside JSON.
    pub offers_mime: bool,
    /// The first sentence, except values and "Required." or "Optional.".
    pub summary: String,
}

/// A documented request with its response.
#[derive(Clone, Debug)]
pub struct ExampleFact {
    /// The name in the annotation.
    pub name: Option<String>,
    /// Whether the request has an annotation.
    pub is_annotated: bool,
    /// Whether the URL belongs to another service: a webhook, an upload session.
    pub is_foreign: bool,
    /// The line on the page.
    pub line: usize,
    /// The range of the annotation or code block in the expanded page.
    pub span: Range<usize>,
    /// The method.
    pub method: Method,
    /// The URL as written, joined to one line.
    pub url: String,
    /// The type of the body in the annotation.
    pub ty: Option<Spanned<TypeText>>,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: BodyFact,
    /// The documented response.
    pub response: Option<ResponseFact>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct ResponseFact {
    /// The status code.
    pub status: Option<u16>,
    /// The type in the annotation.
    pub ty: Option<Spanned<TypeText>>,
    /// Whether the annotation declares a collection.
    pub is_collection: bool,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: BodyFact,
}

/// The body of a documented message.
#[derive(Clone, Debug, Default)]
pub struct BodyFact {
    /// The text as written. Empty when there is no body.
    pub text: String,
    /// The parsed body, if it is JSON.
    pub json: Option<Node>,
    /// The byte of the expanded text where the body starts.
    pub at: usize,
    /// Whether the expanded text contains the body unchanged, so that offsets in the body map to offsets on the page.
    pub is_verbatim: bool,
}

impl BodyFact {
    /// Whether the body is a page of a collection: an object with an array `value`.
    pub fn is_page(&self) -> bool {
        let value = self.json.as_ref().and_then(|node| node.value.get("value"));
        value.is_some_and(|value| matches!(value.value, Json::Array(_)))
    }
}
