//! In: nothing. Out: the time, and a way to wait.

use super::transport::BoxFuture;
use jiff::Timestamp;
use std::time::Duration;

/// The clock and the timer of a client. For tests, and for async runtimes other than tokio.
pub trait Clock: Send + Sync + 'static {
    /// The current time.
    fn now(&self) -> Timestamp;

    /// Waits.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;
}

/// The system's clock and tokio's timer.
pub(super) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}
