//! In: failures of requests and responses. Out: one error type with a message of one line and all details.

mod failure;
mod locate;
mod retry_after;
mod service;

use crate::json_text::is_json;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

pub(crate) use failure::Failure;
pub use retry_after::RetryAfter;
pub(crate) use service::is_throttled;
pub use service::{ErrorDetail, InnerError, ServiceError};

/// Characters of an offending text that an error keeps.
const EXCERPT: usize = 120;

/// Characters of a message that `Display` shows.
const LINE: usize = 1000;

/// An error of a request or its response.
///
/// `Display` is one line of limited length, without the causes, which are its [`source`](std::error::Error::source). The alternate
/// form, `{error:#}`, and `Debug` append them. None shows a body, because bodies hold personal data.
pub struct Error(Box<Cause>);

/// The kind of an error.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The service responded with an error; see [`Error::service`].
    Service,
    /// The service asks to slow down; see [`Error::retry_after`] and [`Error::service`].
    Throttled,
    /// No complete response arrived.
    Transport,
    /// There is no token to send.
    Credential,
    /// A response or a value cannot be read.
    Decoding,
    /// A request cannot be built.
    Building,
    /// A writer or file of the program does not accept a download.
    Writing,
}

type Source = Box<dyn StdError + Send + Sync>;

enum Cause {
    Service(ServiceError),
    Transport {
        message: String,
        source: Source,
        failure: Failure,
    },
    #[cfg_attr(not(feature = "client"), expect(dead_code, reason = "only the client asks for tokens"))]
    Credential {
        message: String,
        source: Option<Arc<dyn StdError + Send + Sync>>,
    },
    Decoding {
        message: String,
        excerpt: String,
        source: Option<Source>,
        answer: Option<Answered>,
    },
    Building {
        message: String,
        source: Option<Source>,
    },
    #[cfg_attr(not(feature = "client"), expect(dead_code, reason = "only the client writes downloads"))]
    Writing {
        message: String,
        source: Source,
    },
}

