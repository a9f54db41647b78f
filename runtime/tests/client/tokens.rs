//! Tokens are asked for once, replaced in time, and renewed when the service refuses them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::server::{Answer, Seen, Server};
use crate::{TestClock, builder, get};
use msgraph_core::client::bytes::Bytes;
use msgraph_core::client::{
    BoxFuture, Chunks, ClaimsChallenge, Client, Clock, Credential, CredentialError, CredentialFn,
    MockTransport, Retry, Token, Transport,
};
use msgraph_core::{Error, ErrorKind, Json, http};

/// Gives `t1`, `t2`, … each valid for an hour, and remembers how it was asked.
#[derive(Clone)]
struct Numbered {
    clock: TestClock,
    given: Arc<AtomicUsize>,
    refused: Arc<AtomicUsize>,
    scopes: Arc<Mutex<Vec<String>>>,
    broken: Arc<Mutex<bool>>,
}

impl Numbered {
    fn new(clock: &TestClock) -> Self {
        Self {
            clock: clock.clone(),
            given: Arc::default(),
            refused: Arc::default(),
            scopes: Arc::default(),
            broken: Arc::default(),
        }
    }
}

impl Credential for Numbered {
    fn token<'a>(&'a self, scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
        Box::pin(async move {
            // so that others get to ask as well
            tokio::task::yield_now().await;
            *self.scopes.lock().unwrap() = scopes.iter().map(|scope| (*scope).to_owned()).collect();
            if *self.broken.lock().unwrap() {
                self.refused.fetch_add(1, Ordering::SeqCst);
                let cause = std::io::Error::from(std::io::ErrorKind::TimedOut);
                return Err(Error::transport("the vault is sealed", cause).into());
            }
            let number = self.given.fetch_add(1, Ordering::SeqCst) + 1;
            Ok(Token::new(format!("t{number}")).expiring(self.clock.now() + Duration::from_secs(3600)))
        })
    }
}

fn fine(_: &Seen) -> Answer {
    Answer::new(200, "{}")
}

fn token(seen: &Seen) -> &str {
    seen.header("authorization").unwrap().strip_prefix("Bearer ").unwrap()
}

async fn started(
    answer: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
) -> (Server, TestClock, Numbered, Client) {
    let server = Server::start(answer).await;
    let clock = TestClock::new();
    let credential = Numbered::new(&clock);
    let client = builder(&server, credential.clone()).clock(clock.clone()).build().unwrap();
    (server, clock, credential, client)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousand_requests_at_once_share_one_token_and_one_client() {
    let (server, _, credential, client) =
        started(|seen| Answer::new(200, format!("{{\"at\": \"{}\"}}", seen.target))).await;
    let tasks: Vec<_> = (0..1000)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move { client.send::<Json>(get().query("n", number.to_string())).await })
        })
        .collect();
    for (number, task) in tasks.into_iter().enumerate() {
        assert_eq!(task.await.unwrap().unwrap()["at"], format!("/v1.0/me?n={number}"));
    }
    assert_eq!((server.count(), credential.given.load(Ordering::SeqCst)), (1000, 1));
}

#[tokio::test]
async fn token_is_replaced_before_it_expires() {
    let (server, clock, credential, client) = started(fine).await;
    for minutes in [0, 54, 2, 54, 2] {
        clock.pass(Duration::from_secs(minutes * 60));
        client.send(get()).await.unwrap();
    }
    let tokens: Vec<_> = server.seen().iter().map(|seen| token(seen).to_owned()).collect();
    assert_eq!(tokens, ["t1", "t1", "t2", "t2", "t3"]);
    assert_eq!(*credential.scopes.lock().unwrap(), ["https://graph.microsoft.com/.default"]);
}

