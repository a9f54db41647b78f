//! In: a client. Out: the same for programs that are not async.

use super::{Client, Paged};
use crate::{Error, FromResponse, Page, Request};
use std::fmt;
use tokio::runtime::{Builder, Handle, Runtime};

/// A client for programs that are not async: every call waits for its end.
///
/// ```no_run
/// use msgraph_core::client::{Blocking, Client, Token};
/// use msgraph_core::{Error, Json, Operation, Page, Path, Request, Version};
///
/// # fn main() -> Result<(), Error> {
/// let graph = Blocking::new(Client::new(Token::new("…"))?)?;
/// let me = Path::root(Version::V1, "me");
/// println!("{}", graph.send(me.get::<Json>(Operation::UNDOCUMENTED))?["displayName"]);
/// let messages: Request<Page<Json>> = me.segment("messages").get(Operation::UNDOCUMENTED);
/// for message in graph.items(messages) {
///     println!("{}", message?["subject"]);
/// }
/// // all methods of the client: batches, uploads, downloads
/// let monitor = msgraph_core::Monitor::at("https://…", Version::V1);
/// graph.run(graph.client().wait(&monitor, |_| ()))?;
/// # Ok(())
/// # }
/// ```
pub struct Blocking {
    client: Client,
    /// `Some` until the drop.
    runtime: Option<Runtime>,
}

impl Blocking {
    /// With an async runtime of its own, in the threads that call.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the system cannot start a runtime.
    pub fn new(client: Client) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|source| Error::transport("there is no async runtime", source))?;
        Ok(Self { client, runtime: Some(runtime) })
    }

    /// The client, whose calls [`run`](Self::run) waits for.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Waits for the end of a call.
    ///
    /// # Errors
    /// Those of the call; of kind [`ErrorKind::Building`](crate::ErrorKind::Building) within an async runtime, where waiting
    /// would block all tasks: use the [client](Self::client) itself there.
    pub fn run<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        match &self.runtime {
            Some(runtime) if Handle::try_current().is_err() => runtime.block_on(call),
            _ => Err(Error::building("a blocking client cannot be used within an async runtime")),
        }
    }

    /// Sends a request and reads the response.
    ///
    /// # Errors
    /// Those of [`Client::send`] and [`run`](Self::run).
    pub fn send<T: FromResponse>(&self, request: Request<T>) -> Result<T, Error> {
        self.run(self.client.send(request))
    }

    /// All items of a collection, page after page. After an error there are no more.
    pub fn items<T>(&self, request: Request<Page<T>>) -> impl Iterator<Item = Result<T, Error>>
    where
        Page<T>: Paged<Item = T>,
    {
        let mut items = self.client.items(request);
        let mut ended = false;
        std::iter::from_fn(move || {
            let item = if ended { None } else { self.run(items.try_next()).transpose() };
            ended = !matches!(item, Some(Ok(_)));
            item
        })
    }
}

/// Within an async runtime a runtime that ends must not wait for its threads: it would panic.
impl Drop for Blocking {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Blocking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").field("client", &self.client).finish_non_exhaustive()
    }
}
