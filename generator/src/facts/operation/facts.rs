//! The facts of an api page as data.

use std::ops::Range;

use super::cloud::Cloud;
use super::permission::Permissions;
use super::query_option::QueryOptions;
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
    /// Its title.
    pub title: String,
    /// The namespace that its "Namespace:" line names.
    pub namespace: Option<String>,
    /// The request lines (AD-19), in order, each path once for its method.
    pub requests: Vec<RequestLine>,
    /// Request lines that the prose shows outside of the section "HTTP request" and of examples.
    pub in_prose: Vec<RequestLine>,
    /// The prose of the section "Request body".
    pub body: BodyText,
    /// The parameters of body, function, path and query.
    pub parameters: Vec<ParameterFact>,
    /// The OData query options; `None` when the page says nothing of them.
    pub query_options: Option<QueryOptions>,
    /// The request headers.
    pub headers: Vec<HeaderFact>,
    /// The prose of the section "Response".
    pub response: ResponseText,
    /// Who may call it; `None` when no table of the page says so.
    pub permissions: Option<Permissions>,
    /// The documented requests, annotated or not, in order.
    pub examples: Vec<ExampleFact>,
    /// Where it is offered, when an include says so.
    pub clouds: Option<Vec<Cloud>>,
    /// Summary, product area, deprecation and callouts of the page.
    pub about: PageSummary,
}

/// The statements of the section "Request body" outside its tables.
#[derive(Clone, Debug, Default)]
pub struct BodyText {
    /// There is no body: "Do not supply a request body".
    pub is_none: bool,
    /// The type that the prose links: "a JSON representation of a message object".
    pub ty: Option<Spanned<TypeText>>,
}

/// The statements of the section "Response" outside its tables.
#[derive(Clone, Debug, Default)]
pub struct ResponseText {
    /// The status codes it names, in order, the successful ones only.
    pub statuses: Vec<u16>,
    /// It speaks of a header that says where to ask how far an operation is: `Location` and the like.
    pub has_location: bool,
    /// It says that the body is empty, or names 204 alone.
    pub is_none: bool,
    /// The type of the body.
    pub ty: Option<Spanned<TypeText>>,
    /// The properties of the body that a table lists.
    pub listed: Vec<PropertyName>,
}

/// A parameter row.
#[derive(Clone, Debug)]
pub struct ParameterFact {
    /// The wire name.
    pub name: ParameterName,
    /// Where it goes.
    pub location: ParameterLocation,
    /// The type of its value.
    pub ty: Spanned<TypeText>,
    /// "Required." in the description.
    pub required: bool,
    /// "Optional." in the description.
    pub optional: bool,
    /// "A comma-separated list of …" in the description.
    pub is_list: bool,
    /// The first sentence of the description.
    pub summary: String,
}

/// Where a parameter goes.
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
    /// The name as the page writes it.
    pub name: ParameterName,
    /// Of `Prefer`, which preference: `outlook.timezone`.
    pub preference: Option<String>,
    /// The values that the page names; placeholders are none.
    pub values: Vec<String>,
    /// "Required." in the description.
    pub required: bool,
    /// The first sentence that is neither a value nor says whether it is required.
    pub summary: String,
}

/// A documented request with its response.
#[derive(Clone, Debug)]
pub struct ExampleFact {
    /// The name of its annotation.
    pub name: Option<String>,
    /// Whether it has an annotation.
    pub is_annotated: bool,
    /// Whether its URL is of another service: a webhook, an upload session.
    pub is_foreign: bool,
    /// Where it stands.
    pub line: usize,
    /// Where it begins in the expanded page.
    pub span: Range<usize>,
    /// The method.
    pub method: Method,
    /// The URL as written, on one line.
    pub url: String,
    /// The type of the body that the annotation names.
    pub ty: Option<Spanned<TypeText>>,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: BodyFact,
    /// Its answer, when the page shows one.
    pub response: Option<ResponseFact>,
}

/// A documented answer.
#[derive(Clone, Debug)]
pub struct ResponseFact {
    /// The status code.
    pub status: Option<u16>,
    /// The type that its annotation names, with what the annotation says of a collection.
    pub ty: Option<Spanned<TypeText>>,
    /// Whether the annotation says that it is a collection.
    pub is_collection: bool,
    /// The annotation says that properties are missing.
    pub is_truncated: bool,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: BodyFact,
}

/// The body of a documented message.
#[derive(Clone, Debug, Default)]
pub struct BodyFact {
    /// As written; empty when there is none.
    pub text: String,
    /// The parsed body, when it is JSON.
    pub json: Option<Node>,
    /// Where it begins in the expanded text.
    pub at: usize,
    /// Whether the page has it unchanged, so that places in it are places on the page.
    pub is_verbatim: bool,
}

impl BodyFact {
    /// Whether it is an object with an array `value`: a collection.
    pub fn is_page(&self) -> bool {
        let value = self.json.as_ref().and_then(|node| node.value.get("value"));
        value.is_some_and(|value| matches!(value.value, Json::Array(_)))
    }
}
