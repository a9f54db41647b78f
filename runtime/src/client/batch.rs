//! In: a batch. Out: the result of each of its requests, with retries of throttled requests.

use super::Client;
use super::thread::blocking;
use crate::protocol::batch::Call;
use crate::request::body::stream::unreadable;
use crate::{Batch, BatchResponse, BatchResults, Error, Request};
use jiff::Timestamp;
use std::time::Duration;

/// The default wait before throttled requests are retried, in seconds.
const WAIT: Duration = Duration::from_secs(5);

/// The most responses of a call: it holds 20 requests, and no part of the response is empty.
const PARTS: usize = 20;

impl Client {
    /// Sends the requests of a batch in as many calls as needed, and retries throttled ones.
    ///
    /// Every request has a result, which may be an error. Bodies that are [streams](crate::StreamBody) are read into memory before
    /// their call is sent. Throttled requests are retried as often as [`Retry`](super::Retry)
    /// allows, unless their body [can be read only once](crate::StreamBody::once); requests that failed otherwise or have no
    /// response are not.
    ///
    /// When more than 20 requests wait for each other, calls follow each other: the first 20 are sent and retried before the
    /// others. A request of a later call is not sent when one that it [waits for](Batch::run_after) has failed; its result has the
    /// status 424, as within a call.
    ///
    /// ```
    /// use msgraph_core::{Batch, Client, Error, Json, Operation, Path, Version};
    ///
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let me = Path::root(Version::V1, "me");
    /// let mut batch = Batch::new();
    /// let profile = batch.add(me.get::<Json>(Operation::UNDOCUMENTED));
    /// let folders = batch.add(me.segment("mailFolders").get::<Json>(Operation::UNDOCUMENTED));
    ///
    /// let results = client.batch(&batch).await?;
    /// println!("{}", results.get(profile)?["displayName"]);
    /// match results.get(folders) {
    ///     Ok(folders) => println!("{folders}"),
    ///     Err(error) => println!("no folders: {error:#}"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of [`Batch::to_requests`]; those of [`send`](Self::send) when a whole call fails. The results of earlier calls are
    /// lost in this case; with more than 20 requests [`batch_into`](Self::batch_into) keeps them.
    pub async fn batch(&self, batch: &Batch) -> Result<BatchResults, Error> {
        let mut results = BatchResults::new();
        self.batch_into(batch, &mut results).await?;
        Ok(results)
    }

    /// The same as [`batch`](Self::batch), but keeps the responses before an error.
    ///
    /// After an error [`Batch::pending`] names the requests that have no response; the service may have run those whose call was sent. [`Batch::retry`] names the throttled ones that were not retried. A request has no result between
    /// sending and response, even if it had one before.
    ///
    /// # Errors
    /// Those of [`batch`](Self::batch).
    pub async fn batch_into(&self, batch: &Batch, results: &mut BatchResults) -> Result<(), Error> {
        let begun = self.shared.clock.now();
        let Some(stages) = batch.stages(&self.shared.endpoint)? else {
            return self.send_stage(batch, results, begun).await;
        };
        for stage in stages {
            let ready = batch.ready(&stage, results);
            self.send_stage(&ready, results, begun).await?;
        }
        Ok(())
    }

    /// Sends requests that wait for nothing else, and those that the service throttles as often as the policy allows.
    async fn send_stage(
        &self,
        batch: &Batch,
        results: &mut BatchResults,
        begun: Timestamp,
    ) -> Result<(), Error> {
        let clock = &*self.shared.clock;
        self.send_calls(batch, results).await?;
        let mut number = 1;
        let mut rest = batch.retry(results, clock.now());
        while let Some(again) = rest {
            let wait = again.after.filter(|wait| !wait.is_zero()).unwrap_or(WAIT);
            let elapsed = clock.now().duration_since(begun).try_into().unwrap_or_default();
            if !self.retry.allows_another(number, elapsed, wait) {
                break;
            }
            tracing::info!(number, ?wait, requests = again.batch.len(), "throttled requests of a batch");
            clock.sleep(wait).await;
            self.send_calls(&again.batch, results).await?;
            number += 1;
            rest = again.batch.retry(results, clock.now());
        }
        Ok(())
    }

    async fn send_calls(&self, batch: &Batch, results: &mut BatchResults) -> Result<(), Error> {
        for (ids, call) in batch.calls_by_ids(&self.shared.endpoint)? {
            let call = match call {
                Call::Built(call) => call,
                unread => blocking(move || Ok(unread.build())).await.map_err(unreadable)??,
            };
            // their state is unknown until their responses arrive
            results.forget_ids(&ids);
            self.send_call(call, results).await?;
        }
        Ok(())
    }

    async fn send_call(&self, call: Request<BatchResponse>, results: &mut BatchResults) -> Result<(), Error> {
        let mut next = Some(call);
        for _ in 0..PARTS {
            let Some(call) = next else { return Ok(()) };
            let answer = self.send(call).await?;
            next = answer.next();
            results.add(answer);
        }
        match next {
            None => Ok(()),
            Some(_) => {
                Err(Error::decoding("the response to a batch names one next link after the other", &[]))
            }
        }
    }
}
