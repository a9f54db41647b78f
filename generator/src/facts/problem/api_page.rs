//! Problems of operations on an api page, and of annotations on any page.

use crate::diagnostic::{self, Severity};
use crate::facts::template::{self, Method};
use crate::page::json::fault::Fault;

/// The explanations that `generator explain` prints.
pub const EXPLAINED: &str = include_str!("api_page.md");

/// A mistake in the description of an operation, or in an annotation.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A body that cannot be parsed as JSON.
    #[error("body cannot be parsed as JSON: {0}")]
    BadBody(Fault),
    /// The name cell of a parameter is not a name.
    #[error("`{0}` is not the name of a parameter")]
    BadParameterName(String),
    /// A line below "HTTP request" that cannot be parsed.
    #[error("request line cannot be parsed: {0}")]
    BadRequestLine(template::Problem),
    /// A response with status 204 that shows a body.
    #[error("response has status 204 (No Content) but shows a body")]
    BodyOfNoContent,
    /// Two requests of a page have the same name.
    #[error("the page has another request named `{0}`")]
    DuplicateName(String),
    /// A body that is not strict JSON but can be parsed.
    #[error("body is not strict JSON: {0}")]
    LenientBody(Fault),
    /// An example with a method that no request line has.
    #[error("no request line of the page has the method {0} of this example")]
    MethodOfExample(Method),
    /// An annotation without a code block.
    #[error("no code block follows this annotation")]
    NoCodeBlock,
    /// A page of a type with the `doc_type` of an operation.
    #[error("doc_type is `{0}`, but the page defines a type")]
    MisfiledPage(String),
    /// An api page without a request line.
    #[error("page has no request line")]
    NoRequestLine,
    /// A permission cell without a permission.
    #[error("`{0}` names no permission")]
    NoPermission(String),
    /// A code block that is annotated as a request but does not begin with a request line.
    #[error("code block is annotated as a request, but does not begin with a method and a URL")]
    NotARequest,
    /// A row of permissions without an account type, below an account type that is not supported.
    #[error("`{label}` is not an account type, and the account type above it is not supported")]
    PermissionsBelowDenial {
        /// The label of the row.
        label: String,
        /// Whether the row is read as application permissions, because the table has no such row.
        is_application: bool,
    },
    /// Permissions from least to most below a header that states the opposite.
    #[error("the header says \"most to least privileged\", but the permissions run from least to most")]
    RisingPermissions,
    /// A second annotation of the page.
    #[error("the page has another page annotation above")]
    SecondPageAnnotation,
    /// A second response to a request.
    #[error("the request above has a response already")]
    SecondResponse,
    /// A request annotated as a response, or a response annotated as a request.
    #[error("code block is annotated as a {annotated}, but contains a {found}")]
    SwappedAnnotation {
        /// The kind in the annotation.
        annotated: &'static str,
        /// The kind in the code block.
        found: &'static str,
    },
    /// An unknown `blockType`.
    #[error("unknown blockType `{found}`")]
    UnknownBlockType {
        /// The word.
        found: String,
        /// The nearest known word.
        near: Option<&'static str>,
    },
    /// An unknown `doc_type`.
    #[error("unknown doc_type `{found}`")]
    UnknownDocType {
        /// The word.
        found: String,
        /// The nearest known word.
        near: Option<&'static str>,
    },
    /// An unknown key of an annotation.
    #[error("unknown key `{key}` in an annotation")]
    UnknownKey {
        /// The key.
        key: String,
        /// The nearest known key.
        near: Option<&'static str>,
    },
    /// A response that names an unknown request.
    #[error("the page has no request named `{0}`")]
    UnknownRequest(String),
    /// A URL in `requestUrls` of an annotation that is no request line.
    #[error("`requestUrls` contains `{0}`, which is no request line of the page")]
    UnknownRequestUrl(String),
    /// A request without a response.
    #[error("request has no response")]
    UnpairedRequest,
    /// A response without a request.
    #[error("response has no request")]
    UnpairedResponse,
}

