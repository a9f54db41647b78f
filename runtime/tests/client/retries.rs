//! Temporary failures are retried after the wait of the service; unsafe requests are not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::server::{Answer, Seen, Server};
use crate::{TestClock, builder, client, get, list, post, seconds, stack};
use msgraph_core::client::rustls::RootCertStore;
use msgraph_core::client::{Client, Retry, Token};
use msgraph_core::{Endpoint, Error, ErrorKind, Json, Operation, Path, RetryAfter, Text, Version};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn fine() -> Answer {
    Answer::new(200, r#"{"ok": true}"#)
}

fn busy(status: u16) -> Answer {
    Answer::new(status, r#"{"error": {"code": "TooManyRequests", "message": "Wait."}}"#)
}

/// Sends one request to a server with these responses: the result, the requests that came, the sleeps.
async fn sent(
    request: msgraph_core::Request<Json>,
    answers: impl IntoIterator<Item = Answer>,
) -> (Result<Json, Error>, Vec<Seen>, Vec<Duration>) {
    let server = Server::answering(answers).await;
    let clock = TestClock::new();
    let result = client(&server, &clock).send(request).await;
    (result, server.seen(), clock.sleeps())
}

#[tokio::test]
async fn throttled_request_waits_as_many_seconds_as_it_is_told() {
    let (result, seen, sleeps) = sent(get(), [busy(429).header("retry-after", "7"), fine()]).await;
    assert_eq!((result.unwrap()["ok"].clone(), seen.len()), (Json::from(true), 2));
    assert_eq!(sleeps, seconds([7]));
}

#[tokio::test]
async fn throttled_request_waits_until_the_date_that_it_is_told() {
    let date = busy(429).header("retry-after", "Fri, 01 May 2026 00:02:30 GMT");
    let (result, seen, sleeps) = sent(post(), [date, fine()]).await;
    assert!(result.is_ok());
    assert_eq!((seen.len(), sleeps), (2, seconds([150]).to_vec()));
}

#[tokio::test]
async fn throttled_request_waits_longer_and_longer_when_it_is_not_told() {
    let (result, seen, sleeps) = sent(get(), [busy(429), busy(429), busy(429), fine()]).await;
    assert!(result.is_ok());
    assert_eq!(seen.len(), 4);
    for (sleep, most) in sleeps.iter().zip(seconds([1, 2, 4])) {
        assert!(*sleep <= most && *sleep >= most / 2, "{sleeps:?}");
    }
}

#[tokio::test]
async fn burst_of_unavailability_is_waited_out_and_tries_are_told() {
    let bursts = [503, 504, 503].map(|status| busy(status).header("retry-after", "1"));
    let (result, seen, sleeps) = sent(get(), bursts.into_iter().chain([fine()])).await;
    assert!(result.is_ok());
    assert_eq!(sleeps, seconds([1, 1, 1]));
    let attempts: Vec<_> = seen.iter().map(|seen| seen.header("retry-attempt")).collect();
    assert_eq!(attempts, [None, Some("1"), Some("2"), Some("3")]);
    let ids: Vec<_> = seen.iter().map(|seen| seen.header("client-request-id")).collect();
    assert!(ids.iter().all(|id| id.is_some() && *id == ids[0]), "{ids:?}");
}

#[tokio::test]
async fn lasting_throttling_is_an_error_that_says_when_to_come_back() {
    let (result, seen, _) = sent(get(), [busy(429).header("retry-after", "2")]).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.code(), seen.len()), (ErrorKind::Throttled, Some("TooManyRequests"), 5));
    assert_eq!(error.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(2))));
    // longer than a program should sleep without being asked
    let (result, seen, sleeps) = sent(get(), [busy(429).header("retry-after", "3600")]).await;
    assert_eq!((result.unwrap_err().kind(), seen.len(), sleeps.len()), (ErrorKind::Throttled, 1, 0));
}

