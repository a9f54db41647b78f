//! Bodies that are read while they are sent: from files, readers and functions, to a server that refuses and breaks.

use std::error::Error as _;
use std::future::ready;
use std::io::{self, Cursor, Read, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use msgraph_core::client::bytes::Bytes;
use msgraph_core::client::rustls::RootCertStore;
use msgraph_core::client::{BoxFuture, Chunks, HttpStack, MockTransport, NotSent, Token, Transport};
use msgraph_core::{Client, Content, Endpoint, Error, ErrorKind, Json, Operation, Request, StreamBody, http};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, ReadBuf};

use crate::server::{Answer, Seen, Server, listener};
use crate::{TestClock, client, messages, seconds};

const LENGTH: u64 = 1_000_000;

fn bytes() -> Vec<u8> {
    (0..LENGTH).map(|number| (number % 251) as u8).collect()
}

fn put(body: StreamBody) -> Request<Json> {
    messages().put(&Content::stream("image/png", body), Operation::UNDOCUMENTED)
}

fn post(body: StreamBody) -> Request<Json> {
    messages().post(&body, Operation::UNDOCUMENTED)
}

fn fine() -> Answer {
    Answer::new(201, r#"{"ok": true}"#)
}

fn throttled() -> Answer {
    Answer::new(429, r#"{"error": {"code": "TooManyRequests"}}"#).header("retry-after", "1")
}

/// Sends a request to a server with these responses: the result, the requests that came, the clock.
async fn sent(
    request: Request<Json>,
    answers: impl IntoIterator<Item = Answer>,
) -> (Result<Json, Error>, Vec<Seen>, TestClock) {
    let server = Server::answering(answers).await;
    let clock = TestClock::new();
    let result = client(&server, &clock).send(request).await;
    (result, server.seen(), clock)
}

/// The text of the error that a reader caused.
fn cause(error: &Error) -> String {
    assert_eq!(error.kind(), ErrorKind::Building, "{error}");
    error.source().map(ToString::to_string).unwrap_or_default()
}

/// An asynchronous reader of bytes, which is not ready at every second poll.
struct Slow(Cursor<Vec<u8>>, bool);

impl AsyncRead for Slow {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        space: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.1 = !self.1;
        if self.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let count = Read::read(&mut self.0, space.initialize_unfilled())?;
        space.advance(count);
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn bodies_of_all_kinds_arrive_with_their_length() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&bytes()).unwrap();
    for body in [
        StreamBody::file(file.path()).unwrap(),
        StreamBody::seekable(file.reopen().unwrap()).unwrap(),
        StreamBody::once(LENGTH, Cursor::new(bytes())),
        StreamBody::new(LENGTH, || Ok(Cursor::new(bytes()))),
        StreamBody::once_async(LENGTH, Slow(Cursor::new(bytes()), false)),
    ] {
        let (result, seen, _) = sent(put(body), [fine()]).await;
        assert_eq!(result.unwrap()["ok"], true);
        assert_eq!((seen.len(), seen[0].header("content-length")), (1, Some("1000000")));
        assert_eq!(seen[0].header("content-type"), Some("image/png"));
        assert!(seen[0].body == bytes());
    }
    let (result, seen, _) = sent(post(StreamBody::once(0, io::empty())), [fine()]).await;
    assert!(result.is_ok());
    assert_eq!(seen[0].header("content-length"), Some("0"));
    assert_eq!(seen[0].header("content-type"), Some("application/octet-stream"));
}

/// A reader of endless bytes that counts how many were read.
struct Counting(Arc<AtomicU64>);

impl Read for Counting {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        self.0.fetch_add(space.len() as u64, Ordering::Relaxed);
        space.fill(7);
        Ok(space.len())
    }
}

#[tokio::test]
async fn reading_is_as_slow_as_the_service() {
    const LARGE: u64 = 1 << 40;
    let (listener, address) = listener().await;
    // takes the head and the first bytes, and waits
    let service = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut start = [0; 4096];
        let count = stream.read(&mut start).await.unwrap();
        tokio::time::sleep(Duration::from_millis(500)).await;
        stream.write_all(b"HTTP/1.1 413 x\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        // the connection stays open, since closing it could discard the response
        (String::from_utf8_lossy(&start[..count]).to_ascii_lowercase(), stream)
    });
    let read = Arc::new(AtomicU64::new(0));
    let body = StreamBody::once(LARGE, Counting(read.clone()).take(LARGE));
    let endpoint = Endpoint::new(&format!("http://{address}")).unwrap();
    let stack = crate::stack(RootCertStore::empty(), |http| http);
    let client = Client::builder(Token::new("t")).endpoint(endpoint).transport(stack).allow_http();
    let result = client.build().unwrap().send(put(body)).await;
    let (head, _connection) = service.await.unwrap();
    assert!(head.contains(&format!("content-length: {LARGE}\r\n")), "{head}");
    assert_eq!(result.unwrap_err().status().map(|status| status.as_u16()), Some(413));
    let read = read.load(Ordering::Relaxed);
    // the buffers of the system hold some megabytes
    assert!(read > 0 && read < 64 << 20, "{read} bytes were read ahead");
}

