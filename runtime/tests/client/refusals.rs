//! Requests that HTTP/2 reports as unprocessed are retried with any method; others, which may have been processed, are not.

use std::sync::{Arc, Mutex};

use crate::server::{listener, tls};
use crate::{TestClock, messages, stack};
use msgraph_core::client::rustls::RootCertStore;
use msgraph_core::client::{Client, Retry, Token};
use msgraph_core::{Endpoint, Error, ErrorKind, Json, Operation, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// The frames of HTTP/2 that the server sends instead of a response.
#[derive(Clone, Copy)]
enum Refusal {
    /// `RST_STREAM` with this code.
    Reset(u8),
    /// `GOAWAY` with this last stream and code; the connection ends.
    GoAway(u8, u8),
}

const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
const END_HEADERS: u8 = 4;
const END_STREAM: u8 = 1;
const NO_ERROR: u8 = 0;
const PROTOCOL_ERROR: u8 = 1;
const REFUSED_STREAM: u8 = 7;
const ENHANCE_YOUR_CALM: u8 = 11;
/// `:status: 204` in the static table of HPACK.
const NO_CONTENT: u8 = 0x89;

fn frame(kind: u8, flags: u8, stream: u32, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).unwrap();
    let head = [0, 0, length, kind, flags];
    [&head[..], &stream.to_be_bytes(), content].concat()
}

/// Speaks as much HTTP/2 as the test needs: refuses so many requests, then responds to each.
async fn serve(mut stream: TlsStream<TcpStream>, refusal: Refusal, left: Arc<Mutex<usize>>) -> Option<()> {
    // the preface of the client
    stream.read_exact(&mut [0; 24]).await.ok()?;
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).await.ok()?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.ok()?;
        let [a, b, c, kind, flags, rest @ ..] = head;
        let mut content = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        stream.read_exact(&mut content).await.ok()?;
        let id = u32::from_be_bytes(rest);
        if kind == SETTINGS && flags == 0 {
            stream.write_all(&frame(SETTINGS, 1, 0, &[])).await.ok()?;
        }
        if kind != HEADERS {
            continue;
        }
        let refused = {
            let mut left = left.lock().unwrap();
            *left = left.saturating_sub(1);
            *left > 0
        };
        match refusal {
            Refusal::Reset(code) if refused => {
                stream.write_all(&frame(RST_STREAM, 0, id, &[0, 0, 0, code])).await.ok()?;
            }
            Refusal::GoAway(last, code) if refused => {
                let content = [0, 0, 0, last, 0, 0, 0, code];
                stream.write_all(&frame(GOAWAY, 0, 0, &content)).await.ok()?;
                return stream.shutdown().await.ok();
            }
            Refusal::Reset(_) | Refusal::GoAway(..) => {
                let flags = END_HEADERS | END_STREAM;
                stream.write_all(&frame(HEADERS, flags, id, &[NO_CONTENT])).await.ok()?;
            }
        }
    }
}

/// Sends a `POST` with a body of this length to a server that refuses so many requests.
async fn sent(refusal: Refusal, times: usize, length: usize) -> Result<(), Error> {
    let (acceptor, certificate) = tls(&["h2"]);
    let (listener, address) = listener().await;
    let left = Arc::new(Mutex::new(times + 1));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let stream = acceptor.accept(stream).await.unwrap();
            tokio::spawn(serve(stream, refusal, left.clone()));
        }
    });
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    let endpoint = Endpoint::new(&format!("https://localhost:{}", address.port())).unwrap();
    let client = Client::builder(Token::new("secret")).endpoint(endpoint).clock(TestClock::new());
    let client = client.transport(stack(roots, |http| http)).retry(Retry::default());
    let body = Json::from("x".repeat(length));
    let request: Request<()> = messages().post(&body, Operation::UNDOCUMENTED);
    client.build().unwrap().send(request).await
}

#[tokio::test]
async fn refused_stream_is_sent_again_as_often_as_the_policy_allows() {
    sent(Refusal::Reset(REFUSED_STREAM), 4, 1).await.unwrap();
    // a body that is handed over in pieces
    sent(Refusal::Reset(REFUSED_STREAM), 1, 100_000).await.unwrap();
    let error = sent(Refusal::Reset(REFUSED_STREAM), 100, 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn stream_after_the_last_of_a_connection_is_sent_again() {
    for code in [NO_ERROR, ENHANCE_YOUR_CALM] {
        for length in [1, 100_000] {
            let result = sent(Refusal::GoAway(0, code), 3, length).await;
            assert!(result.is_ok(), "{code} {length} {result:?}");
        }
    }
}

#[tokio::test]
async fn stream_that_may_have_been_taken_is_not_sent_again() {
    for refusal in
        [Refusal::Reset(PROTOCOL_ERROR), Refusal::GoAway(1, NO_ERROR), Refusal::GoAway(1, ENHANCE_YOUR_CALM)]
    {
        assert_eq!(sent(refusal, 1, 1).await.unwrap_err().kind(), ErrorKind::Transport);
    }
}