#[tokio::test]
async fn post_that_may_have_happened_is_not_repeated() {
    for answer in [busy(503), busy(504), fine().cut_after(3), fine().cut_after(0)] {
        let (result, seen, _) = sent(post(), [answer.clone(), fine()]).await;
        assert!(result.is_err() && seen.len() == 1, "{answer:?}");
    }
    let (result, seen, _) = sent(post(), [busy(503).header("retry-after", "1"), fine()]).await;
    assert!(result.is_ok() && seen.len() == 2);
    assert_eq!(
        (seen[1].body.as_slice(), seen[1].header("content-type")),
        (&b"\"x\""[..], Some("application/json"))
    );
}

#[tokio::test]
async fn commands_that_may_have_run_are_not_repeated() {
    let page = || Path::root(Version::V1, "me").segment("onenote/pages/1/content");
    let patch = |body: Json| page().patch::<Json>(&body, Operation::UNDOCUMENTED);
    let append = || patch(json!([{"target": "body", "action": "append", "content": "<p>Hi</p>"}]));
    for answer in [busy(503), busy(504), fine().cut_after(3)] {
        let (result, seen, _) = sent(append(), [answer.clone(), fine()]).await;
        assert!(result.is_err() && seen.len() == 1, "{answer:?}");
        let (result, seen, _) = sent(patch(json!({"title": "Hi"})), [answer, fine()]).await;
        assert!(result.is_ok() && seen.len() == 2, "changes have the same effect twice");
    }
    let (result, seen, _) = sent(append(), [busy(429), fine()]).await;
    assert!(result.is_ok() && seen.len() == 2);
}

#[tokio::test]
async fn wish_that_names_no_time_is_no_wish() {
    for after in ["garbage", "-1", "1.5"] {
        let (result, seen, _) = sent(post(), [busy(503).header("retry-after", after), fine()]).await;
        assert_eq!((result.unwrap_err().kind(), seen.len()), (ErrorKind::Service, 1), "{after}");
    }
}

#[tokio::test]
async fn wish_that_lasts_for_millennia_ends_the_request() {
    let late = busy(429).header("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT");
    let (result, seen, sleeps) = sent(get(), [late, fine()]).await;
    assert_eq!((result.unwrap_err().kind(), seen.len(), sleeps.len()), (ErrorKind::Throttled, 1, 0));
}

#[tokio::test]
async fn answer_that_is_cut_is_asked_for_again() {
    let (result, seen, sleeps) = sent(get(), [fine().cut_after(5), fine()]).await;
    assert!(result.is_ok() && seen.len() == 2 && sleeps.len() == 1);
    let (result, seen, _) = sent(get(), [fine().cut_after(5)]).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), seen.len()), (ErrorKind::Transport, 5));
    assert_eq!(error.to_string(), "the response of 127.0.0.1 was cut");
}

#[tokio::test]
async fn connection_that_fails_is_tried_again_whatever_the_method() {
    let server = Server::answering([fine()]).await;
    let tries = Arc::new(Mutex::new(Vec::new()));
    let (clock, report) = (TestClock::new(), tries.clone());
    // nobody listens there
    let endpoint = Endpoint::new("http://127.0.0.1:1").unwrap();
    let client = builder(&server, Token::new("secret")).endpoint(endpoint).clock(clock.clone());
    let client = client.retry(Retry::default().max_attempts(3)).on_attempt(move |attempt| {
        report.lock().unwrap().push((attempt.number, attempt.next.is_some()));
    });
    let error = client.build().unwrap().send(post()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_connect() && !error.is_timeout());
    assert_eq!(error.to_string(), "cannot connect to 127.0.0.1");
    let causes = format!("{error:#}");
    assert_eq!(causes.matches("error sending request").count(), 1, "{causes}");
    assert!(causes.to_lowercase().contains("connection refused"), "{causes}");
    assert_eq!(*tries.lock().unwrap(), [(1, true), (2, true), (3, false)]);
    assert_eq!(clock.sleeps().len(), 2);
}

