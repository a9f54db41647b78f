//! In: requests. Out: their responses, over HTTP, with tokens and retries. Feature `client`.
//!
//! ```no_run
//! use msgraph_core::client::{Client, Token};
//! use msgraph_core::{Error, Json, Operation, Page, Path, Request, Version};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Error> {
//! // or a credential of the module `identity`, or one of your own
//! let client = Client::new(Token::new(std::env::var("GRAPH_TOKEN").unwrap_or_default()))?;
//!
//! // generated code has this as `v1::me().messages().list()`, with a model instead of `Json`
//! let messages = Path::root(Version::V1, "me").segment("messages");
//! let request: Request<Page<Json>> = messages.get(Operation::UNDOCUMENTED);
//!
//! let first: Page<Json> = client.send(request.clone().top(10)).await?;
//! let mut all = client.items(request);
//! while let Some(message) = all.try_next().await? {
//!     println!("{}", message["subject"]);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | to | see |
//! |---|---|
//! | send one request | [`Client::send`] |
//! | walk through a collection | [`Client::items`], [`Items::try_collect`], [`Client::pages`] |
//! | learn what has changed since the last run | [`Client::delta`] |
//! | send many requests together | [`Client::batch`] |
//! | move large contents | [`Client::upload`], [`Client::resume`], [`Client::download`], [`StreamBody`](crate::StreamBody) |
//! | wait for long-running operations | [`Client::wait`] |
//! | work without async | [`Blocking`] |
//! | sign in | [`DeviceCode`]; the module `identity` with the feature `identity`; [`CredentialFn`], [`Credential`] |
//! | serve several users | [`Client::with_credential`] |
//! | test a program | [`MockTransport`], [`Error::from_response`] |
//!
//! # Throttling
//!
//! The service throttles clients. A client waits as long as the service asks and retries safe requests; [`Retry`] has
//! the rules. A callback shows the attempts:
//!
//! ```no_run
//! use msgraph_core::client::{Client, Outcome, Retry, Token};
//! use std::time::Duration;
//!
//! # fn main() -> Result<(), msgraph_core::Error> {
//! let client = Client::builder(Token::new("…"))
//!     .retry(Retry::default().max_attempts(8).max_elapsed(Duration::from_secs(600)))
//!     .on_attempt(|attempt| {
//!         if let (Outcome::Status(status, _), Some(wait)) = (&attempt.outcome, attempt.next) {
//!             eprintln!("{status} for {}, again in {wait:?}", attempt.template);
//!         }
//!     })
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! Longer throttling is an error of kind [`Throttled`](crate::ErrorKind::Throttled), whose
//! [`retry_after`](Error::retry_after) has the time to wait. The same is reported to [`tracing`](https://docs.rs/tracing): a
//! span `graph_request` for each request, an event for each attempt, none with a token, a body, or a path that holds ids.
//!
//! # Another HTTP stack
//!
//! [`HttpStack::with`] changes settings of the default stack: proxies, time limits, TLS. Any other is a [`Transport`]:
//!
//! ```no_run
//! use msgraph_core::client::bytes::Bytes;
//! use msgraph_core::client::{BoxFuture, Chunks, Client, HttpStack, Token, Transport};
//! use msgraph_core::{Error, http};
//!
//! /// The default stack, through a gateway that requires a key.
//! struct Gateway(HttpStack);
//!
//! fn with_key<B>(mut request: http::Request<B>) -> http::Request<B> {
//!     request.headers_mut().insert("x-gateway-key", http::HeaderValue::from_static("…"));
//!     request
//! }
//!
//! impl Transport for Gateway {
//!     fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
//!         self.0.send(with_key(request))
//!     }
//!
//!     // without this method a `StreamBody` is read into memory as a whole
//!     fn send_stream(&self, request: http::Request<Chunks>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
//!         self.0.send_stream(with_key(request))
//!     }
//! }
//!
//! # fn main() -> Result<(), Error> {
//! let stack = HttpStack::with(|http| http)?;
//! let client = Client::builder(Token::new("…")).transport(Gateway(stack)).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! Without the feature `client` a [`Request`] is an `http::Request` for any stack; retries and tokens are then up to the program.

