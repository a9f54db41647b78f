//! Any response can be read raw, or as a value with status, headers and body.

use crate::model::example::messages;
use crate::{Bytes, Endpoint, ErrorKind, Text};
use http::Response;

fn json(body: &str) -> Response<&str> {
    Response::builder().header("request-id", "r").header("etag", "e").body(body).unwrap()
}

#[test]
fn response_keeps_status_headers_and_body_beside_the_value() {
    let request = messages().list().with_response();
    assert_eq!(request.clone().into_http(&Endpoint::GLOBAL).unwrap().headers()["accept"], "application/json");
    let response = request.parse(json(r#"{"value": [{"subject": "secret"}]}"#)).unwrap();
    assert_eq!(response.value.value[0].subject.as_deref(), Some("secret"));
    assert_eq!(
        (response.status.as_u16(), response.request_id(), response.header("etag")),
        (200, Some("r"), Some("e"))
    );
    assert_eq!(response.body, br#"{"value": [{"subject": "secret"}]}"#);
    assert!(!format!("{response:?}").contains("secret"));
    let error = request.parse(Response::builder().status(404).body("").unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
}

#[test]
fn any_answer_is_to_be_had_raw() {
    let list = || messages().list();
    assert_eq!(list().as_text().parse(json("{ broken")).unwrap(), Text("{ broken".into()));
    assert_eq!(list().as_bytes().parse(json("\u{0}")).unwrap(), Bytes(vec![0]));
    assert_eq!(list().as_json().parse(json("[1]")).unwrap(), serde_json::json!([1]));
    let broken = list().as_text().parse(Response::new(&b"\xff"[..])).unwrap_err();
    assert_eq!(broken.kind(), ErrorKind::Decoding);
}

#[test]
fn unreadable_answer_is_kept_in_the_error() {
    let error = messages().list().parse(json("<html>proxy</html>")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decoding);
    assert_eq!(error.body(), Some(&b"<html>proxy</html>"[..]));
    assert_eq!((error.status().map(|status| status.as_u16()), error.request_id()), (Some(200), Some("r")));
    assert_eq!(error.headers().map(|headers| headers.len()), Some(2));
}
