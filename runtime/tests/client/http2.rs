//! The client speaks HTTP/2 with a service that does, many requests over one connection.

use std::future::pending;
use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::server::{listener, tls};
use crate::{TestClock, get, messages, post, stack};
use bytes::Bytes;
use h2::server::{Builder, Connection, SendResponse};
use h2::{Reason, RecvStream};
use msgraph_core::client::rustls::RootCertStore;
use msgraph_core::client::{Client, Retry, Token, bytes};
use msgraph_core::{Bytes as Body, Endpoint, ErrorKind, Operation, Request, StreamBody, http};
use tokio::net::TcpStream;
use tokio::sync::Barrier;
use tokio::time;
use tokio_rustls::server::TlsStream;

/// The treatment of a request.
#[derive(Clone, Copy)]
enum Fate {
    /// The response is its own body, or `{}`.
    Echoed,
    /// It is refused as unprocessed.
    Refused,
    /// The response ends within the body.
    Cut,
    /// It gets a response, and the connection must not be used again.
    Last,
    /// Nothing comes over the connection any more, nor does it end.
    Forgotten,
}

type Seen = http::request::Parts;

struct Server {
    client: Client,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<Mutex<usize>>,
}

impl Server {
    /// A server whose requests have these fates one after the other, and from then on the last. All but the first are
    /// held until as many are there as are to be `together`.
    async fn start(fates: &[Fate], together: usize) -> Self {
        let (acceptor, certificate) = tls(&["h2"]);
        let (listener, address) = listener().await;
        let (seen, connections) = (Arc::<Mutex<Vec<Seen>>>::default(), Arc::<Mutex<usize>>::default());
        let service =
            Service { fates: fates.into(), seen: seen.clone(), together: Arc::new(Barrier::new(together)) };
        let accepted = connections.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let stream = acceptor.accept(stream).await.unwrap();
                *accepted.lock().unwrap() += 1;
                tokio::spawn(service.clone().serve(stream));
            }
        });
        let mut roots = RootCertStore::empty();
        roots.add(certificate).unwrap();
        let endpoint = Endpoint::new(&format!("https://localhost:{}", address.port())).unwrap();
        let client = Client::builder(Token::new("secret")).endpoint(endpoint).clock(TestClock::new());
        let client = client.transport(stack(roots, |http| http)).retry(Retry::default().max_attempts(3));
        Self { client: client.build().unwrap(), seen, connections }
    }

    fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

#[derive(Clone)]
struct Service {
    fates: Arc<[Fate]>,
    seen: Arc<Mutex<Vec<Seen>>>,
    together: Arc<Barrier>,
}

impl Service {
    async fn serve(self, stream: TlsStream<TcpStream>) {
        let mut connection: Connection<_, Bytes> = Builder::new().handshake(stream).await.unwrap();
        while let Some(Ok((request, answer))) = connection.accept().await {
            let (parts, body) = request.into_parts();
            let number = {
                let mut seen = self.seen.lock().unwrap();
                seen.push(parts);
                seen.len() - 1
            };
            let fate = self.fates[number.min(self.fates.len() - 1)];
            match fate {
                Fate::Last => connection.graceful_shutdown(),
                // who does not look at the connection does not say that it is still there either
                Fate::Forgotten => pending().await,
                Fate::Echoed | Fate::Refused | Fate::Cut => {}
            }
            let together = self.together.clone();
            tokio::spawn(async move {
                if number > 0 {
                    together.wait().await;
                }
                meet(fate, body, answer).await;
            });
        }
    }
}

async fn meet(fate: Fate, mut body: RecvStream, mut answer: SendResponse<Bytes>) {
    if matches!(fate, Fate::Refused) {
        return answer.send_reset(Reason::REFUSED_STREAM);
    }
    let mut whole = Vec::new();
    while let Some(Ok(piece)) = body.data().await {
        body.flow_control().release_capacity(piece.len()).unwrap();
        whole.extend(piece);
    }
    if whole.is_empty() {
        whole = b"{}".to_vec();
    }
    let cut = matches!(fate, Fate::Cut);
    let mut sending = answer.send_response(http::Response::new(()), false).unwrap();
    sending.send_data(whole.into(), !cut).unwrap();
    if cut {
        sending.send_reset(Reason::INTERNAL_ERROR);
    }
}

#[tokio::test]
async fn http2_is_spoken_where_the_service_does() {
    let server = Server::start(&[Fate::Echoed], 1).await;
    assert_eq!(server.client.send(get()).await.unwrap(), serde_json::json!({}));
    let seen = server.seen.lock().unwrap().remove(0);
    assert_eq!((seen.version, seen.uri.path()), (http::Version::HTTP_2, "/v1.0/me"));
    assert_eq!(seen.uri.to_string(), server.client.endpoint().base(msgraph_core::Version::V1) + "/me");
    assert_eq!(seen.headers["authorization"], "Bearer secret");
    // HTTP/2 has no such headers
    assert!(
        ["host", "connection"].iter().all(|name| !seen.headers.contains_key(*name)),
        "{:?}",
        seen.headers
    );
}

