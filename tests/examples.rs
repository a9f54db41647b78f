//! Sends all documented requests over a real socket to a server that checks them and returns the documented responses.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[rustfmt::skip]
#[path = "../generated/tests/examples/beta.rs"]
mod beta;
#[rustfmt::skip]
#[path = "../generated/tests/examples/harness.rs"]
mod harness;
#[expect(dead_code, reason = "the tests of the client make more of it")]
#[path = "../runtime/tests/client/server.rs"]
mod server;
#[expect(deprecated, reason = "examples use what the pages deprecate")]
#[expect(unused_qualifications, reason = "it is written for a crate that knows one name of it alone")]
#[rustfmt::skip]
#[path = "../generated/tests/examples/v1.rs"]
mod v1;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use msgraph::client::{Client, HttpStack, Retry, Token};
use msgraph::{Endpoint, http};
use msgraph_core::client::rustls::{ClientConfig, RootCertStore, crypto};

use self::harness::{Example, Read, Shown};
use self::server::{Answer, Seen, Server};

/// The target of redirections, which replaces the documented URL of another host.
const MOVED: &str = "/moved";

fn examples() -> Vec<&'static Example> {
    [v1::PAGES, beta::PAGES].into_iter().flatten().copied().flatten().collect()
}

#[test]
fn every_documented_request_is_code() {
    let reading = tests::read_docs().unwrap();
    let plan = tests::plan(&reading);
    let unmade = plan.examples.iter().flat_map(|(_, examples)| &examples.unmade);
    let unmade: Vec<String> =
        unmade.map(|one| format!("{} {}:{}: {}", one.version, one.page, one.line, one.reason)).collect();
    assert_eq!(unmade, [""; 0]);
    let documented = reading.models.iter().flat_map(|model| &model.operations);
    let documented: usize = documented.map(|operation| operation.examples.len()).sum();
    assert_eq!(examples().len(), documented);
    assert!(documented > 100, "only {documented} requests were found");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documented_requests_pass_through_http() {
    let now = Arc::new(AtomicUsize::new(0));
    let found = Arc::new(Mutex::new(Vec::new()));
    let (asked, differing) = (now.clone(), found.clone());
    let server = Server::start(move |seen| {
        let example = examples()[asked.load(Ordering::SeqCst)];
        if is_moved(seen) {
            return Answer::new(200, MOVED);
        }
        let differences = example.differences(&request(seen));
        differing
            .lock()
            .unwrap()
            .extend(differences.into_iter().map(|difference| located(example, &difference)));
        example.answer.as_ref().map_or(Answer::new(204, ""), documented)
    })
    .await;
    let client = client(&server);
    for (number, example) in examples().into_iter().enumerate() {
        now.store(number, Ordering::SeqCst);
        let differs = send(&client, example).await;
        found.lock().unwrap().extend(differs.map(|difference| located(example, &difference)));
    }
    let answered = examples().len() + server.seen().iter().filter(|seen| is_moved(seen)).count();
    assert_eq!((found.lock().unwrap().as_slice(), server.count()), (&[][..], answered));
}

/// Whether a request follows a redirection. A target without a host has the version prepended.
fn is_moved(seen: &Seen) -> bool {
    seen.target.ends_with(MOVED)
}

/// Sends a request and compares its response with the page.
async fn send(client: &Client, example: &Example) -> Option<String> {
    let asked = (example.ask)().unwrap();
    let read = match client.send(asked.raw()).await {
        Ok(answer) => {
            let mut response = http::Response::new(answer.body);
            (*response.status_mut(), *response.headers_mut()) = (answer.status, answer.headers);
            asked.read(response)
        }
        Err(error) => Err(error),
    };
    match &example.answer {
        Some(Shown { status: 300..=399, .. }) => match read {
            Ok(Read::Bytes(bytes)) if bytes == MOVED.as_bytes() => None,
            other => Some(format!("{other:?} was returned after the redirection")),
        },
        Some(shown) => shown.differences(read),
        None => None,
    }
}

fn located(example: &Example, difference: &str) -> String {
    format!("{}: {difference}", example.location)
}

/// Converts a request for the comparison.
fn request(seen: &Seen) -> http::Request<Vec<u8>> {
    let mut request = http::Request::builder().method(seen.method.as_str()).uri(&seen.target);
    for (name, value) in &seen.headers {
        request = request.header(name, value);
    }
    request.body(seen.body.clone()).unwrap()
}

/// The documented response without headers of the transfer. A redirection targets this server.
fn documented(shown: &Shown) -> Answer {
    let headers = shown.response().unwrap().headers().clone();
    let mut answer = Answer::new(shown.status, shown.body);
    for (name, value) in &headers {
        let is_of_transfer = ["content-length", "transfer-encoding", "connection"].contains(&name.as_str());
        if !is_of_transfer {
            answer = answer.header(name.as_str(), value.to_str().unwrap());
        }
    }
    match shown.status {
        300..=399 => answer.header("location", MOVED),
        _ => answer,
    }
}

fn client(server: &Server) -> Client {
    let ring = Arc::new(crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    let stack = HttpStack::with_tls(tls, |http| http.no_proxy()).unwrap();
    let endpoint = Endpoint::new(&server.url("")).unwrap();
    let builder = Client::builder(Token::new("secret")).endpoint(endpoint).transport(stack);
    builder.retry(Retry::default().max_attempts(1)).allow_http().build().unwrap()
}
