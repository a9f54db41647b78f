//! The client against a local server that fails as the service does.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

mod batches;
mod certificates;
mod contents;
mod device_codes;
mod faults;
mod http2;
mod identities;
mod lengths;
mod mocks;
mod operations;
mod paging;
mod refusals;
mod retries;
mod safety;
mod saving;
mod server;
mod streams;
mod tls;
mod tokens;
mod transfers;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_core::client::reqwest;
use msgraph_core::client::rustls::{ClientConfig, RootCertStore, crypto};
use msgraph_core::client::{BoxFuture, Client, ClientBuilder, Clock, Credential, HttpStack, Token};
use msgraph_core::jiff::Timestamp;
use msgraph_core::{Endpoint, Json, Operation, Page, Path, Request, Version};
use server::Server;

/// A clock on which time passes only while somebody sleeps.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<Mutex<(Timestamp, Vec<Duration>)>>);

impl TestClock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(("2026-05-01T00:00:00Z".parse().unwrap(), Vec::new()))))
    }

    /// How long was slept, each time.
    pub(crate) fn sleeps(&self) -> Vec<Duration> {
        self.0.lock().unwrap().1.clone()
    }

    pub(crate) fn pass(&self, time: Duration) {
        let mut state = self.0.lock().unwrap();
        state.0 += time;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.pass(time);
        self.0.lock().unwrap().1.push(time);
        Box::pin(tokio::task::yield_now())
    }
}

/// The HTTP stack of the client, but for what differs from system to system: proxies and certificates.
pub(crate) fn stack(
    roots: RootCertStore,
    configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
) -> HttpStack {
    let ring = Arc::new(crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(roots).with_no_client_auth();
    HttpStack::with_tls(tls, |http| configure(http.no_proxy())).unwrap()
}

/// A client of a local server.
pub(crate) fn builder(server: &Server, credential: impl Credential) -> ClientBuilder {
    let endpoint = Endpoint::new(&server.url("")).unwrap();
    let stack = stack(RootCertStore::empty(), |http| http);
    Client::builder(credential).endpoint(endpoint).transport(stack).allow_http()
}

pub(crate) fn client(server: &Server, clock: &TestClock) -> Client {
    builder(server, Token::new("secret")).clock(clock.clone()).build().unwrap()
}

/// `/me/messages`
pub(crate) fn messages() -> Path {
    Path::root(Version::V1, "me").segment("messages")
}

pub(crate) fn list() -> Request<Page<Json>> {
    messages().get(Operation::UNDOCUMENTED)
}

pub(crate) fn get() -> Request<Json> {
    Path::root(Version::V1, "me").get(Operation::UNDOCUMENTED)
}

pub(crate) fn post() -> Request<Json> {
    messages().post(&Json::from("x"), Operation::UNDOCUMENTED)
}

/// Seconds of sleeps.
pub(crate) fn seconds<const N: usize>(seconds: [u64; N]) -> [Duration; N] {
    seconds.map(Duration::from_secs)
}
