//! An upload sends every byte once, resumes after a break, and reports what is impossible.

use super::{SLICE, UNIT, Upload, UploadStep, Uploaded};
use crate::{Endpoint, Error, ErrorKind, Json};
use http::Response;
use serde_json::json;

const URL: &str = "https://up.example/s?key=secret";

fn upload(size: u64) -> Upload<Json> {
    Upload::new(&json!({"uploadUrl": URL}), size).unwrap().slice_size(UNIT).unwrap()
}

/// Sends the next slice; the response has this status and body.
fn send(upload: &mut Upload<Json>, status: u16, body: &Json) -> Result<UploadStep<Json>, Error> {
    let range = upload.next_range().unwrap();
    let request = upload.slice(vec![0; usize::try_from(range.end - range.start).unwrap()])?;
    upload.accept(request.parse(response(status, body))?)
}

/// Asks for the status; the response has this body.
fn status(upload: &mut Upload<Json>, body: &Json) -> Result<UploadStep<Json>, Error> {
    upload.accept(upload.status().parse(response(200, body))?)
}

fn response(status: u16, body: &Json) -> Response<String> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    Response::builder().status(status).header("location", "https://x.example/1").body(body).unwrap()
}

fn more(step: &Result<UploadStep<Json>, Error>) -> bool {
    matches!(step, Ok(UploadStep::More))
}

fn unclear(step: &Result<UploadStep<Json>, Error>) -> bool {
    matches!(step, Ok(UploadStep::CheckStatus))
}

fn done(step: &Result<UploadStep<Json>, Error>) -> bool {
    matches!(step, Ok(UploadStep::Done(_)))
}

fn expects(ranges: &[&str]) -> Json {
    json!({"nextExpectedRanges": ranges, "expirationDateTime": "2026-05-01T00:00:00Z"})
}

fn building<T>(result: Result<T, Error>) -> String {
    let error = result.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Building);
    error.to_string()
}

#[test]
fn slices_go_to_the_upload_url_with_their_range_and_without_a_token() {
    let mut upload = upload(UNIT + 10);
    let request = upload.slice(vec![1; 327_680]).unwrap();
    assert!(!request.needs_token(&Endpoint::GLOBAL));
    let http = request.into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((http.method(), http.uri().to_string().as_str()), (&http::Method::PUT, URL));
    assert_eq!(http.headers()["content-range"], "bytes 0-327679/327690");
    assert_eq!(http.body().len(), 327_680);
    assert!(!format!("{upload:?}").contains("secret"));
    for (request, method) in [
        (upload.status(), "GET"),
        (upload.commit(), "POST"),
        (upload.cancel().with_response_type(), "DELETE"),
    ] {
        assert_eq!((request.method().as_str(), request.path()), (method, URL));
    }
}

#[test]
fn upload_sends_what_is_expected_until_the_item_is_there() {
    let mut upload = upload(UNIT * 2 + 5);
    assert!(matches!(send(&mut upload, 202, &expects(&["327680-655364"])).unwrap(), UploadStep::More));
    assert_eq!((upload.sent(), upload.expires()), (UNIT, Some("2026-05-01T00:00:00Z")));
    assert!(more(&send(&mut upload, 202, &expects(&["655360"]))));
    assert_eq!(upload.next_range(), Some(UNIT * 2..UNIT * 2 + 5));
    let UploadStep::Done(Uploaded { item, .. }) = send(&mut upload, 201, &json!({"id": "1"})).unwrap() else {
        panic!()
    };
    assert_eq!((item, upload.next_range(), upload.sent()), (Some(json!({"id": "1"})), None, upload.size()));
    assert!(building(upload.slice(vec![])).contains("all slices"));
}

#[test]
fn end_may_only_tell_where_the_item_is() {
    let mut upload = upload(5);
    let UploadStep::Done(uploaded) = send(&mut upload, 201, &json!(null)).unwrap() else { panic!() };
    assert_eq!((uploaded.item, uploaded.location.as_deref()), (None, Some("https://x.example/1")));
}

