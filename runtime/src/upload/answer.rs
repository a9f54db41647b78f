//! In: what the service answers to a slice. Out: what it expects next, or what it has made of the whole.

use crate::answer::{Answer, Reply, without_mark};
use crate::{Error, Json};
use http::StatusCode;
use http::header::LOCATION;
use std::fmt;
use std::ops::Range;

/// The answer to a request of an [`Upload`](super::Upload), which is to accept it.
#[derive(Clone)]
pub enum UploadAnswer<T> {
    /// The service expects more: these ranges, if it says which.
    More {
        /// What the service has not got. An end that it leaves open is [`u64::MAX`].
        expected: Option<Vec<Range<u64>>>,
        /// When the session ends.
        expires: Option<String>,
    },
    /// The service has got all of it.
    Done(Uploaded<T>),
}

/// How an upload goes on.
#[derive(Clone, Debug)]
pub enum UploadStep<T> {
    /// There is more to send; when no [range is left](super::Upload::next_range) the session waits for its commit.
    More,
    /// It has ended.
    Done(Uploaded<T>),
}

/// What has come of an upload.
#[derive(Clone)]
pub struct Uploaded<T> {
    /// What the service has made; none when it only says where that is.
    pub item: Option<T>,
    /// Where that is.
    pub location: Option<String>,
}

/// Shows no item, for it may hold personal data.
impl<T> fmt::Debug for Uploaded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Uploaded").field("item", &self.item.is_some()).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for UploadAnswer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::More { expected, .. } => f.debug_tuple("More").field(expected).finish(),
            Self::Done(uploaded) => f.debug_tuple("Done").field(uploaded).finish(),
        }
    }
}

impl<T: Answer> Answer for UploadAnswer<T> {
    fn read(reply: &Reply<'_>) -> Result<Self, Error> {
        let body = without_mark(reply.body).trim_ascii();
        let json: Json = serde_json::from_slice(body).unwrap_or_default();
        let expected = expected(&json)?;
        if reply.status == StatusCode::ACCEPTED || expected.is_some() {
            let expires = json.get("expirationDateTime").and_then(Json::as_str).map(str::to_owned);
            return Ok(Self::More { expected, expires });
        }
        let item = if body.is_empty() { None } else { Some(T::read(reply)?) };
        let location = reply.headers.get(LOCATION).and_then(|location| location.to_str().ok());
        Ok(Self::Done(Uploaded { item, location: location.map(str::to_owned) }))
    }
}

/// The ranges that the service expects, each as `26-` or `26-99`; none when it says nothing of them.
pub(super) fn expected(json: &Json) -> Result<Option<Vec<Range<u64>>>, Error> {
    let Some(ranges) = json.get("nextExpectedRanges").and_then(Json::as_array) else {
        return Ok(None);
    };
    let ranges = ranges.iter().map(|text| {
        let text = text.as_str().unwrap_or_default();
        range(text).ok_or_else(|| Error::decoding("the service expects no range of bytes", text.as_bytes()))
    });
    ranges.collect::<Result<_, _>>().map(Some)
}

fn range(text: &str) -> Option<Range<u64>> {
    let (start, last) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
    let end = if last.is_empty() { u64::MAX } else { last.parse::<u64>().ok()?.checked_add(1)? };
    Some(start.parse().ok()?..end)
}
