//! In: an upload session, the size of a content. Out: the requests that send it slice by slice, from the position where an earlier
//! run or a broken connection ended.

mod ranges;
mod response;

use crate::Error;
use crate::request::Request;
use crate::request::operation::Method;
use crate::request::response::FromResponse;
use crate::table::{self, Value};
use response::{Report, Sent};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

pub use response::{UploadResponse, UploadStep, Uploaded};

/// The unit of slices: the size of every slice but the last is a multiple of it.
const UNIT: u64 = 320 * 1024;

/// The largest slice that all parts of the service accept: Outlook accepts 4 MB at most.
const SLICE: u64 = 10 * UNIT;

/// The largest slice that any part of the service accepts.
const LARGEST: u64 = 60 * 1024 * 1024;

/// The allowed consecutive responses without progress: a slice and its status are two.
const STALLS: u8 = 10;

/// A content that is uploaded in slices, through an upload session.
///
/// The response to each slice names the ranges that are still expected. An upload that was interrupted, even by the end of the
/// program, asks for [`status`](Self::status), accepts the response, and continues from there. Upload URLs belong to another
/// host and hold their own permission: [they get no token](Request::needs_token).
///
/// Only the response to the last missing range, or to a commit, ends an upload. Bytes that the service has asked for
/// count as received after they were sent, not before. After an unexpected response, the session is asked for its
/// state ([`UploadStep::CheckStatus`]).
///
/// `T` is the type of the last response, such as a drive item. Slices must not be compressed.
///
/// ```
/// use msgraph_core::{Endpoint, Error, Json, Upload, UploadStep, http};
/// use serde_json::json;
///
/// # fn main() -> Result<(), Error> {
/// let content = vec![7; 400_000];
/// // the response of `create_upload_session`
/// let session = json!({"uploadUrl": "https://up.example/s", "nextExpectedRanges": ["0-"]});
/// let mut upload: Upload<Json> = Upload::new(&session, content.len() as u64)?.slice_size(327_680)?;
/// let mut responses = [
///     (202, r#"{"nextExpectedRanges": ["327680-399999"]}"#),
///     (201, r#"{"id": "01ABC", "name": "report.pdf"}"#),
/// ].into_iter();
/// while let Some(range) = upload.next_range() {
///     let bytes = &content[range.start as usize..range.end as usize];
///     let request = upload.slice(bytes)?;
///     let http = request.clone().into_http(&Endpoint::GLOBAL)?;
///     println!("{:?}, {} of {} bytes are there", http.headers()["content-range"], upload.sent(), upload.size());
///     // ... send it ...
///     # let (status, body) = responses.next().expect("two slices");
///     # let response = http::Response::builder().status(status).body(body).expect("a response");
///     match upload.accept(request.parse(response)?)? {
///         UploadStep::More => {}
///         UploadStep::CheckStatus => { /* send `upload.status()` and accept its response */ }
///         UploadStep::Done(uploaded) => assert_eq!(uploaded.item.expect("an item")["name"], "report.pdf"),
///     }
/// }
/// # assert_eq!(upload.sent(), upload.size());
/// # Ok(())
/// # }
/// ```
pub struct Upload<T> {
    url: String,
    size: u64,
    slice: u64,
    /// The ranges that the service has not received, in order.
    pending: Vec<Range<u64>>,
    /// The part of them that was not sent since the service asked for it, so that it cannot have arrived.
    unsent: Vec<Range<u64>>,
    /// Whether nothing is known yet, so that any next report is accepted.
    trusts: bool,
    /// The most bytes that had arrived at any time: only more bytes are progress.
    best: u64,
    expires: Option<String>,
    stalls: u8,
    response: PhantomData<fn() -> T>,
}

