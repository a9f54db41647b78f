//! HTTP stacks that several clients share, and those without a network.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_core::client::bytes::Bytes;
use msgraph_core::client::{BoxFuture, Chunks, Client, MockTransport, Retry, Token, Transport};
use msgraph_core::{Content, Error, Json, Operation, Request, StreamBody, http};

use crate::{get, messages};

/// Notes how it is called.
#[derive(Default)]
struct Noting(Mutex<Vec<&'static str>>);

impl Noting {
    fn answer(&self, call: &'static str) -> BoxFuture<'static, Result<http::Response<Chunks>, Error>> {
        self.0.lock().unwrap().push(call);
        let service = MockTransport::new(|_| http::Response::new(b"{}".to_vec()));
        Box::pin(async move { service.send(http::Request::new(Bytes::new())).await })
    }
}

impl Transport for Noting {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
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
