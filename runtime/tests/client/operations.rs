//! Operations that take their time are waited for; programs that are not async can wait for everything.

use std::time::Duration;

use crate::server::{Answer, Server};
use crate::{TestClock, builder, client, get, list, messages, seconds};
use msgraph_core::client::{Blocking, Client, MockTransport, Retry, Token, Transport};
use msgraph_core::{Accepted, ErrorKind, Json, Monitor, Operation, Request, RetryAfter, Version, http};
use serde_json::json;

fn copy() -> Request<Accepted> {
    messages().segment("copy").post_empty(Operation::UNDOCUMENTED)
}

#[tokio::test]
async fn operation_is_asked_until_it_has_ended() {
    let monitor = Server::answering([
        Answer::new(202, r#"{"status": "inProgress", "percentageComplete": 10}"#).header("retry-after", "5"),
        Answer::new(200, r#"{"status": "inProgress", "percentageComplete": 50}"#),
        Answer::new(200, r#"{"status": "inProgress", "percentageComplete": 90}"#),
        Answer::new(200, r#"{"status": "completed", "resourceId": "7"}"#),
    ])
    .await;
    let server = Server::answering([Answer::new(202, "").header("location", monitor.url("/m?sig=1"))]).await;
    let clock = TestClock::new();
    let client = client(&server, &clock);
    let accepted = client.send(copy()).await.unwrap();
    let mut percents = Vec::new();
    let end = client.wait(&accepted.monitor().unwrap(), |progress| percents.push(progress.percent())).await;
    assert_eq!(end.unwrap().resource_id(), Some("7"));
    assert_eq!(percents, [Some(10.0), Some(50.0), Some(90.0), None]);
    assert_eq!(clock.sleeps(), seconds([5, 2, 4]));
    assert!(monitor.seen().iter().all(|seen| seen.header("authorization").is_none()));
}

#[tokio::test]
async fn monitor_of_the_endpoint_gets_the_token_and_its_redirection_is_the_end() {
    let server = Server::start(|seen| match seen.number {
        0 => Answer::new(202, "").header("location", "/operations/1"),
        1 => Answer::new(303, "").header("location", "/items/1"),
        _ => Answer::new(200, r#"{"id": "1"}"#),
    })
    .await;
    let client = client(&server, &TestClock::new());
    let accepted = client.send(copy()).await.unwrap();
    let end = client.wait(&accepted.monitor().unwrap(), |_| ()).await.unwrap();
    assert_eq!(client.send(end.resource::<Json>().unwrap()).await.unwrap()["id"], "1");
    let seen = server.seen();
    assert_eq!((seen[1].target.as_str(), seen[2].target.as_str()), ("/v1.0/operations/1", "/items/1"));
    assert!(seen.iter().all(|seen| seen.header("authorization") == Some("Bearer secret")));
}

#[tokio::test]
async fn monitor_of_another_host_leads_on_from_there() {
    let other = Server::start(|seen| match seen.target.as_str() {
        "/monitors/1" => Answer::new(307, "").header("location", "2/status"),
        "/monitors/2/status" => Answer::new(303, "").header("location", "../../items/1"),
        _ => Answer::new(200, r#"{"id": "1"}"#),
    })
    .await;
    let server = Server::answering([Answer::new(202, "").header("location", other.url("/monitors/1"))]).await;
    let client = client(&server, &TestClock::new());
    let accepted = client.send(copy()).await.unwrap();
    let end = client.wait(&accepted.monitor().unwrap(), |_| ()).await.unwrap();
    assert_eq!(client.send(end.resource::<Json>().unwrap()).await.unwrap()["id"], "1");
    let seen = other.seen();
    assert_eq!((seen[2].target.as_str(), server.count()), ("/items/1", 1));
    assert!(seen.iter().all(|seen| seen.header("authorization").is_none()));
}

#[tokio::test]
async fn operation_is_not_asked_without_a_pause() {
    let running = |after| Answer::new(200, r#"{"status": "inProgress"}"#).header("retry-after", after);
    let answers = [running("0"), running("Fri, 01 May 2020 00:00:00 GMT"), running("7"), running("0")];
    let ended = Answer::new(200, r#"{"status": "completed"}"#);
    let server = Server::answering(answers.into_iter().chain([ended])).await;
    let clock = TestClock::new();
    let monitor = Monitor::at("/operations/1", Version::V1);
    client(&server, &clock).wait(&monitor, |_| ()).await.unwrap();
    assert_eq!(clock.sleeps(), seconds([1, 2, 7, 8]));
}

/// Time passes by itself while nothing happens; a network would be nothing, so there is none.
#[tokio::test(start_paused = true)]
async fn operation_that_is_to_be_asked_much_later_is_told_of_and_can_be_given_up() {
    let service = MockTransport::new(|_| {
        let running = http::Response::builder().status(202).header("retry-after", "86400");
        running.body(br#"{"status": "inProgress"}"#.to_vec()).unwrap()
    });
    let client = Client::builder(Token::new("secret")).transport(service).build().unwrap();
    let monitor = Monitor::at("/operations/1", Version::V1);
    let mut told = Vec::new();
    let wait = client.wait(&monitor, |progress| told.push(progress.retry_after()));
    assert!(tokio::time::timeout(Duration::from_secs(600), wait).await.is_err());
    assert_eq!(told, [Some(RetryAfter::Delay(Duration::from_secs(86400)))]);
}

#[tokio::test]
async fn operation_that_fails_is_an_error() {
    let server = Server::start(|seen| match seen.number {
        0 => Answer::new(202, "").header("location", "/operations/1"),
        _ => Answer::new(
            200,
            r#"{"status": "failed", "error": {"code": "nameAlreadyExists", "message": "m"}}"#,
        ),
    })
    .await;
    let client = client(&server, &TestClock::new());
    let accepted = client.send(copy()).await.unwrap();
    let error = client.wait(&accepted.monitor().unwrap(), |_| ()).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("nameAlreadyExists")));
}

/// A service of two pages.
fn two_pages() -> impl Transport {
    MockTransport::new(|request| {
        let body = match request.uri().query() {
            None => json!({"value": [1, 2], "@odata.nextLink": "https://graph.microsoft.com/v1.0/x?p=2"}),
            Some("p=2") => json!({"value": [3]}),
            _ => json!([]),
        };
        http::Response::new(body.to_string().into_bytes())
    })
}

#[test]
fn blocking_client_does_the_same() {
    let client = Client::builder(Token::new("secret")).transport(two_pages()).build().unwrap();
    let graph = Blocking::new(client).unwrap();
    assert_eq!(graph.send(get()).unwrap()["value"], json!([1, 2]));
    let items: Result<Vec<Json>, _> = graph.items(list()).collect();
    assert_eq!(items.unwrap(), [1, 2, 3]);
    assert_eq!(graph.run(graph.client().send(list())).unwrap().value.len(), 2);
    // an error ends it
    let mut broken = graph.items(list().top(1));
    assert!(broken.next().unwrap().is_err() && broken.next().is_none());
}

#[tokio::test]
async fn blocking_client_is_refused_where_waiting_would_stop_everything() {
    let client = Client::builder(Token::new("secret")).transport(two_pages()).build().unwrap();
    let graph = Blocking::new(client).unwrap();
    assert_eq!(graph.send(get()).unwrap_err().kind(), ErrorKind::Building);
    // the end of a runtime within another must not hide that by a panic
    drop(graph);
}

#[tokio::test]
async fn client_without_retries_sends_once() {
    let server = Server::answering([Answer::new(503, "{}")]).await;
    let client = builder(&server, Token::new("secret")).clock(TestClock::new()).build().unwrap();
    assert!(client.with_retry(Retry::never()).send(get()).await.is_err());
    assert_eq!(server.count(), 1);
    assert!(client.send(get()).await.is_err());
    assert_eq!(server.count(), 6);
}
