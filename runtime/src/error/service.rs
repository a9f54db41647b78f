//! In: a response that is an error, with any body. Out: its code and message, and the body itself.

use super::{Answered, LINE, RetryAfter, one_line};
use crate::Json;
use crate::json_text::property;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// Characters of a code or an id that `Display` shows.
const NAME: usize = 100;

/// The most bytes of a body that is parsed. A longer body is kept as bytes: its values would take many times the
/// memory of the text.
const READ: usize = 1 << 20;

/// The error response of the service.
///
/// The body may have any form: code and message are read from all forms of the service, and the body is kept. A body of more
/// than 1 MiB is not parsed. `Display` shortens long texts.
pub struct ServiceError {
    answer: Answered,
    json: Json,
}

/// One of several errors.
#[derive(Clone, Copy, Debug)]
pub struct ErrorDetail<'a>(&'a Json);

/// A more specific error within an error.
#[derive(Clone, Copy, Debug)]
pub struct InnerError<'a>(&'a Json);

impl ServiceError {
    pub(super) fn read(answer: Answered) -> Self {
        let body = crate::json_text::without_mark(&answer.body);
        let json =
            if body.len() > READ { Json::Null } else { serde_json::from_slice(body).unwrap_or_default() };
        Self { answer, json }
    }

    pub(super) fn answer(&self) -> &Answered {
        &self.answer
    }

    /// Whether the service asks to slow down: 429, 509, and 503 with a time to wait.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        is_throttled(self.answer.status, &self.answer.headers)
    }

    /// Whether the service has forgotten the state behind a delta link (410, or a code about a resync or the sync state), so
    /// that a new delta query must start.
    #[must_use]
    pub fn wants_resync(&self) -> bool {
        let code = self.code().unwrap_or_default().to_ascii_lowercase();
        self.answer.status == StatusCode::GONE || code.starts_with("resync") || code.starts_with("syncstate")
    }

    /// The address that the response names (`Location`): after a requested resync it is the start.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.header("location")
    }

    /// The challenge of a 401 (`WWW-Authenticate`), which may name claims that the next token must have.
    #[must_use]
    pub fn challenge(&self) -> Option<&str> {
        self.header("www-authenticate")
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The raw body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.answer.body
    }

    /// The body as text; bytes that are no text are replaced.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.answer.body)
    }

    /// The error's code, such as `ErrorItemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        // the identity service writes `{"error": "invalid_grant", "error_description": "…"}`
        text(self.error(), "code").or_else(|| self.json.get("error")?.as_str())
    }

    /// The error's message, meant for developers.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        let message = property(self.error(), "message");
        // older services write `{"odata.error": {"message": {"value": "…"}}}`
        message
            .and_then(|message| message.as_str().or_else(|| message.get("value")?.as_str()))
            .or_else(|| text(&self.json, "error_description"))
            .or_else(|| text(&self.json, "message"))
    }

    /// The target of the error, such as the name of a property.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        text(self.error(), "target")
    }

    /// The details, when there are several errors.
    pub fn details(&self) -> impl Iterator<Item = ErrorDetail<'_>> {
        property(self.error(), "details").and_then(Json::as_array).into_iter().flatten().map(ErrorDetail)
    }

    /// The more specific error; it may have one itself, and so on.
    #[must_use]
    pub fn inner(&self) -> Option<InnerError<'_>> {
        inner(self.error())
    }

    /// The id of the request in the logs of Microsoft.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id").or_else(|| self.inner()?.text("request-id"))
    }

    /// The id of the request from the client.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.header("client-request-id").or_else(|| self.inner()?.text("client-request-id"))
    }

    /// The time of the error, as the service wrote it.
    #[must_use]
    pub fn date(&self) -> Option<&str> {
        self.inner().and_then(|inner| inner.text("date")).or_else(|| self.header("date"))
    }

    /// The time to retry (`Retry-After`).
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        RetryAfter::of(&self.answer.headers)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.answer.headers.get(name)?.to_str().ok()
    }

    fn error(&self) -> &Json {
        let known = ["error", "odata.error"].into_iter().find_map(|name| self.json.get(name));
        known.filter(|error| error.is_object()).unwrap_or(&self.json)
    }
}

/// Whether a response asks to slow down.
pub(crate) fn is_throttled(status: StatusCode, headers: &HeaderMap) -> bool {
    match status.as_u16() {
        429 | 509 => true,
        503 => RetryAfter::of(headers).is_some(),
        _ => false,
    }
}

impl<'a> ErrorDetail<'a> {
    /// The code.
    #[must_use]
    pub fn code(self) -> Option<&'a str> {
        text(self.0, "code")
    }

    /// The message.
    #[must_use]
    pub fn message(self) -> Option<&'a str> {
        text(self.0, "message")
    }

    /// The target.
    #[must_use]
    pub fn target(self) -> Option<&'a str> {
        text(self.0, "target")
    }
}

impl<'a> InnerError<'a> {
    /// The more specific code.
    #[must_use]
    pub fn code(self) -> Option<&'a str> {
        text(self.0, "code")
    }

    /// The message.
    #[must_use]
    pub fn message(self) -> Option<&'a str> {
        text(self.0, "message")
    }

    /// The still more specific error.
    #[must_use]
    pub fn inner(self) -> Option<InnerError<'a>> {
        inner(self.0)
    }

    /// Any other property.
    #[must_use]
    pub fn get(self, name: &str) -> Option<&'a Json> {
        property(self.0, name)
    }

    fn text(self, name: &str) -> Option<&'a str> {
        text(self.0, name)
    }
}

fn inner(error: &Json) -> Option<InnerError<'_>> {
    property(error, "innerError").filter(|inner| inner.is_object()).map(InnerError)
}

fn text<'a>(error: &'a Json, name: &str) -> Option<&'a str> {
    property(error, name)?.as_str()
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut code = self.code().filter(|code| !code.is_empty());
        if self.answer.status.is_success() {
            // the HTTP status of a monitor is not that of the operation
            f.write_str("the operation failed:")?;
            code = code.or_else(|| text(&self.json, "status"));
        } else {
            write!(f, "{}", self.answer.status)?;
        }
        if let Some(code) = code {
            write!(f, " {}", one_line(code, NAME))?;
        }
        if let Some(message) = self.message().filter(|message| !message.is_empty()) {
            write!(f, ": {}", one_line(message, LINE))?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request-id {})", one_line(id, NAME))?;
        }
        Ok(())
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceError({self})")
    }
}
