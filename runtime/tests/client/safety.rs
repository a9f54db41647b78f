//! The token goes to the endpoint and nowhere else, and nothing secret is shown.

use std::sync::{Arc, Mutex};

use crate::server::{Answer, Server};
use crate::{TestClock, builder, client, get, list, messages, post};
use msgraph_core::client::{Client, MockTransport, Retry, Token};
use msgraph_core::{Bytes, Endpoint, ErrorKind, Method, Operation, Request, Version, http};

fn content() -> Request<Bytes> {
    messages().key("1", "id").segment("content").get(Operation::UNDOCUMENTED)
}

#[tokio::test]
async fn redirection_to_another_host_is_followed_without_the_token() {
    let other = Server::answering([Answer::new(200, "bytes")]).await;
    let server = Server::answering([Answer::new(302, "").header("location", other.url("/file?sig=1"))]).await;
    let request = content().header("Prefer", "private").header("Range", "bytes=0-9");
    let Bytes(bytes) = client(&server, &TestClock::new()).send(request).await.unwrap();
    assert_eq!(bytes, b"bytes");
    assert_eq!(server.seen()[0].header("authorization"), Some("Bearer secret"));
    let seen = other.seen().remove(0);
    assert_eq!((seen.target.as_str(), seen.header("range")), ("/file?sig=1", Some("bytes=0-9")));
    assert_eq!((seen.header("authorization"), seen.header("prefer")), (None, None));
    assert_eq!(seen.header("accept-encoding"), Some("identity"));
}

#[tokio::test]
async fn redirection_within_the_endpoint_keeps_the_token() {
    let server = Server::start(|seen| match seen.number {
        0 => Answer::new(307, "").header("location", "/moved/1"),
        1 => Answer::new(307, "").header("location", "2"),
        _ => Answer::new(200, "{}"),
    })
    .await;
    client(&server, &TestClock::new()).send(get()).await.unwrap();
    let seen = server.seen();
    assert_eq!((seen[1].target.as_str(), seen[2].target.as_str()), ("/moved/1", "/moved/2"));
    assert!(seen.iter().all(|seen| seen.header("authorization") == Some("Bearer secret")));
}

#[tokio::test]
async fn token_does_not_come_back_from_another_host() {
    let server = Server::start(|seen| match seen.target.as_str() {
        "/v1.0/me/messages/1/content" => {
            let other = seen.header("prefer").unwrap();
            Answer::new(302, "").header("location", other)
        }
        _ => Answer::new(200, "back"),
    })
    .await;
    let back = server.url("/v1.0/me");
    let other = Server::start(move |_| Answer::new(302, "").header("location", back.clone())).await;
    let request = content().header("Prefer", other.url("/file"));
    client(&server, &TestClock::new()).send(request).await.unwrap();
    let tokens: Vec<_> =
        server.seen().iter().map(|seen| seen.headers.contains_key("authorization")).collect();
    assert_eq!((tokens, other.count()), (vec![true, false], 1));
}

#[tokio::test]
async fn headers_of_the_message_are_not_those_of_the_caller() {
    let server = Server::answering([Answer::new(200, "{}")]).await;
    for name in ["Content-Length", "Transfer-Encoding", "host", "Connection"] {
        let error = client(&server, &TestClock::new()).send(post().header(name, "1")).await.unwrap_err();
        assert_eq!((error.kind(), server.count()), (ErrorKind::Building, 0), "{name}");
        assert!(error.to_string().contains(&name.to_ascii_lowercase()), "{error}");
    }
}

#[tokio::test]
async fn post_is_not_redirected() {
    let server = Server::answering([Answer::new(307, "").header("location", "/v1.0/moved")]).await;
    let error = client(&server, &TestClock::new()).send(post()).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Service, 307));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn redirections_have_an_end() {
    let server = Server::answering([Answer::new(302, "").header("location", "/v1.0/me")]).await;
    let error = client(&server, &TestClock::new()).send(get()).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Transport, 6));
}

#[tokio::test]
async fn url_that_holds_its_own_permission_gets_no_token_even_of_the_caller() {
    let server = Server::answering([Answer::new(200, "x")]).await;
    let request: Request<Bytes> = Request::presigned(Method::Get, server.url("/up?sig=1"));
    let request = request.header("Authorization", "Bearer other");
    client(&server, &TestClock::new()).send(request).await.unwrap();
    assert_eq!(server.seen()[0].header("authorization"), None);
}

