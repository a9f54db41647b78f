//! In: what comes of a request for a part of a content. Out: its bytes and where they stand, or where the content lies.

use crate::Error;
use crate::answer::{Answer, Reply};
use http::header::{CONTENT_ENCODING, CONTENT_RANGE, ETAG, LOCATION};
use http::{HeaderMap, HeaderName, StatusCode};
use std::fmt;
use std::ops::Range;

/// The answer to a request of a [`Download`](super::Download), which is to accept it.
#[derive(Clone)]
pub struct DownloadAnswer {
    pub(super) location: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) range: Range<u64>,
    pub(super) size: Option<u64>,
    pub(super) bytes: Vec<u8>,
}

#[cfg(feature = "client")]
impl DownloadAnswer {
    /// The head of an answer whose body is still to come: where it stands, and what the whole is. `length` is what the
    /// answer says of its own length.
    ///
    /// # Errors
    /// When it is a part and does not say of what, or is one of what is compressed.
    pub(crate) fn head(status: StatusCode, headers: &HeaderMap, length: Option<u64>) -> Result<Self, Error> {
        refuse_compressed(status, headers)?;
        let header = |name: HeaderName| headers.get(name)?.to_str().ok();
        let (range, size) = match header(CONTENT_RANGE).and_then(content_range) {
            Some((Some(range), size)) if status == StatusCode::PARTIAL_CONTENT => (range, size),
            _ if status == StatusCode::PARTIAL_CONTENT => return Err(misfit()),
            _ => (0..length.unwrap_or(u64::MAX), length),
        };
        let etag = header(ETAG).map(str::to_owned);
        Ok(Self { location: None, etag, range, size, bytes: Vec::new() })
    }

    /// The next piece of the body, as an answer of its own; none when all of it lies before this position.
    ///
    /// # Errors
    /// When there are more bytes than the head says.
    pub(crate) fn piece(&mut self, bytes: &[u8], position: u64) -> Result<Option<Self>, Error> {
        let end = self.range.start.checked_add(bytes.len() as u64);
        let end = end.filter(|end| *end <= self.range.end).ok_or_else(misfit)?;
        let range = self.range.start..end;
        self.range.start = end;
        Ok((end > position).then(|| Self { range, bytes: bytes.to_vec(), ..self.clone() }))
    }
}

/// Shows neither the address nor the bytes.
impl fmt::Debug for DownloadAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadAnswer")
            .field("range", &self.range)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Answer for DownloadAnswer {
    const ACCEPT: &'static str = "*/*";

    fn accepts(status: StatusCode) -> bool {
        status.is_success() || is_redirection(status) || status == StatusCode::RANGE_NOT_SATISFIABLE
    }

    fn read(reply: &Reply<'_>) -> Result<Self, Error> {
        refuse_compressed(reply.status, reply.headers)?;
        let header = |name: HeaderName| reply.headers.get(name)?.to_str().ok();
        let length = reply.body.len() as u64;
        let plain = Self {
            location: None,
            etag: header(ETAG).map(str::to_owned),
            range: 0..length,
            size: Some(length),
            bytes: reply.body.to_vec(),
        };
        if is_redirection(reply.status) {
            let location = header(LOCATION).map(str::to_owned);
            let location =
                location.ok_or_else(|| Error::from_answer(reply.status, reply.headers, reply.body))?;
            return Ok(Self { location: Some(location), bytes: Vec::new(), ..plain });
        }
        let content_range = header(CONTENT_RANGE).and_then(content_range);
        match (reply.status, content_range) {
            // what was asked for lies behind the end
            (StatusCode::RANGE_NOT_SATISFIABLE, Some((None, Some(size)))) => {
                Ok(Self { range: size..size, size: Some(size), bytes: Vec::new(), ..plain })
            }
            (StatusCode::PARTIAL_CONTENT, Some((Some(range), size))) if range.end - range.start == length => {
                Ok(Self { range, size, ..plain })
            }
            (StatusCode::RANGE_NOT_SATISFIABLE, _) => {
                Err(Error::from_answer(reply.status, reply.headers, reply.body))
            }
            (StatusCode::PARTIAL_CONTENT, _) => Err(misfit()),
            _ => Ok(plain),
        }
    }
}

/// A part of what is compressed has its place there, not in the content.
fn refuse_compressed(status: StatusCode, headers: &HeaderMap) -> Result<(), Error> {
    let encoding = headers.get(CONTENT_ENCODING).filter(|_| status == StatusCode::PARTIAL_CONTENT);
    match encoding.map(|encoding| String::from_utf8_lossy(encoding.as_bytes())) {
        Some(encoding) if !encoding.eq_ignore_ascii_case("identity") => {
            let message =
                format!("the part is compressed ({encoding}), so its place in the content is unknown");
            Err(Error::decoding(message, &[]))
        }
        _ => Ok(()),
    }
}

fn misfit() -> Error {
    Error::decoding("the part does not hold the bytes that its header says", &[])
}

fn is_redirection(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The range and the size of `bytes 0-99/1000`, `bytes 0-99/*`, `bytes */1000`.
pub(crate) fn content_range(text: &str) -> Option<(Option<Range<u64>>, Option<u64>)> {
    let (range, size) = text.strip_prefix("bytes")?.trim().split_once('/')?;
    let size = if size == "*" { None } else { Some(size.parse().ok()?) };
    if range == "*" {
        return Some((None, size));
    }
    let (first, last) = range.split_once('-')?;
    let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
    Some((Some(first..last.checked_add(1).filter(|end| *end > first)?), size))
}
