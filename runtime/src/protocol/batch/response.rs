//! In: the response of one call. Out: the responses of its requests, by id, each as if it had come alone.

use super::LIMIT;
use super::pick::{each_object, each_value};
use crate::Error;
use crate::json_text::is_deeper_than;
use crate::json_text::{is_json, without_mark};
use crate::request::Request;
use crate::request::operation::Version;
use crate::request::response::{FromResponse, RawResponse};
use crate::table::Untyped;
use crate::table::scalar::Binary;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, btree_map};
use std::fmt;

/// The allowed depth of the response to a call. No value that is deeper than 128 levels can be read, and serde_json keeps a byte for each
/// level of a text that it passes over.
const DEPTH: usize = 1000;

/// The response of one call of a [`Batch`](super::Batch): give it to [`BatchResults`](super::BatchResults).
#[derive(Clone)]
pub struct BatchResponse {
    pub(super) entries: BTreeMap<u32, Entry>,
    next_link: Option<String>,
}

/// The response of one request.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) version: Version,
}

impl Entry {
    /// Keeps the first final response of a request: a completed request must not look retryable.
    pub(super) fn keep(entries: &mut BTreeMap<u32, Self>, id: u32, new: Self) {
        match entries.entry(id) {
            btree_map::Entry::Occupied(old) if old.get().is_final() => {}
            btree_map::Entry::Occupied(mut old) => _ = old.insert(new),
            btree_map::Entry::Vacant(place) => _ = place.insert(new),
        }
    }

    /// Whether the response is final: it neither asks to slow down nor reports the failure of
    /// another request.
    fn is_final(&self) -> bool {
        !self.is_throttled() && self.status != StatusCode::FAILED_DEPENDENCY
    }

    pub(super) fn is_throttled(&self) -> bool {
        crate::error::is_throttled(self.status, &self.headers)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status.as_u16())
    }
}

impl BatchResponse {
    /// The request for more responses, when there were too many for one.
    #[must_use]
    pub fn next(&self) -> Option<Request<Self>> {
        self.next_link.as_deref().map(Request::from_link)
    }
}

impl fmt::Debug for BatchResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.entries).finish()
    }
}

impl FromResponse for BatchResponse {
    type Queried = Untyped;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let body = without_mark(response.body);
        if is_deeper_than(body, DEPTH) {
            return Err(Error::decoding(
                format!("the response to a batch is deeper than {DEPTH} levels"),
                body,
            ));
        }
        let wrong = |source| Error::json(source, body);
        let (mut responses, mut next_link) = (None, None);
        each_value(body, |name, value| match name {
            "responses" => responses = Some(value),
            "@odata.nextLink" => next_link = text(value),
            _ => {}
        })
        .map_err(wrong)?;
        let Some(responses) = responses else {
            return Err(Error::decoding("the response to a batch has no list of responses", body));
        };
        let mut entries = BTreeMap::new();
        each_object(responses.get().as_bytes(), ["id", "status", "headers", "body"], |parts| {
            if let Some((id, entry)) = entry(parts, response.version)
                && (entries.len() < LIMIT || entries.contains_key(&id))
            {
                Entry::keep(&mut entries, id, entry);
            }
        })
        .map_err(wrong)?;
        Ok(Self { entries, next_link })
    }
}

/// An entry without a known id or without a status is no response; its request then has none.
fn entry([id, status, headers, body]: [Option<&RawValue>; 4], version: Version) -> Option<(u32, Entry)> {
    let plain = |value: &RawValue| text(value).unwrap_or_else(|| value.get().to_owned());
    let (id, status) = (plain(id?).parse().ok()?, plain(status?).parse().ok()?);
    let status = StatusCode::from_u16(status).ok()?;
    let headers = headers.map(headers_of).unwrap_or_default();
    let body = body.map(|body| body_of(body, &headers)).unwrap_or_default();
    Some((id, Entry { status, headers, body, version }))
}

fn text(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// A header that HTTP does not allow is left out, and so are headers beyond the capacity of a map.
fn headers_of(raw: &RawValue) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let read = each_value(raw.get().as_bytes(), |name, value| {
        let value = text(value).unwrap_or_else(|| value.get().to_owned());
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
            // it fails only when there is no more room
            _ = headers.try_insert(name, value);
        }
    });
    read.map(|()| headers).unwrap_or_default()
}

/// A JSON body is a value of the response. Any other body is a text, in base64 unless it is text; and sometimes the
/// service writes JSON in base64, too.
fn body_of(raw: &RawValue, headers: &HeaderMap) -> Vec<u8> {
    if raw.get() == "null" {
        return Vec::new();
    }
    let Some(text) = text(raw) else {
        return raw.get().as_bytes().to_vec();
    };
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bytes = || Binary::from(text.as_str()).parse().ok();
    if media_type.is_empty() || is_json(media_type) {
        let object = bytes().filter(|bytes| without_mark(bytes).trim_ascii_start().starts_with(b"{"));
        object.unwrap_or_else(|| raw.get().as_bytes().to_vec())
    } else if media_type.starts_with("text/") {
        text.into_bytes()
    } else {
        bytes().unwrap_or_else(|| text.clone().into_bytes())
    }
}
