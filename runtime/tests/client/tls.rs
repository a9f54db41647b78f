//! Connections are encrypted, and only those whom the program trusts get the token.

use crate::server::{Answer, Server};
use crate::{TestClock, get, stack};
use msgraph_core::client::rustls::RootCertStore;
use msgraph_core::client::{Client, HttpStack, Retry, Token};
use msgraph_core::{Endpoint, ErrorKind};

fn client(server: &Server, stack: HttpStack) -> Client {
    let endpoint = Endpoint::new(&server.url("")).unwrap();
    let client = Client::builder(Token::new("secret")).endpoint(endpoint).transport(stack);
    client.clock(TestClock::new()).retry(Retry::default().max_attempts(2)).build().unwrap()
}

#[tokio::test]
async fn certificate_that_nobody_vouches_for_is_refused() {
    let (server, _) = Server::start_encrypted(|_| Answer::new(200, "{}")).await;
    let error = client(&server, stack(RootCertStore::empty(), |http| http)).send(get()).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Transport, 0));
    // what the system trusts does not matter here; a system without certificates has no such stack
    if let Ok(stack) = HttpStack::with(|http| http.no_proxy()) {
        assert!(client(&server, stack).send(get()).await.is_err());
        assert_eq!(server.count(), 0);
    }
}

#[tokio::test]
async fn certificate_that_the_program_trusts_is_accepted() {
    let (server, certificate) = Server::start_encrypted(|_| Answer::new(200, r#"{"ok": true}"#)).await;
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    assert_eq!(client(&server, stack(roots, |http| http)).send(get()).await.unwrap()["ok"], true);
    assert_eq!(server.seen()[0].header("authorization"), Some("Bearer secret"));
}