#[tokio::test]
async fn body_that_can_be_read_anew_is_sent_again() {
    let opened = Arc::new(AtomicUsize::new(0));
    let count = opened.clone();
    let anew = StreamBody::new(LENGTH, move || {
        count.fetch_add(1, Ordering::Relaxed);
        Ok(Cursor::new(bytes()))
    });
    for body in [anew, StreamBody::seekable(Cursor::new(bytes())).unwrap()] {
        let answers = [throttled(), Answer::hang_up(), fine()];
        let (result, seen, clock) = sent(put(body), answers).await;
        assert!(result.is_ok());
        assert!(seen.len() == 3 && seen.iter().all(|seen| seen.body == bytes()));
        assert_eq!(clock.sleeps()[0], seconds([1])[0]);
    }
    assert_eq!(opened.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn body_that_was_read_is_not_sent_again() {
    for answer in [throttled(), Answer::new(503, ""), Answer::new(401, ""), Answer::hang_up()] {
        let (result, seen, clock) =
            sent(put(StreamBody::once(LENGTH, Cursor::new(bytes()))), [answer.clone(), fine()]).await;
        let error = result.unwrap_err();
        assert_ne!(error.kind(), ErrorKind::Building, "{answer:?}: {error}");
        assert_eq!((seen.len(), clock.sleeps().len()), (1, 0), "{answer:?}");
    }
}

#[tokio::test]
async fn body_that_was_not_read_is_sent_later() {
    // nobody listens there
    let (listener, address) = listener().await;
    drop(listener);
    let endpoint = Endpoint::new(&format!("http://{address}")).unwrap();
    let clock = TestClock::new();
    let stack = crate::stack(RootCertStore::empty(), |http| http);
    let client = Client::builder(Token::new("t")).endpoint(endpoint).transport(stack).allow_http();
    let client = client.clock(clock.clone()).build().unwrap();
    let error = client.send(put(StreamBody::once(3, Cursor::new("abc")))).await.unwrap_err();
    assert_eq!((error.kind(), clock.sleeps().len()), (ErrorKind::Transport, 4));
    // somebody listens at the third attempt
    let server = Server::answering([fine()]).await;
    let stack = Refusing(crate::stack(RootCertStore::empty(), |http| http), AtomicUsize::new(2));
    let clock = TestClock::new();
    let client = crate::builder(&server, Token::new("t")).transport(stack).clock(clock.clone());
    let result = client.build().unwrap().send(put(StreamBody::once(LENGTH, Cursor::new(bytes())))).await;
    assert_eq!(result.unwrap()["ok"], true);
    let seen = server.seen();
    assert_eq!((seen.len(), seen[0].header("retry-attempt")), (1, Some("2")));
    assert!(seen[0].body == bytes());
    assert_eq!(clock.sleeps().len(), 2);
}

/// The stack behind a transport to which as many connections fail.
struct Refusing(HttpStack, AtomicUsize);

impl Transport for Refusing {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        Box::pin(ready(Err(Error::transport("there is no stream", "x"))))
    }

    fn send_stream(
        &self,
        request: http::Request<Chunks>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        match self.1.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |pending| pending.checked_sub(1)) {
            Ok(_) => Box::pin(ready(Err(Error::transport("there is no connection", NotSent::new("x"))))),
            Err(_) => self.0.send_stream(request),
        }
    }
}

#[tokio::test]
async fn reader_of_another_length_ends_the_request() {
    let (short, long) = (LENGTH - 1, LENGTH + 1);
    for (body, text) in [
        (StreamBody::once(long, Cursor::new(bytes())), "is 1 bytes shorter"),
        (StreamBody::once(short, Cursor::new(bytes())), "has more bytes"),
        (StreamBody::once_async(long, Slow(Cursor::new(bytes()), false)), "is 1 bytes shorter"),
        (StreamBody::once_async(short, Slow(Cursor::new(bytes()), false)), "has more bytes"),
        (StreamBody::new(long, || Ok(Cursor::new(bytes()))), "is 1 bytes shorter"),
        (StreamBody::once(0, Cursor::new("a")), "has more bytes"),
    ] {
        let (result, seen, clock) = sent(put(body), [fine()]).await;
        let cause = cause(&result.unwrap_err());
        assert!(cause.contains(text), "{cause}");
        // the server never got a whole request
        assert_eq!((seen.len(), clock.sleeps().len()), (0, 0));
    }
}

