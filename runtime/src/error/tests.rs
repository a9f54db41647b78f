//! An error says what the service said, whatever form that has.

use super::{Error, ErrorKind, RetryAfter};
use crate::model::example::messages;
use crate::{DateTimeOffset, Endpoint};
use serde_json::json;
use std::time::Duration;

fn error(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Error {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    messages().list().parse(response.body(body.into()).unwrap()).unwrap_err()
}

#[test]
fn error_of_a_fake_is_that_of_the_response() {
    let response = || {
        let response = http::Response::builder().status(404).header("request-id", "r");
        response.body(r#"{"error": {"code": "ErrorItemNotFound", "message": "No."}}"#).unwrap()
    };
    let fake = Error::from_response(response());
    assert_eq!(fake.to_string(), messages().list().parse(response()).unwrap_err().to_string());
    assert_eq!((fake.kind(), fake.code()), (ErrorKind::Service, Some("ErrorItemNotFound")));
}

#[test]
fn all_that_the_service_says_is_there() {
    let body = json!({"error": {
        "code": "badRequest", "message": "Not\r\n so.", "target": "subject",
        "details": [{"code": "d", "message": "detail", "target": "t"}],
        "innerError": {"code": "i", "message": "m", "date": "2026-05-01T00:00:00", "request-id": "r", "client-request-id": "c",
            "innererror": {"code": "deep", "x": 1}}
    }});
    let error = error(400, &[], body.to_string());
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.to_string(), "400 Bad Request badRequest: Not so. (request-id r)");
    assert_eq!((error.status().map(|status| status.as_u16()), error.code()), (Some(400), Some("badRequest")));
    let service = error.service().unwrap();
    assert_eq!((service.message(), service.target()), (Some("Not\r\n so."), Some("subject")));
    let detail = service.details().next().unwrap();
    assert_eq!((detail.code(), detail.message(), detail.target()), (Some("d"), Some("detail"), Some("t")));
    let inner = service.inner().unwrap();
    assert_eq!((inner.code(), inner.message()), (Some("i"), Some("m")));
    let deep = inner.inner().unwrap();
    assert_eq!((deep.code(), deep.get("x"), deep.inner().is_some()), (Some("deep"), Some(&json!(1)), false));
    assert_eq!((service.request_id(), service.client_request_id()), (Some("r"), Some("c")));
    assert_eq!(service.date(), Some("2026-05-01T00:00:00"));
    assert_eq!(service.body(), body.to_string().as_bytes());
}

#[test]
fn headers_tell_ids_date_and_when_to_try_again() {
    let headers = [
        ("request-id", "r"),
        ("client-request-id", "c"),
        ("date", "Fri, 01 May 2026 00:00:00 GMT"),
        ("retry-after", "120"),
    ];
    let throttled = error(429, &headers, "");
    let service = throttled.service().unwrap();
    assert_eq!(throttled.to_string(), "429 Too Many Requests (request-id r)");
    assert_eq!(
        (service.client_request_id(), service.date()),
        (Some("c"), Some("Fri, 01 May 2026 00:00:00 GMT"))
    );
    assert_eq!(service.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(120))));
    assert_eq!(service.headers()["retry-after"], "120");
    let after = |text: &str| {
        error(503, &[("retry-after", text)], "").service().and_then(|service| service.retry_after())
    };
    assert_eq!(
        after("Fri, 01 May 2026 00:00:00 GMT"),
        Some(RetryAfter::Date("Fri, 01 May 2026 00:00:00 GMT".into()))
    );
    assert_eq!(after(" "), None);
    assert_eq!(after("-1"), None);
}

