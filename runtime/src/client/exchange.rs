//! In: an HTTP request. Out: its response, after as many attempts as the policy allows.

use super::auth::{ClaimsChallenge, Token};
use super::payload::{Outgoing, ReadError, pieces};
use super::retry::{Attempt, FailedAttempt, Outcome};
use super::transport::{BoxFuture, Chunks, whole};
use super::{Client, Shared};
use crate::request::NoToken;
use crate::request::body::Payload;
use crate::{Error, RetryAfter};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, HeaderName, HeaderValue, USER_AGENT};
use http::{Request, Response, StatusCode};
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument;
use uuid::Uuid;

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
const RETRY_ATTEMPT: HeaderName = HeaderName::from_static("retry-attempt");

/// The part of a response that belongs to an attempt.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    /// The whole response: after a cut body the request is retried.
    Whole,
    /// Status and headers; the body of a success is left to the caller.
    Head,
}

/// The body of a response.
pub(super) enum Content {
    Whole(Vec<u8>),
    Open(Chunks),
}

impl Client {
    /// Sends a request and reads the whole response of any status.
    pub(super) fn exchange<'a>(
        &'a self,
        request: Request<Payload>,
        template: &'a str,
    ) -> BoxFuture<'a, Result<Response<Vec<u8>>, Error>> {
        Box::pin(async move {
            let (parts, content) = self.open(request, template, Reading::Whole).await?.into_parts();
            let body = match content {
                Content::Whole(body) => body,
                Content::Open(chunks) => whole(chunks, self.shared.max_response_bytes).await?,
            };
            Ok(Response::from_parts(parts, body))
        })
    }

    /// Sends a request until there is a response.
    pub(super) fn open<'a>(
        &'a self,
        request: Request<Payload>,
        template: &'a str,
        reading: Reading,
    ) -> BoxFuture<'a, Result<Response<Content>, Error>> {
        Box::pin(async move {
            let exchange = Exchange::new(self, request, template, reading)?;
            let span = tracing::debug_span!(
                "graph_request",
                method = %exchange.request.method(),
                host = exchange.host,
                template,
                client_request_id = exchange.id,
            );
            exchange.run().instrument(span).await
        })
    }
}

/// A request with its attempts.
struct Exchange<'a> {
    client: &'a Client,
    request: Request<Outgoing>,
    template: &'a str,
    reading: Reading,
    host: String,
    id: String,
    /// Whether it needs the client's token: a token of the caller has precedence.
    wants_token: bool,
    begun: Timestamp,
}

impl<'a> Exchange<'a> {
    fn new(
        client: &'a Client,
        request: Request<Payload>,
        template: &'a str,
        reading: Reading,
    ) -> Result<Self, Error> {
        let mut request = request.map(Outgoing::from);
        let shared = &*client.shared;
        shared.admit(request.uri())?;
        let headers = request.headers_mut();
        headers.entry(USER_AGENT).or_insert_with(|| shared.user_agent.clone());
        let id = headers.entry(CLIENT_REQUEST_ID).or_insert_with(new_id);
        let id = id.to_str().unwrap_or_default().to_owned();
        // the request has checked this already, but a token that was sent to another host cannot be revoked
        let own = shared.endpoint.admit(&request.uri().to_string()).is_ok();
        let needs_token = own && request.extensions().get::<NoToken>().is_none();
        if !needs_token {
            request.headers_mut().remove(AUTHORIZATION);
        }
        let brought = request.headers_mut().get_mut(AUTHORIZATION);
        // hidden in `Debug` and not indexed by HTTP/2
        let brings_token = brought.map(|value| value.set_sensitive(true)).is_some();
        let wants_token = needs_token && !brings_token;
        let host = request.uri().host().unwrap_or_default().to_owned();
        let begun = shared.clock.now();
        Ok(Self { client, request, template, reading, host, id, wants_token, begun })
    }

    async fn run(mut self) -> Result<Response<Content>, Error> {
        let shared = &*self.client.shared;
        // an attempt with a new token is no retry of the policy
        let (mut number, mut retries, mut may_renew) = (1, 0, true);
        loop {
            let token = self.authorize().await?;
            let result = self.once().await;
            let refused = token.filter(|_| is_refusal(&result));
            if let Some(token) = refused.inspect(|token| self.client.tokens.forget(token))
                && may_renew
                && !wants_claims(&result)
                && self.request.body().is_readable()
                && self.has_other_than(&token).await
            {
                may_renew = false;
                self.report(number, &result, Some(Duration::ZERO));
                number += 1;
                continue;
            }
            let wait = self.wait(retries + 1, &result).filter(|_| self.request.body().is_readable());
            self.report(number, &result, wait);
            let Some(wait) = wait else {
                return result;
            };
            drop(result);
            shared.clock.sleep(wait).await;
            (number, retries) = (number + 1, retries + 1);
            self.request.headers_mut().insert(RETRY_ATTEMPT, retries.into());
        }
    }

