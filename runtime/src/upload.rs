//! In: an upload session, the size of a content. Out: the requests that send it slice by slice, from wherever an earlier
//! run or a broken connection left it.

mod answer;

use crate::answer::Answer;
use crate::kind::Value;
use crate::operation::Method;
use crate::request::Request;
use crate::table;
use crate::{Error, Json};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

pub use answer::{UploadAnswer, UploadStep, Uploaded};

/// What the size of every slice but the last must be a multiple of.
const UNIT: u64 = 320 * 1024;

/// As large a slice as all parts of the service take: Outlook takes 4 MB at most.
const SLICE: u64 = 10 * UNIT;

/// No part of the service takes more in one request.
const LARGEST: u64 = 60 * 1024 * 1024;

/// After how many answers without progress an upload gives up.
const STALLS: u8 = 5;

/// A content that is uploaded in slices, through an upload session.
///
/// The service answers each slice with what it expects next. An upload that was interrupted, even by the end of the
/// program, asks for [`status`](Self::status), accepts the answer, and goes on from there. Upload URLs are of another
/// host and hold their own permission: [no token goes along](Request::carries_token).
///
/// `T` is what the service answers at the end, such as a drive item. Slices must not be compressed.
///
/// ```
/// use msgraph_core::{Endpoint, Error, Json, Upload, UploadStep, http};
/// use serde_json::json;
///
/// # fn main() -> Result<(), Error> {
/// let content = vec![7; 400_000];
/// // the answer of `create_upload_session`
/// let session = json!({"uploadUrl": "https://up.example/s", "nextExpectedRanges": ["0-"]});
/// let mut upload: Upload<Json> = Upload::new(&session, content.len() as u64)?.slice_size(327_680)?;
/// let mut answers = [
///     (202, r#"{"nextExpectedRanges": ["327680-399999"]}"#),
///     (201, r#"{"id": "01ABC", "name": "report.pdf"}"#),
/// ].into_iter();
/// while let Some(range) = upload.next_range() {
///     let bytes = &content[range.start as usize..range.end as usize];
///     let request = upload.slice(bytes)?;
///     let http = request.clone().into_http(&Endpoint::GLOBAL)?;
///     println!("{:?}, {} of {} bytes are there", http.headers()["content-range"], upload.sent(), upload.size());
///     // ... send it ...
///     # let (status, body) = answers.next().expect("two slices");
///     # let response = http::Response::builder().status(status).body(body).expect("a response");
///     match upload.accept(request.parse(response)?)? {
///         UploadStep::More => {}
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
    /// What the service has not got, in order.
    pending: Vec<Range<u64>>,
    expires: Option<String>,
    stalls: u8,
    answer: PhantomData<fn() -> T>,
}

impl<T: Answer> Upload<T> {
    /// An upload through this session: the model that the service answered when it created the session, or its JSON.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building): when the session has no upload URL; when the size is
    /// not known, for the service wants it with the first slice; when it is 0, for an empty content has no slices.
    pub fn new(session: &impl Value, size: impl Into<Option<u64>>) -> Result<Self, Error> {
        let session = table::view(session).to_json();
        let text = |name: &str| session.get(name).and_then(Json::as_str).filter(|text| !text.is_empty());
        let url = text("uploadUrl").ok_or_else(|| Error::building("the upload session has no upload URL"))?;
        let mut upload = Self::at(url, size)?;
        upload.expires = text("expirationDateTime").map(str::to_owned);
        if let Some(ranges) = answer::expected(&session)? {
            upload.expect(&ranges);
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
        let (url, pending) = (url.into(), vec![Range { start: 0, end: size }]);
        Ok(Self { url, size, slice: SLICE, pending, expires: None, stalls: 0, answer: PhantomData })
    }

    /// The size of all slices but the last. Without it they have 3,200 KiB, which all parts of the service take; files
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

    /// The bytes that the next slice holds; none when the service has got all of them.
    #[must_use]
    pub fn next_range(&self) -> Option<Range<u64>> {
        let next = self.pending.first()?;
        Some(next.start..next.end.min(next.start + self.slice))
    }

    /// The request that sends the next slice, the bytes of [`next_range`](Self::next_range).
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building) when the number of bytes is another, or there is no
    /// next slice.
    pub fn slice(&self, bytes: impl Into<Vec<u8>>) -> Result<Request<UploadAnswer<T>>, Error> {
        let range = self.next_range().ok_or_else(|| Error::building("all slices have been sent"))?;
        let bytes = bytes.into();
        if bytes.len() as u64 != range.end - range.start {
            let message =
                format!("the next slice has {} bytes, not {}", range.end - range.start, bytes.len());
            return Err(Error::building(message));
        }
        let content_range = format!("bytes {}-{}/{}", range.start, range.end - 1, self.size);
        let request = Request::presigned(Method::Put, &self.url);
        Ok(request.header("Content-Range", content_range).body("application/octet-stream", bytes))
    }

