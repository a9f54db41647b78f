//! Parses responses. In: status, headers and body. Out: a value of the type that the request names.

mod overflow;
mod raw;

use crate::json_text::without_mark;
use crate::request::address::target::Asked;
use crate::request::operation::Version;
use crate::table::{self, Envelope, Field, Kind, Queried, Slot, Untyped, Value};
use crate::{Error, Json};
use http::{HeaderMap, StatusCode};

pub use raw::{Bytes, Deserialized, Response, Text};

/// A type that a response can be parsed as.
///
/// Models, their enums, scalars, lists of them, [`Json`], [`Page`](crate::Page), [`DeltaPage`](crate::DeltaPage),
/// [`Bytes`] and [`Text`] for a raw body, `()` to ignore the body, `Option` of a model for a body that may be missing, and a
/// [`Response`] of any of these.
pub trait FromResponse: Sized {
    /// The type whose properties a query of such a request can name; [`Untyped`](crate::Untyped) takes those of any type.
    type Queried;

    /// The media types to ask for.
    const ACCEPT: &'static str = "application/json";

    /// Whether responses of this status are parsed; all others are errors of the service.
    fn accepts(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Reads a response of an accepted status.
    ///
    /// After an error of serde_json about a number beyond the range of a double (`1e999`), a second call gets a body in
    /// which such numbers are texts.
    ///
    /// # Errors
    /// When the body is not of the expected type, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    fn read(response: &RawResponse<'_>) -> Result<Self, Error>;
}

/// Reads any response.
pub(crate) fn read<T: FromResponse>(response: &RawResponse<'_>) -> Result<T, Error> {
    if T::accepts(response.status) {
        read_accepted(response)
            .map_err(|error| error.answered(response.status, response.headers, response.body))
    } else {
        Err(Error::refusal(response.status, response.headers, response.body))
    }
}

/// Reads a response of an accepted status, and once more if a number of it is beyond the range of a double.
fn read_accepted<T: FromResponse>(response: &RawResponse<'_>) -> Result<T, Error> {
    T::read(response).or_else(|error| {
        if !error.json_error().is_some_and(overflow::is_out_of_range) {
            return Err(error);
        }
        T::read(&RawResponse { body: &overflow::quoted(response.body), ..*response })
    })
}

/// A raw response.
#[derive(Clone, Copy)]
pub struct RawResponse<'a> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
    /// The version of the service.
    pub version: Version,
    /// The request; `None` within a batch.
    pub(crate) asked: Option<Asked<'a>>,
}

impl std::fmt::Debug for RawResponse<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl FromResponse for () {
    type Queried = Untyped;

    fn read(_reply: &RawResponse<'_>) -> Result<Self, Error> {
        Ok(())
    }
}

impl<V: Value> FromResponse for V {
    type Queried = Queried<V>;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let mut value: Option<V> = None;
        read_value(table::field(&mut value), V::Kind::WRAPPED, response)?;
        value.ok_or_else(|| unexpected(response))
    }
}

impl<V: Value> FromResponse for Option<V> {
    type Queried = Queried<V>;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        if without_mark(response.body).trim_ascii().is_empty() {
            Ok(None)
        } else {
            V::read(response).map(Some)
        }
    }
}

/// Reads a value, which a wrapper object holds where `wrapped` is set.
fn read_value(value: &mut dyn Field, wrapped: bool, response: &RawResponse<'_>) -> Result<(), Error> {
    if wrapped {
        read_wrapped(value, response)?;
    } else {
        read_plain(value.slot(), response)?;
    }
    if value.view().is_absent() {
        read_null(value.slot(), response);
    }
    Ok(())
}

fn read_plain(slot: Slot<'_>, response: &RawResponse<'_>) -> Result<(), Error> {
    let body = without_mark(response.body);
    match slot {
        // an action without a response, requested as any JSON
        Slot::Json(slot) if body.trim_ascii().is_empty() => {
            slot.set(&mut Json::Object(serde_json::Map::new()));
        }
        _ if body.trim_ascii().is_empty() => return Err(unexpected(response)),
        slot => {
            table::read_slice(slot, body).map_err(|source| Error::json(source, body))?;
        }
    }
    Ok(())
}

/// A null property is absent, but a response of type JSON may be null.
fn read_null(slot: Slot<'_>, response: &RawResponse<'_>) {
    if let Slot::Json(slot) = slot
        && without_mark(response.body).trim_ascii() == b"null"
    {
        slot.put(Json::Null);
    }
}

/// In JSON the value is a property of an object (`{"value": 5}`) or the whole body; `$count` and similar paths return plain text.
fn read_wrapped(value: &mut dyn Field, response: &RawResponse<'_>) -> Result<(), Error> {
    let body = without_mark(response.body);
    if is_plain_text(response.headers) {
        read_text(value, body)?;
        if !value.view().is_absent() {
            return Ok(());
        }
    }
    if body.trim_ascii_start().first() == Some(&b'{') {
        return read_envelope(Envelope::around(value), body).map(|_| ());
    }
    match table::read_slice(value.slot(), body) {
        Ok(_) if !value.view().is_absent() => Ok(()),
        _ => read_text(value, body),
    }
}

fn read_text(value: &mut dyn Field, body: &[u8]) -> Result<(), Error> {
    let text = std::str::from_utf8(body).map_err(|_| Error::decoding("the response is not text", body))?;
    table::read_json(value.slot(), &Json::from(text));
    Ok(())
}

fn is_plain_text(headers: &HeaderMap) -> bool {
    headers.get(http::header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/"))
}

pub(crate) fn read_envelope<'a>(mut envelope: Envelope<'a>, body: &[u8]) -> Result<Envelope<'a>, Error> {
    let body = without_mark(body);
    table::read_slice_into(&mut envelope, body).map_err(|source| Error::json(source, body))?;
    Ok(envelope)
}

fn unexpected(response: &RawResponse<'_>) -> Error {
    let what =
        if response.body.is_empty() { "has no body" } else { "does not hold a value of the expected type" };
    Error::decoding(format!("the response (status {}) {what}", response.status.as_u16()), response.body)
}

#[cfg(test)]
mod proptests;
#[cfg(test)]
mod tests;