#[test]
fn broken_upload_goes_on_from_what_the_service_has_got() {
    let mut upload: Upload<Json> = Upload::at(URL, UNIT * 4).unwrap();
    // twice the same range is once the same bytes
    let expected = expects(&["983040-", "327680-400000", "983040-1000000"]);
    assert!(more(&status(&mut upload, &expected)));
    assert_eq!(upload.next_range(), Some(327_680..400_001));
    assert_eq!(upload.sent(), UNIT * 4 - UNIT - 72_321);
    assert!(more(&send(&mut upload, 202, &expects(&["983040-"]))));
    assert_eq!(upload.next_range(), Some(983_040..UNIT * 4));
    assert!(done(&send(&mut upload, 200, &json!({"Id": "1"}))));
}

#[test]
fn names_of_a_session_are_read_in_either_case() {
    let session = json!({"UploadUrl": URL, "ExpirationDateTime": "2026-05-01T00:00:00Z",
        "NextExpectedRanges": ["0"]});
    let mut upload: Upload<Json> = Upload::new(&session, UNIT * 2).unwrap().slice_size(UNIT).unwrap();
    assert_eq!(upload.expires(), Some("2026-05-01T00:00:00Z"));
    let expected = json!({"ExpirationDateTime": "2026-06-01T00:00:00Z", "NextExpectedRanges": ["327680"]});
    assert!(more(&send(&mut upload, 200, &expected)));
    assert_eq!((upload.sent(), upload.expires()), (UNIT, Some("2026-06-01T00:00:00Z")));
    assert!(done(&send(&mut upload, 201, &json!(null))));
}

#[test]
fn only_the_response_to_the_last_missing_range_ends_an_upload() {
    let item = json!({"id": "1"});
    for (code, body) in [
        (200, json!(null)),
        (201, json!(null)),
        (204, json!(null)),
        (202, json!({})),
        (200, json!({"status": "ok"})),
        (200, item.clone()),
        (201, item.clone()),
        (202, item.clone()),
    ] {
        let mut upload = upload(UNIT * 3);
        assert!(unclear(&send(&mut upload, code, &body)), "{code} {body}");
        assert_eq!((upload.next_range(), upload.sent()), (Some(0..UNIT), 0));
        // the service got it nevertheless
        assert!(more(&status(&mut upload, &expects(&["327680-"]))));
        assert_eq!(upload.sent(), UNIT);
    }
    for (code, body, ends) in [
        (200, json!(null), false),
        (200, json!({"status": "ok"}), false),
        (204, json!(null), false),
        (202, item.clone(), false),
        (201, json!(null), true),
        (201, item.clone(), true),
        (200, item.clone(), true),
    ] {
        let step = send(&mut upload(UNIT), code, &body);
        assert_eq!((done(&step), unclear(&step)), (ends, !ends), "{code} {body}");
    }
}

#[test]
fn status_never_ends_an_upload() {
    for body in [json!(null), json!({}), json!({"id": "1"}), json!({"nextExpectedRanges": null})] {
        let mut upload = upload(5);
        assert_eq!(status(&mut upload, &body).unwrap_err().kind(), ErrorKind::Decoding, "{body}");
        assert_eq!(upload.next_range(), Some(0..5));
    }
}

#[test]
fn bytes_that_were_not_sent_are_missing_whatever_the_service_says() {
    for expected in [&[][..], &["655360-"], &["327680-327690"]] {
        let mut upload = upload(UNIT * 3);
        assert!(unclear(&send(&mut upload, 202, &expects(expected))), "{expected:?}");
        assert!(more(&status(&mut upload, &expects(expected))), "{expected:?}");
        assert_eq!(upload.next_range(), Some(UNIT..UNIT * 2));
        assert_eq!(upload.sent(), UNIT);
    }
    // what was lost has to be sent again before it counts
    let mut upload = upload(UNIT * 2);
    assert!(more(&send(&mut upload, 202, &expects(&["327680-"]))));
    assert!(more(&send(&mut upload, 202, &expects(&["0-"]))));
    assert!(unclear(&send(&mut upload, 202, &expects(&[]))));
    assert_eq!(upload.sent(), 0);
    // unless somebody else may have sent it
    upload.forget_received();
    assert!(more(&status(&mut upload, &expects(&["655355-"]))));
    assert_eq!(upload.sent(), UNIT * 2 - 5);
}

