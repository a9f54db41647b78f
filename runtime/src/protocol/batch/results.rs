//! In: the responses of calls. Out: the result of each request.

use super::response::{BatchResponse, Entry};
use super::{Batch, BatchId};
use crate::Error;
use crate::error::RetryAfter;
use crate::request::response::{FromResponse, RawResponse, read};
use http::StatusCode;
use std::collections::BTreeMap;

/// The results of the requests of a [`Batch`](super::Batch), each on its own.
#[derive(Clone, Debug, Default)]
pub struct BatchResults {
    entries: BTreeMap<u32, Entry>,
}

impl BatchResults {
    /// No results yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the response of a call. A request keeps its first final response; one that says that the request was throttled, or
    /// failed with the one that it waited for (424), gives way to a later response.
    pub fn add(&mut self, response: BatchResponse) {
        for (id, entry) in response.entries {
            Entry::keep(&mut self.entries, id, entry);
        }
    }

    /// Removes the results of these requests before a retry.
    ///
    /// Otherwise a request without a second response would still count as throttled, and would be sent a
    /// third time.
    pub fn forget(&mut self, batch: &Batch) {
        self.forget_ids(batch.items.keys());
    }

    pub(crate) fn forget_ids<'a>(&mut self, ids: impl IntoIterator<Item = &'a u32>) {
        ids.into_iter().for_each(|id| drop(self.entries.remove(id)));
    }

    /// The result of a request.
    ///
    /// The id must be one of the batch that was sent. Batches number their requests alike, so the id of another one leads to the
    /// request with the same number.
    ///
    /// # Errors
    /// Those of [`Request::parse`](crate::Request::parse); and of kind
    /// [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the service left the request out of its response, or no
    /// response has been added.
    pub fn get<T: FromResponse>(&self, id: BatchId<T>) -> Result<T, Error> {
        let Some(Entry { status, headers, body, version }) = self.entries.get(&id.number()) else {
            return Err(Error::decoding(
                format!("the batch has no response to request {}", id.number()),
                &[],
            ));
        };
        read(&RawResponse { status: *status, headers, body, version: *version, asked: None })
    }

    /// The status of the response to a request; `None` when there is no response.
    #[must_use]
    pub fn status<T>(&self, id: BatchId<T>) -> Option<StatusCode> {
        self.entries.get(&id.number()).map(|entry| entry.status)
    }

    /// The ids of all requests that have a response.
    pub fn completed(&self) -> impl Iterator<Item = u32> {
        self.entries.keys().copied()
    }

    #[cfg(feature = "client")]
    pub(super) fn put(&mut self, id: u32, entry: Entry) {
        self.entries.insert(id, entry);
    }

    pub(super) fn has(&self, id: u32) -> bool {
        self.entries.contains_key(&id)
    }

    pub(super) fn is_throttled(&self, id: u32) -> bool {
        self.entries.get(&id).is_some_and(Entry::is_throttled)
    }

    pub(super) fn is_success(&self, id: u32) -> bool {
        self.entries.get(&id).is_some_and(|entry| entry.status.is_success())
    }

    pub(super) fn has_failed_dependency(&self, id: u32) -> bool {
        self.entries.get(&id).is_some_and(|entry| entry.status == StatusCode::FAILED_DEPENDENCY)
    }

    pub(super) fn retry_after(&self, id: u32) -> Option<RetryAfter> {
        RetryAfter::of(&self.entries.get(&id)?.headers)
    }
}