    /// Adds the token, unless the caller has set one.
    async fn authorize(&mut self) -> Result<Option<Token>, Error> {
        let shared = &*self.client.shared;
        if !self.wants_token {
            return Ok(None);
        }
        let token = self.client.tokens.get(&*shared.clock).await?;
        let mut value = HeaderValue::try_from(format!("Bearer {}", token.secret())).map_err(|source| {
            Error::credential("the token is not allowed in a header", Some(Arc::new(source)))
        })?;
        value.set_sensitive(true);
        self.request.headers_mut().insert(AUTHORIZATION, value);
        Ok(Some(token))
    }

    async fn once(&self) -> Result<Response<Content>, Error> {
        let shared = &*self.client.shared;
        // held until the response is read, or its head; it fails only when it is closed, which it never is
        let _slot = shared.slots.acquire().await.ok();
        let response = self.send().await?;
        let (parts, chunks) = response.into_parts();
        let content = match self.reading {
            Reading::Head if parts.status.is_success() => Content::Open(chunks),
            Reading::Head | Reading::Whole => Content::Whole(whole(chunks, shared.max_response_bytes).await?),
        };
        Ok(Response::from_parts(parts, content))
    }

    async fn send(&self) -> Result<Response<Chunks>, Error> {
        let transport = &*self.client.shared.transport;
        let (mut parts, body) = self.request.clone().into_parts();
        match body {
            Outgoing::Bytes(bytes) => transport.send(Request::from_parts(parts, bytes)).await,
            Outgoing::Stream(body) => {
                let (is_empty, error) = (body.is_empty(), ReadError::default());
                parts.headers.insert(CONTENT_LENGTH, body.len().into());
                let pieces = pieces(body, &error);
                let response = match is_empty {
                    // HTTP does not read a body of length 0, and the reader may have bytes
                    true => match whole(pieces, 0).await {
                        Ok(bytes) => transport.send(Request::from_parts(parts, bytes.into())).await,
                        Err(error) => Err(error),
                    },
                    false => transport.send_stream(Request::from_parts(parts, pieces)).await,
                };
                response.map_err(|failed| error.take().unwrap_or(failed))
            }
        }
    }

    /// Whether the credential has a token other than the refused one.
    async fn has_other_than(&self, refused: &Token) -> bool {
        let shared = &*self.client.shared;
        self.client.tokens.get(&*shared.clock).await.is_ok_and(|token| token != *refused)
    }

    fn wait(&self, number: u32, result: &Result<Response<Content>, Error>) -> Option<Duration> {
        let tried = FailedAttempt {
            number,
            method: self.request.method(),
            has_commands: self.request.body().is_array(),
            elapsed: self.elapsed(),
            outcome: outcome(result),
        };
        let (chance, _, _, _) = Uuid::new_v4().as_fields();
        self.client.retry.wait(&tried, self.client.shared.clock.now(), chance)
    }

    fn report(&self, number: u32, result: &Result<Response<Content>, Error>, next: Option<Duration>) {
        let outcome = outcome(result);
        match (&outcome, next) {
            (Outcome::Status(status, _), None) => {
                tracing::debug!(number, status = status.as_u16(), "responded")
            }
            (Outcome::Status(status, _), Some(next)) => {
                tracing::info!(number, status = status.as_u16(), ?next, "will be retried");
            }
            (Outcome::Failed(error), next) => {
                tracing::info!(number, error = %format_args!("{error:#}"), ?next, "failed");
            }
        }
        let Some(report) = &self.client.shared.report else {
            return;
        };
        report.tell(&Attempt {
            number,
            method: self.request.method(),
            host: &self.host,
            template: self.template,
            client_request_id: &self.id,
            outcome,
            elapsed: self.elapsed(),
            next,
        });
    }

    fn elapsed(&self) -> Duration {
        let elapsed = self.client.shared.clock.now().duration_since(self.begun);
        Duration::try_from(elapsed).unwrap_or_default()
    }
}

impl Shared {
    /// Refuses unencrypted URLs, unless they are allowed.
    fn admit(&self, uri: &http::Uri) -> Result<(), Error> {
        match uri.scheme_str() {
            Some("https") => Ok(()),
            Some("http") if self.allows_http => Ok(()),
            _ => Err(Error::building("only https is allowed")),
        }
    }
}

fn is_refusal(result: &Result<Response<Content>, Error>) -> bool {
    result.as_ref().is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED)
}

/// Whether another token would be refused as well, because of missing claims.
fn wants_claims(result: &Result<Response<Content>, Error>) -> bool {
    result.as_ref().is_ok_and(|response| ClaimsChallenge::in_headers(response.headers()).is_some())
}

fn outcome(result: &Result<Response<Content>, Error>) -> Outcome<'_> {
    match result {
        Ok(response) => Outcome::Status(response.status(), RetryAfter::of(response.headers())),
        Err(error) => Outcome::Failed(error),
    }
}

fn new_id() -> HeaderValue {
    // hexadecimal digits are always allowed
    HeaderValue::try_from(Uuid::new_v4().to_string()).unwrap_or(HeaderValue::from_static("unknown"))
}
