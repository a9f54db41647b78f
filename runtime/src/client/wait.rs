//! In: where to ask how far an operation is. Out: how it ended.

use super::Client;
use crate::{Error, Monitor, Progress, State};
use std::time::Duration;

/// How long to wait before the second question when the service does not say; twice as long each time.
const FIRST: Duration = Duration::from_secs(1);

/// The longest wait when the service does not say.
const LONGEST: Duration = Duration::from_secs(30);

impl Client {
    /// Polls an operation until it has succeeded. `progress` gets every response.
    ///
    /// The service decides how long to wait between two requests, without a limit: `progress` gets the time
    /// before ([`Progress::retry_after`]), and [`Retry`](super::Retry) limits the tries of each question, not the time between two.
    /// Where the service says nothing, or 0, it is 1 s, then twice as long up to 30 s.
    ///
    /// There is no limit to it all: drop the future to give up, as `tokio::time::timeout` does. The operation goes on then,
    /// and `monitor` can be asked later, in another run as well.
    ///
    /// ```
    /// use msgraph_core::{Accepted, Client, Error, Json, Request};
    ///
    /// # async fn example(client: Client, copy: Request<Accepted>) -> Result<(), Error> {
    /// let accepted = client.send(copy).await?;
    /// if let Some(monitor) = accepted.monitor() {
    ///     let end = client.wait(&monitor, |progress| println!("{:?} %", progress.percent())).await?;
    ///     println!("{:?}", end.resource_id());
    ///     if let Some(request) = end.resource::<Json>() {
    ///         println!("{}", client.send(request).await?);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of [`send`](Self::send); of kind [`ErrorKind::Service`](crate::ErrorKind::Service) when the operation has
    /// failed.
    pub async fn wait(
        &self,
        monitor: &Monitor,
        mut progress: impl FnMut(&Progress) + Send,
    ) -> Result<Progress, Error> {
        let mut usual = FIRST;
        loop {
            let answer = self.send(monitor.poll()).await?;
            progress(&answer);
            match answer.state() {
                State::Succeeded => return Ok(answer),
                State::Failed => return Err(answer.error().unwrap_or_else(failed)),
                State::Running => {}
            }
            let asked = answer.retry_after().and_then(|after| after.pause(self.shared.clock.now()));
            self.shared.clock.sleep(asked.unwrap_or(usual)).await;
            usual = (usual * 2).min(LONGEST);
        }
    }
}

fn failed() -> Error {
    Error::decoding("the operation has failed", &[])
}
