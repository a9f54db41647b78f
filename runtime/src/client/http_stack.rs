//! In: an HTTP request. Out: its answer over reqwest and rustls.

use super::transport::{BoxFuture, Chunks, Transport, Unsent};
use crate::Error;
use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// How long it may take to connect.
const CONNECT: Duration = Duration::from_secs(20);

/// How long nothing may come. The service itself gives up after this time.
const SILENCE: Duration = Duration::from_secs(120);

/// The HTTP stack that a client has when it is given no other: reqwest over rustls, with HTTP/2, gzip, the proxies and the
/// certificates of the system.
#[derive(Clone, Debug)]
pub struct HttpStack(reqwest::Client);

impl HttpStack {
    /// A stack whose settings are changed by this function, such as time limits and proxies.
    ///
    /// Redirections are not followed, whatever it sets, for the client sees to them. A connection may take 20 s, and an
    /// answer may be silent for 120 s. The certificates are those that the system trusts; reqwest's settings of TLS have no
    /// effect, [`with_tls`](Self::with_tls) is for other ones.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), msgraph_core::Error> {
    /// use msgraph_core::client::{Client, HttpStack, Token};
    /// use std::time::Duration;
    ///
    /// let stack = HttpStack::with(|http| http.read_timeout(Duration::from_secs(300)).no_proxy())?;
    /// let client = Client::builder(Token::new("…")).transport(stack).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the system has no certificates, or the
    /// settings cannot be had.
    pub fn with(
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, Error> {
        Self::build(tls(Roots::Required)?, configure)
    }

    /// The same with another configuration of TLS: to trust other certificates, or to show one.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the settings cannot be had.
    pub fn with_tls(
        mut tls: ClientConfig,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, Error> {
        if tls.alpn_protocols.is_empty() {
            tls.alpn_protocols = protocols();
        }
        Self::build(tls, configure)
    }

    /// For a client to which `http:` is allowed: such a one may never see a certificate.
    pub(super) fn unencrypted() -> Result<Self, Error> {
        Self::build(tls(Roots::Optional)?, |http| http)
    }

    fn build(
        tls: ClientConfig,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, Error> {
        let http = reqwest::Client::builder().connect_timeout(CONNECT).read_timeout(SILENCE);
        configure(http)
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map(Self)
            .map_err(|source| Error::transport("the HTTP stack cannot be set up", source))
    }
}

/// Whether there must be certificates to trust.
#[derive(Clone, Copy)]
enum Roots {
    Required,
    Optional,
}

fn tls(roots: Roots) -> Result<ClientConfig, Error> {
    trusting(roots).map_err(|source| Error::transport("TLS cannot be set up", source))
}

fn trusting(roots: Roots) -> Result<ClientConfig, rustls::Error> {
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let versions = || ClientConfig::builder_with_provider(ring.clone()).with_safe_default_protocol_versions();
    let mut config = match (versions()?.with_platform_verifier(), roots) {
        (Ok(verified), _) => verified.with_no_client_auth(),
        (Err(_), Roots::Optional) => {
            versions()?.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
        }
        (Err(error), Roots::Required) => return Err(error),
    };
    config.alpn_protocols = protocols();
    Ok(config)
}

/// What a server may choose from.
fn protocols() -> Vec<Vec<u8>> {
    vec![b"h2".to_vec(), b"http/1.1".to_vec()]
}

impl Transport for HttpStack {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request)
                .map_err(|source| Error::building_from("the URL is not allowed", source.without_url()))?;
            let response = self.0.execute(request).await.map_err(failed)?;
            let response: http::Response<reqwest::Body> = response.into();
            Ok(response.map(|body| Box::pin(Frames(body)) as Chunks))
        })
    }
}

/// The URL is not told, for it may hold its own permission.
fn failed(source: reqwest::Error) -> Error {
    let source = source.without_url();
    if source.is_connect() {
        Error::transport("there is no connection", Unsent::new(source))
    } else if source.is_timeout() {
        Error::transport("no answer came in time", source)
    } else {
        Error::transport("the connection failed", source)
    }
}

struct Frames(reqwest::Body);

impl Stream for Frames {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return Poll::Ready(match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => None,
                Some(Err(source)) => Some(Err(cut(source))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    // trailers
                    Err(_) => continue,
                },
            });
        }
    }
}

fn cut(source: reqwest::Error) -> Error {
    Error::transport("the answer was cut", source.without_url())
}