mod auth;
mod batch;
mod blocking;
mod builder;
mod clock;
mod download;
mod exchange;
mod http_stack;
#[cfg(feature = "identity")]
pub mod identity;
mod mock_transport;
mod pages;
mod payload;
mod retry;
mod thread;
mod transport;
mod upload;
mod wait;

use self::auth::Tokens;
use self::retry::Report;
use crate::table::Value;
use crate::{DeltaPage, Endpoint, Error, FromResponse, Method, Page, Request};
use http::{HeaderValue, Response, StatusCode};
use std::fmt;
use std::sync::Arc;
use tokio::sync::Semaphore;

pub use self::auth::{
    ClaimsChallenge, Credential, CredentialError, CredentialFn, DeviceCode, DevicePrompt, Token,
};
pub use self::blocking::Blocking;
pub use self::builder::ClientBuilder;
pub use self::clock::Clock;
pub use self::download::DownloadStream;
pub use self::http_stack::HttpStack;
pub use self::mock_transport::MockTransport;
pub use self::pages::{DeltaItems, Items, Paged, Pages};
pub use self::retry::{Attempt, Outcome, Retry};
pub use self::transport::{BoxFuture, Chunks, NotSent, Transport};
pub use self::upload::{FileSource, UploadSource};

// what implementors of the traits need, in the versions that fit
pub use {bytes, futures_core, reqwest, rustls};

/// The most redirections of a request.
const REDIRECTIONS: usize = 5;

/// Sends requests.
///
/// Cheap to clone; the clones share connections and tokens. Dropping the future of a call cancels it.
///
/// Only the endpoint gets the token: a link to another host is refused, a redirection to one is followed without it.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    tokens: Arc<Tokens>,
    retry: Arc<Retry>,
}

/// The part that a client shares with its clones, and with those that have another policy or credential.
struct Shared {
    endpoint: Endpoint,
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    report: Option<Report>,
    user_agent: HeaderValue,
    max_response_bytes: usize,
    slots: Semaphore,
    allows_http: bool,
}

/// The last request without its body, and its response.
type Delivered = (Request<()>, Response<Vec<u8>>);

impl Client {
    /// A client of the global service, with default settings.
    ///
    /// # Errors
    /// Those of [`ClientBuilder::build`].
    pub fn new(credential: impl Credential) -> Result<Self, Error> {
        Self::builder(credential).build()
    }

    /// A client with other settings.
    pub fn builder(credential: impl Credential) -> ClientBuilder {
        ClientBuilder::new(Box::new(credential))
    }

    /// The same client with another retry policy.
    #[must_use]
    pub fn with_retry(&self, retry: Retry) -> Self {
        Self { retry: Arc::new(retry), ..self.clone() }
    }

