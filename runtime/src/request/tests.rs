//! A request is a value that becomes one HTTP request, or reports why it is invalid.

use crate::codegen::content_of_type;
use crate::model::example::{Message, MessagesPlace, messages};
use crate::{
    Bytes, Content, Endpoint, ErrorKind, Json, Method, Operation, Page, Patch, Path, Request, StreamBody,
    Version,
};
use serde_json::json;

fn url<T: crate::FromResponse>(request: Request<T>) -> String {
    request.into_http(&Endpoint::GLOBAL).unwrap().uri().to_string()
}

fn query<T: crate::FromResponse>(request: Request<T>) -> String {
    url(request).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

#[test]
fn get_has_an_url_and_asks_for_json() {
    let http = messages().list().into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(http.method(), http::Method::GET);
    assert_eq!(http.uri(), "https://graph.microsoft.com/v1.0/me/messages");
    assert_eq!(http.headers()["accept"], "application/json");
    assert!(!http.headers().contains_key("content-type") && http.body().is_empty());
}

#[test]
fn bodies_have_a_type() {
    let message = Message { subject: Some("a".into()), ..Message::default() };
    let http = messages().create(&message).into_http(&Endpoint::US_GOV_L4).unwrap();
    assert_eq!((http.method(), http.uri().host()), (&http::Method::POST, Some("graph.microsoft.us")));
    assert_eq!(http.headers()["content-type"], "application/json");
    assert_eq!(http.body(), br#"{"subject":"a"}"#);
    let place = messages().id("1");
    let patch = Patch::new().clear(Message::SUBJECT);
    assert_eq!(place.update(&patch).into_http(&Endpoint::GLOBAL).unwrap().body(), br#"{"subject":null}"#);
    assert_eq!(place.update(&message).into_http(&Endpoint::GLOBAL).unwrap().method(), http::Method::PATCH);
    let http = place.upload(vec![0, 1]).into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(
        (http.method(), http.headers()["content-type"].to_str().unwrap()),
        (&http::Method::PUT, "application/octet-stream")
    );
    assert_eq!(http.body(), &[0, 1]);
    let http =
        messages().create(&message).body("text/plain", "TUlNRQ==").into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(
        (http.headers()["content-type"].to_str().unwrap(), http.body().as_slice()),
        ("text/plain", &b"TUlNRQ=="[..])
    );
    assert_eq!(place.delete().into_http(&Endpoint::GLOBAL).unwrap().method(), http::Method::DELETE);
}

#[test]
fn uploads_are_sent_as_the_documented_media_type_unless_the_caller_states_one() {
    let upload = |content: Content| -> Request<()> {
        let photo = Path::root(Version::V1, "me").segment("photo").segment("$value");
        photo.put(&content_of_type(content, "image/jpeg"), Operation::UNDOCUMENTED)
    };
    let sent = |request: Request<()>| {
        request.into_http(&Endpoint::GLOBAL).unwrap().headers()["content-type"].to_str().unwrap().to_owned()
    };
    assert_eq!(sent(upload(vec![0, 1].into())), "image/jpeg");
    assert_eq!(sent(upload(Bytes(vec![0]).into())), "image/jpeg");
    assert_eq!(sent(upload(StreamBody::once(0, std::io::empty()).into())), "image/jpeg");
    assert_eq!(sent(upload(Content::new("image/png", [0]))), "image/png");
    assert_eq!(sent(upload(Content::new("application/octet-stream", [0]))), "application/octet-stream");
    assert_eq!(sent(upload([0].into()).header("content-type", "image/png")), "image/png");
}

#[test]
fn body_of_ones_own_replaces_the_typed_one() {
    let create = || messages().create(&Message::default());
    let sent = |request: Request<Message>| {
        let http = request.into_http(&Endpoint::GLOBAL).unwrap();
        (http.headers()["content-type"].to_str().unwrap().to_owned(), http.into_body())
    };
    assert_eq!(sent(create().mime("MIME")), ("text/plain".to_owned(), b"TUlNRQ==".to_vec()));
    assert_eq!(
        sent(create().set_body(&json!({"new": 1}))),
        ("application/json".to_owned(), br#"{"new":1}"#.to_vec())
    );
}

#[test]
fn lists_of_properties_are_taken_in_every_form() {
    let list = || messages().list();
    assert_eq!(query(list().select(Message::SUBJECT)), "$select=subject");
    assert_eq!(query(list().select((Message::SUBJECT, Message::FROM, "x"))), "$select=subject,from,x");
    assert_eq!(query(list().select([Message::SUBJECT, Message::ID])), "$select=subject,id");
    assert_eq!(query(list().select(&[Message::SUBJECT, Message::ID][..])), "$select=subject,id");
    assert_eq!(query(list().select(vec!["a".to_owned(), "b".to_owned()])), "$select=a,b");
    assert_eq!(query(list().select("id,subject")), "$select=id,subject");
    assert_eq!(query(list().select(((Message::ID, "a"), ["b", "c"]))), "$select=id,a,b,c");
    assert_eq!(query(list().select("a").select(Message::ID).select([""; 0])), "$select=a,id");
    assert_eq!(
        query(list().expand((Message::REPLY, "reply($select=id)"))),
        "$expand=reply,reply($select=id)"
    );
    let sorted = list().order_by((Message::SUBJECT, Message::SIZE.desc(), Message::ID.asc(), "x desc"));
    assert_eq!(query(sorted), "$orderby=subject,size%20desc,id,x%20desc");
}

#[test]
fn options_are_encoded_and_replace_each_other() {
    let request =
        messages().list().filter("subject eq 'a&b+c#d%é' and x/y eq 1").top(5).skip(10).top(7).count();
    let expected =
        "$filter=subject%20eq%20'a%26b%2Bc%23d%25%C3%A9'%20and%20x/y%20eq%201&$top=7&$skip=10&$count=true";
    assert_eq!(query(request), expected);
    let request = messages().list().search("\"a b\"").skip_token("t=").format("json").query("a b&c", "d e");
    assert_eq!(query(request), "$search=%22a%20b%22&$skiptoken=t=&$format=json&a%20b%26c=d%20e");
    assert_eq!(query(messages().list().filter("\r\nHost: x")), "$filter=%0D%0AHost:%20x");
}

#[test]
fn conditions_add_up() {
    let list = || messages().list();
    let condition = |request: Request<Page<Message>>| query(request).replace("%20", " ");
    let (small, large) = (|| Message::SIZE.lt(5), || Message::SIZE.gt(9));
    assert_eq!(condition(list().filter(small()).filter("")), "$filter=size lt 5");
    assert_eq!(condition(list().filter("").filter(crate::Filter::<Message>::all_of([]))), "");
    assert_eq!(
        condition(
            list().filter(small().or(large())).top(1).filter(Message::IS_READ.eq(true)).filter("a or b")
        ),
        "$filter=(size lt 5 or size gt 9) and isRead eq true and (a or b)&$top=1"
    );
    assert_eq!(condition(list().filter("a or b").filter("c or d")), "$filter=(a or b) and (c or d)");
    assert_eq!(
        condition(list().filter(small()).query("$filter", "a or b").filter(large())),
        "$filter=(a or b) and size gt 9"
    );
    assert_eq!(condition(list().filter(small()).query("$filter", "a or b")), "$filter=a or b");
    let link = Request::from_relative_url(Method::Get, Version::V1, "/me/messages?$filter=a");
    assert_eq!(condition(link.filter(small())), "$filter=(a) and size lt 5");
    let impossible = list().filter(Message::SUBJECT.one_of([""; 0])).filter(small());
    assert_eq!(impossible.into_http(&Endpoint::GLOBAL).unwrap_err().kind(), ErrorKind::Building);
}

#[test]
fn headers_cannot_split_the_request() {
    let refused = |name: &str, value: &str| {
        let error = messages().list().header(name, value).into_http(&Endpoint::GLOBAL).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Building);
        assert!(!error.to_string().contains("secret"), "{error}");
    };
    for value in ["secret\r\nHost: x", "secret\n", "secret\0", "secret\u{7f}", "secret é"] {
        refused("x", value);
    }
    for name in ["", "a b", "a\r\n", "a:", "é"] {
        refused(name, "fine");
    }
    let http = messages()
        .list()
        .header("Prefer", "a")
        .header("prefer", "b\tc")
        .into_http(&Endpoint::GLOBAL)
        .unwrap();
    assert_eq!(http.headers().get_all("prefer").iter().collect::<Vec<_>>(), ["b\tc"]);
    let http = messages().list().header("Accept", "text/csv").into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(http.headers()["accept"], "text/csv");
    let error = messages().list().body("a\r\nb", "").into_http(&Endpoint::GLOBAL).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Building);
}

#[test]
fn what_is_asked_for_depends_on_the_answer() {
    let path = Path::root(Version::V1, "users");
    let accept =
        |request: Request<i64>| request.into_http(&Endpoint::GLOBAL).unwrap().headers()["accept"].clone();
    assert_eq!(accept(path.segment("$count").get(Operation::UNDOCUMENTED)), "text/plain");
    assert_eq!(accept(path.get(Operation::UNDOCUMENTED)), "application/json");
    let bytes = messages().list().with_response_type::<Bytes>().into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(bytes.headers()["accept"], "*/*");
}

#[test]
fn operation_knows_its_page() {
    let request = messages().list();
    assert!(request.is_documented());
    assert_eq!((request.info().title, request.template()), (Some("List messages"), "/me/messages"));
    assert_eq!((request.method(), request.path()), (Method::Get, "/me/messages"));
    let other = MessagesPlace(Path::root(Version::V1, "users").key("x", "id").segment("messages")).list();
    assert!(other.is_documented());
    let unknown = MessagesPlace(Path::root(Version::V1, "chats").segment("messages")).list();
    assert!(!unknown.is_documented());
    assert_eq!(unknown.info().title, Some("List messages of a folder"));
    let nothing = messages().id("1").get();
    assert_eq!((nothing.info().templates.len(), nothing.info().version), (0, Version::V1));
}

#[test]
fn a_request_without_a_page_knows_its_method() {
    let path = Path::root(Version::Beta, "me");
    let request: Request<()> = path.delete(Operation::UNDOCUMENTED);
    let info = request.info();
    assert_eq!((info.title, info.method, info.version), (None, Method::Delete, Version::Beta));
}

#[test]
fn debug_shows_neither_body_nor_header_values() {
    let message = Message { subject: Some("secret".into()), ..Message::default() };
    let request = messages().create(&message).header("Authorization", "secret").top(1);
    let text = format!("{request:?} {:?}", request.clone());
    assert!(
        !text.contains("secret") && text.contains("Authorization") && text.contains("/me/messages"),
        "{text}"
    );
}

#[test]
fn links_are_followed_to_the_endpoint_alone() {
    let follow = |link: &str| Request::<Page<Message>>::from_link(link).into_http(&Endpoint::GLOBAL);
    let link = "https://graph.microsoft.com/v1.0/me/messages?$skiptoken=a%2Fb&x=%2b";
    assert_eq!(follow(link).unwrap().uri(), link);
    assert_eq!(follow("https://GRAPH.microsoft.com:443/v1.0/me").unwrap().uri().path(), "/v1.0/me");
    assert_eq!(follow("https://graph.microsoft.com/v1.0/a b|c").unwrap().uri().path(), "/v1.0/a%20b%7Cc");
    for link in [
        "https://evil.example/v1.0/me",
        "https://graph.microsoft.com.evil.example/v1.0/me",
        "https://graph.microsoft.com@evil.example/",
        "https://evil.example\\@graph.microsoft.com/",
        "https://user:x@graph.microsoft.com/",
        "http://graph.microsoft.com/v1.0/me",
        "https://graph.microsoft.com:8443/v1.0/me",
        "https://evil.example#@graph.microsoft.com/",
        "https://evil.example?@graph.microsoft.com/",
        "//evil.example/v1.0",
        "/v1.0/me",
        "",
        "https://graph.microsoft.com\r\n.evil.example/",
    ] {
        let error = follow(link).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Building, "{link}");
        assert!(!error.to_string().contains('\n'), "{error:?}");
    }
    let error = follow("https://evil.example/x").unwrap_err().to_string();
    assert!(
        error.contains("the link leads to evil.example, not to the endpoint https://graph.microsoft.com"),
        "{error}"
    );
}

#[test]
fn next_page_has_operation_and_headers_of_the_first_but_not_its_endpoint() {
    let first = messages().list().top(1).header("Prefer", "p");
    let next = first.next_page_from("https://graph.microsoft.com/v1.0/me/messages?$skip=1");
    let next = next.next_page_from("https://graph.microsoft.com/v1.0/me/messages?$skip=2");
    assert_eq!((next.template(), next.info().title), ("/me/messages", Some("List messages")));
    assert!(next.is_documented());
    let http = next.into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(http.uri(), "https://graph.microsoft.com/v1.0/me/messages?$skip=2");
    assert_eq!(http.headers()["prefer"], "p");

    let elsewhere = first.next_page_from("https://evil.example/v1.0/me/messages?$skip=1");
    assert!(!elsewhere.needs_token(&Endpoint::GLOBAL));
    assert_eq!(elsewhere.into_http(&Endpoint::GLOBAL).unwrap_err().kind(), ErrorKind::Building);
}

#[test]
fn endpoints_of_ones_own_are_checked() {
    for address in ["https://proxy.example/graph/", "http://127.0.0.1:8080"] {
        let url = messages().list().into_http(&Endpoint::new(address).unwrap()).unwrap().uri().to_string();
        assert_eq!(url, format!("{}/v1.0/me/messages", address.trim_end_matches('/')));
    }
    let shouted = Endpoint::new("HTTPS://Proxy.example/Graph").unwrap();
    assert_eq!(shouted.as_str(), "https://Proxy.example/Graph");
    assert!(crate::Client::builder(crate::client::Token::new("t")).endpoint(shouted).build().is_ok());
    for address in [
        "",
        "graph.microsoft.com",
        "ftp://x",
        "https://",
        "https://a@b",
        "https://a?b",
        "https://a#b",
        "/x",
        "https://a/v1.0",
        "https://a/beta/",
        "https://a b",
    ] {
        assert!(Endpoint::new(address).is_err(), "{address}");
    }
    let parsed: Endpoint = "http://127.0.0.1:8080".parse().unwrap();
    assert_eq!(parsed.to_string().parse::<Endpoint>().unwrap(), parsed);
    assert!("graph.microsoft.com".parse::<Endpoint>().is_err());
    assert_eq!(Endpoint::of(crate::Cloud::China).as_str(), "https://microsoftgraph.chinacloudapi.cn");
}

#[test]
fn requests_are_values_that_threads_can_share() {
    fn check<T: Clone + Send + Sync + std::fmt::Debug>(_: &T) {}
    check(&messages().list());
    check(&Message::SUBJECT);
    fn error<T: Send + Sync + std::error::Error + 'static>() {}
    error::<crate::Error>();
    assert!(size_of::<Request<Json>>() <= size_of::<usize>());
    let body = json!({"a": 1});
    let request: Request<()> = Path::root(Version::V1, "me").post(&body, Operation::UNDOCUMENTED);
    assert_eq!(request.into_http(&Endpoint::GLOBAL).unwrap().body(), br#"{"a":1}"#);
}
