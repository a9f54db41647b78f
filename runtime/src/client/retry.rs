//! In: the outcome of an attempt. Out: whether to retry, and when.

use super::transport::NotSent;
use crate::{Error, ErrorKind, RetryAfter};
use http::{Method, StatusCode};
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The retry policy of a client.
///
/// A request is retried when the service asks to slow down (429, 509, and 503 with a time to wait), after any other 503 and 504, and when
/// the connection fails or is cut, also within the response. The service names the time to wait (`Retry-After`, seconds or a
/// date). Otherwise, and for 0, the wait doubles from attempt to attempt, minus a random part up to half, so that clients that failed
/// together do not return together.
///
/// A `POST` is retried only when the service asks to slow down, and has thus not run it, and when
/// nothing of it was sent or processed: no message is sent twice. The same holds for a `PATCH` with a JSON array, which is a list of
/// commands: no text is appended to a page twice. Other requests have the same effect when they are repeated. If the first response
/// was lost, however, a repeated `DELETE` gets a 404, and a change with `If-Match` a 412. A `DELETE` by position, such as that of the
/// first row of a table, then deletes the next one as well: send it with [`Retry::never`].
///
/// The default is 5 attempts, a backoff of 1 s after the first, and a `Retry-After` of at most 3 minutes.
///
/// ```no_run
/// use msgraph_core::client::{Client, Retry, Token};
/// use std::time::Duration;
///
/// # fn main() -> Result<(), msgraph_core::Error> {
/// let patient = Retry::default().max_attempts(10).max_delay(Duration::from_secs(600));
/// let client = Client::builder(Token::new("…")).retry(patient).build()?;
/// // for a single call
/// let impatient = client.with_retry(Retry::never());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Retry {
    max_attempts: u32,
    initial_backoff: Duration,
    max_delay: Duration,
    max_elapsed: Option<Duration>,
    retry_non_idempotent: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            max_attempts: 5,
            initial_backoff: Duration::from_secs(1),
            max_delay: Duration::from_secs(180),
            max_elapsed: None,
            retry_non_idempotent: false,
        }
    }
}

impl Retry {
    /// Every request is sent once.
    #[must_use]
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// The most attempts, including the first. The one with a new token after a 401 does not count.
    #[must_use]
    pub fn max_attempts(mut self, number: u32) -> Self {
        self.max_attempts = number.max(1);
        self
    }

    /// The wait before the second attempt unless the service names one; doubled before each further attempt.
    #[must_use]
    pub fn initial_backoff(mut self, wait: Duration) -> Self {
        self.initial_backoff = wait;
        self
    }

    /// The longest wait between two attempts. If the service asks for more, the error is returned at once, with the requested
    /// time ([`Error::retry_after`]).
    #[must_use]
    pub fn max_delay(mut self, wait: Duration) -> Self {
        self.max_delay = wait;
        self
    }

    /// The time after the first attempt during which others may begin.
    #[must_use]
    pub fn max_elapsed(mut self, time: Duration) -> Self {
        self.max_elapsed = Some(time);
        self
    }

    /// Retries `POST` and lists of commands like other requests: for actions that change nothing, or that may run twice.
    #[must_use]
    pub fn retry_non_idempotent(mut self) -> Self {
        self.retry_non_idempotent = true;
        self
    }

    /// The wait before the next attempt; `None` for no retry.
    pub(super) fn wait(&self, tried: &FailedAttempt<'_>, now: Timestamp, chance: u32) -> Option<Duration> {
        if tried.number >= self.max_attempts || !self.may_repeat(tried) {
            return None;
        }
        let wait = match tried.retry_after().and_then(|after| after.pause(now)) {
            Some(asked) => (asked <= self.max_delay).then_some(asked)?,
            None => self.back_off(tried.number, chance),
        };
        self.is_in_time(tried.elapsed, wait).then_some(wait)
    }

    /// Whether the policy allows another attempt after this many, this time and this wait, for any failure.
    pub(super) fn allows_another(&self, number: u32, elapsed: Duration, wait: Duration) -> bool {
        number < self.max_attempts && wait <= self.max_delay && self.is_in_time(elapsed, wait)
    }

    fn is_in_time(&self, elapsed: Duration, wait: Duration) -> bool {
        self.max_elapsed.is_none_or(|total| elapsed.saturating_add(wait) <= total)
    }

    fn may_repeat(&self, tried: &FailedAttempt<'_>) -> bool {
        let harmless = self.retry_non_idempotent || tried.is_idempotent();
        match &tried.outcome {
            Outcome::Status(status, after) => match status.as_u16() {
                429 | 509 => true,
                503 => harmless || after.is_some(),
                504 => harmless,
                _ => false,
            },
            Outcome::Failed(error) => {
                error.kind() == ErrorKind::Transport && (harmless || NotSent::is_source_of(error))
            }
        }
    }

    fn back_off(&self, number: u32, chance: u32) -> Duration {
        let doubled = 2_u32.checked_pow(number.saturating_sub(1)).unwrap_or(u32::MAX);
        let whole = self.initial_backoff.saturating_mul(doubled).min(self.max_delay);
        whole - whole.mul_f64(f64::from(chance) / f64::from(u32::MAX) / 2.0)
    }
}

/// A failed attempt, for the decision.
pub(super) struct FailedAttempt<'a> {
    pub(super) number: u32,
    pub(super) method: &'a Method,
    /// Whether the body is a list, which for a `PATCH` is one of commands.
    pub(super) has_commands: bool,
    pub(super) elapsed: Duration,
    pub(super) outcome: Outcome<'a>,
}

/// The outcome of an attempt.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// The service responded with this status and this time to wait.
    Status(StatusCode, Option<RetryAfter>),
    /// No complete response arrived.
    Failed(&'a Error),
}

impl FailedAttempt<'_> {
    /// Whether the request has the same effect when it is repeated.
    fn is_idempotent(&self) -> bool {
        match *self.method {
            Method::POST => false,
            Method::PATCH => !self.has_commands,
            _ => true,
        }
    }

    fn retry_after(&self) -> Option<&RetryAfter> {
        match &self.outcome {
            Outcome::Status(_, after) => after.as_ref(),
            Outcome::Failed(_) => None,
        }
    }
}

/// An attempt, as it is reported; see [`ClientBuilder::on_attempt`](super::ClientBuilder::on_attempt).
#[derive(Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The number of the attempt; 1 is the first. The one with a new token after a 401 has a number as well.
    pub number: u32,
    /// The method.
    pub method: &'a Method,
    /// The host of the request.
    pub host: &'a str,
    /// The path template, such as `/me/messages/{message-id}`, on all pages of a collection; empty for other links.
    pub template: &'a str,
    /// The value of the header `client-request-id`, the same for all attempts of a request.
    pub client_request_id: &'a str,
    /// The outcome.
    pub outcome: Outcome<'a>,
    /// The time since the start of the first attempt.
    pub elapsed: Duration,
    /// The wait before the next attempt; `None` for the last.
    pub next: Option<Duration>,
}

/// The callback for every attempt.
#[derive(Clone)]
pub(super) struct Report(Arc<dyn Fn(&Attempt<'_>) + Send + Sync>);

impl Report {
    pub(super) fn new(report: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(report))
    }

    pub(super) fn tell(&self, attempt: &Attempt<'_>) {
        (self.0)(attempt);
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Report")
    }
}

#[cfg(test)]
mod tests;