/// A raw response.
struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Error {
    /// An error of a custom HTTP stack: the connection failed, was cut, or took too long.
    pub fn transport(message: impl Into<String>, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::failed(message, source, Failure::default())
    }

    /// An error of the HTTP stack, which knows more than its cause states.
    pub(crate) fn failed(message: impl Into<String>, source: impl Into<Source>, failure: Failure) -> Self {
        Self(Box::new(Cause::Transport { message: message.into(), source: source.into(), failure }))
    }

    /// The kind of an error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &*self.0 {
            Cause::Service(service) if service.is_throttled() => ErrorKind::Throttled,
            Cause::Service(_) => ErrorKind::Service,
            Cause::Transport { .. } => ErrorKind::Transport,
            Cause::Credential { .. } => ErrorKind::Credential,
            Cause::Decoding { .. } => ErrorKind::Decoding,
            Cause::Building { .. } => ErrorKind::Building,
            Cause::Writing { .. } => ErrorKind::Writing,
        }
    }

    /// Whether there was no connection, so that nothing was sent: no such host, nobody listens there, a proxy refuses, TLS fails. Of
    /// an error of a credential it is about the token service.
    ///
    /// A custom HTTP stack states it by an [`io::Error`](std::io::Error) of the kind `ConnectionRefused` among the causes.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.failures().any(|failure| failure.connect)
    }

    /// Whether a time limit ran out: of connecting, or of waiting for a response or its rest. Of an error of a credential it is about
    /// the token service.
    ///
    /// A custom HTTP stack states it by an [`io::Error`](std::io::Error) of the kind `TimedOut` among the causes.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.failures().any(|failure| failure.timeout)
    }

    /// The failures of connections that this error and its causes state.
    fn failures(&self) -> impl Iterator<Item = Failure> {
        let is_connection = matches!(self.kind(), ErrorKind::Transport | ErrorKind::Credential);
        let mut next = is_connection.then_some(self as &(dyn StdError + 'static));
        let errors = std::iter::from_fn(move || {
            let error = next?;
            next = error.source();
            Some(error)
        });
        errors.map(|error| match error.downcast_ref().map(|Self(cause)| &**cause) {
            Some(Cause::Transport { failure, .. }) => *failure,
            _ => Failure::of(error),
        })
    }

    /// The error of the service, when the service responded with one.
    #[must_use]
    pub fn service(&self) -> Option<&ServiceError> {
        match &*self.0 {
            Cause::Service(service) => Some(service),
            Cause::Transport { .. }
            | Cause::Credential { .. }
            | Cause::Decoding { .. }
            | Cause::Building { .. }
            | Cause::Writing { .. } => None,
        }
    }

    /// The status of the response, when one arrived: an error of the service, or a response that cannot be read.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(|answer| answer.status)
    }

    /// The headers of the response, when one arrived.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(|answer| &answer.headers)
    }

    /// The whole body of the response, when one arrived. It may hold personal data.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.answer().map(|answer| answer.body.as_slice())
    }

    /// The id of the request in the logs of Microsoft.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self.service() {
            Some(service) => service.request_id(),
            None => self.headers()?.get("request-id")?.to_str().ok(),
        }
    }

    /// The time to retry, if the service names one.
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.service()?.retry_after()
    }

    /// The service's code for the error, such as `ErrorItemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.service()?.code()
    }

    /// The text that cannot be read, shortened to the relevant part. It may hold personal data.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        match &*self.0 {
            Cause::Decoding { excerpt, .. } if !excerpt.is_empty() => Some(excerpt),
            _ => None,
        }
    }

    /// The error of this response of the service, of which it has the status, the headers and the body: for tests of programs that
    /// fake more than the HTTP stack.
    ///
    /// ```
    /// use msgraph_core::{Error, ErrorKind, http};
    ///
    /// let response = http::Response::builder().status(429).header("retry-after", "5");
    /// let response = response.body(r#"{"error": {"code": "TooManyRequests"}}"#).expect("a response");
    /// let error = Error::from_response(response);
    /// assert_eq!((error.kind(), error.code()), (ErrorKind::Throttled, Some("TooManyRequests")));
    /// ```
    pub fn from_response(response: http::Response<impl AsRef<[u8]>>) -> Self {
        Self::refusal(response.status(), response.headers(), response.body().as_ref())
    }

    pub(crate) fn refusal(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let answer = Answered { status, headers: headers.clone(), body: body.to_vec() };
        Self(Box::new(Cause::Service(ServiceError::read(answer))))
    }

    /// The same error, with the response that cannot be read. Often another server sent it, such as a proxy its error
    /// page; the media type shows it.
    pub(crate) fn answered(mut self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        if let Cause::Decoding { message, answer, .. } = &mut *self.0 {
            let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
            if let Some(media_type) = media_type.filter(|media_type| !is_json(media_type)) {
                *message = format!("{message} (it says that it is {media_type})");
            }
            *answer = Some(Answered { status, headers: headers.clone(), body: body.to_vec() });
        }
        self
    }

    fn answer(&self) -> Option<&Answered> {
        match &*self.0 {
            Cause::Service(service) => Some(service.answer()),
            Cause::Decoding { answer, .. } => answer.as_ref(),
            Cause::Transport { .. }
            | Cause::Credential { .. }
            | Cause::Building { .. }
            | Cause::Writing { .. } => None,
        }
    }

    #[cfg(feature = "client")]
    pub(crate) fn credential(
        message: impl Into<String>,
        source: Option<Arc<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self(Box::new(Cause::Credential { message: message.into(), source }))
    }

    #[cfg(feature = "client")]
    pub(crate) fn writing(message: impl Into<String>, source: std::io::Error) -> Self {
        Self(Box::new(Cause::Writing { message: message.into(), source: source.into() }))
    }

    pub(crate) fn building(message: impl Into<String>) -> Self {
        Self(Box::new(Cause::Building { message: message.into(), source: None }))
    }

    pub(crate) fn building_from(message: impl Into<String>, source: impl Into<Source>) -> Self {
        Self(Box::new(Cause::Building { message: message.into(), source: Some(source.into()) }))
    }

    pub(crate) fn scalar(expected: &str, text: &str, source: impl Into<Source>) -> Self {
        Self(Box::new(Cause::Decoding {
            message: format!("the text is not {expected}"),
            excerpt: shorten(text),
            source: Some(source.into()),
            answer: None,
        }))
    }

    pub(crate) fn decoding(message: impl Into<String>, body: &[u8]) -> Self {
        Self(Box::new(Cause::Decoding {
            message: message.into(),
            excerpt: shorten(&String::from_utf8_lossy(start(body, 0))),
            source: None,
            answer: None,
        }))
    }

    /// The error of serde_json for a malformed text.
    pub(crate) fn json_error(&self) -> Option<&serde_json::Error> {
        match &*self.0 {
            Cause::Decoding { source: Some(source), .. } => source.downcast_ref(),
            _ => None,
        }
    }

    /// From serde_json, whose error names line and column; the excerpt begins a little before that place.
    pub(crate) fn json(source: serde_json::Error, body: &[u8]) -> Self {
        let before: usize = body
            .split_inclusive(|byte| *byte == b'\n')
            .take(source.line().saturating_sub(1))
            .map(<[u8]>::len)
            .sum();
        let place = before + source.column();
        let path = locate::path(body, place);
        let at = if path.is_empty() { String::new() } else { format!(" at {path}") };
        let from = place.saturating_sub(EXCERPT / 2).max(before);
        Self(Box::new(Cause::Decoding {
            message: format!("the response is not the JSON that is expected{at}"),
            excerpt: shorten(&String::from_utf8_lossy(start(body, from))),
            source: Some(source.into()),
            answer: None,
        }))
    }
}