#[test]
fn other_forms_of_errors_are_understood() {
    let check = |body: &str, code: Option<&str>, message: Option<&str>| {
        let error = error(401, &[], body);
        let service = error.service().unwrap();
        assert_eq!((service.code(), service.message()), (code, message), "{body}");
        assert_eq!(service.text(), body);
    };
    check(
        r#"{"error": "invalid_grant", "error_description": "AADSTS1"}"#,
        Some("invalid_grant"),
        Some("AADSTS1"),
    );
    check(r#"{"odata.error": {"code": "c", "message": {"lang": "en", "value": "m"}}}"#, Some("c"), Some("m"));
    check(r#"{"Message": "denied"}"#, None, Some("denied"));
    check(r#"{"error": {"code": 5, "message": null}}"#, None, None);
    check(r#"{"error": null}"#, None, None);
    check("\u{feff}{\"error\": {\"code\": \"c\"}}", Some("c"), None);
    for body in [
        "",
        "null",
        "[1]",
        "5",
        "\"x\"",
        "<html>Bad Gateway</html>",
        "{\"error\": {\"code\": \"c\"",
        "{\"error\": []}",
    ] {
        check(body, None, None);
    }
}

#[test]
fn body_that_is_no_text_is_still_an_error_of_the_service() {
    let error = error(502, &[("content-type", "text/html")], vec![0xff, 0xfe]);
    assert_eq!(error.to_string(), "502 Bad Gateway");
    assert_eq!(error.service().unwrap().body(), [0xff, 0xfe]);
}

#[test]
fn every_status_but_success_is_an_error() {
    for status in [100, 301, 302, 304, 400, 404, 500, 599] {
        assert_eq!(error(status, &[], "{\"value\": []}").kind(), ErrorKind::Service);
    }
}

#[test]
fn neither_display_nor_debug_shows_the_body() {
    let error = error(500, &[("x", "secret")], "{\"error\": {\"code\": \"c\"}, \"x\": \"secret\"}");
    let text = format!("{error} {error:?} {:?}", error.service().unwrap());
    assert!(text.contains("500") && !text.contains("secret"), "{text}");
}

#[test]
fn throttling_is_a_kind_of_its_own() {
    let kind = |status: u16, headers: &[(&str, &str)]| error(status, headers, "").kind();
    assert_eq!(kind(429, &[]), ErrorKind::Throttled);
    assert_eq!(kind(509, &[]), ErrorKind::Throttled);
    assert_eq!(kind(503, &[("retry-after", "5")]), ErrorKind::Throttled);
    assert_eq!(kind(503, &[]), ErrorKind::Service);
    assert_eq!(kind(503, &[("retry-after", "garbage")]), ErrorKind::Service);
    let throttled = error(429, &[("retry-after", "5")], "");
    assert_eq!(throttled.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(5))));
    assert!(throttled.service().is_some());
}

#[test]
fn challenge_of_a_refused_token_is_there() {
    let refused = error(401, &[("www-authenticate", "Bearer claims=\"e30=\"")], "");
    assert_eq!(refused.service().and_then(|service| service.challenge()), Some("Bearer claims=\"e30=\""));
}

#[test]
fn stacks_tell_of_their_own_errors() {
    let source = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "reset\nby peer");
    let error = Error::transport("no response", source);
    assert_eq!((error.kind(), error.status(), error.body()), (ErrorKind::Transport, None, None));
    assert_eq!(error.to_string(), "no response");
    assert_eq!(
        format!("{error:#} {error:?}"),
        "no response: reset by peer Error(Transport: no response: reset by peer)"
    );
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn display_leaves_the_cause_to_the_source() {
    let json = messages().list().parse(http::Response::new("{\"value\": 5x}")).unwrap_err();
    let header = messages().list().header("x", "\u{1}").into_http(&Endpoint::GLOBAL).unwrap_err();
    let date = DateTimeOffset::from("yesterday").parse().unwrap_err();
    let stack = Error::transport("no response", "reset by peer");
    for error in [json, header, date, stack] {
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(!error.to_string().contains(&cause), "{error}");
        assert_eq!(format!("{error:#}"), format!("{error}: {cause}"));
    }
}

#[test]
fn failures_of_connections_are_known_by_the_cause() {
    use std::io::ErrorKind::{ConnectionRefused, ConnectionReset, HostUnreachable, TimedOut};
    let of = |kind: std::io::ErrorKind| {
        let outer = Error::transport("outer", Error::transport("inner", std::io::Error::from(kind)));
        (outer.is_connect(), outer.is_timeout())
    };
    assert_eq!(of(ConnectionRefused), (true, false));
    // also the end of a connection over which something was sent
    assert_eq!(of(HostUnreachable), (false, false));
    assert_eq!(of(TimedOut), (false, true));
    assert_eq!(of(ConnectionReset), (false, false));
    // a file of the program
    let body = Error::building_from("the body cannot be read", std::io::Error::from(TimedOut));
    assert!(!body.is_timeout() && !error(504, &[], "").is_timeout());
}

#[test]
fn unreadable_answer_names_the_place_and_what_it_says_it_is() {
    let parse = |media_type: &str, body: &str| {
        let response =
            http::Response::builder().header("content-type", media_type).body(body.to_owned()).unwrap();
        let error = messages().list().parse(response).unwrap_err();
        (error.to_string(), format!("{error:#}"))
    };
    let (cut, causes) =
        parse("application/json", "{\"value\": [{\"id\": \"1\"},\n {\"from\": {\"name\": tru");
    assert!(cut.ends_with("expected at value[1].from.name") && causes.contains("line 2 column"), "{causes}");
    let (page, _) = parse("text/html", "<html>");
    assert!(page.ends_with("expected (it says that it is text/html)"), "{page}");
    let error = messages().list().parse(http::Response::new("{\n\"a\": [1,\n  oops]}")).unwrap_err();
    assert!(
        error.excerpt().is_some_and(|excerpt| excerpt.starts_with("oops")),
        "{error:?} {:?}",
        error.excerpt()
    );
}

#[test]
fn forgotten_state_of_a_delta_link_wants_a_resync() {
    let wants = |status: u16, code: &str| {
        let error = error(
            status,
            &[("location", "https://graph.microsoft.com/v1.0/x")],
            format!("{{\"error\": {{\"code\": \"{code}\"}}}}"),
        );
        error.service().map(|service| (service.wants_resync(), service.location().is_some()))
    };
    for (status, code) in [(410, ""), (400, "resyncRequired"), (400, "SyncStateNotFound")] {
        assert_eq!(wants(status, code), Some((true, true)), "{status} {code}");
    }
    assert_eq!(wants(404, "itemNotFound"), Some((false, true)));
}

#[test]
fn display_has_a_limit_however_long_the_texts_are() {
    let long = "é ".repeat(100_000);
    let body = json!({"error": {"code": long, "message": long}}).to_string();
    let error = error(500, &[("request-id", &"r".repeat(5000))], body.clone());
    let text = error.to_string();
    assert!(text.chars().count() < 2500 && text.matches('…').count() == 3, "{}", text.len());
    assert_eq!(error.service().unwrap().message(), Some(long.as_str()));
    assert_eq!(error.body(), Some(body.as_bytes()));
    let transport = format!("{:#}", Error::transport(long.clone(), long));
    assert!(transport.chars().count() < 5000, "{}", transport.len());
}

#[test]
fn body_that_is_too_long_for_an_error_is_kept_but_not_read() {
    let body = format!(r#"{{"error": {{"code": "c"}}, "x": [{}0]}}"#, "0,".repeat(600_000));
    let error = error(500, &[], body.clone());
    assert_eq!((error.to_string().as_str(), error.code()), ("500 Internal Server Error", None));
    assert_eq!(error.body(), Some(body.as_bytes()));
}
