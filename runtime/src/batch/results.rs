//! In: the answers of calls. Out: the result of each request.

use super::BatchId;
use super::answer::{BatchAnswer, Entry};
use crate::Error;
use crate::answer::{Answer, Reply, read};
use crate::error::RetryAfter;
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

    /// Adds the answer of a call. A later answer to a request replaces an earlier one, as that of a second try does.
    pub fn add(&mut self, answer: BatchAnswer) {
        self.entries.extend(answer.entries);
    }

    /// The result of a request.
    ///
    /// # Errors
    /// Those of [`Request::parse`](crate::Request::parse); and of kind
    /// [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the service left the request out of its answer, or no
    /// answer has been added, or the id is one of another batch.
    pub fn get<T: Answer>(&self, id: BatchId<T>) -> Result<T, Error> {
        let Some(Entry { status, headers, body, version }) = self.entries.get(&id.number()) else {
            return Err(Error::decoding(format!("the batch has no answer to request {}", id.number()), &[]));
        };
        read(&Reply { status: *status, headers, body, version: *version, asked: None })
    }

    /// The status of a request's answer; none when there is no answer.
    #[must_use]
    pub fn status<T>(&self, id: BatchId<T>) -> Option<StatusCode> {
        self.entries.get(&id.number()).map(|entry| entry.status)
    }

    /// The ids of all requests that have an answer.
    pub fn answered(&self) -> impl Iterator<Item = u32> {
        self.entries.keys().copied()
    }

    pub(super) fn has(&self, id: u32) -> bool {
        self.entries.contains_key(&id)
    }

    pub(super) fn is_throttled(&self, id: u32) -> bool {
        self.entries.get(&id).is_some_and(|entry| crate::error::is_throttled(entry.status, &entry.headers))
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
