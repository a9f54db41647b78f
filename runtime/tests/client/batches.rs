//! A batch gives every request its own result, and sends the throttled ones again.

use crate::server::{Answer, Server};
use crate::{TestClock, client, get, list, messages, post, seconds};
use msgraph_core::client::Retry;
use msgraph_core::{Batch, BatchResults, ErrorKind, Json, Operation, Page, Request, StreamBody, jiff};
use serde_json::json;
use std::io::{self, Cursor, Read};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// The ids and methods of the requests in a call.
fn steps(body: &[u8]) -> Vec<(String, String)> {
    let call: Json = serde_json::from_slice(body).unwrap();
    let text = |step: &Json, name: &str| step[name].as_str().unwrap().to_owned();
    call["requests"].as_array().unwrap().iter().map(|step| (text(step, "id"), text(step, "method"))).collect()
}

fn answered(responses: &Json) -> Answer {
    Answer::new(200, json!({"responses": responses}).to_string())
}

#[tokio::test]
async fn mixed_results_each_reach_their_request() {
    let first = json!([
        {"id": "3", "status": 404, "body": {"error": {"code": "ErrorItemNotFound", "message": "No."}}},
        {"id": "1", "status": 200, "body": {"id": "me"}},
        {"id": "2", "status": 429, "headers": {"Retry-After": "9"}, "body": {"error": {"code": "Busy"}}},
    ]);
    let second = json!([{"id": "2", "status": 200, "body": {"value": [{"id": "m"}]}}]);
    let server = Server::answering([answered(&first), answered(&second)]).await;
    let mut batch = Batch::new();
    let (me, all, missing, lost) = (batch.add(get()), batch.add(list()), batch.add(get()), batch.add(post()));
    let clock = TestClock::new();
    let results = client(&server, &clock).batch(&batch).await.unwrap();
    assert_eq!(results.get(me).unwrap()["id"], "me");
    let page: Page<Json> = results.get(all).unwrap();
    assert_eq!(page.value[0]["id"], "m");
    assert_eq!(results.get(missing).unwrap_err().code(), Some("ErrorItemNotFound"));
    assert_eq!(results.get(lost).unwrap_err().kind(), ErrorKind::Decoding);
    let seen = server.seen();
    assert_eq!((seen[0].method.as_str(), seen[0].target.as_str()), ("POST", "/v1.0/$batch"));
    assert_eq!(steps(&seen[0].body).len(), 4);
    assert_eq!(steps(&seen[1].body), [("2".to_owned(), "GET".to_owned())]);
    assert_eq!((seen.len(), clock.sleeps()), (2, seconds([9]).to_vec()));
}

/// Responds to each request of the calls with a status by its id and the number of the call; requests after a failure
/// in the same call fail as well.
async fn by_status(status: fn(&str, usize) -> u16) -> Server {
    Server::start(move |seen| {
        let call: Json = serde_json::from_slice(&seen.body).unwrap();
        let mut failed: Vec<Json> = Vec::new();
        let mut respond = |step: &Json| {
            let waits = step["dependsOn"].as_array().into_iter().flatten().any(|id| failed.contains(id));
            let status = if waits { 424 } else { status(step["id"].as_str().unwrap(), seen.number) };
            if status != 200 {
                failed.push(step["id"].clone());
            }
            json!({"id": step["id"], "status": status, "body": {}})
        };
        answered(&call["requests"].as_array().unwrap().iter().map(&mut respond).collect())
    })
    .await
}

/// The number of requests in each call, and of those that wait for another of the call.
fn sizes(server: &Server) -> Vec<(usize, usize)> {
    let size = |body: &[u8]| {
        let call: Json = serde_json::from_slice(body).unwrap();
        let steps = call["requests"].as_array().unwrap();
        (steps.len(), steps.iter().filter(|step| step.get("dependsOn").is_some()).count())
    };
    server.seen().iter().map(|seen| size(&seen.body)).collect()
}

#[tokio::test]
async fn requests_that_wait_for_each_other_may_be_more_than_a_call_holds() {
    let server = by_status(|id, call| if id == "1" && call == 0 { 429 } else { 200 }).await;
    let mut batch = Batch::new();
    let first = batch.add(get());
    let others: Vec<_> = (0..50).map(|_| batch.add(get())).collect();
    others.iter().for_each(|other| batch.run_after(*other, first));
    let clock = TestClock::new();
    let results = client(&server, &clock).batch(&batch).await.unwrap();
    assert!(others.into_iter().chain([first]).all(|id| results.get(id).is_ok()));
    // the retry comes before what waits for it, and the rest waits for nothing any more
    assert_eq!(sizes(&server), [(20, 19), (20, 19), (20, 0), (11, 0)]);

    let server = by_status(|_, _| 200).await;
    let mut chain = Batch::new();
    let ids: Vec<_> = (0..45).map(|_| chain.add(get())).collect();
    ids.windows(2).for_each(|pair| chain.run_after(pair[1], pair[0]));
    let results = client(&server, &clock).batch(&chain).await.unwrap();
    assert!(ids.into_iter().all(|id| results.get(id).is_ok()));
    assert_eq!(sizes(&server), [(20, 19), (20, 19), (5, 4)]);
}

