//! A request goes where it may, and a token goes along to the endpoint alone.

use crate::model::example::{Message, messages};
use crate::{Bytes, Endpoint, Error, ErrorKind, Method, NoToken, Page, Request, Version};
use http::Response;

fn presigned(url: &str, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, Error> {
    Request::<Bytes>::presigned(Method::Put, url).into_http(endpoint)
}

#[test]
fn presigned_url_leads_anywhere_without_a_token() {
    let url = "https://up.example/s?tempauth=secret";
    let request: Request<Bytes> = Request::presigned(Method::Put, url);
    assert!(!request.needs_token(&Endpoint::GLOBAL) && request.version().is_none());
    assert!(!format!("{request:?}").contains("secret"));
    let http = request.into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((http.uri().to_string().as_str(), http.method()), (url, &http::Method::PUT));
    assert!(http.extensions().get::<NoToken>().is_some());
    // not even where the host is the endpoint's
    let request: Request<Bytes> = Request::presigned(Method::Get, "https://graph.microsoft.com/x");
    assert!(!request.needs_token(&Endpoint::GLOBAL));
}

#[test]
fn presigned_url_is_encrypted_unless_the_endpoint_is_not() {
    let local = Endpoint::new("http://127.0.0.1:1").unwrap();
    assert!(presigned("http://127.0.0.1:2/x", &local).is_ok());
    for url in [
        "http://up.example/x",
        "//up.example/x",
        "/x",
        "",
        "https://a@up.example/",
        "file:///x",
        "https:///x",
    ] {
        assert_eq!(presigned(url, &Endpoint::GLOBAL).unwrap_err().kind(), ErrorKind::Building, "{url}");
    }
}

#[test]
fn places_and_links_of_the_endpoint_carry_a_token() {
    let list = messages().list();
    assert!(list.needs_token(&Endpoint::GLOBAL));
    assert!(list.into_http(&Endpoint::GLOBAL).unwrap().extensions().get::<NoToken>().is_none());
    let link = |link: &str| Request::<Page<Message>>::from_link(link).needs_token(&Endpoint::GLOBAL);
    assert!(link("https://graph.microsoft.com/v1.0/me"));
    assert!(!link("https://evil.example/v1.0/me"));
}

#[test]
fn version_is_that_of_the_place_or_the_link() {
    let version = |link: &str| Request::<Page<Message>>::from_link(link).version();
    assert_eq!(messages().list().version(), Some(Version::V1));
    assert_eq!(version("https://graph.microsoft.com/beta/me?$skip=v1.0"), Some(Version::Beta));
    assert_eq!(version("https://proxy.example/graph/v1.0/me"), Some(Version::V1));
    assert_eq!(version("https://graph.microsoft.com/me?x=/beta/"), None);
}

#[test]
fn redirection_of_a_content_is_followed_without_token_and_headers() {
    let content: Request<Bytes> = messages().id("1").get().with_response_type();
    let content = content.header("Range", "bytes=0-9").header("x-secret", "s");
    let found = Response::builder().status(302).header("location", "https://files.example/1?key=k");
    let next = content.follow_redirect(&found.body("").unwrap()).unwrap().unwrap();
    let http = next.into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(http.uri(), "https://files.example/1?key=k");
    assert!(http.extensions().get::<NoToken>().is_some() && !http.headers().contains_key("x-secret"));
    assert_eq!(
        (http.headers()["range"].as_bytes(), http.headers()["accept"].as_bytes()),
        (&b"bytes=0-9"[..], &b"*/*"[..])
    );
}

#[test]
fn only_a_request_that_reads_follows_a_redirection() {
    let to = |status: u16| {
        Response::builder().status(status).header("location", "https://x.example/").body("").unwrap()
    };
    assert!(messages().list().follow_redirect(&to(200)).unwrap().is_none());
    let delete = messages().id("1").delete();
    assert_eq!(delete.follow_redirect(&to(307)).unwrap_err().kind(), ErrorKind::Building);
    let poll = crate::Monitor::at("/x", Version::V1).poll();
    assert!(
        poll.follow_redirect(&to(303)).unwrap().is_none()
            && poll.follow_redirect(&to(307)).unwrap().is_some()
    );
    let nowhere = Response::builder().status(302).body("").unwrap();
    assert_eq!(messages().list().follow_redirect(&nowhere).unwrap_err().kind(), ErrorKind::Service);
}

#[test]
fn endpoint_of_one_version_takes_no_other() {
    let stable = Endpoint::GLOBAL.restricted_to(Version::V1);
    assert!(messages().list().into_http(&stable).is_ok());
    assert!(presigned("https://up.example/beta/s", &stable).is_ok());
    let refused =
        |link: &str| Request::<Page<Message>>::from_link(link).into_http(&stable).unwrap_err().to_string();
    let error = refused("https://graph.microsoft.com/beta/me/messages?$skip=1");
    assert!(error.contains("asks beta, and the endpoint takes v1.0 alone"), "{error}");
    assert!(messages().list().into_http(&Endpoint::GLOBAL.restricted_to(Version::Beta)).is_err());
}

fn to(location: &str) -> Response<&'static str> {
    Response::builder().status(302).header("location", location).body("").unwrap()
}