impl<T: FromResponse> Upload<T> {
    /// An upload through this session: the response to the request that created it, as a model or as JSON.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building): when the session has no upload URL; when the size is 0, since an
    /// empty content has no slices.
    pub fn new(session: &impl Value, size: u64) -> Result<Self, Error> {
        let session = table::view(session).to_json();
        let url = response::text(&session, "uploadUrl");
        let url = url.ok_or_else(|| Error::building("the upload session has no upload URL"))?;
        let mut upload = Self::at(url, size)?;
        upload.expires = response::text(&session, "expirationDateTime").map(str::to_owned);
        // a new session has received nothing
        if let Some(ranges) = response::expected(&session)?.filter(|ranges| !ranges.is_empty()) {
            upload.pending = upload.within(ranges)?;
            upload.unsent.clone_from(&upload.pending);
            upload.best = upload.sent();
        }
        Ok(upload)
    }

    /// An upload through the URL of a session, kept from an earlier run. Ask for [`status`](Self::status) first.
    ///
    /// # Errors
    /// Those of [`new`](Self::new) about the size.
    pub fn at(url: impl Into<String>, size: impl Into<Option<u64>>) -> Result<Self, Error> {
        let size = match size.into() {
            Some(0) => {
                return Err(Error::building("an empty content has no slices; upload it in one request"));
            }
            Some(size) => size,
            None => {
                return Err(Error::building("the size of the content must be known before it is uploaded"));
            }
        };
        let pending = vec![Range { start: 0, end: size }];
        Ok(Self {
            url: url.into(),
            size,
            slice: SLICE,
            unsent: pending.clone(),
            pending,
            trusts: true,
            best: 0,
            expires: None,
            stalls: 0,
            response: PhantomData,
        })
    }

    /// The size of all slices but the last. The default is 3,200 KiB, which all parts of the service accept; files
    /// are faster with 5 to 10 MiB.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building) when it is no multiple of 320 KiB from 320 KiB to
    /// 60 MiB.
    pub fn slice_size(mut self, bytes: u64) -> Result<Self, Error> {
        if bytes == 0 || bytes > LARGEST || !bytes.is_multiple_of(UNIT) {
            return Err(Error::building(format!(
                "slices of {bytes} bytes are not a multiple of {UNIT} up to 60 MiB"
            )));
        }
        self.slice = bytes;
        Ok(self)
    }

    /// The range of the next slice; `None` when the service has received all bytes.
    #[must_use]
    pub fn next_range(&self) -> Option<Range<u64>> {
        let next = self.pending.first()?;
        Some(next.start..next.end.min(next.start.saturating_add(self.slice)))
    }

