//! In: the monitor of an operation. Out: its end.

use super::Client;
use crate::{Error, Monitor, Progress, State};
use std::time::Duration;

/// The default wait before the second request; doubled each time.
const FIRST: Duration = Duration::from_secs(1);

/// The longest default wait.
const LONGEST: Duration = Duration::from_secs(30);

impl Client {
    /// Polls an operation until it has succeeded. `progress` gets every response.
    ///
    /// The service decides how long to wait between two requests, without a limit: `progress` gets the time
    /// before ([`Progress::retry_after`]), and [`Retry`](super::Retry) limits the attempts of each request, not the time between two.
    /// Without a time from the service, or for 0, the wait is 1 s, doubled up to 30 s.
    ///
    /// There is no total limit: dropping the future cancels the wait, as `tokio::time::timeout` does. The operation continues,
    /// and `monitor` can be polled later, also in another run.
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
