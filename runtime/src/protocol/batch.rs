//! In: requests. Out: the few calls that send them together, and the response to each request.

mod call;
mod order;
mod pick;
mod response;
mod results;
#[cfg(feature = "client")]
mod stages;

use crate::Error;
use crate::request::Request;
use crate::request::address::endpoint::Endpoint;
use crate::request::operation::Version;
use crate::request::response::FromResponse;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

pub(crate) use call::Call;
pub use response::BatchResponse;
pub use results::BatchResults;

/// The most requests of a call.
const LIMIT: usize = 20;

/// Requests that are sent together in few calls.
///
/// [`add`](Self::add) gives each an id with the type of its response. [`to_requests`](Self::to_requests) makes as many calls
/// as needed, since one holds at most 20 requests. The responses of the calls are collected in [`BatchResults`], which
/// has a result for every request; each may fail on its own.
///
/// ```
/// use msgraph_core::{Batch, BatchResults, Endpoint, Error, Json, Operation, Path, Request, Version, http, jiff};
///
/// # fn main() -> Result<(), Error> {
/// let me = Path::root(Version::V1, "me");
/// let (one, many): (Request<Json>, Request<Json>) =
///     (me.get(Operation::UNDOCUMENTED), me.segment("messages").get(Operation::UNDOCUMENTED));
///
/// let mut batch = Batch::new();
/// let (one, many) = (batch.add(one), batch.add(many));
/// let mut results = BatchResults::new();
/// for call in batch.to_requests(&Endpoint::GLOBAL)? {
///     let http = call.clone().into_http(&Endpoint::GLOBAL)?;
///     assert_eq!(http.uri(), "https://graph.microsoft.com/v1.0/$batch");
///     // ... send it ...
///     let response = http::Response::new(
///         r#"{"responses": [
///             {"id": "2", "status": 429, "headers": {"Retry-After": "7"}, "body": {"error": {"code": "x"}}},
///             {"id": "1", "status": 200, "body": {"displayName": "Megan"}}
///         ]}"#,
///     );
///     results.add(call.parse(response)?);
/// }
/// assert_eq!(results.get(one)?["displayName"], "Megan");
/// assert_eq!(results.get(many).map_err(|error| error.code().map(str::to_owned)), Err(Some("x".to_owned())));
///
/// // only throttled requests are sent again, by the same ids
/// let retry = batch.retry(&results, jiff::Timestamp::now()).expect("one was throttled");
/// assert_eq!((retry.batch.len(), retry.after.map(|after| after.as_secs())), (1, Some(7)));
/// // the first result is obsolete once the request is sent again
/// results.forget(&retry.batch);
/// assert_eq!(batch.pending(&results).len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Batch {
    items: BTreeMap<u32, Item>,
    last: u32,
}

#[derive(Clone)]
struct Item {
    request: Request<()>,
    /// The requests that must have succeeded before.
    after: BTreeSet<u32>,
}

/// The id of a request in a batch. Its type is that of the response.
pub struct BatchId<T> {
    number: u32,
    response: PhantomData<fn() -> T>,
}

/// The requests to retry, and the time to wait.
#[derive(Clone, Debug)]
pub struct BatchRetry {
    /// The requests, by their old ids.
    pub batch: Batch,
    /// The time to wait; `None` when the service named none.
    pub after: Option<Duration>,
}

impl Batch {
    /// A batch without requests.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request.
    pub fn add<T: FromResponse>(&mut self, request: Request<T>) -> BatchId<T> {
        self.last += 1;
        self.items.insert(self.last, Item { request: request.untyped(), after: BTreeSet::new() });
        BatchId { number: self.last, response: PhantomData }
    }

    /// Lets a request wait until another has succeeded; when that fails, this one fails with the status 424.
    ///
    /// Requests that wait for each other are sent in one call, in a suitable order, and in a call of their own: the
    /// service accepts either parallel or sequential calls. More than 20 take several calls, one after the other, which only
    /// a client sends: the requests of a later call are not sent when one that they wait for has failed.
    pub fn run_after<A, B>(&mut self, later: BatchId<A>, earlier: BatchId<B>) {
        if let Some(item) = self.items.get_mut(&later.number) {
            item.after.insert(earlier.number);
        }
    }

