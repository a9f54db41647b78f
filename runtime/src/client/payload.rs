//! In: a body to send. Out: its bytes, or its pieces with the error of their reader.

use super::thread::blocking;
use super::transport::{BoxFuture, Chunks};
use crate::Error;
use crate::request::body::stream::{Exact, PIECE, Reader, unreadable};
use crate::request::body::{Payload, StreamBody};
use bytes::Bytes;
use futures_core::Stream;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// A body that each attempt sends. Cheap to clone.
#[derive(Clone)]
pub(super) enum Outgoing {
    Bytes(Bytes),
    Stream(StreamBody),
}

impl From<Payload> for Outgoing {
    fn from(payload: Payload) -> Self {
        match payload {
            Payload::Bytes(bytes) => Self::Bytes(bytes.into()),
            Payload::Stream(body) => Self::Stream(body),
        }
    }
}

impl Outgoing {
    /// Whether an attempt can send it.
    pub(super) fn is_readable(&self) -> bool {
        match self {
            Self::Bytes(_) => true,
            Self::Stream(body) => body.is_readable(),
        }
    }

    /// Whether it is a JSON array. The body of a `PATCH` is then a list of commands, such as appending to a page.
    pub(super) fn is_array(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.trim_ascii_start().starts_with(b"["),
            Self::Stream(_) => false,
        }
    }
}

/// The error of a reader. Errors of the HTTP stack hide it.
#[derive(Clone, Default)]
pub(super) struct ReadError(Arc<Mutex<Option<Error>>>);

impl ReadError {
    pub(super) fn take(&self) -> Option<Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps an error, and returns one with its text for the HTTP stack.
    fn keep(&self, error: io::Error) -> Error {
        let shown = io::Error::new(error.kind(), error.to_string());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(unreadable(error));
        unreadable(shown)
    }
}

/// The pieces of a body. The first poll opens it.
pub(super) fn pieces(body: StreamBody, error: &ReadError) -> Chunks {
    let first = async move { read(blocking(move || body.open()).await?).await };
    Box::pin(Pieces { next: Some(Box::pin(first)), error: error.clone() })
}

/// A reader and what it has yielded.
type Piece = io::Result<(Exact, Vec<u8>)>;

struct Pieces {
    next: Option<BoxFuture<'static, Piece>>,
    error: ReadError,
}

impl Stream for Pieces {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(next) = &mut this.next else { return Poll::Ready(None) };
        let piece = ready!(next.as_mut().poll(context));
        this.next = None;
        Poll::Ready(match piece {
            Ok((_, bytes)) if bytes.is_empty() => None,
            Ok((reader, bytes)) => {
                if reader.pending > 0 {
                    this.next = Some(read(reader));
                }
                Some(Ok(bytes.into()))
            }
            Err(error) => Some(Err(this.error.keep(error))),
        })
    }
}

fn read(mut reader: Exact) -> BoxFuture<'static, Piece> {
    match reader.reader {
        Reader::Blocking(_) => Box::pin(blocking(move || {
            let bytes = reader.next(PIECE)?;
            Ok((reader, bytes))
        })),
        Reader::Waking(_) => Box::pin(async move {
            let bytes = reader.next_async(PIECE).await?;
            Ok((reader, bytes))
        }),
    }
}
