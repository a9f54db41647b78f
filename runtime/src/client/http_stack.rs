//! In: an HTTP request. Out: its response over reqwest and rustls.

mod gunzip;
mod idle_timeout;

use self::gunzip::Gunzip;
use self::idle_timeout::LastActivity;
use super::transport::{BoxFuture, Chunks, NotSent, Transport};
use crate::Error;
use crate::error::Failure;
use bytes::Bytes;
use futures_core::Stream;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue, RANGE};
use http::{Method, Response, StatusCode};
use http_body::Body as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::error::Error as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Sleep, sleep};

/// The time limit of connecting.
const CONNECT: Duration = Duration::from_secs(20);

/// The default idle timeout. The service itself uses the same.
const IDLE_TIMEOUT: Duration = Duration::from_secs(120);

/// The time without traffic before a ping of HTTP/2, and the time limit of its acknowledgement. Without pings, requests would keep
/// using a connection that a router has dropped.
const ASKED: Duration = Duration::from_secs(15);
const ANSWERED: Duration = Duration::from_secs(10);

/// A practically unlimited time, small enough for additions.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The default HTTP stack of a client: reqwest over rustls, with HTTP/2, gzip, the proxies and the
/// certificates of the system.
#[derive(Clone, Debug)]
pub struct HttpStack {
    http: reqwest::Client,
    idle_timeout: Duration,
}

impl HttpStack {
    /// A stack with settings that a function changes, such as time limits and proxies.
    ///
    /// The stack never follows redirections; the client does. Connecting may take 20 s, and the idle
    /// timeout is 120 s ([`idle_timeout`](Self::idle_timeout)). The stack trusts the certificates of the system. It uses HTTP/2
    /// where the server supports it. reqwest's settings of TLS and `http1_only` have no effect, use
    /// [`with_tls`](Self::with_tls) instead. Its settings of compression have none either: requests accept gzip unless they
    /// have an `Accept-Encoding`.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), msgraph_core::Error> {
    /// use msgraph_core::client::{Client, HttpStack, Token};
    /// use std::time::Duration;
    ///
    /// let stack = HttpStack::with(|http| http.no_proxy())?.idle_timeout(Duration::from_secs(300));
    /// let client = Client::builder(Token::new("…")).transport(stack).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the system has no certificates, or the
    /// settings are not supported.
    pub fn with(
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, Error> {
        Self::build(tls(Roots::Required)?, configure)
    }

    /// The same with another configuration of TLS: for other trusted certificates, a client certificate, or other
    /// protocols (`alpn_protocols`).
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the settings are not supported.
    pub fn with_tls(
        mut tls: ClientConfig,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, Error> {
        if tls.alpn_protocols.is_empty() {
            tls.alpn_protocols = protocols();
        }
        Self::build(tls, configure)
    }

    /// The longest time without a transferred byte of request or response, 120 s by default. A long body
    /// may take as long as it needs; the `read_timeout` of reqwest would count that as well.
    #[must_use]
    pub fn idle_timeout(self, time: Duration) -> Self {
        Self { idle_timeout: time.min(LONGEST), ..self }
    }

    /// For a client that may use `http:` and may never see a certificate.
    pub(super) fn unencrypted() -> Result<Self, Error> {
        Self::build(tls(Roots::Optional)?, |http| http)
    }

    fn build(
        tls: ClientConfig,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, Error> {
        let http = reqwest::Client::builder().connect_timeout(CONNECT);
        configure(http.http2_keep_alive_interval(ASKED).http2_keep_alive_timeout(ANSWERED))
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .build()
            .map(|http| Self { http, idle_timeout: IDLE_TIMEOUT })
            .map_err(|source| Error::transport("the HTTP stack cannot be set up", source))
    }
}

/// Whether trusted certificates are required.
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

/// The protocols that a server may choose from.
fn protocols() -> Vec<Vec<u8>> {
    vec![b"h2".to_vec(), b"http/1.1".to_vec()]
}

impl Transport for HttpStack {
    fn send(&self, mut request: http::Request<Bytes>) -> BoxFuture<'_, Result<Response<Chunks>, Error>> {
        Box::pin(async move {
            if request.body().is_empty() && has_content(request.method()) {
                request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            let moved = LastActivity::now();
            self.execute(request.map(|body| idle_timeout::body(body, &moved)), &moved).await
        })
    }

    fn send_stream(&self, request: http::Request<Chunks>) -> BoxFuture<'_, Result<Response<Chunks>, Error>> {
        Box::pin(async move {
            let length = request.headers().get(CONTENT_LENGTH);
            let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
            let moved = LastActivity::now();
            self.execute(request.map(|chunks| idle_timeout::stream(chunks, length, &moved)), &moved).await
        })
    }
}

impl HttpStack {
    async fn execute(
        &self,
        mut request: http::Request<reqwest::Body>,
        moved: &LastActivity,
    ) -> Result<Response<Chunks>, Error> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        let headers = request.headers_mut();
        let encoding = if headers.contains_key(RANGE) { "identity" } else { "gzip" };
        headers.entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static(encoding));
        let request = reqwest::Request::try_from(request)
            .map_err(|source| Error::building_from("the URL is not allowed", source.without_url()))?;
        let response = idle_timeout::unless_idle(self.http.execute(request), moved, self.idle_timeout).await;
        let response = response.ok_or_else(|| silent(&host))?.map_err(|source| failed(source, &host))?;
        let response: Response<reqwest::Body> = response.into();
        let frames = |body| Frames { body, host, idle_timeout: self.idle_timeout, waits: None };
        Ok(plain(response.map(|body| Box::pin(frames(body)) as Chunks)))
    }
}