#[tokio::test]
async fn credential_that_fails_does_no_harm_while_the_token_is_valid() {
    let (server, clock, credential, client) = started(fine).await;
    client.send(get()).await.unwrap();
    *credential.broken.lock().unwrap() = true;
    clock.pass(Duration::from_secs(57 * 60));
    for _ in 0..3 {
        client.send(get()).await.unwrap();
    }
    assert_eq!(token(&server.seen()[3]), "t1");
    // it is left alone for a while
    assert_eq!(credential.refused.load(Ordering::SeqCst), 1);
    clock.pass(Duration::from_secs(4 * 60));
    let error = client.send(get()).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Credential, 4));
    assert_eq!(error.to_string(), "the credential gives no token");
    assert_eq!(format!("{error:#}"), "the credential gives no token: the vault is sealed: timed out");
    assert!(error.is_timeout() && !error.is_connect());
}

#[tokio::test]
async fn expired_token_is_not_sent_while_the_credential_is_left_alone() {
    let (server, clock, credential, client) = started(fine).await;
    client.send(get()).await.unwrap();
    // 10 seconds before the end
    clock.pass(Duration::from_secs(60 * 60 - 10));
    *credential.broken.lock().unwrap() = true;
    client.send(get()).await.unwrap();
    *credential.broken.lock().unwrap() = false;
    clock.pass(Duration::from_secs(20));
    client.send(get()).await.unwrap();
    let tokens: Vec<_> = server.seen().iter().map(|seen| token(seen).to_owned()).collect();
    assert_eq!(
        (tokens, credential.refused.load(Ordering::SeqCst)),
        (["t1", "t1", "t2"].map(str::to_owned).to_vec(), 1)
    );
}

#[tokio::test]
async fn refused_token_is_replaced_once_even_for_a_post() {
    let refuse_first =
        |seen: &Seen| if token(seen) == "t1" { Answer::new(401, "{}") } else { Answer::new(200, "{}") };
    let (server, _, _, client) = started(refuse_first).await;
    client.send(crate::post()).await.unwrap();
    client.send(get()).await.unwrap();
    let tokens: Vec<_> = server.seen().iter().map(|seen| token(seen).to_owned()).collect();
    assert_eq!(tokens, ["t1", "t2", "t2"]);
    let (server, _, _, client) = started(|_| Answer::new(401, "{}")).await;
    let error = client.send(get()).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), server.count()), (401, 2));
}

#[tokio::test]
async fn attempt_with_a_new_token_has_its_own_number_but_is_no_retry() {
    let server = Server::answering([401, 503, 200].map(|status| Answer::new(status, "{}"))).await;
    let clock = TestClock::new();
    let attempts: Arc<Mutex<Vec<_>>> = Arc::default();
    let report = attempts.clone();
    let client = builder(&server, Numbered::new(&clock))
        .clock(clock.clone())
        .retry(Retry::default().max_attempts(2))
        .on_attempt(move |attempt| report.lock().unwrap().push((attempt.number, attempt.next.is_some())));
    client.build().unwrap().send(get()).await.unwrap();
    assert_eq!(*attempts.lock().unwrap(), [(1, true), (2, true), (3, false)]);
    let headers: Vec<_> =
        server.seen().iter().map(|seen| seen.header("retry-attempt").map(str::to_owned)).collect();
    assert_eq!(headers, [None, None, Some("1".to_owned())]);
    // the wait is that after a first attempt
    assert!(clock.sleeps()[0] <= Duration::from_secs(1), "{:?}", clock.sleeps());
}

#[tokio::test]
async fn clients_of_several_users_have_their_own_tokens_and_the_same_settings() {
    let server = Server::start(fine).await;
    let asked: Arc<Mutex<Vec<Vec<String>>>> = Arc::default();
    let seen = asked.clone();
    let credential = CredentialFn::new(move |scopes| {
        seen.lock().unwrap().push(scopes);
        async { Ok(Token::new("closure")) }
    });
    let first = builder(&server, Token::new("first")).scopes(["a", "b"]).build().unwrap();
    let second = first.with_credential(credential);
    for client in [&first, &second, &first, &second] {
        client.send(get()).await.unwrap();
    }
    let tokens: Vec<_> = server.seen().iter().map(|seen| token(seen).to_owned()).collect();
    assert_eq!(tokens, ["first", "closure", "first", "closure"]);
    assert_eq!(*asked.lock().unwrap(), [["a", "b"]]);
}

