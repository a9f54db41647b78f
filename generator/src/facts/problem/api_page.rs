//! Problems of the facts on an api page.

use crate::diagnostic::{self, Severity};
use crate::facts::template::{self, Method};
use crate::page::json::fault::Fault;

/// What `explain` tells of each code.
pub const EXPLAINED: &str = include_str!("api_page.md");

/// A mistake in what a page states.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A body that cannot be read as JSON.
    #[error("body cannot be read as JSON: {0}")]
    BadBody(Fault),
    /// The name cell of a parameter row holds no name.
    #[error("`{0}` is not the name of a parameter")]
    BadParameterName(String),
    /// A line under "HTTP request" that cannot be read.
    #[error("request line cannot be read: {0}")]
    BadRequestLine(template::Problem),
    /// An answer with a status that has no body, and a body.
    #[error("response has status 204 (No Content) but shows a body")]
    BodyOfNoContent,
    /// Two requests of a page have the same name.
    #[error("the page has another request named `{0}`")]
    DuplicateName(String),
    /// A body that is read, though it is not strict JSON.
    #[error("body is not strict JSON: {0}")]
    LenientBody(Fault),
    /// An example whose method no request line of its page has.
    #[error("no request line of the page has the method {0} of this example")]
    MethodOfExample(Method),
    /// An annotation of a code block without a code block.
    #[error("no code block follows this annotation")]
    NoCodeBlock,
    /// A page of a type that calls itself one of an operation.
    #[error("doc_type is `{0}`, but the page defines a type")]
    MisfiledPage(String),
    /// An api page without a request line.
    #[error("page has no request line")]
    NoRequestLine,
    /// A permission cell without a permission.
    #[error("`{0}` names no permission")]
    NoPermission(String),
    /// A code block annotated as a request that does not begin with one.
    #[error("code block is annotated as a request, but does not begin with a method and a URL")]
    NotARequest,
    /// A row of permissions without an account type below one that is not supported.
    #[error("`{label}` is not an account type, and the account type above it is not supported")]
    PermissionsBelowDenial {
        /// The label of the row.
        label: String,
        /// The row is read as that of applications, which the table lacks.
        is_application: bool,
    },
    /// Permissions that rise below a header which says that they fall.
    #[error("the header says \"most to least privileged\", but the permissions run from least to most")]
    RisingPermissions,
    /// A second annotation of the page.
    #[error("the page has another page annotation above")]
    SecondPageAnnotation,
    /// A response to a request that has one already.
    #[error("the request above has a response already")]
    SecondResponse,
    /// A code block annotated as one half of an example that is the other.
    #[error("code block is annotated as a {annotated}, but contains a {found}")]
    SwappedAnnotation {
        /// What the annotation says.
        annotated: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A `blockType` that does not exist.
    #[error("unknown blockType `{found}`")]
    UnknownBlockType {
        /// The word.
        found: String,
        /// The word that was probably meant.
        near: Option<&'static str>,
    },
    /// A `doc_type` that does not exist.
    #[error("unknown doc_type `{found}`")]
    UnknownDocType {
        /// The word.
        found: String,
        /// The word that was probably meant.
        near: Option<&'static str>,
    },
    /// A key of an annotation that does not exist.
    #[error("unknown key `{key}` in an annotation")]
    UnknownKey {
        /// The key.
        key: String,
        /// The key that was probably meant.
        near: Option<&'static str>,
    },
    /// A response that names a request which the page does not show.
    #[error("the page has no request named `{0}`")]
    UnknownRequest(String),
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
            Self::BadRequestLine(_) => "write the method, a blank and the path: `GET /me/messages/{id}`",
            Self::BodyOfNoContent => "correct the status, or leave the body out",
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
            Self::UnpairedRequest => "add the response below, or give it the `name` of this request",
            Self::UnpairedResponse => "give the response the `name` of its request",
            Self::BadBody(_) | Self::LenientBody(_) | Self::BadParameterName(_) | Self::DuplicateName(_) => {
                return None;
            }
        };
        Some(text.to_owned())
    }
}