    /// The question what the service has got: after a connection broke, or in a later run.
    pub fn status(&self) -> Request<UploadAnswer<T>> {
        Request::presigned(Method::Get, &self.url)
    }

    /// The request that completes an upload whose session was created so that it waits for one.
    pub fn commit(&self) -> Request<UploadAnswer<T>> {
        Request::presigned(Method::Post, &self.url)
    }

    /// The request that gives the upload up; the service throws away what it has got.
    pub fn cancel(&self) -> Request<()> {
        Request::presigned(Method::Delete, &self.url)
    }

    /// Takes the answer to a slice, a status or a commit.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when answer after answer the service has not got
    /// more.
    pub fn accept(&mut self, answer: UploadAnswer<T>) -> Result<UploadStep<T>, Error> {
        match answer {
            UploadAnswer::Done(uploaded) => {
                self.pending.clear();
                Ok(UploadStep::Done(uploaded))
            }
            UploadAnswer::More { expected, expires } => {
                let before = self.sent();
                match (expected, self.next_range()) {
                    (Some(ranges), _) => self.expect(&ranges),
                    // a service that says nothing has got the slice
                    (None, Some(sent)) => {
                        self.pending.iter_mut().take(1).for_each(|next| next.start = sent.end);
                        self.pending.retain(|range| range.start < range.end);
                    }
                    (None, None) => {}
                }
                self.expires = expires.or(self.expires.take());
                self.stalls = if self.sent() > before { 0 } else { self.stalls + 1 };
                if self.stalls < STALLS {
                    Ok(UploadStep::More)
                } else {
                    Err(Error::decoding("the service does not get on with the upload", &[]))
                }
            }
        }
    }

    fn expect(&mut self, ranges: &[Range<u64>]) {
        let clamped = ranges.iter().map(|range| range.start..range.end.min(self.size));
        self.pending = clamped.filter(|range| range.start < range.end).collect();
        self.pending.sort_by_key(|range| range.start);
    }
}

impl<T> Upload<T> {
    /// The upload URL. It holds its own permission: whoever knows it can upload. Keep it to go on in a later run.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The number of bytes that the service has got.
    #[must_use]
    pub fn sent(&self) -> u64 {
        let pending: u64 = self.pending.iter().map(|range| range.end - range.start).sum();
        self.size.saturating_sub(pending)
    }

    /// The number of all bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// When the session ends, as the service wrote it. Each slice may put it off.
    #[must_use]
    pub fn expires(&self) -> Option<&str> {
        self.expires.as_deref()
    }
}

impl<T> Clone for Upload<T> {
    fn clone(&self) -> Self {
        let Self { url, size, slice, pending, expires, stalls, answer } = self;
        let (url, pending, expires) = (url.clone(), pending.clone(), expires.clone());
        Self { url, size: *size, slice: *slice, pending, expires, stalls: *stalls, answer: *answer }
    }
}

/// Does not show the URL, for it is a permission.
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