    /// The same client with the tokens of another credential, for the same scopes.
    ///
    /// A server has one for each user. All of them share the connections and the limit of
    /// [concurrent requests](ClientBuilder::max_concurrent_requests).
    ///
    /// ```no_run
    /// # use msgraph_core::client::{Client, Token};
    /// # use msgraph_core::{Error, Json, Request};
    /// # async fn example(client: &Client, request: Request<Json>, token_of_the_user: String) -> Result<(), Error> {
    /// let user = client.with_credential(Token::new(token_of_the_user));
    /// user.send(request).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_credential(&self, credential: impl Credential) -> Self {
        Self { tokens: Arc::new(self.tokens.with_credential(Box::new(credential))), ..self.clone() }
    }

    /// The endpoint of the requests.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.shared.endpoint
    }

    /// Sends a request and reads the response.
    ///
    /// [`Request::with_response`] adds status, headers and the raw body.
    ///
    /// # Errors
    /// Those of [`Request::into_http`] and [`Request::parse`]; of kind
    /// [`ErrorKind::Transport`](crate::ErrorKind::Transport) when no complete response arrives; of kind
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential) when there is no token. Errors are returned after the
    /// retries of [`Retry`].
    pub async fn send<T: FromResponse>(&self, request: Request<T>) -> Result<T, Error> {
        let (reader, response) = self.deliver(request.untyped(), T::accepts).await?;
        reader.with_response_type().parse(response)
    }

    /// Sends a request and follows redirections, unless they are themselves an accepted response. Not generic, so that
    /// it is compiled once.
    fn deliver(
        &self,
        mut request: Request<()>,
        accepts: fn(StatusCode) -> bool,
    ) -> BoxFuture<'_, Result<Delivered, Error>> {
        Box::pin(async move {
            for _ in 0..=REDIRECTIONS {
                let reader = request.reader();
                let http = request.into_outgoing(&self.shared.endpoint)?;
                let response = self.exchange(http, reader.template()).await?;
                let reads = matches!(reader.method(), Method::Get | Method::Head);
                if !reads || accepts(response.status()) {
                    return Ok((reader, response));
                }
                match reader.follow_redirect(&response)? {
                    Some(next) => request = next,
                    None => return Ok((reader, response)),
                }
            }
            Err(too_many_redirections())
        })
    }

    /// All items of a collection, page after page.
    ///
    /// ```
    /// # use msgraph_core::{Client, Error, Json, Page, Request};
    /// # async fn example(client: Client, request: Request<Page<Json>>) -> Result<(), Error> {
    /// let mut items = client.items(request);
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{}", item["id"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`Items::try_collect`] reads all items into a collection. Functions for any type of item are written with
    /// [`pages`](Self::pages).
    pub fn items<T>(&self, request: Request<Page<T>>) -> Items<T>
    where
        Page<T>: Paged<Item = T>,
    {
        Items::new(self.clone(), request)
    }

    /// All pages of a collection, or of the changes of one.
    ///
    /// A function for any type of item has the bound [`Paged`]:
    ///
    /// ```
    /// use msgraph_core::client::{Client, Paged};
    /// use msgraph_core::{Error, Request};
    ///
    /// async fn all<P: Paged>(client: &Client, request: Request<P>) -> Result<Vec<P::Item>, Error> {
    ///     let mut pages = client.pages(request);
    ///     let mut all = Vec::new();
    ///     while let Some(page) = pages.try_next().await? {
    ///         all.extend(page.into_items());
    ///     }
    ///     Ok(all)
    /// }
    /// ```
    pub fn pages<P: Paged>(&self, request: Request<P>) -> Pages<P> {
        Pages::new(self.clone(), request)
    }

    /// All changes of a collection, page after page, with the link to later changes.
    ///
    /// In a later run, [`Request::next_page_from`] of the same request follows the link with the same headers.
    ///
    /// ```
    /// # use msgraph_core::{Client, DeltaItem, DeltaPage, Error, Json, Request};
    /// # async fn example(client: Client, first: Request<DeltaPage<Json>>, kept: Option<String>) -> Result<Option<String>, Error> {
    /// let mut changes = client.delta(match kept {
    ///     Some(link) => first.next_page_from(link),
    ///     None => first,
    /// });
    /// while let Some(change) = changes.try_next().await? {
    ///     match change {
    ///         DeltaItem::Present(item) => println!("{} is new or changed", item["id"]),
    ///         DeltaItem::Removed(gone) => println!("{:?} is gone", gone.id),
    ///     }
    /// }
    /// // keep this for the next run
    /// Ok(changes.delta_link().map(str::to_owned))
    /// # }
    /// ```
    pub fn delta<T: Value + Send + Unpin + 'static>(&self, request: Request<DeltaPage<T>>) -> DeltaItems<T> {
        DeltaItems::new(self.clone(), request)
    }
}

fn too_many_redirections() -> Error {
    Error::transport("the service redirects too often", format!("more than {REDIRECTIONS} times"))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.shared.endpoint)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