#[test]
fn redirection_without_a_host_leads_on_from_the_url_that_was_asked() {
    let endpoint = Endpoint::new("https://proxy.example/graph").unwrap();
    let content: Request<Bytes> = messages().id("1").get().with_response_type();
    for (location, url, token) in [
        ("/moved/1", "https://proxy.example/moved/1", false),
        ("/v1.0/me", "https://proxy.example/v1.0/me", false),
        ("/graph/moved", "https://proxy.example/graph/moved", true),
        ("2#top", "https://proxy.example/graph/v1.0/me/messages/2", true),
        ("../folders/./a b?x=1", "https://proxy.example/graph/v1.0/me/folders/a%20b?x=1", true),
        ("?part=2", "https://proxy.example/graph/v1.0/me/messages/1?part=2", true),
        ("https://proxy.example/x?a[]=1", "https://proxy.example/x?a[]=1", false),
        ("https://proxy.example/graph/x?a[]=1", "https://proxy.example/graph/x?a[]=1", true),
    ] {
        let next = content.follow_redirect(&to(location)).unwrap().unwrap();
        assert_eq!(next.needs_token(&endpoint), token, "{location}");
        assert_eq!(next.into_http(&endpoint).unwrap().uri(), url, "{location}");
    }
    let next = content.follow_redirect(&to("//files.example/1")).unwrap().unwrap();
    assert!(!next.needs_token(&endpoint));
    let next = next.follow_redirect(&to("/2?key=k")).unwrap().unwrap();
    assert!(!next.needs_token(&endpoint));
    assert_eq!(next.into_http(&endpoint).unwrap().uri(), "https://files.example/2?key=k");
}

#[test]
fn who_was_asked_without_a_token_does_not_get_one_by_sending_on() {
    let content: Request<Bytes> = Request::presigned(Method::Get, "https://graph.microsoft.com/a/1?key=k");
    let next = content.follow_redirect(&to("2")).unwrap().unwrap();
    assert!(!next.needs_token(&Endpoint::GLOBAL));
    let next = next.follow_redirect(&to("https://graph.microsoft.com/v1.0/me")).unwrap().unwrap();
    assert!(!next.needs_token(&Endpoint::GLOBAL));
    let next = next.follow_redirect(&to("http://graph.microsoft.com/")).unwrap().unwrap();
    assert_eq!(next.into_http(&Endpoint::GLOBAL).unwrap_err().kind(), ErrorKind::Building);
}

#[test]
fn token_does_not_come_back_from_another_host() {
    let content: Request<Bytes> = messages().id("1").get().with_response_type();
    let away = content.follow_redirect(&to("https://files.example/1")).unwrap().unwrap();
    let back = away.follow_redirect(&to("https://graph.microsoft.com/v1.0/me")).unwrap().unwrap();
    assert!(!away.needs_token(&Endpoint::GLOBAL) && !back.needs_token(&Endpoint::GLOBAL));
    let on = back.follow_redirect(&to("/v1.0/users")).unwrap().unwrap();
    assert!(!on.needs_token(&Endpoint::GLOBAL));
    assert!(on.into_http(&Endpoint::GLOBAL).unwrap().extensions().get::<NoToken>().is_some());
}

#[test]
fn token_goes_no_higher_than_the_path_of_the_endpoint() {
    let endpoint = Endpoint::new("https://proxy.example/graph/").unwrap();
    let link = |link: &str| Request::<Bytes>::from_link(link).into_http(&endpoint);
    for inside in ["", "/", "/v1.0/me", "?x=../..", "/a/..b/c..", "/a%20b"] {
        assert!(link(&format!("https://proxy.example/graph{inside}")).is_ok(), "{inside}");
    }
    for outside in [
        "/",
        "/other",
        "/graphs/v1.0/me",
        "/Graph/v1.0/me",
        "/graph/../other",
        "/graph/v1.0/%2e%2E/%2e./other",
        "/graph/..%2fother",
        "/graph/..\\other",
    ] {
        let error = link(&format!("https://proxy.example{outside}")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Building, "{outside}");
    }
}

#[test]
fn password_of_a_link_is_shown_nowhere() {
    let link = "https://user:secret@graph.microsoft.com/users/a@b.example?x=1";
    let request = Request::<Bytes>::from_link(link);
    let shown = format!("{request:?}");
    assert!(shown.contains("https://graph.microsoft.com/users/a@b.example\""), "{shown}");
    let error = request.into_http(&Endpoint::GLOBAL).unwrap_err().to_string();
    assert!(error.contains("leads to graph.microsoft.com") && !error.contains("secret"), "{error}");
    for address in ["https://user:secret@x.example", "user:secret@x.example", "https://x.example?secret"] {
        let error = Endpoint::new(address).unwrap_err().to_string();
        assert!(error.contains("x.example") && !error.contains("secret"), "{error}");
    }
}
