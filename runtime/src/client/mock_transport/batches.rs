//! In: the call of a batch, and a service of single requests. Out: the response to the call, made of theirs.

use super::Respond;
use crate::json_text::is_json;
use crate::table::scalar::Binary;
use crate::{Error, Json};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use serde_json::{Map, json};
use std::sync::Arc;

/// The headers of a call that its requests have as well.
const SHARED: [http::HeaderName; 2] = [ACCEPT, AUTHORIZATION];

pub(super) fn is_batch(request: &http::Request<Bytes>) -> bool {
    request.method() == http::Method::POST && request.uri().path().ends_with("/$batch")
}

/// Sends the requests one after the other, in their order.
pub(super) async fn respond(
    service: Arc<Respond>,
    call: http::Request<Bytes>,
) -> Result<http::Response<Vec<u8>>, Error> {
    let body: Json =
        serde_json::from_slice(call.body()).map_err(|source| Error::json(source, call.body()))?;
    let mut failed = Vec::new();
    let mut responses = Vec::new();
    for step in list(&body, "requests") {
        let waits_in_vain = list(step, "dependsOn").iter().any(|earlier| failed.contains(&earlier));
        let response = match waits_in_vain {
            true => failed_dependency(),
            false => service(single(&call, step)?).await?,
        };
        if response.status().as_u16() >= 400 {
            failed.push(&step["id"]);
        }
        responses.push(entry(&step["id"], response));
    }
    Ok(http::Response::new(json!({ "responses": responses }).to_string().into_bytes()))
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json.get(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn failed_dependency() -> http::Response<Vec<u8>> {
    let body = json!({"error": {"code": "FailedDependency", "message": "an earlier request has failed"}});
    let mut response = http::Response::new(body.to_string().into_bytes());
    *response.status_mut() = StatusCode::FAILED_DEPENDENCY;
    response
}

/// A request of a call, as if it came alone.
fn single(call: &http::Request<Bytes>, step: &Json) -> Result<http::Request<Bytes>, Error> {
    let text = |name: &str| step.get(name).and_then(Json::as_str).unwrap_or_default();
    let url = call.uri().to_string();
    let base = url.strip_suffix("/$batch").unwrap_or(&url);
    let mut request = http::Request::builder().method(text("method")).uri(format!("{base}{}", text("url")));
    for name in SHARED {
        if let Some(value) = call.headers().get(&name) {
            request = request.header(name, value);
        }
    }
    for (name, value) in step.get("headers").and_then(Json::as_object).into_iter().flatten() {
        request = request.header(name, value.as_str().unwrap_or_default());
    }
    let media_type = request.headers_ref().map(media_type).unwrap_or_default().to_owned();
    let body = step.get("body").map(|body| bytes(body, &media_type)).unwrap_or_default();
    request
        .body(body.into())
        .map_err(|source| Error::building_from("a batch has a malformed request", source))
}

fn media_type(headers: &HeaderMap) -> &str {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A body as it is without a batch: JSON, a text, or bytes that the batch has in base64.
fn bytes(body: &Json, media_type: &str) -> Vec<u8> {
    match body {
        Json::String(text) if media_type.starts_with("text/") => text.clone().into_bytes(),
        Json::String(text) if !is_json(media_type) => {
            Binary::from(text.as_str()).parse().unwrap_or_else(|_| text.clone().into_bytes())
        }
        json => json.to_string().into_bytes(),
    }
}

fn entry(id: &Json, response: http::Response<Vec<u8>>) -> Json {
    let (parts, body) = response.into_parts();
    let headers = parts.headers.iter().filter_map(|(name, value)| Some((name, value.to_str().ok()?)));
    let mut headers: Map<String, Json> =
        headers.map(|(name, value)| (name.to_string(), value.into())).collect();
    let body = match media_type(&parts.headers) {
        _ if body.is_empty() => Json::Null,
        media_type if media_type.starts_with("text/") => String::from_utf8_lossy(&body).into(),
        media_type => match serde_json::from_slice(&body) {
            Ok(json) if media_type.is_empty() || is_json(media_type) => json,
            _ => {
                headers.entry("content-type").or_insert_with(|| "application/octet-stream".into());
                Binary::from(&body).as_str().into()
            }
        },
    };
    json!({"id": id, "status": parts.status.as_u16(), "headers": headers, "body": body})
}