#[tokio::test]
async fn every_try_is_reported() {
    let server = Server::answering([busy(429).header("retry-after", "7"), fine()]).await;
    let tries = Arc::new(Mutex::new(Vec::new()));
    let report = tries.clone();
    let client = builder(&server, Token::new("secret")).clock(TestClock::new()).on_attempt(move |attempt| {
        let text = format!("{attempt:?}");
        assert!(!text.contains("secret") && attempt.client_request_id.len() == 36);
        let line = (attempt.number, attempt.template.to_owned(), attempt.next, attempt.elapsed);
        report.lock().unwrap().push(line);
    });
    client.build().unwrap().send(list()).await.unwrap_err();
    let seven = Duration::from_secs(7);
    let expected = [
        (1, "/me/messages".to_owned(), Some(seven), Duration::ZERO),
        (2, "/me/messages".to_owned(), None, seven),
    ];
    assert_eq!(*tries.lock().unwrap(), expected);
}

#[tokio::test]
async fn wrong_content_type_and_truncated_json_are_errors_that_keep_the_answer() {
    let html = Answer::new(200, "<html>proxy</html>").header("content-type", "text/html");
    let (result, seen, _) = sent(get(), [html]).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), seen.len()), (ErrorKind::Decoding, 1));
    assert_eq!((error.status().unwrap().as_u16(), error.body()), (200, Some(&b"<html>proxy</html>"[..])));
    let (result, seen, _) = sent(get(), [Answer::new(200, r#"{"ok": tr"#).header("request-id", "r")]).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.request_id(), seen.len()), (ErrorKind::Decoding, Some("r"), 1));
}

#[tokio::test]
async fn other_errors_are_told_at_once() {
    let missing = Answer::new(404, r#"{"error": {"code": "ErrorItemNotFound", "message": "No."}}"#);
    let (result, seen, _) = sent(get(), [missing.header("request-id", "r")]).await;
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), "404 Not Found ErrorItemNotFound: No. (request-id r)");
    assert_eq!(seen.len(), 1);
}

#[tokio::test]
async fn answer_longer_than_the_limit_is_refused() {
    let server = Server::answering([Answer::new(200, "x".repeat(1001))]).await;
    let limited = |bytes| builder(&server, Token::new("secret")).max_response_bytes(bytes).build().unwrap();
    let error = limited(1000).send(get().as_text()).await.unwrap_err();
    assert!(error.to_string().contains("1000"), "{error}");
    let Text(text) = limited(1001).send(get().as_text()).await.unwrap();
    assert_eq!((text.len(), server.count()), (1001, 2));
}

#[tokio::test]
async fn silence_ends_after_the_time_that_the_stack_allows() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = Server::answering([fine()]).await;
    let endpoint = Endpoint::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let short = Duration::from_millis(1);
    let own = stack(RootCertStore::empty(), |http| http).idle_timeout(short);
    for stack in [own, stack(RootCertStore::empty(), |http| http.read_timeout(short))] {
        let client = builder(&server, Token::new("secret")).endpoint(endpoint.clone()).transport(stack);
        let error = client.retry(Retry::never()).build().unwrap().send(get()).await.unwrap_err();
        assert_eq!((error.kind(), error.is_timeout()), (ErrorKind::Transport, true));
        assert_eq!(error.to_string(), "127.0.0.1 did not respond in time");
    }
}

#[tokio::test]
async fn silence_within_an_answer_ends_it() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = Endpoint::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let begun = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(stream.read(&mut [0; 4096]).await.unwrap() > 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{").await.unwrap();
        stream
    });
    let stack = stack(RootCertStore::empty(), |http| http).idle_timeout(Duration::from_millis(50));
    let client = Client::builder(Token::new("secret")).endpoint(endpoint).transport(stack).allow_http();
    let error = client.retry(Retry::never()).build().unwrap().send(get()).await.unwrap_err();
    assert_eq!((error.kind(), error.is_timeout()), (ErrorKind::Transport, true));
    assert_eq!(error.to_string(), "the response of 127.0.0.1 did not end in time");
    begun.await.unwrap();
}

#[tokio::test]
async fn throttled_request_is_not_sent_again_without_a_pause() {
    for after in ["0", "Fri, 01 May 2020 00:00:00 GMT"] {
        let (result, seen, sleeps) = sent(post(), [busy(429).header("retry-after", after), fine()]).await;
        assert!(result.is_ok() && seen.len() == 2);
        assert!(sleeps.len() == 1 && sleeps[0] >= Duration::from_millis(500), "{sleeps:?}");
    }
}
