//! In: a function that keeps its thread waiting. Out: its result, while no task waits.

use std::io;
use tokio::runtime::Handle;

/// Runs a function beside the async runtime, so that no task has to wait for it.
pub(super) async fn blocking<T: Send + 'static>(
    function: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    match Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(function).await?,
        // under another runtime
        Err(_) => function(),
    }
}
