//! Splits requests that wait for each other and are too many for one call. In: a batch. Out: batches to be sent one after the other.

use super::response::Entry;
use super::{Batch, BatchResults, Item, order};
use crate::Error;
use crate::request::address::endpoint::Endpoint;
use crate::request::operation::Version;
use http::{HeaderMap, StatusCode};
use std::collections::BTreeSet;

/// The body of the result of a request that is not sent.
const NOT_SENT: &[u8] =
    br#"{"error": {"message": "The request was not sent, because one that it waits for has failed."}}"#;

impl Batch {
    /// The stages of sending, each with all that waits for nothing in a later one; `None` when one stage sends all. All of
    /// their calls can be built.
    pub(crate) fn stages(&self, endpoint: &Endpoint) -> Result<Option<Vec<Self>>, Error> {
        let mut later = order::beyond_a_call(&self.items)?;
        if later.is_empty() {
            return Ok(None);
        }
        let mut stages = Vec::new();
        let mut rest = self.clone();
        loop {
            let now = rest.items.keys().copied().filter(|id| !later.contains(id)).collect();
            let stage = rest.only(&now, |_| false);
            stage.calls_by_ids(endpoint)?;
            stages.push(stage);
            if later.is_empty() {
                return Ok(Some(stages));
            }
            rest = rest.only(&later, |_| false);
            later = order::beyond_a_call(&rest.items)?;
        }
    }

    /// The requests of a stage whose earlier ones in other stages have succeeded. Those that wait for a failure get the
    /// result that the service gives; those that wait for a request without a response get none.
    pub(crate) fn ready(&self, stage: &Self, results: &mut BatchResults) -> Self {
        let mut ready: BTreeSet<u32> = stage.items.keys().copied().collect();
        results.forget_ids(&ready);
        loop {
            let is_blocked = |id: &&u32| {
                let mut earlier = self.earlier(**id);
                earlier.any(|earlier| !ready.contains(&earlier) && !results.is_success(earlier))
            };
            let Some(id) = ready.iter().find(is_blocked).copied() else {
                return stage.only(&ready, |_| false);
            };
            ready.remove(&id);
            if self.earlier(id).any(|earlier| results.has(earlier) && !results.is_success(earlier)) {
                let version = self.items.get(&id).and_then(|item| item.request.version());
                results.put(id, failed_dependency(version.unwrap_or(Version::V1)));
            }
        }
    }

    /// The requests that this one waits for.
    fn earlier(&self, id: u32) -> impl Iterator<Item = u32> {
        self.items.get(&id).into_iter().flat_map(|Item { after, .. }| after.iter().copied())
    }
}

fn failed_dependency(version: Version) -> Entry {
    let status = StatusCode::FAILED_DEPENDENCY;
    Entry { status, headers: HeaderMap::new(), body: NOT_SENT.to_vec(), version }
}
