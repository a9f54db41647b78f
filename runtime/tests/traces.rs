//! Events of `tracing` identify a request and its outcome, and nothing else.
//!
//! In a process of its own: a filter of one thread can disable events of others.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use std::fmt::{Debug, Write};
use std::future::ready;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_core::client::{Client, MockTransport, Retry, Token};
use msgraph_core::{Error, Json, Operation, Path, Request, Version, http};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Records all events of the client.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<String>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("msgraph_core")
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut text = self.0.lock().unwrap();
        *text += span.metadata().name();
        span.record(&mut Fields(&mut text));
        *text += "\n";
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut text = self.0.lock().unwrap();
        event.record(&mut Fields(&mut text));
        *text += "\n";
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn requests_and_tries_are_told_without_secrets() {
    let mut count = 0;
    let service = MockTransport::from_async(move |_| {
        count += 1;
        ready(match count {
            1 => Err(Error::transport("cut", "by the test")),
            2 => Ok(http::Response::builder().status(503).body(br#"{"private": 1}"#.to_vec()).unwrap()),
            _ => Ok(http::Response::new(br#"{"private": 1}"#.to_vec())),
        })
    });
    let retry = Retry::default().initial_backoff(Duration::ZERO);
    let client = Client::builder(Token::new("secret")).transport(service).retry(retry).build().unwrap();
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    let message = Path::root(Version::V1, "me").segment("messages").key("private", "message-id");
    let request: Request<Json> = message.patch(&Json::from("private"), Operation::UNDOCUMENTED);
    let request = request.query("$filter", "private").header("Prefer", "private");
    client.send(request.header("client-request-id", "c1")).await.unwrap();
    drop(guard);
    let text = recorder.0.lock().unwrap().clone();
    let lines: Vec<&str> = text.lines().collect();
    let span = r#"graph_request method=PATCH host="graph.microsoft.com" template="/me/messages/{message-id}" client_request_id="c1""#;
    assert_eq!((lines.len(), lines[0]), (4, span), "{text}");
    assert!(lines[1].contains("error=cut: by the test") && lines[1].contains("number=1"), "{text}");
    assert!(lines[2].contains("status=503") && lines[2].contains("number=2"), "{text}");
    assert!(lines[3].contains("status=200") && lines[3].contains("number=3"), "{text}");
    assert!(!text.contains("private") && !text.contains("secret"), "{text}");
}
