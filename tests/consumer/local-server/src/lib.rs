//! An HTTP server on this machine: a test defines the responses and starts a program with the address.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use percent_encoding::percent_decode_str;

/// A request that the server has received.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method and the path with its query, decoded: `GET /v1.0/me/messages?$top=5`.
    pub line: String,
    /// The headers: name in lower case, and value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// A response: status, headers and body.
pub struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Response {
    /// A response with a JSON body.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".into())],
            body: body.into().into_bytes(),
        }
    }

    /// A response with any body.
    pub fn bytes(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// The same response with one more header.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// A running server. It ends with the process.
pub struct Server {
    address: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts a server. `respond` receives its address, for links in bodies, and each request.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(respond: impl Fn(&str, &Request) -> Response + Send + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}", listener.local_addr()?);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (url, log) = (address.clone(), Arc::clone(&seen));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // The program reports broken connections in its output.
                let _ = serve(stream, |request| {
                    let response = respond(&url, &request);
                    log.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                    response
                });
            }
        });
        Ok(Self { address, seen })
    }

    /// Runs a program against the server, with a dummy token.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn run(&self, program: &str, arguments: &[&str]) -> io::Result<Output> {
        let mut command = Command::new(program);
        command.args(arguments).env("GRAPH_ENDPOINT", &self.address).env("GRAPH_TOKEN", "local").output()
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The lines of the requests so far.
    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|request| request.line).collect()
    }
}

/// Reads one request from a connection, writes the response and closes the connection.
fn serve(mut stream: TcpStream, respond: impl FnOnce(Request) -> Response) -> io::Result<()> {
    let request = read(&mut stream)?;
    let Response { status, headers, body } = respond(request);
    write!(stream, "HTTP/1.1 {status} Status\r\nconnection: close\r\ncontent-length: {}\r\n", body.len())?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    stream.write_all(b"\r\n")?;
    stream.write_all(&body)
}

fn read(stream: &mut TcpStream) -> io::Result<Request> {
    let mut bytes = Vec::new();
    loop {
        let mut slots = [httparse::EMPTY_HEADER; 32];
        let mut head = httparse::Request::new(&mut slots);
        if let httparse::Status::Complete(end) = head.parse(&bytes).map_err(io::Error::other)? {
            let path = percent_decode_str(head.path.unwrap_or_default()).decode_utf8_lossy();
            let line = format!("{} {path}", head.method.unwrap_or_default());
            let header = |header: &httparse::Header| {
                (header.name.to_lowercase(), String::from_utf8_lossy(header.value).into_owned())
            };
            let request =
                Request { line, headers: head.headers.iter().map(header).collect(), body: Vec::new() };
            let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            let mut body = bytes.split_off(end);
            let missing = usize::saturating_sub(length, body.len());
            stream.take(missing as u64).read_to_end(&mut body)?;
            return Ok(Request { body, ..request });
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => bytes.extend_from_slice(&piece[..read]),
        }
    }
}
