//! An upload sends every byte once, goes on after a break, and says what cannot be.

use super::{SLICE, UNIT, Upload, UploadStep, Uploaded};
use crate::{Endpoint, Error, ErrorKind, Json};
use http::Response;
use serde_json::json;

const URL: &str = "https://up.example/s?key=secret";

fn upload(size: u64) -> Upload<Json> {
    Upload::new(&json!({"uploadUrl": URL}), size).unwrap().slice_size(UNIT).unwrap()
}

/// Sends the next slice; the answer has this status and body.
fn send(upload: &mut Upload<Json>, status: u16, body: &Json) -> Result<UploadStep<Json>, Error> {
    let range = upload.next_range().unwrap();
    let request = upload.slice(vec![0; usize::try_from(range.end - range.start).unwrap()])?;
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let response =
        Response::builder().status(status).header("location", "https://x.example/1").body(body).unwrap();
    upload.accept(request.parse(response)?)
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
    let upload = upload(UNIT + 10);
    let request = upload.slice(vec![1; 327_680]).unwrap();
    assert!(!request.carries_token(&Endpoint::GLOBAL));
    let http = request.into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((http.method(), http.uri().to_string().as_str()), (&http::Method::PUT, URL));
    assert_eq!(http.headers()["content-range"], "bytes 0-327679/327690");
    assert_eq!(http.body().len(), 327_680);
    assert!(!format!("{upload:?}").contains("secret"));
    for (request, method) in
        [(upload.status(), "GET"), (upload.commit(), "POST"), (upload.cancel().answering(), "DELETE")]
    {
        assert_eq!((request.method().as_str(), request.path()), (method, URL));
    }
}

#[test]
fn upload_sends_what_is_expected_until_the_item_is_there() {
    let mut upload = upload(UNIT * 2 + 5);
    assert!(matches!(send(&mut upload, 202, &expects(&["327680-655364"])).unwrap(), UploadStep::More));
    assert_eq!((upload.sent(), upload.expires()), (UNIT, Some("2026-05-01T00:00:00Z")));
    // a service that does not say what it expects has got the slice
    assert!(matches!(send(&mut upload, 202, &json!(null)).unwrap(), UploadStep::More));
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
    let status =
        upload.status().parse(Response::new(expects(&["983040-", "327680-400000"]).to_string())).unwrap();
    assert!(matches!(upload.accept(status).unwrap(), UploadStep::More));
    assert_eq!(upload.next_range(), Some(327_680..400_001));
    assert_eq!(upload.sent(), UNIT * 4 - UNIT - 72_321);
    assert!(matches!(send(&mut upload, 202, &expects(&["983040-"])).unwrap(), UploadStep::More));
    assert_eq!(upload.next_range(), Some(983_040..UNIT * 4));

    upload.expect(&[0..9, 99..UNIT * 4]);
    assert!(matches!(send(&mut upload, 202, &json!(null)).unwrap(), UploadStep::More));
    assert_eq!(upload.next_range(), Some(99..99 + SLICE.min(UNIT * 4 - 99)));
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
        (0..5).map(|_| send(&mut upload, 202, &expects(&["0-"])).map_err(|error| error.kind())).collect();
    assert!(results[..4].iter().all(Result::is_ok));
    assert_eq!(results[4].as_ref().err(), Some(&ErrorKind::Decoding));
}

#[test]
fn nonsense_is_an_error() {
    for range in ["", "x", "-5", "1-x", "1-18446744073709551615"] {
        let error = send(&mut upload(5), 202, &expects(&[range])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decoding, "{range}");
    }
    assert_eq!(send(&mut upload(5), 416, &json!({})).unwrap_err().kind(), ErrorKind::Service);
}