impl diagnostic::Problem for Problem {
    fn code(&self) -> &'static str {
        match self {
            Self::BadBody(_) => "bad-body",
            Self::BadParameterName(_) => "bad-parameter-name",
            Self::BadRequestLine(_) => "bad-request-line",
            Self::BodyOfNoContent => "body-of-no-content",
            Self::DuplicateName(_) => "duplicate-name",
            Self::LenientBody(_) => "lenient-body",
            Self::MethodOfExample(_) => "method-of-example",
            Self::MisfiledPage(_) => "misfiled-page",
            Self::NoCodeBlock => "no-code-block",
            Self::NoRequestLine => "no-request-line",
            Self::NotARequest => "not-a-request",
            Self::NoPermission(_) => "no-permission",
            Self::PermissionsBelowDenial { .. } => "permissions-below-denial",
            Self::RisingPermissions => "rising-permissions",
            Self::SecondPageAnnotation => "second-page-annotation",
            Self::SecondResponse => "second-response",
            Self::SwappedAnnotation { .. } => "swapped-annotation",
            Self::UnknownBlockType { .. } => "unknown-block-type",
            Self::UnknownDocType { .. } => "unknown-doc-type",
            Self::UnknownKey { .. } => "unknown-key",
            Self::UnknownRequest(_) => "unknown-request",
            Self::UnknownRequestUrl(_) => "unknown-request-url",
            Self::UnpairedRequest => "unpaired-request",
            Self::UnpairedResponse => "unpaired-response",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::BadRequestLine(_) | Self::NoRequestLine => Severity::Error,
            Self::BadBody(_)
            | Self::BodyOfNoContent
            | Self::DuplicateName(_)
            | Self::LenientBody(_)
            | Self::MisfiledPage(_)
            | Self::NoCodeBlock
            | Self::NotARequest
            | Self::PermissionsBelowDenial { .. }
            | Self::RisingPermissions
            | Self::SecondPageAnnotation
            | Self::UnknownDocType { .. }
            | Self::SwappedAnnotation { .. }
            | Self::UnknownBlockType { .. }
            | Self::UnknownKey { .. }
            | Self::UnknownRequestUrl(_)
            | Self::UnpairedResponse => Severity::Warning,
            Self::BadParameterName(_)
            | Self::MethodOfExample(_)
            | Self::NoPermission(_)
            | Self::SecondResponse
            | Self::UnknownRequest(_)
            | Self::UnpairedRequest => Severity::Note,
        }
    }

    fn help(&self) -> Option<String> {
        let text = match self {
            Self::UnknownBlockType { near, .. }
            | Self::UnknownDocType { near, .. }
            | Self::UnknownKey { near, .. } => {
                return near.map(|near| format!("did you mean `{near}`?"));
            }
            Self::BadRequestLine(_) => "write the method, a space and the path: `GET /me/messages/{id}`",
            Self::BodyOfNoContent => "correct the status, or remove the body",
            Self::MethodOfExample(_) => "add a request line, or correct the method of the example",
            Self::MisfiledPage(_) => "write `doc_type: resourcePageType`",
            Self::NoCodeBlock => "put the comment right above the code block that it describes",
            Self::NoRequestLine => "write the request lines in a code block below a heading \"HTTP request\"",
            Self::NotARequest => "begin the code block with the method and the URL",
            Self::NoPermission(_) => "write permissions such as `Mail.Read`, or \"Not supported.\"",
            Self::PermissionsBelowDenial { is_application: true, .. } => {
                "the row counts as application permissions; write `Application`"
            }
            Self::PermissionsBelowDenial { .. } => "write the account type that the permissions are for",
            Self::RisingPermissions => "write \"from least to most privileged\" in the header",
            Self::SecondPageAnnotation => "keep one of the two",
            Self::SecondResponse => "give the response the `name` of its request",
            Self::SwappedAnnotation { .. } => {
                "the generator uses the content of the code block, not the annotation"
            }
            Self::UnknownRequest(_) => "the response is paired with the last request above",
            Self::UnknownRequestUrl(_) => {
                "write the request line of the section \"HTTP request\", or add it there"
            }
            Self::UnpairedRequest => "add the response below, or give it the `name` of this request",
            Self::UnpairedResponse => "give the response the `name` of its request",
            Self::BadBody(_) | Self::LenientBody(_) | Self::BadParameterName(_) | Self::DuplicateName(_) => {
                return None;
            }
        };
        Some(text.to_owned())
    }
}
