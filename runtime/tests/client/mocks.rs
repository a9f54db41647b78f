//! HTTP stacks that several clients share.

use std::sync::{Arc, Mutex};

use msgraph_core::client::bytes::Bytes;
use msgraph_core::client::{BoxFuture, Chunks, Client, MockTransport, Token, Transport};
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
