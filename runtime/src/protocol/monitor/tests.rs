//! An operation's monitor is understood in all forms that the service has.

use crate::{
    Accepted, Endpoint, ErrorKind, Json, Method, Monitor, Operation, Path, Progress, Request, State, Version,
};
use http::Response;
use serde_json::json;

fn begin(headers: &[(&str, &str)], status: u16) -> Accepted {
    let path = Path::root(Version::Beta, "teams");
    let request: Request<Accepted> = path.post_empty(Operation::UNDOCUMENTED);
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    request.parse(response.body(br#"{"id": "1"}"#).unwrap()).unwrap()
}

fn poll(status: u16, body: &Json) -> Progress {
    let monitor = Monitor::at("https://x.example/m", Version::V1);
    let response = Response::builder().status(status).header("location", "https://x.example/r");
    monitor.poll().parse(response.body(body.to_string()).unwrap()).unwrap()
}

fn url(monitor: &Monitor) -> Result<(String, bool), crate::Error> {
    let carries = monitor.poll().needs_token(&Endpoint::GLOBAL);
    Ok((monitor.poll().into_http(&Endpoint::GLOBAL)?.uri().to_string(), carries))
}

#[test]
fn address_of_the_monitor_is_read_from_the_headers() {
    let location =
        |headers: &[(&str, &str)], status| begin(headers, status).monitor().map(|monitor| monitor.location);
    assert_eq!(location(&[("Location", "/a")], 202).as_deref(), Some("/a"));
    assert_eq!(location(&[("location", "/a"), ("Azure-AsyncOperation", "/b")], 202).as_deref(), Some("/b"));
    assert_eq!(location(&[("Operation-Location", "/c")], 201).as_deref(), Some("/c"));
    assert_eq!(location(&[("location", "/created")], 201), None);
    assert_eq!(location(&[], 202), None);
    assert_eq!(begin(&[], 200).value::<Json>().unwrap(), json!({"id": "1"}));
}

#[test]
fn token_goes_along_to_the_endpoint_alone() {
    let at = |location: &str| url(&Monitor::at(location, Version::Beta)).unwrap();
    let graph = "https://graph.microsoft.com/beta/teams('1')/operations('2')";
    assert_eq!(at("/teams('1')/operations('2')"), (graph.to_owned(), true));
    assert_eq!(at("/beta/teams('1')/operations('2')"), (graph.to_owned(), true));
    assert_eq!(at(graph), (graph.to_owned(), true));
    assert_eq!(at("https://contoso.example/m?k=1"), ("https://contoso.example/m?k=1".to_owned(), false));
    // a proxy under a path of its own names that path, too
    let proxy = Endpoint::new("https://proxy.example/graph").unwrap();
    let through = |location: &str| {
        Monitor::at(location, Version::Beta).poll().into_http(&proxy).unwrap().uri().to_string()
    };
    assert_eq!(through("/teams('1')"), "https://proxy.example/graph/beta/teams('1')");
    assert_eq!(through("/graph/beta/teams('1')"), "https://proxy.example/graph/beta/teams('1')");
    for location in ["http://contoso.example/m", "//contoso.example/m", "https://a@contoso.example/", "m", ""]
    {
        let error = url(&Monitor::at(location, Version::V1)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Building, "{location}");
    }
}

#[test]
fn state_is_what_the_service_says_in_any_of_its_words() {
    for (status, word, state) in [
        (202, json!("inProgress"), State::Running),
        (200, json!("notStarted"), State::Running),
        (200, json!("somethingNew"), State::Running),
        (200, json!(""), State::Running),
        (200, json!("Succeeded"), State::Succeeded),
        (202, json!("completed"), State::Succeeded),
        (200, json!("failed"), State::Failed),
        (202, json!(null), State::Running),
        (200, json!(null), State::Succeeded),
        (303, json!(null), State::Succeeded),
    ] {
        assert_eq!(poll(status, &json!({"status": word})).state(), state, "{status} {word}");
        assert_eq!(poll(status, &json!({"Status": word})).state(), state, "{status} {word}");
    }
    assert_eq!(poll(200, &json!({"error": {"code": "x"}})).state(), State::Failed);
    assert_eq!(poll(200, &json!({"error": null})).state(), State::Succeeded);
    assert_eq!(poll(202, &json!({"percentageComplete": 27.8})).percent(), Some(27.8));
}

#[test]
fn end_leads_to_what_was_made() {
    let resource = |progress: &Progress| progress.resource::<Json>().map(|request| request.path().to_owned());
    let made = poll(
        200,
        &json!({"status": "succeeded", "targetResourceId": "7", "targetResourceLocation": "/teams('7')"}),
    );
    assert_eq!((made.resource_id(), resource(&made).as_deref()), (Some("7"), Some("/teams('7')")));
    let other = poll(303, &json!({}));
    assert_eq!(resource(&other).as_deref(), Some("https://x.example/r"));
    let itself = poll(200, &json!({"id": "8"}));
    assert_eq!((resource(&itself), itself.value::<Json>().unwrap()), (None, json!({"id": "8"})));
}

#[test]
fn failure_is_an_error_of_the_service() {
    let failed =
        poll(200, &json!({"status": "failed", "error": {"code": "nameAlreadyExists", "message": "m"}}));
    let error = failed.error().unwrap();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("nameAlreadyExists")));
    // not by the status of the monitor, which is a success
    assert_eq!(error.to_string(), "the operation failed: nameAlreadyExists: m");
    let cancelled = poll(200, &json!({"status": "cancelled"})).error().unwrap();
    assert_eq!(cancelled.to_string(), "the operation failed: cancelled");
    assert!(poll(200, &json!({"status": "completed"})).error().is_none());
}

#[test]
fn page_of_something_on_the_way_is_an_error() {
    let monitor = Monitor::at("https://x.example/m", Version::V1);
    let read = |status: u16, body: &'static str| {
        let response = Response::builder().status(status).header("content-type", "text/html");
        monitor.poll().parse(response.header("location", "/r").body(body).unwrap())
    };
    let error = read(200, "<html>Sign in</html>").unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Decoding, 200));
    assert!(error.to_string().contains("text/html"), "{error}");
    assert!(read(202, "<html>").is_err());
    assert_eq!(read(303, "<html>").unwrap().state(), State::Succeeded);
    assert_eq!(read(202, "").unwrap().state(), State::Running);
}

#[test]
fn monitor_survives_serde_and_debug_hides_its_query() {
    let monitor = Monitor::at("https://x.example/m?secret=1", Version::Beta);
    let kept = serde_json::to_string(&monitor).unwrap();
    assert_eq!(serde_json::from_str::<Monitor>(&kept).unwrap(), monitor);
    assert!(serde_json::from_str::<Monitor>("\"v2 x\"").is_err());
    let shown = format!("{monitor:?} {:?}", monitor.poll());
    assert!(shown.contains("x.example/m") && !shown.contains("secret"), "{shown}");
    assert_eq!(monitor.poll().method(), Method::Get);
}