/// An asynchronous reader that stays open after its bytes.
struct Open(Cursor<Vec<u8>>);

impl AsyncRead for Open {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        space: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let count = Read::read(&mut self.0, space.initialize_unfilled())?;
        space.advance(count);
        if count == 0 { Poll::Pending } else { Poll::Ready(Ok(())) }
    }
}

#[tokio::test]
async fn reader_must_end_at_the_stated_length() {
    let open = || Open(Cursor::new(bytes()));
    let waiting = sent(put(StreamBody::once_async(LENGTH, open())), [fine()]);
    assert!(tokio::time::timeout(Duration::from_millis(300), waiting).await.is_err());
    let (result, seen, _) = sent(put(StreamBody::once(LENGTH, Failing(LENGTH))), [fine()]).await;
    assert_eq!((cause(&result.unwrap_err()).as_str(), seen.len()), ("the disk is gone", 0));
    for body in [
        StreamBody::once_async(LENGTH, open().take(LENGTH)),
        StreamBody::once(LENGTH, Read::take(Failing(LENGTH), LENGTH)),
        StreamBody::once(LENGTH, Read::take(Cursor::new([bytes(), bytes()].concat()), LENGTH)),
    ] {
        let (result, seen, _) = sent(put(body), [fine()]).await;
        assert!(result.is_ok());
        assert_eq!(seen[0].body.len() as u64, LENGTH);
    }
}

/// A reader that fails after as many bytes.
struct Failing(u64);

impl Read for Failing {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::other("the disk is gone"));
        }
        let count = space.len().min(self.0 as usize);
        self.0 -= count as u64;
        Ok(count)
    }
}

#[tokio::test]
async fn error_of_a_reader_is_returned_and_not_retried() {
    for body in [
        StreamBody::once(LENGTH, Failing(LENGTH / 2)),
        StreamBody::new(LENGTH, || Ok(Failing(LENGTH / 2))),
        StreamBody::new(LENGTH, || Err::<Failing, _>(io::Error::other("the disk is gone"))),
    ] {
        let (result, seen, clock) = sent(put(body), [fine()]).await;
        assert_eq!(cause(&result.unwrap_err()), "the disk is gone");
        assert_eq!((seen.len(), clock.sleeps().len()), (0, 0));
    }
}

#[tokio::test]
async fn transport_without_streams_gets_the_bytes() {
    let service = MockTransport::new(|request| {
        assert_eq!(request.headers()["content-length"], "3");
        assert_eq!(request.body().as_ref(), b"abc");
        http::Response::new(b"{}".to_vec())
    });
    let client = Client::builder(Token::new("t")).transport(service).build().unwrap();
    client.send(put(StreamBody::once(3, Cursor::new("abc")))).await.unwrap();
    let short = put(StreamBody::once(4, Cursor::new("abc")));
    assert!(cause(&client.send(short).await.unwrap_err()).contains("is 1 bytes shorter"));
}

/// The stack behind a transport that leaves the length out.
struct WithoutLength(HttpStack);

impl Transport for WithoutLength {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        self.0.send(request)
    }

    fn send_stream(
        &self,
        mut request: http::Request<Chunks>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        request.headers_mut().remove("content-length");
        self.0.send_stream(request)
    }
}

#[tokio::test]
async fn stream_without_a_stated_length_is_sent_in_chunks() {
    let (listener, address) = listener().await;
    let service = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut seen = Vec::new();
        let is_whole = |seen: &[u8]| {
            let chunked = seen.windows(7).any(|part| part == b"chunked");
            seen.ends_with(if chunked { b"\r\n0\r\n\r\n".as_slice() } else { b"\r\n\r\n" })
        };
        while !is_whole(&seen) {
            assert_ne!(stream.read_buf(&mut seen).await.unwrap(), 0);
        }
        stream.write_all(b"HTTP/1.1 201 x\r\ncontent-length: 2\r\n\r\n{}").await.unwrap();
        String::from_utf8(seen).unwrap()
    });
    let endpoint = Endpoint::new(&format!("http://{address}")).unwrap();
    let stack = WithoutLength(crate::stack(RootCertStore::empty(), |http| http));
    let client = Client::builder(Token::new("t")).endpoint(endpoint).transport(stack).allow_http();
    client.build().unwrap().send(put(StreamBody::once(3, Cursor::new("abc")))).await.unwrap();
    let seen = service.await.unwrap();
    assert!(seen.ends_with("\r\n\r\n3\r\nabc\r\n0\r\n\r\n"), "{seen}");
}

#[test]
fn asynchronous_reader_needs_the_client() {
    let request = put(StreamBody::once_async(3, Slow(Cursor::new(b"abc".to_vec()), false)));
    let error = request.into_http(&Endpoint::GLOBAL).unwrap_err();
    assert_eq!(cause(&error), "only a client reads an asynchronous body");
}
