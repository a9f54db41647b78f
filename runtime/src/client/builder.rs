//! In: a credential and settings. Out: a client.

use super::auth::{Credential, Tokens};
use super::clock::{Clock, SystemClock};
use super::http_stack::HttpStack;
use super::retry::{Attempt, Report, Retry};
use super::transport::Transport;
use super::{Client, Shared};
use crate::{Endpoint, Error};
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The allowed length of a response that is read whole, in bytes.
const ANSWER: usize = 128 << 20;

/// The most concurrent requests.
const AT_ONCE: usize = 128;

/// Settings of a [`Client`].
#[must_use]
pub struct ClientBuilder {
    credential: Box<dyn Credential>,
    endpoint: Endpoint,
    scopes: Option<Vec<String>>,
    transport: Option<Box<dyn Transport>>,
    clock: Box<dyn Clock>,
    retry: Retry,
    report: Option<Report>,
    application: Option<String>,
    max_response_bytes: usize,
    max_concurrent_requests: usize,
    allows_http: bool,
}

impl ClientBuilder {
    pub(super) fn new(credential: Box<dyn Credential>) -> Self {
        Self {
            credential,
            endpoint: Endpoint::GLOBAL,
            scopes: None,
            transport: None,
            clock: Box::new(SystemClock),
            retry: Retry::default(),
            report: None,
            application: None,
            max_response_bytes: ANSWER,
            max_concurrent_requests: AT_ONCE,
            allows_http: false,
        }
    }

    /// The cloud or another address; [`Endpoint::GLOBAL`] by default. Only this endpoint gets the token.
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = endpoint;
        self
    }

    /// The scopes of tokens. The default is everything that the application was granted, `{cloud}/.default`; at other
    /// addresses the scope of the global service.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// The HTTP stack; an [`HttpStack`] by default.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The retry policy.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// A callback after every attempt of every request, for metrics and logs of throttling.
    ///
    /// Requests wait for it, so it should be quick.
    pub fn on_attempt(mut self, report: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.report = Some(Report::new(report));
        self
    }

    /// The name and version of the program, for the header `User-Agent`: `contoso-backup/2.1`.
    pub fn application(mut self, name: impl Into<String>) -> Self {
        self.application = Some(name.into());
        self
    }

    /// The allowed length of a response that is read whole, in bytes after decompression; 128 MiB by default.
    /// [Downloads](Client::download) are not limited.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// The most concurrent requests, 128 by default; others wait.
    pub fn max_concurrent_requests(mut self, requests: usize) -> Self {
        self.max_concurrent_requests = requests.clamp(1, Semaphore::MAX_PERMITS);
        self
    }

    /// The clock; that of the system with tokio's timer by default.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Allows `http:` addresses, for a test server. Such a connection shows the token to everyone on the way.
    pub fn allow_http(mut self) -> Self {
        self.allows_http = true;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building) when the endpoint is an `http:` address that is not
    /// [allowed](Self::allow_http), or the name of the application is not allowed in a header; of kind
    /// [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the HTTP stack cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let own = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        let user_agent = self.application.map_or(own.to_owned(), |name| format!("{name} {own}"));
        let user_agent = HeaderValue::try_from(user_agent)
            .map_err(|source| Error::building_from("the name of the application is not allowed", source))?;
        if !self.allows_http && !self.endpoint.as_str().starts_with("https://") {
            return Err(Error::building("the endpoint is not encrypted, and that was not allowed"));
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None if self.allows_http => Box::new(HttpStack::unencrypted()?),
            None => Box::new(HttpStack::with(|http| http)?),
        };
        let scopes = self.scopes.unwrap_or_else(|| vec![default_scope(&self.endpoint)]);
        let tokens = Arc::new(Tokens::new(self.credential, scopes));
        let shared = Shared {
            endpoint: self.endpoint,
            transport,
            clock: self.clock,
            report: self.report,
            user_agent,
            max_response_bytes: self.max_response_bytes,
            slots: Semaphore::new(self.max_concurrent_requests),
            allows_http: self.allows_http,
        };
        Ok(Client { shared: Arc::new(shared), tokens, retry: Arc::new(self.retry) })
    }
}

fn default_scope(endpoint: &Endpoint) -> String {
    let clouds = [Endpoint::GLOBAL, Endpoint::US_GOV_L4, Endpoint::US_GOV_L5, Endpoint::CHINA];
    let cloud = if clouds.contains(endpoint) { endpoint } else { &Endpoint::GLOBAL };
    format!("{cloud}/.default")
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("endpoint", &self.endpoint)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
