//! Reads the responses of an upload session. In: a response to a slice, a status or a commit. Out: the ranges that the
//! service still expects, or the item that it has made.

use crate::json_text::{property, without_mark};
use crate::protocol::download::content_range;
use crate::request::operation::Method;
use crate::request::response::{FromResponse, RawResponse};
use crate::table::Untyped;
use crate::{Error, Json};
use http::StatusCode;
use http::header::LOCATION;
use std::fmt;
use std::ops::Range;

/// The response to a request of an [`Upload`](super::Upload), which accepts it.
#[derive(Clone)]
pub struct UploadResponse<T> {
    pub(super) to: Sent,
    pub(super) report: Report<T>,
    /// The time when the session expires.
    pub(super) expires: Option<String>,
}

/// The request that a response is for: the meaning of a body depends on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Sent {
    /// A slice with these bytes.
    Slice(Range<u64>),
    Status,
    Commit,
}

/// The statement of a response about its session.
#[derive(Clone)]
pub(super) enum Report<T> {
    /// The ranges that the service has not received. An open end is [`u64::MAX`].
    Expected(Vec<Range<u64>>),
    /// An item of this upload exists.
    Made(Uploaded<T>),
    /// Neither, such as the page of a proxy.
    Nothing,
}

/// The next step of an upload.
#[derive(Clone, Debug)]
pub enum UploadStep<T> {
    /// There is more to send; when no [range is left](super::Upload::next_range) the session waits for its commit.
    More,
    /// The response does not fit the session. Send a [`status`](super::Upload::status) before the next slice.
    CheckStatus,
    /// The upload is complete.
    Done(Uploaded<T>),
}

/// The result of an upload.
#[derive(Clone)]
pub struct Uploaded<T> {
    /// The created item; `None` when the service only names its address.
    pub item: Option<T>,
    /// The address of the item.
    pub location: Option<String>,
}

/// Does not show the item, which may hold personal data.
impl<T> fmt::Debug for Uploaded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Uploaded").field("item", &self.item.is_some()).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for UploadResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("UploadResponse");
        shown.field("to", &self.to);
        match &self.report {
            Report::Expected(ranges) => shown.field("expected", ranges),
            Report::Made(uploaded) => shown.field("made", uploaded),
            Report::Nothing => &mut shown,
        };
        shown.finish_non_exhaustive()
    }
}

impl<T: FromResponse> FromResponse for UploadResponse<T> {
    type Queried = Untyped;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let body = without_mark(response.body).trim_ascii();
        let json: Json = serde_json::from_slice(body).unwrap_or_default();
        let to = sent(response);
        let report = match expected(&json)? {
            Some(ranges) => Report::Expected(ranges),
            None if to != Sent::Status && is_item(response.status, body, &json) => {
                let item = if body.is_empty() { None } else { Some(T::read(response)?) };
                let location = response.headers.get(LOCATION).and_then(|location| location.to_str().ok());
                Report::Made(Uploaded { item, location: location.map(str::to_owned) })
            }
            None => Report::Nothing,
        };
        Ok(Self { to, report, expires: text(&json, "expirationDateTime").map(str::to_owned) })
    }
}

/// An unknown request counts as a status, which never ends an upload.
fn sent(response: &RawResponse<'_>) -> Sent {
    let Some(asked) = &response.asked else { return Sent::Status };
    match (asked.method, asked.content_range.and_then(content_range)) {
        (Method::Put, Some((Some(range), _))) => Sent::Slice(range),
        (Method::Post, _) => Sent::Commit,
        _ => Sent::Status,
    }
}

/// Files end with the item, 200 or 201; attachments with 201 and no body. Servers on the way respond with 200 as well, so
/// that a 200 needs the id that every item has.
fn is_item(status: StatusCode, body: &[u8], json: &Json) -> bool {
    match status {
        StatusCode::CREATED => body.is_empty() || json.is_object(),
        StatusCode::OK => text(json, "id").is_some(),
        _ => false,
    }
}

/// The ranges that the service expects, each as `26-` or `26-99`; `None` when the response names none.
pub(super) fn expected(json: &Json) -> Result<Option<Vec<Range<u64>>>, Error> {
    let ranges = match property(json, "nextExpectedRanges") {
        None | Some(Json::Null) => return Ok(None),
        Some(Json::Array(ranges)) => ranges,
        Some(other) => return Err(no_range(&other.to_string())),
    };
    let ranges = ranges.iter().map(|text| {
        let text = text.as_str().unwrap_or_default();
        range(text).ok_or_else(|| no_range(text))
    });
    ranges.collect::<Result<_, _>>().map(Some)
}

pub(super) fn no_range(text: &str) -> Error {
    Error::decoding("the service expects no range of bytes of this upload", text.as_bytes())
}

/// A text of a session; names come in either case.
pub(super) fn text<'a>(json: &'a Json, name: &str) -> Option<&'a str> {
    property(json, name)?.as_str().filter(|text| !text.is_empty())
}

fn range(text: &str) -> Option<Range<u64>> {
    let (start, last) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
    let start = start.parse().ok()?;
    let end = if last.is_empty() { u64::MAX } else { last.parse::<u64>().ok()?.checked_add(1)? };
    (start < end).then_some(start..end)
}
