//! Requests are sent together, and each has its own result; none is lost on the way.

use crate::model::example::{Message, messages};
use crate::{
    Batch, BatchResults, Bytes, Endpoint, Error, ErrorKind, Json, Method, Operation, Page, Patch, Path,
    Request, StreamBody, Version,
};
use http::Response;
use jiff::Timestamp;
use serde_json::json;
use std::io::Cursor;
use std::time::Duration;

fn bodies(batch: &Batch) -> Result<Vec<Json>, Error> {
    let calls = batch.to_requests(&Endpoint::GLOBAL)?;
    calls
        .into_iter()
        .map(|call| Ok(serde_json::from_slice(call.into_http(&Endpoint::GLOBAL)?.body()).unwrap()))
        .collect()
}

fn refused(batch: &Batch) -> String {
    let error = batch.to_requests(&Endpoint::GLOBAL).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Building);
    error.to_string()
}

fn ids(body: &Json) -> Vec<&str> {
    body["requests"].as_array().unwrap().iter().map(|request| request["id"].as_str().unwrap()).collect()
}

/// Responds to the first call of a batch.
fn answer(batch: &Batch, results: &mut BatchResults, responses: &Json) {
    let call = batch.to_requests(&Endpoint::GLOBAL).unwrap().remove(0);
    results.add(call.parse(Response::new(json!({"responses": responses}).to_string())).unwrap());
}

fn beta() -> Request<Json> {
    Path::root(Version::Beta, "me").get(Operation::UNDOCUMENTED)
}

#[test]
fn call_holds_relative_urls_headers_and_bodies() {
    let mut batch = Batch::new();
    batch.add(messages().list().top(1).header("Prefer", "x"));
    batch.add(messages().id("a/b").update(&Patch::new().set(Message::SUBJECT, "é")));
    batch.add(messages().id("1").upload(vec![0xfb, 0xff]));
    batch.add(messages().create(&Message::default()).mime("MIME"));
    batch
        .add(Request::<Page<Message>>::from_link("https://graph.microsoft.com:443/v1.0/me/messages?$skip=2"));
    let call = batch.to_requests(&Endpoint::GLOBAL).unwrap().remove(0);
    assert_eq!((call.method(), call.path()), (Method::Post, "/$batch"));
    let json = json!({"content-type": "application/json"});
    let expected = json!({"requests": [
        {"id": "1", "method": "GET", "url": "/me/messages?$top=1", "headers": {"prefer": "x"}},
        {"id": "2", "method": "PATCH", "url": "/me/messages/a%2Fb", "headers": json, "body": {"subject": "é"}},
        {"id": "3", "method": "PUT", "url": "/me/messages/1/$value",
            "headers": {"content-type": "application/octet-stream"}, "body": "-_8="},
        {"id": "4", "method": "POST", "url": "/me/messages", "headers": {"content-type": "text/plain"}, "body": "TUlNRQ=="},
        {"id": "5", "method": "GET", "url": "/me/messages?$skip=2"},
    ]});
    assert_eq!(bodies(&batch).unwrap(), [expected]);
}

#[test]
fn many_requests_are_split_and_versions_kept_apart() {
    let mut batch = Batch::new();
    for _ in 0..21 {
        batch.add(messages().list());
    }
    batch.add(beta());
    let calls = bodies(&batch).unwrap();
    assert_eq!(calls.iter().map(|call| ids(call).len()).collect::<Vec<_>>(), [20, 1, 1]);
    let urls = batch.to_requests(&Endpoint::GLOBAL).unwrap();
    assert_eq!(
        urls.iter().map(Request::version).collect::<Vec<_>>(),
        [Version::V1, Version::V1, Version::Beta].map(Some)
    );
    assert!(Batch::new().to_requests(&Endpoint::GLOBAL).unwrap().is_empty());
}

#[test]
fn requests_that_wait_for_each_other_stay_together_in_order() {
    let mut batch = Batch::new();
    let last = batch.add(messages().list());
    batch.add(messages().list());
    let first = batch.add(messages().list());
    batch.run_after(last, first);
    let calls = bodies(&batch).unwrap();
    assert_eq!(calls.iter().map(ids).collect::<Vec<_>>(), [vec!["3", "1"], vec!["2"]]);
    assert_eq!(calls[0]["requests"][1]["dependsOn"], json!(["3"]));
}