#[tokio::test]
async fn request_of_a_later_call_is_not_sent_after_a_failure() {
    let server = by_status(|id, call| if id == "20" && call < 9 { 404 } else { 200 }).await;
    let mut batch = Batch::new();
    let ids: Vec<_> = (0..23).map(|_| batch.add(get())).collect();
    ids.windows(2).for_each(|pair| batch.run_after(pair[1], pair[0]));
    let free = batch.add(get());
    batch.run_after(free, ids[0]);
    let mut results = client(&server, &TestClock::new()).batch(&batch).await.unwrap();
    let statuses: Vec<_> = ids[18..].iter().map(|id| results.status(*id).unwrap().as_u16()).collect();
    assert_eq!(statuses, [200, 404, 424, 424, 424]);
    let error = results.get(ids[22]).unwrap_err();
    assert!(error.to_string().contains("not sent"), "{error}");
    assert!(results.get(free).is_ok() && batch.retry(&results, jiff::Timestamp::UNIX_EPOCH).is_none());
    assert_eq!(sizes(&server), [(20, 19), (1, 0)]);
    // one without a response leaves those that wait for it without one
    let server =
        Server::answering([answered(&json!([{"id": "1", "status": 200}])), answered(&json!([]))]).await;
    client(&server, &TestClock::new()).batch_into(&batch, &mut results).await.unwrap();
    assert_eq!((results.status(ids[0]).is_some(), results.status(ids[22])), (true, None));
    assert_eq!((batch.pending(&results).len(), sizes(&server)), (23, vec![(20, 19), (1, 0)]));
    // a mixture of versions is refused wherever it is split
    let other = batch.add(Request::<Json>::from_link(format!("http://{}/beta/me", "x.example")));
    batch.run_after(other, ids[0]);
    let error = client(&server, &TestClock::new()).batch(&batch).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Building, 2));
}

#[tokio::test]
async fn throttled_request_whose_body_was_read_keeps_its_result() {
    let busy = json!({"error": {"code": "Busy"}});
    let first = json!([
        {"id": "1", "status": 200, "body": {"id": "me"}},
        {"id": "2", "status": 429, "headers": {"Retry-After": "99"}, "body": busy},
        {"id": "3", "status": 429, "headers": {"Retry-After": "9"}, "body": busy},
    ]);
    let second = json!([{"id": "3", "status": 200, "body": {"id": "later"}}]);
    let server = Server::answering([answered(&first), answered(&second)]).await;
    let once = StreamBody::once(3, Cursor::new("abc"));
    let once: Request<Json> = messages().post(&once, Operation::UNDOCUMENTED);
    let mut batch = Batch::new();
    let (me, once, later) = (batch.add(get()), batch.add(once), batch.add(get()));
    let clock = TestClock::new();
    let results = client(&server, &clock).batch(&batch).await.unwrap();
    assert_eq!(results.get(me).unwrap()["id"], "me");
    assert_eq!(results.get(once).unwrap_err().code(), Some("Busy"));
    assert_eq!(results.get(later).unwrap()["id"], "later");
    assert_eq!(steps(&server.seen()[1].body), [("3".to_owned(), "GET".to_owned())]);
    assert_eq!((server.count(), clock.sleeps()), (2, seconds([9]).to_vec()));
}

#[tokio::test]
async fn body_that_a_batch_cannot_read_is_an_error_that_names_the_request() {
    let server = Server::answering([answered(&json!([]))]).await;
    let client = client(&server, &TestClock::new());
    let post = |body: &StreamBody| -> Request<Json> {
        messages().key("a secret", "id").post(body, Operation::UNDOCUMENTED)
    };
    let once = StreamBody::once(3, Cursor::new("abc"));
    let mut batch = Batch::new();
    (0..20).for_each(|_| _ = batch.add(post(&once)));
    let mut both = batch.clone();
    both.add(post(&StreamBody::once_async(3, tokio::io::empty())));
    let error = client.batch(&both).await.unwrap_err();
    let text = "request 21 of the batch (POST /me/messages/{id}) has an asynchronous body, which no batch reads: \
        send it alone, with a client";
    assert_eq!(error.kind(), ErrorKind::Building);
    assert!(error.to_string().ends_with(text), "{error}");
    // the first call could be built, but its body has not been read
    let error = client.batch(&batch).await.unwrap_err();
    let text = "the body of request 2 of the batch (POST /me/messages/{id}) cannot be read";
    assert!(error.to_string().contains(text), "{error}");
    assert_eq!((error.kind(), server.count()), (ErrorKind::Building, 0));
}

