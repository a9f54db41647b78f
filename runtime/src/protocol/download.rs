//! In: a request for a content. Out: the requests that fetch it part by part, from the position of an earlier run.

mod response;
mod validators;

use crate::Error;
use crate::request::Request;
use crate::request::operation::Method;
use crate::request::response::Bytes;
use http::header::IF_RANGE;
use std::ops::Range;
use validators::Validators;

pub use response::DownloadResponse;
pub(crate) use response::content_range;

/// A content that is downloaded in parts.
///
/// The service redirects such requests to the address of the content. A download follows, to another host [without a
/// token](Request::needs_token), and keeps the address. A broken download continues by [`next`](Self::next), and in a
/// later run from a saved position ([`starting_at`](Self::starting_at)).
///
/// It has ended when all bytes have arrived; an unknown total is requested. All responses must have the entity tag
/// and the date of the first one, so that no two contents are mixed.
///
/// ```
/// use msgraph_core::{Bytes, Download, Endpoint, Error, Operation, Path, Request, Version, http};
///
/// # fn main() -> Result<(), Error> {
/// let content = Path::root(Version::V1, "me").segment("photo").segment("$value");
/// let mut download = Download::new(content.get(Operation::UNDOCUMENTED)).part_size(4);
/// # let mut responses = [
/// #     http::Response::builder().status(302).header("location", "https://files.example/1").body(""),
/// #     http::Response::builder().status(206).header("content-range", "bytes 0-3/6").body("abcd"),
/// #     http::Response::builder().status(206).header("content-range", "bytes 4-5/6").body("ef"),
/// # ].into_iter();
/// let mut all = Vec::new();
/// while let Some(request) = download.next() {
///     let http = request.clone().into_http(&Endpoint::GLOBAL)?;
///     // ... send it; a stack that follows redirections by itself must remove the token ...
///     # let response = responses.next().expect("three responses").expect("a response");
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
    /// The same for the address of the content, once it is known.
    moved: Option<Request<Bytes>>,
    part: Option<u64>,
    position: u64,
    size: Option<u64>,
    validators: Validators,
    /// The number of consecutive responses that only named another address.
    hops: u8,
}

/// A longer chain of redirections is an error.
const HOPS: u8 = 10;

/// A part of a content. Empty when the response only named another address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// The position of the bytes in the content.
    pub range: Range<u64>,
    /// The bytes.
    pub bytes: Bytes,
}

impl Download {
    /// A download of the content that this request returns, in one part unless [`part_size`](Self::part_size) is given.
    #[must_use]
    pub fn new(request: Request<Bytes>) -> Self {
        let validators = Validators::default();
        Self { request, moved: None, part: None, position: 0, size: None, validators, hops: 0 }
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

    /// Skips the bytes before this position, which an earlier run has fetched.
    #[must_use]
    pub fn starting_at(self, position: u64) -> Self {
        Self { position, ..self }
    }

    /// Requires the content to be that of an earlier run, by its [`validator`](Self::validator).
    #[must_use]
    pub fn unchanged_since(self, validator: impl Into<String>) -> Self {
        Self { validators: Validators::parse(validator.into()), ..self }
    }

    /// The request for the next part; `None` when all parts have arrived. Send it again when the connection broke.
    #[must_use]
    pub fn next(&self) -> Option<Request<DownloadResponse>> {
        if self.size.is_some_and(|size| self.position >= size) {
            return None;
        }
        let request = self.asked().clone().with_response_type();
        let first = self.position;
        let request = match self.validators.if_range().filter(|_| first > 0) {
            Some(validator) => request.header(IF_RANGE.as_str(), validator),
            None => request,
        };
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

    /// Forgets the address of the content, so that the next request asks the service again: addresses
    /// expire.
    pub fn forget_location(&mut self) {
        self.moved = None;
    }

    /// Accepts a response.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding): when it holds other bytes than requested, fewer
    /// than stated, or more than the total; when the content has changed between two parts, or a
    /// validator is missing; when one response after the other only names another address.
    pub fn accept(&mut self, response: DownloadResponse) -> Result<Part, Error> {
        if let Some(location) = &response.location {
            self.moved = Some(self.asked().moved(location));
            self.hops += 1;
            if self.hops > HOPS {
                return Err(Error::decoding("the content is moved on and on", &[]));
            }
            return Ok(Part { range: self.position..self.position, bytes: Bytes::default() });
        }
        self.hops = 0;
        self.admit(&response)?;
        let DownloadResponse { range, mut bytes, .. } = response;
        // a service without ranges returns the whole
        let known = usize::try_from(self.position - range.start).unwrap_or(usize::MAX).min(bytes.len());
        bytes.drain(..known);
        let part = Part { range: self.position..self.position + bytes.len() as u64, bytes: Bytes(bytes) };
        self.position = part.range.end;
        if part.bytes.0.is_empty() && self.next().is_some() {
            return Err(Error::decoding("the response holds no bytes, though there are more", &[]));
        }
        Ok(part)
    }

    /// Takes over the statements of a response about the content. Refuses one that does not continue here, and one of which it is not
    /// certain that it is about the same content; nothing is taken over then.
    pub(crate) fn admit(&mut self, response: &DownloadResponse) -> Result<(), Error> {
        let DownloadResponse { validators, range: Range { start, end }, .. } = response;
        let size = self.same_size(response.size)?;
        // a response without bytes has nothing that could be mixed, and one about a range behind the end has no validators
        if start < end && !self.validators.came_again_in(validators) {
            return Err(changed());
        }
        if *start > self.position || *end < self.position {
            let message =
                format!("the response holds the bytes from {start} on, not from {} on", self.position);
            return Err(Error::decoding(message, &[]));
        }
        if !response.is_open && size.is_some_and(|size| *end > size) {
            return Err(changed());
        }
        self.size = size;
        self.validators.add(validators);
        Ok(())
    }

    /// The total, which must be the same wherever it is named.
    fn same_size(&self, size: Option<u64>) -> Result<Option<u64>, Error> {
        match (self.size, size) {
            (Some(known), Some(size)) if known != size => Err(changed()),
            (known, size) => Ok(known.or(size)),
        }
    }

    /// Whether the address is one that a redirection named.
    #[cfg(feature = "client")]
    pub(crate) fn knows_location(&self) -> bool {
        self.moved.is_some()
    }

    /// The body of a response has ended. Where it was the whole content its length is the total.
    ///
    /// # Errors
    /// When the total differs from the known one, or is less than the received bytes.
    #[cfg(feature = "client")]
    pub(crate) fn end(&mut self, response: &DownloadResponse) -> Result<(), Error> {
        let Some(total) = response.total_at_end() else { return Ok(()) };
        if total < self.position {
            return Err(changed());
        }
        self.size = self.same_size(Some(total))?;
        Ok(())
    }

    /// The number of received bytes, including those before the start. Keep it to continue in a later run.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The number of all bytes, once it is known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// The entity tag of the content, or else the date of its last change, once known. Keep it with the
    /// position: a later run that [knows it](Self::unchanged_since) does not mix two contents.
    #[must_use]
    pub fn validator(&self) -> Option<&str> {
        self.validators.first()
    }
}

fn changed() -> Error {
    Error::decoding("the content has changed during the download", &[])
}

#[cfg(test)]
mod tests;