#[tokio::test]
async fn requests_are_on_their_way_together_over_one_connection() {
    let server = Server::start(&[Fate::Echoed], 20).await;
    server.client.send(get()).await.unwrap();
    let requests = [(); 20].map(|()| {
        let client = server.client.clone();
        tokio::spawn(async move { client.send(get()).await })
    });
    for request in requests {
        request.await.unwrap().unwrap();
    }
    assert_eq!((server.count(), server.connections()), (21, 1));
}

#[tokio::test]
async fn long_bodies_go_both_ways() {
    let server = Server::start(&[Fate::Echoed], 1).await;
    // many times what may be sent before the other side has taken it
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|number| number as u8).collect();
    let request: Request<Body> = messages().post_empty(Operation::UNDOCUMENTED);
    let Body(echo) = server.client.send(request.body("text/plain", bytes.clone())).await.unwrap();
    assert!(echo == bytes);
    assert_eq!(server.seen.lock().unwrap()[0].headers["content-length"], "3000000");
}

#[tokio::test]
async fn streamed_bodies_have_a_length_and_are_sent_again_when_they_were_refused() {
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|number| number as u8).collect();
    let server = Server::start(&[Fate::Refused, Fate::Echoed], 1).await;
    let content = bytes.clone();
    let body = StreamBody::new(3_000_000, move || Ok(Cursor::new(content.clone())));
    let request: Request<Body> = messages().post(&body, Operation::UNDOCUMENTED);
    let Body(echo) = server.client.send(request).await.unwrap();
    assert!(echo == bytes);
    let seen = server.seen.lock().unwrap();
    let lengths: Vec<_> = seen.iter().map(|seen| seen.headers["content-length"].clone()).collect();
    assert_eq!(lengths, ["3000000", "3000000"]);
}

#[tokio::test]
async fn reader_that_is_too_short_resets_its_request() {
    let server = Server::start(&[Fate::Echoed], 1).await;
    let short = StreamBody::new(3_000_000, || Ok(Cursor::new(vec![7; 1_000_000])));
    let request: Request<Body> = messages().put(&short, Operation::UNDOCUMENTED);
    assert_eq!(server.client.send(request).await.unwrap_err().kind(), ErrorKind::Building);
    assert_eq!(server.client.send(post()).await.unwrap(), "x");
    assert_eq!((server.count(), server.connections()), (2, 1), "the connection is used again");
}

#[tokio::test]
async fn request_that_was_refused_unseen_is_sent_again_whatever_its_method() {
    let server = Server::start(&[Fate::Refused, Fate::Echoed], 1).await;
    assert_eq!(server.client.send(post()).await.unwrap(), "x");
    assert_eq!((server.count(), server.connections()), (2, 1));
}

#[tokio::test]
async fn answer_that_is_cut_is_asked_for_again_if_it_only_reads() {
    let server = Server::start(&[Fate::Cut, Fate::Echoed], 1).await;
    assert!(server.client.send(get()).await.is_ok());
    assert_eq!(server.count(), 2);
    let server = Server::start(&[Fate::Cut, Fate::Echoed], 1).await;
    assert_eq!(server.client.send(post()).await.unwrap_err().kind(), ErrorKind::Transport);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn connection_that_ends_is_followed_by_another() {
    let server = Server::start(&[Fate::Last, Fate::Echoed], 1).await;
    for _ in 0..3 {
        server.client.send(post()).await.unwrap();
    }
    assert_eq!((server.count(), server.connections()), (3, 2));
}

/// Time passes by itself while nothing happens, so that half a minute is over at once.
#[tokio::test]
async fn connection_that_was_forgotten_on_the_way_is_noticed_before_the_silence_ends_the_request() {
    let server = Server::start(&[Fate::Echoed, Fate::Forgotten, Fate::Echoed], 1).await;
    server.client.send(post()).await.unwrap();
    // connecting and responding take real time; the rest only waits
    time::pause();
    let begun = time::Instant::now();
    let error = server.client.send(post()).await.unwrap_err();
    let waited = begun.elapsed();
    time::resume();
    assert_eq!((error.kind(), server.connections()), (ErrorKind::Transport, 1));
    // 15 s until the ping, 10 s for its acknowledgement
    assert!(waited > Duration::from_secs(20) && waited < Duration::from_secs(26), "{waited:?}");
    // and the next request does not wait for it again
    server.client.send(post()).await.unwrap();
    assert_eq!((server.count(), server.connections()), (3, 2));
}