#[test]
fn commit_ends_an_upload_only_when_nothing_is_missing() {
    let mut upload = upload(UNIT * 2);
    let commit = |upload: &mut Upload<Json>, code, body| {
        let answer = upload.commit().parse(response(code, &body))?;
        upload.accept(answer)
    };
    assert!(unclear(&commit(&mut upload, 201, json!({"id": "1"}))));
    assert!(more(&send(&mut upload, 202, &expects(&["327680-"]))));
    assert!(more(&send(&mut upload, 202, &expects(&[]))));
    assert!(more(&commit(&mut upload, 202, expects(&["400000-"]))));
    assert_eq!(upload.next_range(), Some(400_000..UNIT * 2));
    assert!(more(&send(&mut upload, 202, &expects(&[]))));
    assert!(unclear(&commit(&mut upload, 202, json!({}))));
    assert!(done(&commit(&mut upload, 201, json!({"id": "1"}))));
}

#[test]
fn session_that_waits_for_its_commit_has_no_range_left() {
    let mut upload = upload(5);
    assert!(matches!(send(&mut upload, 202, &expects(&[])).unwrap(), UploadStep::More));
    assert_eq!((upload.next_range(), upload.sent()), (None, 5));
    let done = upload.commit().parse(Response::new("{\"id\": \"1\"}")).unwrap();
    assert!(matches!(upload.accept(done).unwrap(), UploadStep::Done(_)));
}

#[test]
fn sizes_that_cannot_be_are_refused() {
    assert!(building(Upload::<Json>::at(URL, None)).contains("must be known"));
    assert!(building(Upload::<Json>::at(URL, 0)).contains("empty"));
    assert!(building(Upload::<Json>::new(&json!({}), 1)).contains("no upload URL"));
    for size in [0, 1, UNIT + 1, 61 * 1024 * 1024] {
        assert!(building(upload(1).slice_size(size)).contains("multiple"), "{size}");
    }
    assert!(building(upload(5).slice(vec![0; 4])).contains("5 bytes, not 4"));
    assert!(SLICE.is_multiple_of(UNIT) && SLICE < 4_000_000);
}

#[test]
fn service_that_never_gets_on_ends_the_upload() {
    let mut upload = upload(5);
    let results: Vec<_> =
        (0..10).map(|_| send(&mut upload, 202, &expects(&["0-"])).map_err(|error| error.kind())).collect();
    assert!(results[..9].iter().all(Result::is_ok));
    assert_eq!(results[9].as_ref().err(), Some(&ErrorKind::Decoding));
}

#[test]
fn only_new_ground_is_progress() {
    let mut upload = upload(UNIT * 8);
    let forth_and_back = ["655360-", "327680-"].iter().cycle();
    assert!(more(&send(&mut upload, 202, &expects(&["327680-"]))));
    let requests = forth_and_back.map(|next| send(&mut upload, 202, &expects(&[next])));
    assert_eq!(requests.take_while(Result::is_ok).take(100).count(), 10);
    // where it ended it can go on
    assert!(more(&send(&mut upload, 202, &expects(&["983040-"]))));
    assert_eq!(upload.sent(), UNIT * 3);
}

#[test]
fn nonsense_is_an_error_that_leaves_the_upload_as_it_was() {
    for range in ["", "x", "-5", "1-x", "1-18446744073709551615", "3-2", "10-5", "5-", "5-9"] {
        let mut upload = upload(5);
        let error = send(&mut upload, 202, &expects(&[range])).unwrap_err();
        assert_eq!((error.kind(), upload.next_range()), (ErrorKind::Decoding, Some(0..5)), "{range}");
        assert!(Upload::<Json>::new(&json!({"uploadUrl": URL, "nextExpectedRanges": [range]}), 5).is_err());
    }
    for ranges in [json!("0-"), json!({}), json!([0])] {
        let error = send(&mut upload(5), 202, &json!({"nextExpectedRanges": ranges})).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decoding, "{ranges}");
    }
    assert_eq!(send(&mut upload(5), 416, &json!({})).unwrap_err().kind(), ErrorKind::Service);
}