#[tokio::test]
async fn body_of_a_call_that_was_not_sent_is_still_to_be_read() {
    let done: Json = (1..=21).map(|id| json!({"id": id, "status": 204})).collect();
    let parts = [json!(done.as_array().unwrap()[..20]), json!(done.as_array().unwrap()[20..])];
    let server = Server::start(move |seen| match seen.number {
        0 => Answer::new(500, "{}"),
        number => answered(&parts[number - 1]),
    })
    .await;
    let client = client(&server, &TestClock::new());
    let mut batch = Batch::new();
    (0..20).for_each(|_| _ = batch.add(get()));
    let once = StreamBody::once(3, Cursor::new("abc"));
    batch.add(messages().post::<()>(&once, Operation::UNDOCUMENTED));
    let mut results = BatchResults::new();
    client.batch_into(&batch, &mut results).await.unwrap_err();
    client.batch_into(&batch.pending(&results), &mut results).await.unwrap();
    assert_eq!((results.completed().count(), server.count()), (21, 3));
    let last: Json = serde_json::from_slice(&server.seen()[2].body).unwrap();
    assert_eq!(last["requests"][0]["body"], "YWJj");
}

/// A reader that waits until a task has sent it its bytes.
struct Waiting(mpsc::Receiver<u8>);

impl Read for Waiting {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let late = |error: RecvTimeoutError| {
            (error == RecvTimeoutError::Timeout).then(|| io::Error::other("no task ran"))
        };
        match self.0.recv_timeout(Duration::from_secs(5)) {
            Ok(byte) => {
                space[0] = byte;
                Ok(1)
            }
            Err(error) => late(error).map_or(Ok(0), Err),
        }
    }
}

#[tokio::test]
async fn reader_of_a_batch_keeps_no_task_waiting() {
    let server = Server::answering([answered(&json!([{"id": "1", "status": 204}]))]).await;
    let (sender, receiver) = mpsc::channel();
    let body = StreamBody::once(1, Waiting(receiver));
    let mut batch = Batch::new();
    let id = batch.add(messages().post::<()>(&body, Operation::UNDOCUMENTED));
    tokio::spawn(async move { sender.send(7).unwrap() });
    let client = client(&server, &TestClock::new());
    client.batch(&batch).await.unwrap().get(id).unwrap();
}

#[tokio::test]
async fn lasting_throttling_of_one_request_is_its_result() {
    let busy = json!([{"id": "1", "status": 429, "body": {"error": {"code": "Busy"}}}]);
    let server = Server::answering([answered(&busy)]).await;
    let mut batch = Batch::new();
    let id = batch.add(get());
    let results = client(&server, &TestClock::new()).batch(&batch).await.unwrap();
    assert_eq!((results.get(id).unwrap_err().kind(), server.count()), (ErrorKind::Throttled, 5));
}

#[tokio::test]
async fn throttled_requests_are_sent_again_within_the_time_of_the_policy() {
    let busy = json!([{"id": "1", "status": 429, "headers": {"Retry-After": "7"}}]);
    let server = Server::answering([answered(&busy)]).await;
    let mut batch = Batch::new();
    let id = batch.add(get());
    let clock = TestClock::new();
    let patient = Retry::default().max_elapsed(Duration::from_secs(20));
    let client = client(&server, &clock).with_retry(patient);
    let results = client.batch(&batch).await.unwrap();
    assert_eq!(results.get(id).unwrap_err().kind(), ErrorKind::Throttled);
    assert_eq!((server.count(), clock.sleeps()), (3, seconds([7, 7]).to_vec()));
}

