//! In: the response to a request for a part of a content. Out: its bytes with their position, or the address of the content.

use super::validators::Validators;
use crate::Error;
use crate::request::response::{FromResponse, RawResponse};
use crate::table::Untyped;
use http::header::{CONTENT_ENCODING, CONTENT_RANGE, LOCATION};
use http::{HeaderMap, HeaderName, StatusCode};
use std::fmt;
use std::ops::Range;

/// The response to a request of a [`Download`](super::Download), which accepts it.
#[derive(Clone)]
pub struct DownloadResponse {
    pub(super) location: Option<String>,
    pub(super) validators: Validators,
    pub(super) range: Range<u64>,
    /// Whether the end of the range is unknown, because the response is the whole content and does not state its length.
    pub(super) is_open: bool,
    pub(super) size: Option<u64>,
    pub(super) bytes: Vec<u8>,
}

#[cfg(feature = "client")]
impl DownloadResponse {
    /// The head of a response whose body is still to come: its position, and the size of the whole. `length` is the
    /// length that the response states.
    ///
    /// # Errors
    /// When it is no content, a part without a range, or still compressed.
    pub(crate) fn head(status: StatusCode, headers: &HeaderMap, length: Option<u64>) -> Result<Self, Error> {
        refuse_other(status)?;
        refuse_compressed(headers)?;
        let is_part = status == StatusCode::PARTIAL_CONTENT;
        let header = |name: HeaderName| headers.get(name)?.to_str().ok();
        let (range, size) = match header(CONTENT_RANGE).and_then(content_range) {
            Some((Some(range), size)) if is_part => (range, size),
            _ if is_part => return Err(misfit()),
            _ => (0..length.unwrap_or(u64::MAX), length),
        };
        let (validators, is_open) = (Validators::of(headers), !is_part && length.is_none());
        Ok(Self { location: None, validators, range, is_open, size, bytes: Vec::new() })
    }

    /// The size of the content, when this response was the whole content and is complete.
    pub(crate) fn total_at_end(&self) -> Option<u64> {
        self.is_open.then_some(self.range.start)
    }

    /// The next piece of the body, as a response of its own; `None` when all of it is before this position.
    ///
    /// # Errors
    /// When there are more bytes than the head states.
    pub(crate) fn piece(&mut self, bytes: &[u8], position: u64) -> Result<Option<Self>, Error> {
        let end = self.range.start.checked_add(bytes.len() as u64);
        let end = end.filter(|end| *end <= self.range.end).ok_or_else(misfit)?;
        let range = self.range.start..end;
        self.range.start = end;
        Ok((end > position).then(|| Self { range, is_open: false, bytes: bytes.to_vec(), ..self.clone() }))
    }
}

/// Shows neither the address nor the bytes.
impl fmt::Debug for DownloadResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadResponse")
            .field("range", &self.range)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl FromResponse for DownloadResponse {
    type Queried = Untyped;

    const ACCEPT: &'static str = "*/*";

    fn accepts(status: StatusCode) -> bool {
        status.is_success() || is_redirection(status) || status == StatusCode::RANGE_NOT_SATISFIABLE
    }

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let is_part = response.status == StatusCode::PARTIAL_CONTENT;
        if is_part {
            refuse_compressed(response.headers)?;
        }
        let header = |name: HeaderName| response.headers.get(name)?.to_str().ok();
        let length = response.body.len() as u64;
        let plain = Self {
            location: None,
            validators: Validators::of(response.headers),
            range: 0..length,
            is_open: false,
            size: Some(length),
            bytes: response.body.to_vec(),
        };
        if is_redirection(response.status) {
            let location = header(LOCATION).map(str::to_owned);
            let location =
                location.ok_or_else(|| Error::refusal(response.status, response.headers, response.body))?;
            return Ok(Self { location: Some(location), bytes: Vec::new(), ..plain });
        }
        let content_range = header(CONTENT_RANGE).and_then(content_range);
        match (response.status, content_range) {
            // the requested range is behind the end
            (StatusCode::RANGE_NOT_SATISFIABLE, Some((None, Some(size)))) => {
                Ok(Self { range: size..size, size: Some(size), bytes: Vec::new(), ..plain })
            }
            (_, Some((Some(range), size))) if is_part && range.end - range.start == length => {
                Ok(Self { range, size, ..plain })
            }
            (StatusCode::RANGE_NOT_SATISFIABLE, _) => {
                Err(Error::refusal(response.status, response.headers, response.body))
            }
            _ if is_part => Err(misfit()),
            (status, _) => refuse_other(status).map(|()| plain),
        }
    }
}

/// A success without content, such as 202 before the content exists.
fn refuse_other(status: StatusCode) -> Result<(), Error> {
    match status.as_u16() {
        200 | 203 | 204 | 206 => Ok(()),
        other => Err(Error::decoding(format!("the response (status {other}) is not the content"), &[])),
    }
}

/// Ranges count bytes of the uncompressed content, so a compressed part has another position.
fn refuse_compressed(headers: &HeaderMap) -> Result<(), Error> {
    let encoding = headers.get(CONTENT_ENCODING);
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
    let end = last.checked_add(1).filter(|end| *end > first && size.is_none_or(|size| *end <= size))?;
    Some((Some(first..end), size))
}