    /// The number of requests.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no request.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The calls that send all requests. They may be sent at the same time. Requests of different versions of the
    /// service are in different calls.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building): when a request cannot be built or does not go to
    /// the endpoint; when more than 20 requests wait for each other, which only a client sends; when requests wait for each other in a cycle, or for one of another
    /// version or another batch, or for one that [has failed](Self::pending).
    ///
    /// Also when a body cannot be read, such as an asynchronous [`StreamBody`](crate::StreamBody): only a client reads it, and
    /// sends the request without a batch. The error names the request.
    pub fn to_requests(&self, endpoint: &Endpoint) -> Result<Vec<Request<BatchResponse>>, Error> {
        self.calls_by_ids(endpoint)?.into_iter().map(|(_, call)| call.build()).collect()
    }

    /// The calls, each beside the ids of the requests that it sends.
    pub(crate) fn calls_by_ids(&self, endpoint: &Endpoint) -> Result<Vec<(Vec<u32>, Call)>, Error> {
        let plan = order::plan(&self.items)?;
        let call = |(version, ids): (Version, Vec<u32>)| {
            let call = Call::new(version, &ids, &self.items, endpoint)?;
            Ok((ids, call))
        };
        plan.into_iter().map(call).collect()
    }

    /// The throttled requests and those that waited for them; `None` when there is no such request.
    ///
    /// Requests without a response are not among them: the service may have run them, so [`pending`](Self::pending) names it and
    /// the caller decides. Requests whose body was read and [cannot be read again](crate::StreamBody::once) keep their result.
    /// [Forget](BatchResults::forget) the results of these requests before they are sent.
    #[must_use]
    pub fn retry(&self, results: &BatchResults, now: Timestamp) -> Option<BatchRetry> {
        let throttled =
            self.items.iter().filter(|(id, item)| results.is_throttled(**id) && item.request.is_readable());
        let throttled: BTreeSet<u32> = throttled.map(|(id, _)| *id).collect();
        let after = throttled.iter().filter_map(|id| results.retry_after(*id)?.delay(now)).max();
        // the service tried them, so that nothing else keeps them waiting
        let batch = self.only(&self.with_waiting(throttled, results), |_| false);
        (!batch.is_empty()).then_some(BatchRetry { batch, after })
    }

    /// The requests without a response, because a call failed or the service left them out.
    ///
    /// One that waits for a request with a failure is refused by [`to_requests`](Self::to_requests), since it would run without
    /// that request. Of throttled ones, [`retry`](Self::retry) comes first.
    #[must_use]
    pub fn pending(&self, results: &BatchResults) -> Self {
        let ids = self.items.keys().copied().filter(|id| !results.has(*id)).collect();
        self.only(&ids, |earlier| !results.is_success(earlier))
    }

    /// Adds the requests that failed because they waited for one of these, and for nothing else that failed.
    fn with_waiting(&self, mut ids: BTreeSet<u32>, results: &BatchResults) -> BTreeSet<u32> {
        loop {
            let waiting = self.items.iter().filter(|(id, item)| {
                !ids.contains(id)
                    && results.has_failed_dependency(**id)
                    && item.request.is_readable()
                    // a request that waited for nothing throttled has failed for a reason of its own
                    && item.after.iter().any(|earlier| ids.contains(earlier))
                    && item.after.iter().all(|earlier| ids.contains(earlier) || results.is_success(*earlier))
            });
            let waiting: Vec<u32> = waiting.map(|(id, _)| *id).collect();
            if waiting.is_empty() {
                return ids;
            }
            ids.extend(waiting);
        }
    }

    /// A part of the requests. They wait for each other, and for those other ones that are `needed`.
    fn only(&self, ids: &BTreeSet<u32>, needed: impl Fn(u32) -> bool) -> Self {
        let of = |id: &u32| {
            let Item { request, after } = self.items.get(id)?;
            let after = after.iter().copied().filter(|earlier| ids.contains(earlier) || needed(*earlier));
            Some((*id, Item { request: request.clone(), after: after.collect() }))
        };
        Self { items: ids.iter().filter_map(of).collect(), last: self.last }
    }
}

/// Shows the ids and requests.
impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.items.iter().map(|(id, item)| (id, &item.request))).finish()
    }
}

impl<T> BatchId<T> {
    /// The id on the wire.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }
}

impl<T> Clone for BatchId<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for BatchId<T> {}

impl<T> fmt::Debug for BatchId<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BatchId").field(&self.number).finish()
    }
}

#[cfg(test)]
mod tests;
