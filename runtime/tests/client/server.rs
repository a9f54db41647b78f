//! A server that responds, fails and disconnects on command.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
    /// How many came before.
    pub(crate) number: usize,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// A response.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    framing: Framing,
    cut: Option<usize>,
}

/// How the length of a body is named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Framing {
    /// In the head.
    Length,
    /// Not before the end: in chunks.
    Chunks,
    /// The connection ends before the head.
    Nothing,
}

/// The most bytes in a chunk.
const CHUNK: usize = 1000;

impl Answer {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".into(), "application/json".into())];
        Self { status, headers, body: body.into(), framing: Framing::Length, cut: None }
    }

    /// Closes the connection before the head.
    pub(crate) fn hang_up() -> Self {
        Self { framing: Framing::Nothing, ..Self::new(200, "") }
    }

    /// Does not name the length of the body in the head.
    pub(crate) fn without_length(mut self) -> Self {
        self.framing = Framing::Chunks;
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self = self.without_header(name);
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Closes the connection after as many bytes of the body.
    pub(crate) fn cut_after(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let framing = match self.framing {
            Framing::Length => format!("content-length: {}", self.body.len()),
            Framing::Chunks => "transfer-encoding: chunked".to_owned(),
            Framing::Nothing => return Vec::new(),
        };
        let mut text = format!("HTTP/1.1 {} x\r\n{framing}\r\n", self.status);
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        let mut bytes = (text + "\r\n").into_bytes();
        let body = &self.body[..self.cut.unwrap_or(self.body.len())];
        if self.framing == Framing::Length {
            bytes.extend(body);
            return bytes;
        }
        for chunk in body.chunks(CHUNK) {
            bytes.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
            bytes.extend(chunk);
            bytes.extend(b"\r\n");
        }
        if self.cut.is_none() {
            bytes.extend(b"0\r\n\r\n");
        }
        bytes
    }

    fn closes(&self) -> bool {
        self.cut.is_some() || self.framing == Framing::Nothing
    }
}

pub(crate) struct Server {
    origin: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// A server that responds by this function.
    pub(crate) async fn start(answer: impl Fn(&Seen) -> Answer + Send + Sync + 'static) -> Self {
        let (listener, address) = listener().await;
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let (answer, requests) = (Arc::new(answer), seen.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, requests) = (answer.clone(), requests.clone());
                tokio::spawn(async move { serve(stream, &*answer, &requests).await });
            }
        });
        Self { origin: format!("http://{address}"), seen }
    }

    /// The same behind TLS, with a certificate for `localhost` that nobody vouches for.
    pub(crate) async fn start_encrypted(
        answer: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
    ) -> (Self, CertificateDer<'static>) {
        let (acceptor, certificate) = tls(&[]);
        let (listener, address) = listener().await;
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let (answer, requests) = (Arc::new(answer), seen.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // a client that does not trust the certificate goes away
                if let Ok(stream) = acceptor.accept(stream).await {
                    let (answer, requests) = (answer.clone(), requests.clone());
                    tokio::spawn(async move { serve(stream, &*answer, &requests).await });
                }
            }
        });
        (Self { origin: format!("https://localhost:{}", address.port()), seen }, certificate)
    }

    /// A server with these responses one after the other; it repeats the last.
    pub(crate) async fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<Answer> = answers.into_iter().collect();
        Self::start(move |seen| answers[seen.number.min(answers.len() - 1)].clone()).await
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// All requests that have come.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

/// TLS with a certificate for `localhost` that nobody vouches for, with these protocols to choose from.
pub(crate) fn tls(protocols: &[&str]) -> (TlsAcceptor, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()).into();
    let mut tls = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    tls.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    (TlsAcceptor::from(Arc::new(tls)), certificate)
}

pub(crate) async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Responds to the requests of one connection.
async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    answer: &(dyn Fn(&Seen) -> Answer + Send + Sync),
    all: &Mutex<Vec<Seen>>,
) {
    let mut buffer = Vec::new();
    while let Some(mut seen) = read(&mut stream, &mut buffer).await {
        let number = {
            let mut all = all.lock().unwrap();
            seen.number = all.len();
            all.push(seen.clone());
            all.len()
        };
        assert!(number > 0);
        let answer = answer(&seen);
        let sent = stream.write_all(&answer.bytes()).await;
        if sent.is_err() || answer.closes() {
            break;
        }
    }
}

/// The next request of a connection; none when the client has closed it.
async fn read(stream: &mut (impl AsyncRead + Unpin), buffer: &mut Vec<u8>) -> Option<Seen> {
    loop {
        if let Some((seen, length)) = parse(buffer) {
            buffer.drain(..length);
            return Some(seen);
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
}

/// A whole request at the start of a buffer, and its length.
fn parse(buffer: &[u8]) -> Option<(Seen, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = request.parse(buffer).unwrap() else {
        return None;
    };
    let headers: BTreeMap<String, String> = request
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned()))
        .collect();
    assert!(!headers.contains_key("transfer-encoding"), "bodies have a known length");
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let body = buffer.get(head..head + length)?.to_vec();
    let (method, target) = (request.method.unwrap().to_owned(), request.path.unwrap().to_owned());
    Some((Seen { method, target, headers, body, number: 0 }, head + length))
}