#[test]
fn what_cannot_wait_is_refused() {
    let mut circle = Batch::new();
    let (a, b) = (circle.add(messages().list()), circle.add(messages().list()));
    circle.run_after(a, b);
    circle.run_after(b, a);
    assert!(refused(&circle).contains("in a circle"));

    let mut long = Batch::new();
    let mut before = long.add(messages().list());
    for _ in 0..20 {
        let next = long.add(messages().list());
        long.run_after(next, before);
        before = next;
    }
    assert!(refused(&long).contains("21 requests"));

    let mut mixed = Batch::new();
    let (stable, preview) = (mixed.add(messages().list()), mixed.add(beta()));
    mixed.run_after(preview, stable);
    assert!(refused(&mixed).contains("different versions"));

    let mut foreign = Batch::new();
    let own = foreign.add(messages().list());
    foreign.run_after(own, before);
    assert!(refused(&foreign).contains("another batch"));
}

#[test]
fn what_does_not_go_to_the_endpoint_is_refused() {
    let alone = |request: Request<Bytes>| {
        let mut batch = Batch::new();
        batch.add(request);
        refused(&batch)
    };
    assert!(alone(Request::presigned(Method::Get, "https://x.example/")).contains("no version"));
    assert!(alone(Request::from_link("https://x.example/v1.0/me")).contains("x.example"));
    assert!(alone(messages().id("").get().with_response_type()).contains("empty"));
    let broken = messages().create(&Message::default()).body("application/json", "{").with_response_type();
    assert!(alone(broken).contains("not the JSON"));
}

#[test]
fn each_request_has_its_own_result() {
    let mut batch = Batch::new();
    let fine = batch.add(messages().list());
    let wrong = batch.add(messages().id("2").get());
    let gone = batch.add(messages().id("3").delete());
    let lost = batch.add(messages().id("4").get());
    let mut results = BatchResults::new();
    answer(
        &batch,
        &mut results,
        &json!([
            {"id": "3", "status": 204, "body": null},
            {"id": "2", "status": 404, "headers": {"request-id": "r", "bad name": "x"}, "body": {"error": {"code": "gone"}}},
            {"id": 1, "status": "200", "body": {"value": [{"subject": "a"}], "big": 123_456_789}},
            {"id": "x", "status": 200}, {"status": 200}, {"id": "9", "status": 200},
        ]),
    );
    assert_eq!(results.get(fine).unwrap().value[0].subject.as_deref(), Some("a"));
    let error = results.get(wrong).unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.request_id()),
        (ErrorKind::Service, Some("gone"), Some("r"))
    );
    results.get(gone).unwrap();
    let missing = results.get(lost).unwrap_err();
    assert!(
        missing.kind() == ErrorKind::Decoding && missing.to_string().contains("no response to request 4")
    );
    assert_eq!((results.status(gone).map(|s| s.as_u16()), results.status(lost)), (Some(204), None));
    let pending = batch.pending(&results);
    assert_eq!(bodies(&pending).unwrap().iter().map(ids).collect::<Vec<_>>(), [["4"]]);
    assert_eq!(results.completed().collect::<Vec<_>>(), [1, 2, 3, 9]);
}

#[test]
fn request_without_a_response_is_not_sent_before_the_one_it_waits_for() {
    for (status, is_refused) in [(200, false), (429, true), (400, true)] {
        let mut batch = Batch::new();
        let (earlier, later) = (batch.add(messages().list()), batch.add(messages().list()));
        batch.run_after(later, earlier);
        let mut results = BatchResults::new();
        answer(&batch, &mut results, &json!([{"id": "1", "status": status}]));
        let pending = batch.pending(&results);
        assert_eq!(pending.len(), 1);
        match is_refused {
            true => {
                assert!(refused(&pending).contains("request 2 of a batch waits for request 1"), "{status}")
            }
            false => assert_eq!(bodies(&pending).unwrap()[0]["requests"][0].get("dependsOn"), None),
        }
    }
}

