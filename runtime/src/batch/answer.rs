//! In: the answer of one call. Out: the answers of its requests, by id, each as if it had come alone.

use crate::answer::{Answer, Reply, is_json, without_mark};
use crate::operation::Version;
use crate::request::Request;
use crate::scalar::Binary;
use crate::{Error, Json};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, btree_map};
use std::fmt;

/// The answer of one call of a [`Batch`](super::Batch): give it to [`BatchResults`](super::BatchResults).
#[derive(Clone)]
pub struct BatchAnswer {
    pub(super) entries: BTreeMap<u32, Entry>,
    next_link: Option<String>,
}

/// The answer of one request.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) version: Version,
}

impl Entry {
    /// Keeps the first final response of a request: one that was done must not look as if it could be sent again.
    pub(super) fn keep(entries: &mut BTreeMap<u32, Self>, id: u32, new: Self) {
        match entries.entry(id) {
            btree_map::Entry::Occupied(old) if old.get().is_final() => {}
            btree_map::Entry::Occupied(mut old) => _ = old.insert(new),
            btree_map::Entry::Vacant(place) => _ = place.insert(new),
        }
    }

    /// Whether the service will not give the request another response: it neither asks to slow down nor has waited for
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

impl BatchAnswer {
    /// The request for more answers, when there were too many for one.
    #[must_use]
    pub fn next(&self) -> Option<Request<Self>> {
        self.next_link.as_deref().map(Request::from_link)
    }
}

impl fmt::Debug for BatchAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.entries).finish()
    }
}

type Parts<'a> = BTreeMap<String, &'a RawValue>;

impl Answer for BatchAnswer {
    fn read(reply: &Reply<'_>) -> Result<Self, Error> {
        let body = without_mark(reply.body);
        let wrong = |source| Error::json(source, body);
        let parts: Parts<'_> = serde_json::from_slice(body).map_err(wrong)?;
        let Some(responses) = parts.get("responses") else {
            return Err(Error::decoding("the answer to a batch has no list of responses", body));
        };
        let responses: Vec<Parts<'_>> = serde_json::from_str(responses.get()).map_err(wrong)?;
        let mut entries = BTreeMap::new();
        for (id, entry) in responses.iter().filter_map(|parts| entry(parts, reply.version)) {
            Entry::keep(&mut entries, id, entry);
        }
        Ok(Self { entries, next_link: parts.get("@odata.nextLink").and_then(|link| text(link)) })
    }
}

/// What has no id that was sent or no status is no answer; its request then has none.
fn entry(parts: &Parts<'_>, version: Version) -> Option<(u32, Entry)> {
    let id = parts.get("id")?;
    let id = text(id).unwrap_or_else(|| id.get().to_owned()).parse().ok()?;
    let status = parts.get("status")?;
    let status = text(status).unwrap_or_else(|| status.get().to_owned()).parse().ok()?;
    let headers = parts.get("headers").map(|headers| headers_of(headers)).unwrap_or_default();
    let body = parts.get("body").map(|body| body_of(body, &headers)).unwrap_or_default();
    Some((id, Entry { status: StatusCode::from_u16(status).ok()?, headers, body, version }))
}

fn text(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

fn headers_of(raw: &RawValue) -> HeaderMap {
    let headers: BTreeMap<String, Json> = serde_json::from_str(raw.get()).unwrap_or_default();
    let header = |(name, value): (String, Json)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some((name.parse::<HeaderName>().ok()?, HeaderValue::from_str(&value).ok()?))
    };
    headers.into_iter().filter_map(header).collect()
}

/// JSON stands in the answer as such. What is not JSON is a text, in base64 unless it is text; and now and then the
/// service writes JSON in base64 too.
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