#[tokio::test]
async fn token_of_the_caller_goes_before() {
    let server = Server::answering([Answer::new(401, "{}")]).await;
    let request = get().header("Authorization", "Bearer other");
    assert!(client(&server, &TestClock::new()).send(request).await.is_err());
    assert_eq!(server.seen()[0].header("authorization"), Some("Bearer other"));
}

#[tokio::test]
async fn no_token_can_be_seen_by_what_the_stack_writes_down() {
    let service = MockTransport::new(|request| {
        let shown = format!("{:?}", request.headers());
        assert!(request.headers().contains_key("authorization") && !shown.contains("secret"), "{shown}");
        http::Response::new(b"{}".to_vec())
    });
    let client = Client::builder(Token::new("secret")).transport(service).build().unwrap();
    client.send(get()).await.unwrap();
    client.send(get().header("Authorization", "Bearer secret too")).await.unwrap();
}

#[tokio::test]
async fn unencrypted_address_is_refused_unless_it_is_allowed() {
    let endpoint = || Endpoint::new("http://127.0.0.1:1").unwrap();
    let error = Client::builder(Token::new("secret")).endpoint(endpoint()).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Building);
    assert!(Client::builder(Token::new("secret")).endpoint(endpoint()).allow_http().build().is_ok());
    // nor does a redirection lead there
    let asked = Arc::new(Mutex::new(0));
    let count = asked.clone();
    let service = MockTransport::new(move |_| {
        *count.lock().unwrap() += 1;
        http::Response::builder()
            .status(302)
            .header("location", "http://127.0.0.1:1/x")
            .body(Vec::new())
            .unwrap()
    });
    let client = Client::builder(Token::new("secret")).transport(service).build().unwrap();
    let error = client.send(content()).await.unwrap_err();
    assert_eq!((error.kind(), *asked.lock().unwrap()), (ErrorKind::Building, 1));
}

#[tokio::test]
async fn what_would_break_a_header_is_refused() {
    let server = Server::answering([Answer::new(200, "{}")]).await;
    let error =
        client(&server, &TestClock::new()).send(get().header("Prefer", "a\r\nX: b")).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Building, 0));
    let client = builder(&server, Token::new("secret\r\nX: b")).build().unwrap();
    let error = client.send(get()).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Credential, 0));
    let named = builder(&server, Token::new("secret")).application("a\r\nb").build();
    assert_eq!(named.unwrap_err().kind(), ErrorKind::Building);
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let server = Server::answering([Answer::new(403, r#"{"error": {"code": "c"}, "x": "private"}"#)]).await;
    let token = Token::new("secret");
    let client = builder(&server, token.clone()).retry(Retry::never()).build().unwrap();
    let request = post().header("Prefer", "private");
    let error = client.send(request.clone()).await.unwrap_err();
    let items = client.items(list());
    let text = format!("{token:?} {client:?} {request:?} {error:?} {error} {items:?}");
    assert!(!text.contains("secret") && !text.contains("private"), "{text}");
}

#[tokio::test]
async fn requests_say_who_sends_them() {
    let server = Server::answering([Answer::new(200, "{}")]).await;
    let client = builder(&server, Token::new("secret")).application("contoso-backup/2.1").build().unwrap();
    client.send(get()).await.unwrap();
    client.send(get().header("client-request-id", "mine")).await.unwrap();
    let seen = server.seen();
    let agent = format!("contoso-backup/2.1 msgraph-core/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(seen[0].header("user-agent"), Some(agent.as_str()));
    assert_eq!((seen[0].header("accept-encoding"), seen[0].header("content-length")), (Some("gzip"), None));
    assert_eq!(seen[0].header("client-request-id").map(str::len), Some(36));
    assert_eq!(seen[1].header("client-request-id"), Some("mine"));
}

#[tokio::test]
async fn compressed_answer_is_read() {
    // `{}` and a line feed
    let gzip = [31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 171, 174, 229, 2, 0, 6, 176, 161, 221, 3, 0, 0, 0];
    let server = Server::answering([Answer::new(200, gzip).header("content-encoding", "gzip")]).await;
    let json = client(&server, &TestClock::new()).send(get()).await.unwrap();
    assert_eq!(json, serde_json::json!({}));
}

#[test]
fn clients_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    fn sent<T: Send>(_: T) {}
    shared::<Client>();
    let service = MockTransport::new(|_| http::Response::new(Vec::new()));
    let client = Client::builder(Token::new("secret")).transport(service).build().unwrap();
    assert_eq!(client.endpoint().base(Version::V1), "https://graph.microsoft.com/v1.0");
    sent(client.send(get()));
    sent(client.items(list()).try_next());
}
