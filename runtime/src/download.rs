//! In: a request for a content. Out: the requests that fetch it part by part, from wherever an earlier run left it.

mod answer;

use crate::Error;
use crate::answer::Bytes;
use crate::operation::Method;
use crate::request::Request;
use std::ops::Range;

pub use answer::DownloadAnswer;
pub(crate) use answer::content_range;

/// A content that is downloaded in parts.
///
/// The service sends such requests on to where the content lies; a download follows, to another host [without a
/// token](Request::carries_token), and remembers the way. A broken download goes on by [`next`](Self::next), and in a
/// later run from a position that was kept ([`starting_at`](Self::starting_at)).
///
/// ```
/// use msgraph_core::{Bytes, Download, Endpoint, Error, Operation, Path, Request, Version, http};
///
/// # fn main() -> Result<(), Error> {
/// let content = Path::root(Version::V1, "me").segment("photo").segment("$value");
/// let mut download = Download::new(content.get(Operation::UNDOCUMENTED)).part_size(4);
/// # let mut answers = [
/// #     http::Response::builder().status(302).header("location", "https://files.example/1").body(""),
/// #     http::Response::builder().status(206).header("content-range", "bytes 0-3/6").body("abcd"),
/// #     http::Response::builder().status(206).header("content-range", "bytes 4-5/6").body("ef"),
/// # ].into_iter();
/// let mut all = Vec::new();
/// while let Some(request) = download.next() {
///     let http = request.clone().into_http(&Endpoint::GLOBAL)?;
///     // ... send it; a stack that follows redirections by itself must leave the token behind ...
///     # let response = answers.next().expect("three answers").expect("a response");
///     let part = download.accept(request.parse(response)?)?;
///     all.extend(part.bytes.0);
///     println!("{} of {:?} bytes", download.position(), download.size());
/// }
/// assert_eq!(all, b"abcdef");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Download {
    request: Request<Bytes>,
    /// The same for where the content lies, once the service has said.
    moved: Option<Request<Bytes>>,
    part: Option<u64>,
    position: u64,
    size: Option<u64>,
    etag: Option<String>,
    /// How many answers in a row only told the way.
    hops: u8,
}

/// A way that is longer leads nowhere.
const HOPS: u8 = 10;

/// A part of a content. Empty when the answer only told the way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// Where in the content the bytes stand.
    pub range: Range<u64>,
    /// The bytes.
    pub bytes: Bytes,
}

impl Download {
    /// A download of the content that this request answers, in one part unless [`part_size`](Self::part_size) is given.
    #[must_use]
    pub fn new(request: Request<Bytes>) -> Self {
        Self { request, moved: None, part: None, position: 0, size: None, etag: None, hops: 0 }
    }

    /// A download from a URL that holds its own permission, such as `@microsoft.graph.downloadUrl` of a drive item.
    #[must_use]
    pub fn from_url(url: impl Into<String>) -> Self {
        Self::new(Request::presigned(Method::Get, url))
    }

    /// The number of bytes in a part, at least 1.
    #[must_use]
    pub fn part_size(self, bytes: u64) -> Self {
        Self { part: Some(bytes.max(1)), ..self }
    }

    /// Leaves out the bytes before this position, which an earlier run has fetched.
    #[must_use]
    pub fn starting_at(self, position: u64) -> Self {
        Self { position, ..self }
    }

    /// The request for the next part; none when all is there. Send it again when the connection broke.
    #[must_use]
    pub fn next(&self) -> Option<Request<DownloadAnswer>> {
        if self.size.is_some_and(|size| self.position >= size) {
            return None;
        }
        let request = self.asked().clone().answering();
        let first = self.position;
        Some(match self.part {
            Some(part) => {
                let last = first.saturating_add(part - 1);
                request.header("Range", format!("bytes={first}-{last}"))
            }
            None if first > 0 => request.header("Range", format!("bytes={first}-")),
            None => request,
        })
    }

    fn asked(&self) -> &Request<Bytes> {
        self.moved.as_ref().unwrap_or(&self.request)
    }

    /// Forgets where the content lies, so that the next request asks the service again: the addresses that it gives
    /// end after a while.
    pub fn forget_location(&mut self) {
        self.moved = None;
    }

    /// Takes an answer.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding): when it holds other bytes than were asked for, or
    /// fewer than it says; when the content has changed between two parts; when answer after
    /// answer only names another address.
    pub fn accept(&mut self, answer: DownloadAnswer) -> Result<Part, Error> {
        let DownloadAnswer { location, etag, range, size, bytes } = answer;
        let start = range.start;
        if let Some(location) = location {
            self.moved = Some(self.asked().moved(&location));
            self.hops += 1;
            if self.hops > HOPS {
                return Err(Error::decoding("the content is moved on and on", &[]));
            }
            return Ok(Part { range: self.position..self.position, bytes: Bytes::default() });
        }
        self.hops = 0;
        let is_other = self.etag.is_some() && etag.is_some() && self.etag != etag;
        if is_other || (self.size.is_some() && size.is_some() && self.size != size) {
            return Err(Error::decoding("the content has changed during the download", &[]));
        }
        if start > self.position || range.end < self.position {
            let message =
                format!("the answer holds the bytes from {start} on, not from {} on", self.position);
            return Err(Error::decoding(message, &[]));
        }
        // a service that knows no ranges answers with the whole
        let known = usize::try_from(self.position - start).unwrap_or(usize::MAX).min(bytes.len());
        let mut bytes = bytes;
        bytes.drain(..known);
        let part = Part { range: self.position..self.position + bytes.len() as u64, bytes: Bytes(bytes) };
        (self.position, self.size, self.etag) =
            (part.range.end, size.or(self.size), etag.or(self.etag.take()));
        if part.bytes.0.is_empty() && self.next().is_some() {
            return Err(Error::decoding("the answer holds no bytes, though there are more", &[]));
        }
        Ok(part)
    }

    /// Whether the address is one that a redirection named.
    #[cfg(feature = "client")]
    pub(crate) fn knows_location(&self) -> bool {
        self.moved.is_some()
    }

    /// An answer that did not say how long it is has ended here.
    #[cfg(feature = "client")]
    pub(crate) fn end(&mut self) {
        self.size.get_or_insert(self.position);
    }

    /// The number of bytes that are there, those before the start included. Keep it to go on in a later run.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The number of all bytes, once the service has said.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.size
    }
}

#[cfg(test)]
mod tests;
