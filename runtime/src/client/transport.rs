//! In: an HTTP request. Out: the response, its body piece by piece. Knows nothing of Graph, tokens or retries.

use crate::Error;
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// A future that can be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A body, piece by piece.
pub type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// A sender of HTTP requests: [`HttpStack`](super::HttpStack), or a custom stack.
///
/// It sends once, without redirections and retries: the client does both, within the rules. It
/// undoes the compression of responses if it asks for any, except that of a part (206) with its header, since
/// positions are those of the compressed content.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not send HTTP requests for a client",
    label = "no `Transport`",
    note = "the stacks of this crate are `HttpStack` and `MockTransport`; implement `Transport` for any other"
)]
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and waits for status and headers of the response.
    ///
    /// Dropping the future cancels the request. [`Error::transport`] makes the errors; when the service has not processed the request,
    /// the source is [`NotSent`], and the client may retry any method.
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>>;

    /// The same for a request whose body comes piece by piece. Its header `Content-Length` states the number of bytes.
    ///
    /// By default the body is read into memory, and [`send`](Self::send) sends it. A stack that can send pieces does so here, and
    /// one that passes requests on to another stack passes these on, too.
    fn send_stream(
        &self,
        request: http::Request<Chunks>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        Box::pin(async move {
            let (parts, chunks) = request.into_parts();
            let body = whole(chunks, usize::MAX).await?;
            self.send(http::Request::from_parts(parts, body.into())).await
        })
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        (**self).send(request)
    }

    fn send_stream(
        &self,
        request: http::Request<Chunks>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        (**self).send_stream(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        (**self).send(request)
    }

    fn send_stream(
        &self,
        request: http::Request<Chunks>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        (**self).send_stream(request)
    }
}

/// The error of a request that the service has not processed: no such host, no connection, no TLS, or an explicit refusal of
/// HTTP/2.
#[derive(Debug)]
pub struct NotSent(Box<dyn StdError + Send + Sync>);

impl NotSent {
    /// Wraps the cause.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(source.into())
    }

    /// Whether an error has this source.
    pub(super) fn is_source_of(error: &Error) -> bool {
        error.source().is_some_and(|source| source.is::<Self>())
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for NotSent {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // the text is that of the cause itself
        self.0.source()
    }
}

/// A body in one piece.
pub(super) fn one_chunk(bytes: Bytes) -> Chunks {
    struct Once(Option<Bytes>);

    impl Stream for Once {
        type Item = Result<Bytes, Error>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.take().map(Ok))
        }
    }
    Box::pin(Once(Some(bytes)))
}

/// Reads a body, up to this many bytes.
pub(super) async fn whole(mut chunks: Chunks, limit: usize) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
        let chunk = chunk?;
        if chunk.len() > limit.saturating_sub(body.len()) {
            let message = format!("the response is longer than {limit} bytes, the limit of this client");
            return Err(Error::decoding(message, &body));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
