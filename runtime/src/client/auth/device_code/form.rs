//! In: fields of a form, a response. Out: the request with them; the statement of the token service, or its refusal.

use crate::{Error, Json};
use bytes::Bytes;
use http::StatusCode;
use http::header::{ACCEPT, CONTENT_TYPE};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// All characters that need encoding in a form.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

pub(super) fn request(url: &str, fields: &[(&str, &str)]) -> Result<http::Request<Bytes>, Error> {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    http::Request::post(url)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "application/json")
        .body(Bytes::from(fields.join("&")))
        .map_err(|source| Error::building_from("the address of the token service is not allowed", source))
}

pub(super) fn answer(status: StatusCode, body: &[u8]) -> Result<Json, Refusal> {
    let json: Json = serde_json::from_slice(body).unwrap_or_default();
    if status.is_success() { Ok(json) } else { Err(Refusal { status, json }) }
}

/// The refusal of the token service.
pub(super) struct Refusal {
    status: StatusCode,
    json: Json,
}

impl Refusal {
    pub(super) fn code(&self) -> &str {
        self.json.get("error").and_then(Json::as_str).unwrap_or_default()
    }

    /// Whether the service is overloaded or fails, so that a retry may succeed.
    pub(super) fn passes(&self) -> bool {
        self.status.is_server_error() || self.status == StatusCode::TOO_MANY_REQUESTS
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.json.get("error_description").and_then(Json::as_str).unwrap_or_default();
        write!(f, "the token service responded with {} {} {message}", self.status.as_u16(), self.code())
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Refusal {}