#[test]
fn bodies_that_are_no_json_are_decoded() {
    let get = |content_type: &str, body: Json| {
        let mut batch = Batch::new();
        let id = batch.add(messages().id("1").get().as_bytes());
        let mut results = BatchResults::new();
        let headers = json!({"Content-Type": content_type});
        answer(&batch, &mut results, &json!([{"id": "1", "status": 200, "headers": headers, "body": body}]));
        results.get(id).unwrap().0
    };
    assert_eq!(get("image/jpeg", json!("-_8")), [0xfb, 0xff]);
    assert_eq!(get("image/jpeg", json!("+/8=")), [0xfb, 0xff]);
    assert_eq!(get("text/plain", json!("42")), b"42");
    assert_eq!(get("application/json", json!("eyJhIjoxfQ==")), br#"{"a":1}"#);
    assert_eq!(get("application/json; charset=utf-8", json!("text")), br#""text""#);
    assert_eq!(get("application/problem+json", json!({"a": [1]})), br#"{"a":[1]}"#);
    assert_eq!(get("image/jpeg", json!("not base64!")), b"not base64!");
}

#[test]
fn only_what_was_throttled_is_sent_again_with_what_waited_for_it() {
    let now: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
    let mut batch = Batch::new();
    let (first, second, third) =
        (batch.add(messages().list()), batch.add(messages().list()), batch.add(messages().list()));
    let (fine, broken) = (batch.add(messages().list()), batch.add(messages().list()));
    batch.run_after(second, first);
    batch.run_after(third, second);
    let mut results = BatchResults::new();
    let mut respond = |status: [u16; 5], headers: Json| {
        let status = status.into_iter().zip(1..);
        let responses = status.map(
            |(status, id)| json!({"id": id, "status": status, "headers": headers, "body": {"value": []}}),
        );
        results.forget(&batch);
        answer(&batch, &mut results, &responses.collect());
        batch.retry(&results, now)
    };
    assert!(respond([200, 200, 200, 200, 500], json!({})).is_none());
    let silent = respond([200, 200, 200, 429, 500], json!({})).unwrap();
    assert_eq!((silent.batch.len(), silent.after), (1, None));
    let retry =
        respond([200, 429, 424, 200, 424], json!({"Retry-After": "Fri, 01 May 2026 00:00:09 GMT"})).unwrap();
    assert_eq!(retry.after, Some(Duration::from_secs(9)));
    let body = &bodies(&retry.batch).unwrap()[0];
    assert_eq!(ids(body), ["2", "3"]);
    assert_eq!(
        (&body["requests"][0]["dependsOn"], &body["requests"][1]["dependsOn"]),
        (&Json::Null, &json!(["2"]))
    );
    // the second try fills in what the first left
    answer(&retry.batch, &mut results, &json!([{"id": "2", "status": 200, "body": {"value": []}}]));
    assert!(results.get(second).is_ok() && results.get(fine).is_ok() && results.get(broken).is_err());
}

#[test]
fn what_waited_for_a_real_failure_as_well_is_not_sent_again() {
    let mut batch = Batch::new();
    let (throttled, failed, both) =
        (batch.add(messages().list()), batch.add(messages().list()), batch.add(messages().list()));
    batch.run_after(both, throttled);
    batch.run_after(both, failed);
    let mut results = BatchResults::new();
    let statuses = json!([{"id": 1, "status": 429}, {"id": 2, "status": 404}, {"id": 3, "status": 424}]);
    answer(&batch, &mut results, &statuses);
    let retry = batch.retry(&results, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(ids(&bodies(&retry.batch).unwrap()[0]), ["1"]);
}

fn once() -> StreamBody {
    StreamBody::once(3, Cursor::new("abc"))
}

fn put(body: &StreamBody) -> Request<Json> {
    Path::root(Version::V1, "me").put(body, Operation::UNDOCUMENTED)
}

#[test]
fn what_was_read_once_is_not_sent_again() {
    let anew = StreamBody::seekable(Cursor::new("abc")).unwrap();
    let mut batch = Batch::new();
    let (read, waits) = (batch.add(put(&once())), batch.add(messages().list()));
    let (list, waits_too) = (batch.add(messages().list()), batch.add(put(&once())));
    let seekable = batch.add(put(&anew));
    batch.run_after(waits, read);
    batch.run_after(waits_too, list);
    let mut results = BatchResults::new();
    let statuses = [(read.number(), 429), (waits.number(), 424), (list.number(), 429)];
    let statuses = statuses.into_iter().chain([(waits_too.number(), 424), (seekable.number(), 429)]);
    let responses = statuses.map(|(id, status)| json!({"id": id.to_string(), "status": status}));
    answer(&batch, &mut results, &responses.collect());
    let retry = batch.retry(&results, Timestamp::UNIX_EPOCH).unwrap();
    let calls = bodies(&retry.batch).unwrap();
    assert_eq!(calls.iter().flat_map(ids).collect::<Vec<_>>(), ["3", "5"]);
    assert_eq!(results.get(read).unwrap_err().kind(), ErrorKind::Throttled);
}

#[test]
fn stream_of_a_refused_request_is_not_read() {
    let foreign = Request::<Json>::monitor("https://x.example/", Version::V1);
    let beyond = Request::<Json>::from_link("https://graph.microsoft.com/v1.0");
    for (request, text) in [(foreign, "to another host"), (beyond, "out of its version")] {
        let body = once();
        let mut batch = Batch::new();
        batch.add(request.set_body(&body));
        assert!(refused(&batch).contains(text), "{}", refused(&batch));
        assert_eq!(body.into_bytes().unwrap(), b"abc");
    }
}

#[test]
fn request_that_is_done_does_not_look_throttled_whatever_comes_after() {
    let mut batch = Batch::new();
    let id = batch.add(messages().list().with_response_type::<()>());
    let status = |responses: &[Json]| {
        let mut results = BatchResults::new();
        responses.iter().for_each(|responses| answer(&batch, &mut results, responses));
        let again = batch.retry(&results, Timestamp::UNIX_EPOCH).is_some();
        (results.status(id).unwrap().as_u16(), again)
    };
    let one = |status: u16| json!({"id": 1, "status": status});
    assert_eq!(status(&[json!([one(201), one(429)])]), (201, false));
    assert_eq!(status(&[json!([one(429), one(201)])]), (201, false));
    assert_eq!(status(&[json!([one(404), one(201)])]), (404, false));
    assert_eq!(status(&[json!([one(201)]), json!([one(429)])]), (201, false));
    assert_eq!(status(&[json!([one(429)]), json!([one(201)])]), (201, false));
    assert_eq!(status(&[json!([one(424)]), json!([one(429)])]), (429, true));
}

#[test]
fn failed_dependency_of_a_request_that_waited_for_none_is_final() {
    let mut batch = Batch::new();
    let (throttled, alone) = (batch.add(messages().list()), batch.add(messages().list()));
    let mut results = BatchResults::new();
    answer(&batch, &mut results, &json!([{"id": 1, "status": 429}, {"id": 2, "status": 424}]));
    let retry = batch.retry(&results, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(ids(&bodies(&retry.batch).unwrap()[0]), [throttled.number().to_string()]);
    assert_eq!(results.status(alone).unwrap().as_u16(), 424);
}

#[test]
fn answer_that_is_made_to_take_memory_does_not() {
    let mut batch = Batch::new();
    let id = batch.add(messages().list().with_response_type::<Json>());
    let call = batch.to_requests(&Endpoint::GLOBAL).unwrap().remove(0);
    for deep in ["[".repeat(2_000_000), "{\"a\":".repeat(400_000)] {
        for body in [deep.clone(), format!(r#"{{"responses": [{{"id": 1, "status": 200, "body": {deep}"#)] {
            let error = call.parse(Response::new(body)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decoding);
            assert!(error.to_string().contains("deeper than 1000 levels"), "{error}");
        }
    }
    // a value that is too deep for its request costs no other its result
    let deep = "[".repeat(200) + &"]".repeat(200);
    let mut results = BatchResults::new();
    let body = format!(
        r#"{{"responses": [{{"id": 1, "status": 200, "body": {deep}}}, {{"id": 2, "status": 204}}]}}"#
    );
    results.add(call.parse(Response::new(body)).unwrap());
    assert_eq!((results.get(id).unwrap_err().kind(), results.completed().count()), (ErrorKind::Decoding, 2));
    // no call has so many requests
    let many: Json = (1..=1000).map(|id| json!({"id": id, "status": 200})).collect();
    let body = json!({"responses": many}).to_string();
    let mut results = BatchResults::new();
    results.add(call.parse(Response::new(body)).unwrap());
    assert_eq!(results.completed().count(), 20);
}

#[test]
fn headers_beyond_what_a_map_holds_are_left_out() {
    let mut batch = Batch::new();
    let id = batch.add(messages().list().with_response_type::<Json>().with_response());
    let headers: serde_json::Map<String, Json> =
        (0..40_000).map(|number| (format!("h{number:05}"), json!(number))).collect();
    let mut results = BatchResults::new();
    answer(&batch, &mut results, &json!([{"id": 1, "status": 200, "headers": headers, "body": {}}]));
    let response = results.get(id).unwrap();
    assert_eq!(response.header("h00007"), Some("7"));
    assert!(response.headers.len() < 40_000);
}

#[test]
fn answer_without_responses_is_an_error_and_more_answers_are_a_request() {
    let mut batch = Batch::new();
    let id = batch.add(messages().list());
    let call = batch.to_requests(&Endpoint::GLOBAL).unwrap().remove(0);
    for body in ["", "{}", "[]", "{\"responses\": {}}", "<html>"] {
        assert_eq!(call.parse(Response::new(body)).unwrap_err().kind(), ErrorKind::Decoding, "{body}");
    }
    let body = r#"{"responses": [], "@odata.nextLink": "https://graph.microsoft.com/v1.0/$batch?x"}"#;
    let answer = call.parse(Response::new(body)).unwrap();
    assert_eq!(answer.next().unwrap().path(), "https://graph.microsoft.com/v1.0/$batch?x");
    assert!(BatchResults::new().get(id).is_err());
}