#[tokio::test]
async fn token_that_never_changes_is_not_tried_twice() {
    let server = Server::start(|_| Answer::new(401, "{}")).await;
    let client = builder(&server, Token::new("secret")).build().unwrap();
    assert!(client.send(get()).await.is_err());
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn claims_challenge_is_told_and_the_next_request_has_another_token() {
    let challenge = r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
    let (server, _, _, client) = started(move |seen| match seen.number {
        0 => Answer::new(401, "{}").header("www-authenticate", challenge),
        _ => Answer::new(200, "{}"),
    })
    .await;
    let error = client.send(get()).await.unwrap_err();
    assert_eq!(ClaimsChallenge::of(&error).unwrap().claims(), r#"{"access_token":{}}"#);
    assert_eq!(server.count(), 1);
    client.send(get()).await.unwrap();
    assert_eq!(token(&server.seen()[1]), "t2");
}

/// Polls a call once and gives it up.
async fn begun(call: impl Future<Output = Result<Json, Error>>) {
    let mut call = Box::pin(call);
    std::future::poll_fn(|context| {
        assert!(call.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
}

#[tokio::test]
async fn call_that_is_given_up_while_it_waits_for_a_token_holds_nobody_up() {
    let (server, clock, credential, client) = started(fine).await;
    begun(client.send(get())).await;
    assert_eq!((credential.given.load(Ordering::SeqCst), server.count()), (0, 0));
    client.send(get()).await.unwrap();
    // also where an old token is to be replaced
    clock.pass(Duration::from_secs(57 * 60));
    begun(client.send(get())).await;
    client.send(get()).await.unwrap();
    let tokens: Vec<_> = server.seen().iter().map(|seen| token(seen).to_owned()).collect();
    assert_eq!(tokens, ["t1", "t2"]);
}

/// A service that counts how many requests it has at once.
#[derive(Clone, Default)]
struct Crowd(Arc<Mutex<(usize, usize)>>);

impl Transport for Crowd {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        Box::pin(async {
            {
                let mut crowd = self.0.lock().unwrap();
                crowd.0 += 1;
                crowd.1 = crowd.1.max(crowd.0);
            }
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            self.0.lock().unwrap().0 -= 1;
            let answer = MockTransport::new(|_| http::Response::new(b"{}".to_vec()));
            answer.send(http::Request::new(Bytes::new())).await
        })
    }
}

#[tokio::test]
async fn no_more_requests_than_allowed_are_on_their_way_at_once() {
    let crowd = Crowd::default();
    let client = Client::builder(Token::new("secret"))
        .transport(crowd.clone())
        .max_concurrent_requests(3)
        .build()
        .unwrap();
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(get()).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(*crowd.0.lock().unwrap(), (0, 3));
}

#[tokio::test]
async fn failure_of_the_credential_is_shared_by_all_that_wait() {
    let (server, _, credential, client) = started(fine).await;
    *credential.broken.lock().unwrap() = true;
    let send = |client: Client| tokio::spawn(async move { client.send(get()).await });
    let tasks: Vec<_> = (0..50).map(|_| send(client.clone())).collect();
    for task in tasks {
        let error = task.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(std::error::Error::source(&error).unwrap().is::<Error>() && error.is_timeout(), "{error:#}");
    }
    assert_eq!((server.count(), credential.refused.load(Ordering::SeqCst)), (0, 1));
    // later callers ask anew
    *credential.broken.lock().unwrap() = false;
    client.send(get()).await.unwrap();
}