    /// The request that sends the next slice, the bytes of [`next_range`](Self::next_range).
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building) when the number of bytes differs, or there is no
    /// next slice.
    pub fn slice(&mut self, bytes: impl Into<Vec<u8>>) -> Result<Request<UploadResponse<T>>, Error> {
        let range = self.next_range().ok_or_else(|| Error::building("all slices have been sent"))?;
        let bytes = bytes.into();
        if bytes.len() as u64 != range.end - range.start {
            let message =
                format!("the next slice has {} bytes, not {}", range.end - range.start, bytes.len());
            return Err(Error::building(message));
        }
        self.unsent = ranges::without(&self.unsent, &range);
        self.trusts = false;
        let content_range = format!("bytes {}-{}/{}", range.start, range.end - 1, self.size);
        let request = Request::presigned(Method::Put, &self.url);
        Ok(request.header("Content-Range", content_range).body("application/octet-stream", bytes))
    }

    /// The request for the received ranges: after a connection broke, or in a later run.
    pub fn status(&self) -> Request<UploadResponse<T>> {
        Request::presigned(Method::Get, &self.url)
    }

    /// The request that completes an upload whose session was created so that it waits for one.
    pub fn commit(&self) -> Request<UploadResponse<T>> {
        Request::presigned(Method::Post, &self.url)
    }

    /// The request that cancels the upload; the service deletes the received bytes.
    pub fn cancel(&self) -> Request<()> {
        Request::presigned(Method::Delete, &self.url)
    }

    /// Accepts the response to a slice, a status or a commit.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding): when the service expects bytes that the content does not
    /// have; when a status does not name the expected ranges; when one response after the other reports no progress. The
    /// upload stays unchanged, and can continue by a [`status`](Self::status).
    pub fn accept(&mut self, response: UploadResponse<T>) -> Result<UploadStep<T>, Error> {
        let UploadResponse { to, report, expires } = response;
        let is_status = to == Sent::Status;
        let fits = match report {
            Report::Made(uploaded) if self.is_ended_by(&to) => {
                (self.pending, self.unsent) = (Vec::new(), Vec::new());
                return Ok(UploadStep::Done(uploaded));
            }
            Report::Expected(ranges) => self.expect(ranges, is_status)?,
            Report::Made(_) | Report::Nothing if is_status => {
                return Err(Error::decoding("the service does not say what it has got of the upload", &[]));
            }
            Report::Made(_) | Report::Nothing => false,
        };
        self.expires = expires.or(self.expires.take());
        let sent = self.sent();
        self.stalls = if sent > self.best { 0 } else { self.stalls.saturating_add(1) };
        self.best = self.best.max(sent);
        if self.stalls >= STALLS {
            return Err(Error::decoding("the service does not get on with the upload", &[]));
        }
        Ok(if fits { UploadStep::More } else { UploadStep::CheckStatus })
    }

    /// Whether nothing is missing when this request has succeeded.
    fn is_ended_by(&self, to: &Sent) -> bool {
        match to {
            Sent::Slice(range) => {
                !self.pending.is_empty() && ranges::covers(std::slice::from_ref(range), &self.pending)
            }
            Sent::Commit => self.pending.is_empty(),
            Sent::Status => false,
        }
    }

    /// Takes over the ranges that the service expects. Bytes that were not sent are missing, listed or not: a list
    /// need not be complete. False when only a status can resolve the difference.
    fn expect(&mut self, expected: Vec<Range<u64>>, is_status: bool) -> Result<bool, Error> {
        let expected = self.within(expected)?;
        if self.trusts {
            self.pending = expected;
        } else if is_status || ranges::covers(&expected, &self.unsent) {
            self.pending = ranges::union(expected.into_iter().chain(self.unsent.drain(..)));
        } else {
            return Ok(false);
        }
        self.unsent.clone_from(&self.pending);
        Ok(true)
    }

    /// These ranges as parts of the content.
    fn within(&self, expected: Vec<Range<u64>>) -> Result<Vec<Range<u64>>, Error> {
        if let Some(beyond) = expected.iter().find(|range| range.start >= self.size) {
            return Err(response::no_range(&format!("{}-", beyond.start)));
        }
        Ok(ranges::union(expected.into_iter().map(|range| range.start..range.end.min(self.size))))
    }
}

impl<T> Upload<T> {
    /// The upload URL. It holds its own permission: everyone who knows it can upload. Keep it to continue in a later run.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Forgets the received ranges, so that the next [`status`](Self::status) decides: after an error, or when another
    /// program has sent some.
    pub fn forget_received(&mut self) {
        (self.trusts, self.best, self.stalls) = (true, 0, 0);
    }

    /// The number of bytes that the service has received.
    #[must_use]
    pub fn sent(&self) -> u64 {
        self.size.saturating_sub(ranges::length(&self.pending))
    }

    /// The number of all bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The time when the session expires, as the service wrote it. Each slice may extend it.
    #[must_use]
    pub fn expires(&self) -> Option<&str> {
        self.expires.as_deref()
    }
}

impl<T> Clone for Upload<T> {
    fn clone(&self) -> Self {
        Self {
            url: self.url.clone(),
            pending: self.pending.clone(),
            unsent: self.unsent.clone(),
            expires: self.expires.clone(),
            ..*self
        }
    }
}

/// Does not show the URL, which is a permission.
impl<T> fmt::Debug for Upload<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("size", &self.size)
            .field("pending", &self.pending)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
