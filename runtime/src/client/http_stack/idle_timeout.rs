//! In: a body to send, a future that waits for the response. Out: the same, cancelled when no byte is transferred any more. A long
//! body over a slow line may take any time.

use crate::Error;
use crate::client::transport::Chunks;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// The largest piece of a body. A shorter body is one piece, so that the stack can replace a closed connection without reading the
/// body again.
const PIECE: usize = 64 << 10;

/// The time of the last transferred byte.
#[derive(Clone)]
pub(super) struct LastActivity(Arc<Mutex<Instant>>);

impl LastActivity {
    pub(super) fn now() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body that notes when a piece of it is taken.
pub(super) fn body(bytes: Bytes, moved: &LastActivity) -> reqwest::Body {
    if bytes.len() <= PIECE {
        return bytes.into();
    }
    reqwest::Body::wrap(Pieces { rest: bytes, moved: moved.clone() })
}

/// The result of the future; `None` when no byte was transferred for this time.
pub(super) async fn unless_idle<T>(
    answer: impl Future<Output = T>,
    moved: &LastActivity,
    idle_timeout: Duration,
) -> Option<T> {
    let mut answer = pin!(answer);
    loop {
        let end = moved.last() + idle_timeout;
        match timeout_at(end, &mut answer).await {
            Ok(answer) => return Some(answer),
            Err(_) if moved.last() + idle_timeout == end => return None,
            Err(_) => {}
        }
    }
}

/// A body of this length, if it is known, that notes when its pieces are taken.
pub(super) fn stream(chunks: Chunks, length: Option<u64>, moved: &LastActivity) -> reqwest::Body {
    reqwest::Body::wrap(Streamed { chunks: Mutex::new(chunks), pending: length, moved: moved.clone() })
}

/// Pieces that come one by one.
struct Streamed {
    /// Behind a lock that nobody waits for: reqwest shares bodies between threads, and a stream need not allow it.
    chunks: Mutex<Chunks>,
    /// The bytes that are still to come, if their number is known.
    pending: Option<u64>,
    moved: LastActivity,
}

impl Body for Streamed {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(chunk) = ready!(chunks.as_mut().poll_next(context)) else { return Poll::Ready(None) };
        self.moved.note();
        Poll::Ready(Some(chunk.map(|chunk| {
            self.pending = self.pending.map(|pending| pending.saturating_sub(chunk.len() as u64));
            Frame::data(chunk)
        })))
    }

    /// Exact where the length is known, so that the request states it. A length of 0 would drop the body.
    fn size_hint(&self) -> SizeHint {
        self.pending.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

struct Pieces {
    rest: Bytes,
    moved: LastActivity,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.moved.note();
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    /// Exact, so that the request states its length.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::{LastActivity, PIECE, Pieces, unless_idle};
    use bytes::Bytes;
    use http_body::Body;
    use std::future::poll_fn;
    use std::pin::Pin;
    use std::time::Duration;
    use tokio::time::sleep;

    const IDLE_TIMEOUT: Duration = Duration::from_secs(120);

    #[tokio::test(start_paused = true)]
    async fn what_moves_may_take_its_time() {
        let moved = LastActivity::now();
        let sends = async {
            for _ in 0..10 {
                sleep(IDLE_TIMEOUT * 9 / 10).await;
                moved.note();
            }
            sleep(IDLE_TIMEOUT * 9 / 10).await;
        };
        assert_eq!(unless_idle(sends, &moved, IDLE_TIMEOUT).await, Some(()));
    }

    #[tokio::test(start_paused = true)]
    async fn silence_is_the_end() {
        let moved = LastActivity::now();
        let begun = moved.last();
        let stops = async {
            sleep(IDLE_TIMEOUT / 2).await;
            moved.note();
            sleep(IDLE_TIMEOUT * 2).await;
        };
        assert_eq!(unless_idle(stops, &moved, IDLE_TIMEOUT).await, None);
        assert_eq!(begun.elapsed(), IDLE_TIMEOUT * 3 / 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_piece_that_is_taken_is_a_move() {
        let bytes: Bytes = (0..PIECE * 2 + 1).map(|number| number as u8).collect();
        let moved = LastActivity::now();
        let mut body = Pieces { rest: bytes.clone(), moved: moved.clone() };
        assert_eq!(body.size_hint().exact(), Some(bytes.len() as u64));
        let mut all = Vec::new();
        while let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            assert!(moved.last().elapsed().is_zero());
            all.extend(frame.into_data().unwrap());
            sleep(IDLE_TIMEOUT).await;
        }
        assert!(all == bytes && body.is_end_stream());
    }
}
