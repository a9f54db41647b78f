//! In: a function from requests to responses. Out: an HTTP stack without a network, for tests of programs.

mod batches;

use super::transport::{BoxFuture, Chunks, Transport, one_chunk};
use crate::Error;
use bytes::Bytes;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// The response of a function, once it is there.
type Coming = BoxFuture<'static, Result<http::Response<Vec<u8>>, Error>>;

/// A service that is a function, for tests of programs. The function may have a state; clones share it.
///
/// ```
/// use msgraph_core::client::{Client, MockTransport, Token};
/// use msgraph_core::{Error, Json, Operation, Path, Request, Version, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// let mut names = ["Ada", "Grace"].into_iter();
/// let service = MockTransport::new(move |request| {
///     assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/me");
///     assert_eq!(request.headers()["authorization"], "Bearer secret");
///     http::Response::new(format!(r#"{{"displayName": "{}"}}"#, names.next().unwrap_or_default()).into_bytes())
/// });
/// let client = Client::builder(Token::new("secret")).transport(service).build()?;
///
/// let me: Request<Json> = Path::root(Version::V1, "me").get(Operation::UNDOCUMENTED);
/// assert_eq!(client.send(me.clone()).await?["displayName"], "Ada");
/// assert_eq!(client.send(me).await?["displayName"], "Grace");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct MockTransport(Arc<Respond>);

type Respond = dyn Fn(http::Request<Bytes>) -> Coming + Send + Sync;

impl MockTransport {
    /// A service that responds to every request by this function.
    pub fn new(
        mut respond: impl FnMut(http::Request<Bytes>) -> http::Response<Vec<u8>> + Send + 'static,
    ) -> Self {
        Self::from_async(move |request| std::future::ready(Ok(respond(request))))
    }

    /// A service that responds to every request by this async function, which may take its time, and fail as a connection does
    /// ([`Error::transport`]).
    ///
    /// ```
    /// use msgraph_core::client::{Client, MockTransport, Retry, Token};
    /// use msgraph_core::{Error, Json, Operation, Path, Request, Version, http};
    /// use std::io;
    /// use std::time::Duration;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error> {
    /// let service = MockTransport::from_async(|request| async move {
    ///     tokio::time::sleep(Duration::from_millis(1)).await;
    ///     match request.uri().path() {
    ///         "/v1.0/me" => Ok(http::Response::new(b"{}".to_vec())),
    ///         _ => Err(Error::transport("no response", io::Error::from(io::ErrorKind::TimedOut))),
    ///     }
    /// });
    /// let client = Client::builder(Token::new("secret")).transport(service).retry(Retry::never()).build()?;
    ///
    /// let me = Path::root(Version::V1, "me");
    /// client.send(me.get::<Json>(Operation::UNDOCUMENTED)).await?;
    /// let manager: Request<Json> = me.segment("manager").get(Operation::UNDOCUMENTED);
    /// assert!(client.send(manager).await.is_err_and(|error| error.is_timeout()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_async<R>(respond: impl FnMut(http::Request<Bytes>) -> R + Send + 'static) -> Self
    where
        R: Future<Output = Result<http::Response<Vec<u8>>, Error>> + Send + 'static,
    {
        let respond = Mutex::new(respond);
        Self(Arc::new(move |request| {
            // an assertion of the function that failed is the end of its test, not of other requests
            let mut respond = respond.lock().unwrap_or_else(PoisonError::into_inner);
            Box::pin(respond(request))
        }))
    }
}

impl MockTransport {
    /// The same service, which responds to a [batch](crate::Client::batch) by the function's response to each of its requests.
    ///
    /// A request that waits for a failed one gets the status 424. An error of the function is one of the whole call.
    ///
    /// ```
    /// use msgraph_core::client::{Client, MockTransport, Token};
    /// use msgraph_core::{Batch, Error, Json, Operation, Path, Version, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error> {
    /// let service = MockTransport::new(|request| {
    ///     let (status, body) = match request.uri().path() {
    ///         "/v1.0/me" => (200, r#"{"displayName": "Ada"}"#),
    ///         _ => (404, r#"{"error": {"code": "Request_ResourceNotFound"}}"#),
    ///     };
    ///     http::Response::builder().status(status).body(body.into()).expect("a response")
    /// });
    /// let client = Client::builder(Token::new("secret")).transport(service.with_batches()).build()?;
    ///
    /// let me = Path::root(Version::V1, "me");
    /// let mut batch = Batch::new();
    /// let profile = batch.add(me.get::<Json>(Operation::UNDOCUMENTED));
    /// let manager = batch.add(me.segment("manager").get::<Json>(Operation::UNDOCUMENTED));
    /// let results = client.batch(&batch).await?;
    /// assert_eq!(results.get(profile)?["displayName"], "Ada");
    /// assert_eq!(results.status(manager), Some(http::StatusCode::NOT_FOUND));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_batches(self) -> Self {
        let service = self.0;
        Self(Arc::new(move |request| match batches::is_batch(&request) {
            true => Box::pin(batches::respond(service.clone(), request)),
            false => service(request),
        }))
    }
}

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        let response = (self.0)(request);
        Box::pin(async move { Ok(response.await?.map(|body| one_chunk(body.into()))) })
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MockTransport")
    }
}