#[tokio::test]
async fn results_before_an_error_are_kept() {
    let server = Server::start(|seen| {
        let steps = steps(&seen.body);
        let responses: Vec<Json> =
            steps.iter().map(|(id, _)| json!({"id": id, "status": 200, "body": {"id": id}})).collect();
        if seen.number == 1 { Answer::new(500, "{}") } else { answered(&responses.into()) }
    })
    .await;
    let mut batch = Batch::new();
    let ids: Vec<_> = (0..30).map(|_| batch.add(get())).collect();
    let client = client(&server, &TestClock::new());
    let mut results = BatchResults::new();
    let error = client.batch_into(&batch, &mut results).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), results.completed().count()), (500, 20));
    client.batch_into(&batch.pending(&results), &mut results).await.unwrap();
    for id in ids {
        assert_eq!(results.get(id).unwrap()["id"], id.number().to_string());
    }
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn answer_that_leads_on_without_an_end_is_an_error() {
    let server = Server::start(|seen| {
        let next = format!("http://{}/v1.0/$batch?p={}", seen.header("host").unwrap(), seen.number);
        let part = json!({"responses": [{"id": "1", "status": 204}], "@odata.nextLink": next});
        Answer::new(200, part.to_string())
    })
    .await;
    let mut batch = Batch::new();
    batch.add(get());
    let error = client(&server, &TestClock::new()).batch(&batch).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Decoding, 20));
}

#[tokio::test]
async fn throttled_request_of_a_batch_is_not_sent_again_without_a_pause() {
    let busy = json!([{"id": "1", "status": 429, "headers": {"Retry-After": "0"}}]);
    let server = Server::answering([answered(&busy), answered(&json!([{"id": "1", "status": 200}]))]).await;
    let mut batch = Batch::new();
    batch.add(get());
    let clock = TestClock::new();
    client(&server, &clock).batch(&batch).await.unwrap();
    assert_eq!((server.count(), clock.sleeps()), (2, seconds([5]).to_vec()));
}

#[tokio::test]
async fn throttled_call_is_sent_again_as_a_whole() {
    let fine = answered(&json!([{"id": "1", "status": 204}]));
    let server = Server::answering([Answer::new(429, "{}").header("retry-after", "4"), fine]).await;
    let mut batch = Batch::new();
    let id = batch.add(post().with_response_type::<()>());
    let clock = TestClock::new();
    client(&server, &clock).batch(&batch).await.unwrap().get(id).unwrap();
    assert_eq!((server.count(), clock.sleeps()), (2, seconds([4]).to_vec()));
}

fn busy(ids: &[&str]) -> Answer {
    answered(&ids.iter().map(|id| json!({"id": id, "status": 429})).collect())
}

#[tokio::test]
async fn request_that_is_done_but_left_out_of_the_second_response_is_not_sent_a_third_time() {
    let server = Server::answering([busy(&["1"]), answered(&json!([]))]).await;
    let mut batch = Batch::new();
    let id = batch.add(post());
    let results = client(&server, &TestClock::new()).batch(&batch).await.unwrap();
    assert_eq!((server.count(), results.status(id)), (2, None));
    assert_eq!(batch.pending(&results).len(), 1);
    assert!(batch.retry(&results, jiff::Timestamp::UNIX_EPOCH).is_none());
}

#[tokio::test]
async fn lost_response_leaves_its_requests_to_the_caller() {
    let lost = answered(&json!([{"id": "1", "status": 201}])).cut_after(5);
    let server = Server::answering([busy(&["1"]), lost]).await;
    let mut batch = Batch::new();
    batch.add(post());
    let mut results = BatchResults::new();
    let error = client(&server, &TestClock::new()).batch_into(&batch, &mut results).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Transport, 2));
    assert_eq!(batch.pending(&results).len(), 1);
    assert!(batch.retry(&results, jiff::Timestamp::UNIX_EPOCH).is_none());
}

#[tokio::test]
async fn throttled_requests_whose_second_call_was_not_sent_are_still_to_be_sent_again() {
    let twenty: Vec<String> = (1..=20).map(|id: u32| id.to_string()).collect();
    let twenty: Vec<&str> = twenty.iter().map(String::as_str).collect();
    let lost = answered(&json!([])).cut_after(1);
    let server = Server::answering([busy(&twenty), busy(&["21"]), lost]).await;
    let mut batch = Batch::new();
    for _ in 0..21 {
        batch.add(post());
    }
    let mut results = BatchResults::new();
    client(&server, &TestClock::new()).batch_into(&batch, &mut results).await.unwrap_err();
    let again = batch.retry(&results, jiff::Timestamp::UNIX_EPOCH).unwrap();
    // the call with the first twenty was lost, and the one with the last never sent
    assert_eq!((again.batch.len(), batch.pending(&results).len(), server.count()), (1, 20, 3));
}

#[tokio::test]
async fn request_that_waited_for_none_is_not_sent_again_after_a_424() {
    let server = Server::answering([answered(&json!([{"id": "1", "status": 424}]))]).await;
    let mut batch = Batch::new();
    batch.add(post());
    client(&server, &TestClock::new()).batch(&batch).await.unwrap();
    assert_eq!(server.count(), 1);
}