/// As many bytes as any excerpt can need.
fn start(body: &[u8], from: usize) -> &[u8] {
    let body = body.get(from..).unwrap_or_default();
    &body[..body.len().min(EXCERPT * 4)]
}

fn shorten(text: &str) -> String {
    let mut characters = text.trim().chars();
    let mut short: String = characters.by_ref().take(EXCERPT).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

/// The first characters of a text, in one line: control characters would split it, and a service may send any length.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut left = most;
    for word in text.split(|character: char| character.is_control() || character.is_whitespace()) {
        line.push_str(if line.is_empty() || word.is_empty() { "" } else { " " });
        for character in word.chars() {
            if left == 0 {
                line.push('…');
                return line;
            }
            left -= 1;
            line.push(character);
        }
    }
    line
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Cause::Service(service) => service.fmt(f)?,
            Cause::Transport { message, .. }
            | Cause::Credential { message, .. }
            | Cause::Decoding { message, .. }
            | Cause::Writing { message, .. } => f.write_str(&one_line(message, LINE))?,
            Cause::Building { message, .. } => {
                write!(f, "the request cannot be built: {}", one_line(message, LINE))?;
            }
        }
        let mut cause = StdError::source(self).filter(|_| f.alternate());
        while let Some(error) = cause {
            write!(f, ": {}", one_line(&error.to_string(), LINE))?;
            cause = error.source();
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {self:#})", self.kind())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            Cause::Service(_) => None,
            Cause::Transport { source, .. } | Cause::Writing { source, .. } => Some(&**source),
            Cause::Credential { source, .. } => source.as_deref().map(|source| source as _),
            Cause::Decoding { source, .. } | Cause::Building { source, .. } => {
                source.as_deref().map(|source| source as _)
            }
        }
    }
}

#[cfg(test)]
mod tests;