/// Whether a method defines a meaning of content. Such a request states the length even without content (RFC 9110, 8.6): some servers
/// refuse it otherwise (411), and the HTTP/1.1 of the stack leaves it out.
fn has_content(method: &Method) -> bool {
    [Method::POST, Method::PUT, Method::PATCH].contains(method)
}

/// Undoes the compression of a response, requested or not. A compressed part stays as it is: its header names a position in
/// the compressed content, and the code that joins parts must see this.
fn plain(mut response: Response<Chunks>) -> Response<Chunks> {
    let encoding = response.headers().get(CONTENT_ENCODING);
    let is_gzip = encoding.is_some_and(|encoding| encoding.as_bytes().eq_ignore_ascii_case(b"gzip"));
    if !is_gzip || response.status() == StatusCode::PARTIAL_CONTENT {
        return response;
    }
    response.headers_mut().remove(CONTENT_ENCODING);
    response.headers_mut().remove(CONTENT_LENGTH);
    response.map(|chunks| Box::pin(Gunzip::new(chunks)) as Chunks)
}

/// The error does not show the URL, which may hold its own permission.
fn failed(source: reqwest::Error, host: &str) -> Error {
    let source = source.without_url();
    let failure = Failure { connect: source.is_connect(), timeout: source.is_timeout() };
    if failure.connect {
        let limit = if failure.timeout { " in time" } else { "" };
        Error::failed(format!("cannot connect to {host}{limit}"), NotSent::new(source), failure)
    } else if is_refused_unseen(&source) {
        Error::failed(format!("{host} did not process the request"), NotSent::new(source), failure)
    } else if failure.timeout {
        Error::failed(format!("{host} did not respond in time"), source, failure)
    } else {
        Error::failed(format!("the connection to {host} failed"), source, failure)
    }
}

/// Whether HTTP/2 states that a request was not processed: its stream was refused, or follows the last one that the service accepted
/// before it closed the connection (RFC 9113, 8.7). A stream that it may have processed ends with another error.
fn is_refused_unseen(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            return error.is_remote() && (is_refused || error.is_go_away());
        }
        source = error.source();
    }
    false
}

fn silent(host: &str) -> Error {
    idle(format!("{host} did not respond in time"))
}

fn idle(message: String) -> Error {
    Error::failed(message, "no byte was transferred any more", Failure { connect: false, timeout: true })
}

struct Frames {
    body: reqwest::Body,
    host: String,
    idle_timeout: Duration,
    /// The timer since the last frame.
    waits: Option<Pin<Box<Sleep>>>,
}

impl Stream for Frames {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) else {
                let waits = this.waits.get_or_insert_with(|| Box::pin(sleep(this.idle_timeout)));
                ready!(waits.as_mut().poll(context));
                return Poll::Ready(Some(Err(idle(unfinished(&this.host)))));
            };
            this.waits = None;
            return Poll::Ready(match frame {
                None => None,
                Some(Err(source)) => Some(Err(cut(source, &this.host))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    // trailers
                    Err(_) => continue,
                },
            });
        }
    }
}

fn cut(source: reqwest::Error, host: &str) -> Error {
    let failure = Failure { connect: false, timeout: source.is_timeout() };
    let message = if failure.timeout { unfinished(host) } else { format!("the response of {host} was cut") };
    Error::failed(message, source.without_url(), failure)
}

fn unfinished(host: &str) -> String {
    format!("the response of {host} did not end in time")
}
