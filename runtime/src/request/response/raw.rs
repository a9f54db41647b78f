//! In: a response. Out: its raw body, or its value with status, headers and body.

use super::{FromResponse, RawResponse, read_accepted};
use crate::Error;
use crate::json_text::without_mark;
use crate::table::Untyped;
use http::{HeaderMap, StatusCode};
use serde_core::de::DeserializeOwned;
use std::fmt;

/// A content as such: the response of `/content` and `/$value`, and the body that uploads it.
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct Bytes(pub Vec<u8>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.0.len())
    }
}

impl<B: Into<Vec<u8>>> From<B> for Bytes {
    fn from(bytes: B) -> Self {
        Self(bytes.into())
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl FromResponse for Bytes {
    type Queried = Untyped;

    const ACCEPT: &'static str = "*/*";

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        Ok(Self(response.body.to_vec()))
    }
}

/// The body of a response as text of any format: a message in MIME, a report in CSV, unparsed JSON.
///
/// Its `Debug` shows the size alone.
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct Text(pub String);

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({})", self.0.len())
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromResponse for Text {
    type Queried = Untyped;

    const ACCEPT: &'static str = "*/*";

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let text = std::str::from_utf8(without_mark(response.body));
        text.map(|text| Self(text.to_owned()))
            .map_err(|_| Error::decoding("the response is not text in UTF-8", response.body))
    }
}

/// A value of any type that serde reads, from JSON; see [`Request::deserialize`](crate::Request::deserialize).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Deserialized<T>(pub T);

impl<T: DeserializeOwned> FromResponse for Deserialized<T> {
    type Queried = Untyped;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let body = without_mark(response.body);
        serde_json::from_slice(body).map(Self).map_err(|source| Error::json(source, body))
    }
}

/// A response with its value, status, headers and body; see
/// [`Request::with_response`](crate::Request::with_response).
///
/// Its `Debug` shows neither the value nor the body.
#[derive(Clone)]
pub struct Response<T> {
    /// The value.
    pub value: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The raw body.
    pub body: Vec<u8>,
}

impl<T> Response<T> {
    /// The value of a header that is text; `None` without such a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The id of the request in the logs of Microsoft.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id")
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl<T: FromResponse> FromResponse for Response<T> {
    type Queried = T::Queried;

    const ACCEPT: &'static str = T::ACCEPT;

    fn accepts(status: StatusCode) -> bool {
        T::accepts(status)
    }

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        // the second attempt is here, so that the body stays unchanged
        let value = read_accepted(response)?;
        Ok(Self {
            value,
            status: response.status,
            headers: response.headers.clone(),
            body: response.body.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests;
