//! HTTP stacks that several clients share, and those without a network.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_core::client::bytes;
use msgraph_core::client::{BoxFuture, Chunks, Client, MockTransport, Retry, Token, Transport};
use msgraph_core::{
    Batch, Bytes, Content, Error, Json, Operation, Path, Request, StreamBody, Text, Version, http,
};

use crate::{get, messages};

/// Notes how it is called.
#[derive(Default)]
struct Noting(Mutex<Vec<&'static str>>);

impl Noting {
    fn answer(&self, call: &'static str) -> BoxFuture<'static, Result<http::Response<Chunks>, Error>> {
        self.0.lock().unwrap().push(call);
        let service = MockTransport::new(|_| http::Response::new(b"{}".to_vec()));
        Box::pin(async move { service.send(http::Request::new(bytes::Bytes::new())).await })
    }
}

impl Transport for Noting {
    fn send(&self, _: http::Request<bytes::Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        self.answer("send")
    }

    fn send_stream(&self, _: http::Request<Chunks>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        self.answer("send_stream")
    }
}

#[tokio::test]
async fn stack_is_shared_or_chosen_at_run_time_and_still_gets_streams() {
    let stack = Arc::new(Noting::default());
    let chosen: Box<dyn Transport> = Box::new(stack.clone());
    for client in [
        Client::builder(Token::new("t")).transport(stack.clone()),
        Client::builder(Token::new("t")).transport(chosen),
    ] {
        let client = client.build().unwrap();
        client.send(get()).await.unwrap();
        let photo = Content::stream("image/png", StreamBody::new(1, || Ok(&b"x"[..])));
        let put: Request<Json> = messages().put(&photo, Operation::UNDOCUMENTED);
        client.send(put).await.unwrap();
    }
    assert_eq!(*stack.0.lock().unwrap(), ["send", "send_stream", "send", "send_stream"]);
}

#[tokio::test]
async fn mock_has_a_state_that_its_clones_share() {
    let mut count = 0;
    let service = MockTransport::new(move |_| {
        count += 1;
        http::Response::new(count.to_string().into_bytes())
    });
    for number in [1, 2] {
        let client = Client::builder(Token::new("t")).transport(service.clone()).build().unwrap();
        assert_eq!(client.send(get()).await.unwrap(), number);
    }
}

#[tokio::test(start_paused = true)]
async fn mock_may_take_its_time_and_fail() {
    let mut failures = 0;
    let service = MockTransport::from_async(move |_| {
        failures += 1;
        async move {
            tokio::time::sleep(Duration::from_secs(60)).await;
            match failures {
                1 => Err(Error::transport("cut", "by the test")),
                _ => Ok(http::Response::new(b"{}".to_vec())),
            }
        }
    });
    let begun = tokio::time::Instant::now();
    let client = Client::builder(Token::new("t")).transport(service);
    client
        .retry(Retry::default().initial_backoff(Duration::ZERO))
        .build()
        .unwrap()
        .send(get())
        .await
        .unwrap();
    assert_eq!(begun.elapsed().as_secs(), 120);
}

#[tokio::test]
async fn mock_responds_to_each_request_of_a_batch() {
    let service = MockTransport::new(|request| {
        assert_eq!(request.headers()["authorization"], "Bearer t");
        let response = http::Response::builder();
        let response = match (request.method().as_str(), request.uri().path()) {
            ("GET", "/v1.0/me/photo/$value") => response.body(vec![0, 255]),
            ("PUT", "/v1.0/me/photo/$value") => response.body(request.into_body().to_vec()),
            ("POST", "/v1.0/me/notes") => {
                response.header("content-type", "text/plain").body(request.into_body().to_vec())
            }
            ("PATCH", "/v1.0/me") if request.headers()["if-match"] == "\"1\"" => {
                response.header("etag", "\"2\"").body(request.into_body().to_vec())
            }
            _ => response.status(404).body(br#"{"error": {"code": "no"}}"#.to_vec()),
        };
        response.unwrap()
    });
    let client = Client::builder(Token::new("t")).transport(service.with_batches()).build().unwrap();
    let me = Path::root(Version::V1, "me");
    let photo = me.segment("photo").segment("$value");
    let mut batch = Batch::new();
    let read = batch.add(photo.get::<Bytes>(Operation::UNDOCUMENTED));
    let written = batch.add(photo.put::<Bytes>(&Bytes::from([1, 254]), Operation::UNDOCUMENTED));
    let text = Content::new("text/plain", "hi");
    let noted = batch.add(me.segment("notes").post::<Text>(&text, Operation::UNDOCUMENTED));
    let changed = me.patch::<Json>(&Json::from(5), Operation::UNDOCUMENTED).if_match("\"1\"");
    let changed = batch.add(changed.with_response());
    let gone = batch.add(me.segment("gone").get::<Json>(Operation::UNDOCUMENTED));
    let never = batch.add(me.get::<Json>(Operation::UNDOCUMENTED));
    batch.run_after(never, gone);

    let results = client.batch(&batch).await.unwrap();
    assert_eq!(results.get(read).unwrap().0, [0, 255]);
    assert_eq!(results.get(written).unwrap().0, [1, 254]);
    assert_eq!(results.get(noted).unwrap().0, "hi");
    let changed = results.get(changed).unwrap();
    assert_eq!((changed.header("etag"), &changed.value), (Some("\"2\""), &Json::from(5)));
    let failed = [results.get(gone).unwrap_err(), results.get(never).unwrap_err()];
    let failed = failed.map(|error| error.status().unwrap().as_u16());
    assert_eq!(failed, [404, 424]);
}
