//! In: the requests of one call. Out: the call.

use super::{BatchResponse, Item};
use crate::Error;
use crate::json_text::is_json;
use crate::request::Request;
use crate::request::address::endpoint::Endpoint;
use crate::request::address::path::Path;
use crate::request::body::Payload;
use crate::request::operation::{Operation, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde_core::ser::{Error as _, SerializeMap, SerializeSeq};
use serde_core::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A request of a call.
pub(crate) struct Step<B> {
    id: u32,
    /// The ids of the requests that must have succeeded before.
    after: Vec<String>,
    /// The template of its path, which errors show, since it holds no keys.
    template: String,
    http: http::Request<B>,
    url: String,
}

/// A call that is checked, and built as far as that reads no stream: a reader may yield its bytes only once.
pub(crate) enum Call {
    Built(Request<BatchResponse>),
    /// The requests of a call, some of which have a stream as body.
    Unread(Version, Vec<Step<Payload>>),
}

struct Steps(Vec<Step<Vec<u8>>>);

impl Call {
    pub(super) fn new(
        version: Version,
        ids: &[u32],
        items: &BTreeMap<u32, Item>,
        endpoint: &Endpoint,
    ) -> Result<Self, Error> {
        let steps = ids.iter().filter_map(|id| Some((*id, items.get(id)?)));
        let steps = steps.map(|(id, item)| step(id, item, version, endpoint));
        let steps: Vec<Step<Payload>> = steps.collect::<Result<_, _>>()?;
        let streams = steps.iter().any(|step| matches!(step.http.body(), Payload::Stream(_)));
        let call = Self::Unread(version, steps);
        if streams { Ok(call) } else { call.build().map(Self::Built) }
    }

    /// The request of the call. Reads the streams, which may keep the thread waiting.
    pub(crate) fn build(self) -> Result<Request<BatchResponse>, Error> {
        let (version, steps) = match self {
            Self::Built(request) => return Ok(request),
            Self::Unread(version, steps) => (version, steps),
        };
        let steps = steps.into_iter().map(Step::read).collect::<Result<_, _>>()?;
        let body = serde_json::to_vec(&Steps(steps)).map_err(|source| {
            Error::building_from("a body of the batch is not the JSON that it says", source)
        })?;
        let request: Request<BatchResponse> =
            Path::root(version, "$batch").post_empty(Operation::UNDOCUMENTED);
        Ok(request.body("application/json", body))
    }
}

fn step(id: u32, item: &Item, version: Version, endpoint: &Endpoint) -> Result<Step<Payload>, Error> {
    let http = item.request.clone().into_outgoing(endpoint)?;
    if !item.request.needs_token(endpoint) {
        return Err(Error::building("a request to another host cannot be part of a batch"));
    }
    let base = endpoint.base(version);
    let base = base.parse().map(|base: http::Uri| base.path().to_owned()).unwrap_or_default();
    let path = http.uri().path_and_query().map(|path| path.as_str()).unwrap_or_default();
    let url = path.strip_prefix(&base).filter(|url| url.starts_with('/'));
    let url = url.ok_or_else(|| Error::building("a request of a batch leads out of its version"))?.to_owned();
    let after = item.after.iter().map(u32::to_string).collect();
    let step = Step { id, after, template: item.request.template().to_owned(), http, url };
    if step.http.body().is_async() {
        let message = "has an asynchronous body, which no batch reads: send it alone, with a client";
        return Err(Error::building(format!("{} {message}", step.name())));
    }
    Ok(step)
}

impl Step<Payload> {
    fn name(&self) -> String {
        format!("request {} of the batch ({} {})", self.id, self.http.method(), self.template)
    }

    fn read(self) -> Result<Step<Vec<u8>>, Error> {
        let name = self.name();
        let Self { id, after, template, http, url } = self;
        let (parts, body) = http.into_parts();
        let body = body
            .read()
            .map_err(|source| Error::building_from(format!("the body of {name} cannot be read"), source))?;
        Ok(Step { id, after, template, http: http::Request::from_parts(parts, body), url })
    }
}

impl Serialize for Steps {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("requests", &List(&self.0))?;
        map.end()
    }
}

struct List<'a>(&'a [Step<Vec<u8>>]);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for step in self.0 {
            list.serialize_element(step)?;
        }
        list.end()
    }
}

impl Serialize for Step<Vec<u8>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id.to_string())?;
        map.serialize_entry("method", self.http.method().as_str())?;
        map.serialize_entry("url", &self.url)?;
        if !self.after.is_empty() {
            map.serialize_entry("dependsOn", &self.after)?;
        }
        let headers = self.headers();
        if !headers.is_empty() {
            map.serialize_entry("headers", &headers)?;
        }
        let body = self.http.body();
        if !body.is_empty() {
            match self.media_type() {
                media_type if is_json(media_type) => {
                    let json: &RawValue = serde_json::from_slice(body).map_err(S::Error::custom)?;
                    map.serialize_entry("body", json)?;
                }
                media_type if media_type.starts_with("text/") => {
                    let text = std::str::from_utf8(body).map_err(S::Error::custom)?;
                    map.serialize_entry("body", text)?;
                }
                _ => map.serialize_entry("body", &URL_SAFE.encode(body))?,
            }
        }
        map.end()
    }
}

impl Step<Vec<u8>> {
    /// The headers that differ from those of the call.
    fn headers(&self) -> BTreeMap<&str, &str> {
        let headers = self
            .http
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        headers.filter(|header| *header != (ACCEPT.as_str(), "application/json")).collect()
    }

    fn media_type(&self) -> &str {
        self.http.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
