//! Parses a request of the user. In: `GET /me/messages?$top=5`. Out: [`Request`].

use std::fmt;

use generator::facts::template::Method;
use generator::name::suggest;
use generator::plan::ir::example::Reason;
use generator::source::Version;

/// A request of the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Request {
    /// The HTTP method; `None` for all methods of the URL.
    pub(super) method: Option<Method>,
    /// The URL.
    pub(super) url: String,
}

/// The reason why a request has no code.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum RequestError {
    /// The word before the URL is no HTTP method.
    #[error("`{word}` is no HTTP method{}", .near.map_or(String::new(), |near| format!("; did you mean `{near}`?")))]
    UnknownMethod {
        /// The word.
        word: String,
        /// The most similar method.
        near: Option<&'static str>,
    },
    /// The URL is missing.
    #[error("no URL follows the method {0}; write the request as in `GET /me/messages`")]
    NoUrl(Method),
    /// The URL is the endpoint of batches.
    #[error("`{0}` combines other requests; create them, and send them with `Batch` of the crate")]
    Batch(String),
    /// Pages document the path with other methods only.
    #[error("no page documents {method} for `{url}`; this URL has {has}")]
    OtherMethods {
        /// The requested method.
        method: Method,
        /// The URL.
        url: String,
        /// The methods of the URL.
        has: String,
    },
    /// No documented path matches.
    #[error("no page of {versions} documents `{request}`{}", offer(.near))]
    Unknown {
        /// The versions that were read.
        versions: String,
        /// The request.
        request: String,
        /// The most similar request lines.
        near: Vec<String>,
    },
    /// The request cannot be converted into code.
    #[error("`{request}` has no code: {reason}")]
    NoCode {
        /// The request.
        request: String,
        /// The reason.
        reason: Reason,
    },
}

/// The methods of documented requests.
const METHODS: [&str; 5] = ["GET", "POST", "PATCH", "PUT", "DELETE"];

impl Request {
    /// Parses a URL with an optional method.
    pub(super) fn parse(text: &str) -> Result<Self, RequestError> {
        let text = text.trim();
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        let is_batch = |text: &str| {
            text.eq_ignore_ascii_case("$batch") || text.to_ascii_lowercase().ends_with("/$batch")
        };
        if is_batch(without_protocol(text)) {
            return Err(RequestError::Batch(text.to_owned()));
        }
        let is_url = |text: &str| text.starts_with('/') || text.contains("://");
        match Method::parse(word) {
            Ok(method) if rest.is_empty() => Err(RequestError::NoUrl(method)),
            Ok(method) => Ok(Self { method: Some(method), url: without_protocol(rest).to_owned() }),
            Err(_) if !is_url(word) && is_url(rest) => Err(RequestError::UnknownMethod {
                near: suggest::nearest(word, METHODS.into_iter()),
                word: word.to_owned(),
            }),
            Err(_) => Ok(Self { method: None, url: without_protocol(text).to_owned() }),
        }
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.method {
            Some(method) => write!(f, "{method} {}", self.url),
            None => f.write_str(&self.url),
        }
    }
}

impl RequestError {
    /// The error for a request without code.
    pub(super) fn new(request: &Request, reason: Reason) -> Self {
        Self::NoCode { request: request.to_string(), reason }
    }

    /// The error for a request that no version documents.
    pub(super) fn not_found(
        request: &Request,
        versions: &[Version],
        mut others: Vec<Method>,
        near: Vec<String>,
    ) -> Self {
        let versions = versions.iter().map(|version| version.folder()).collect::<Vec<_>>().join(" or ");
        others.sort_unstable();
        others.dedup();
        let has = others.iter().map(Method::to_string).collect::<Vec<_>>().join(", ");
        match request.method {
            Some(method) if !has.is_empty() => Self::OtherMethods { method, url: request.url.clone(), has },
            _ => Self::Unknown { versions, request: request.to_string(), near },
        }
    }
}

/// A request line without the HTTP version.
fn without_protocol(line: &str) -> &str {
    match line.rsplit_once(char::is_whitespace) {
        Some((url, protocol)) if protocol.starts_with("HTTP/") => url.trim_end(),
        _ => line,
    }
}

fn offer(near: &[String]) -> String {
    match near {
        [] => String::new(),
        [line] => format!("; the nearest documented request is `{line}`"),
        [lines @ .., last] => {
            let lines: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
            format!("; the nearest documented requests are {} and `{last}`", lines.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, method: Option<Method>, url: &str) {
        assert_eq!(Request::parse(text).unwrap(), Request { method, url: url.to_owned() });
    }

    #[test]
    fn a_method_may_stand_before_the_url() {
        check("GET /me", Some(Method::Get), "/me");
        check(" patch  https://x/v1.0/me ", Some(Method::Patch), "https://x/v1.0/me");
        check("/me?$filter=a eq 'b c'", None, "/me?$filter=a eq 'b c'");
        check("me/messages", None, "me/messages");
        check("GET /me/messages HTTP/1.1", Some(Method::Get), "/me/messages");
    }

    #[test]
    fn a_request_without_a_url_is_refused() {
        let refused = |text: &str| Request::parse(text).unwrap_err().to_string();
        assert_eq!(
            refused("DELETE"),
            "no URL follows the method DELETE; write the request as in `GET /me/messages`"
        );
        let batch = "combines other requests; create them, and send them with `Batch` of the crate";
        assert_eq!(refused("POST /v1.0/$batch HTTP/1.1"), format!("`POST /v1.0/$batch HTTP/1.1` {batch}"));
        assert_eq!(refused("POTS /me"), "`POTS` is no HTTP method; did you mean `POST`?");
        assert_eq!(refused("GRAB /me"), "`GRAB` is no HTTP method");
    }
}
