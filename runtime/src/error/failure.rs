//! In: the cause of an error. Out: whether connecting failed, and whether a time limit ran out.

use std::error::Error;
use std::io;

/// The failure of a connection.
#[derive(Clone, Copy, Default)]
pub(crate) struct Failure {
    /// There was no connection.
    pub(crate) connect: bool,
    /// A time limit ran out.
    pub(crate) timeout: bool,
}

impl Failure {
    /// The failure that an error of the operating system states.
    pub(super) fn of(cause: &(dyn Error + 'static)) -> Self {
        match cause.downcast_ref::<io::Error>().map(io::Error::kind) {
            // an unreachable host can also end a connection over which something was sent
            Some(io::ErrorKind::ConnectionRefused) => Self { connect: true, timeout: false },
            Some(io::ErrorKind::TimedOut) => Self { connect: false, timeout: true },
            _ => Self::default(),
        }
    }
}
