//! Keys and arguments of any content do not change the target of a path.

use super::{Argument, Path, same_template};
use crate::model::example::Importance;
use crate::model::flags::Flags;
use crate::table::scalar::{Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use crate::{Endpoint, Operation, Request, Version};

fn users() -> Path {
    Path::root(Version::V1, "users")
}

fn url(path: &Path) -> Result<String, String> {
    let request: Request<()> = path.get(Operation::UNDOCUMENTED);
    match request.into_http(&Endpoint::GLOBAL) {
        Ok(request) => Ok(request.uri().to_string()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn an_option_goes_with_all_requests_from_there_on() {
    let view = Path::root(Version::V1, "me").segment("calendarView").option("start", "2026-06-01+2");
    let place = "https://graph.microsoft.com/v1.0/me/calendarView/delta?start=";
    assert_eq!(url(&view.segment("delta")).unwrap(), format!("{place}2026-06-01%2B2"));
    let request: Request<()> = view.segment("delta").get(Operation::UNDOCUMENTED);
    let replaced = request.query("start", "x").into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(replaced.uri(), format!("{place}x").as_str());
}

#[test]
fn segments_and_keys_make_path_and_template() {
    let path = users().key("a@b.c", "id | userPrincipalName").segment("messages").segment("$count");
    assert_eq!(path.as_str(), "/users/a%40b.c/messages/$count");
    assert_eq!(path.template(), "/users/{id | userPrincipalName}/messages/$count");
    assert_eq!(url(&path).unwrap(), "https://graph.microsoft.com/v1.0/users/a%40b.c/messages/$count");
}

#[test]
fn nothing_in_a_key_leads_elsewhere() {
    let check = |key: &str, expected: &str| {
        let path = users().key(key, "id").segment("messages");
        assert_eq!(path.as_str(), format!("/users/{expected}/messages"));
        let url = url(&path).unwrap();
        let uri: http::Uri = url.parse().unwrap();
        assert_eq!((uri.host(), uri.query()), (Some("graph.microsoft.com"), None));
        assert_eq!(uri.path().split('/').count(), 5, "{url}");
        let decoded = percent_encoding::percent_decode_str(expected).decode_utf8().unwrap();
        assert_eq!(decoded, key);
    };
    check("a/b", "a%2Fb");
    check("../me", "..%2Fme");
    check("..\\me", "..%5Cme");
    check("a?b#c%2Fd", "a%3Fb%23c%252Fd");
    check("a\\r\\nHost: x", "a%5Cr%5CnHost%3A%20x");
    check("o'neil\"", "o%27neil%22");
    check("a+b&c;d,e=f:g@h", "a%2Bb%26c%3Bd%2Ce%3Df%3Ag%40h");
    check("ä€😀", "%C3%A4%E2%82%AC%F0%9F%98%80");
    check("...", "...");
    check("%2e%2e", "%252e%252e");
}

#[test]
fn keys_that_are_no_segment_are_refused_when_the_request_is_built() {
    for key in ["", ".", ".."] {
        let error = url(&users().key(key, "id").segment("messages")).unwrap_err();
        assert!(error.starts_with("the request cannot be built: a key is"), "{error}");
    }
    assert!(url(&users().segment("root").path_address("a/../../b")).is_err());
    assert!(url(&users().key("", "id").key("fine", "id")).is_err());
    for key in ["a\r\nHost: x", "a\0", "\u{85}", "\t"] {
        let error = url(&users().key(key, "id")).unwrap_err();
        assert!(error.contains("a key holds a control character"), "{error}");
    }
}

#[test]
fn arguments_without_quotes_are_refused_unless_they_are_what_they_say() {
    for argument in [
        Argument::date_time(&DateTimeOffset::from("2026-05-01T00:00:00Z,x=1")),
        Argument::date(&Date::from("")),
        Argument::time_of_day(&TimeOfDay::from("09:00'")),
        Argument::guid(&Guid::from("0)/$value")),
        Argument::decimal(&Decimal::from("1 or 2")),
    ] {
        let error = url(&users().function("f", &[("x", argument), ("y", Argument::int(1))])).unwrap_err();
        assert!(error.contains("a value is to be a"), "{error}");
    }
}

#[test]
fn arguments_have_the_form_of_odata() {
    let check = |argument: Argument, expected: &str| {
        let path = users().function("f", &[("x", argument)]);
        assert_eq!(path.as_str(), format!("/users/f(x={expected})"));
        assert!(url(&path).is_ok(), "{expected}");
    };
    check(Argument::string("o'neil/x?(1)"), "'o%27%27neil%2Fx%3F%281%29'");
    check(Argument::string("') or ('"), "'%27%27%29%20or%20%28%27%27'");
    check(Argument::int(-5), "-5");
    check(Argument::double(0.5), "0.5");
    check(Argument::double(f64::NEG_INFINITY), "-INF");
    check(Argument::bool(true), "true");
    check(Argument::date(&Date::from("2026-05-01")), "2026-05-01");
    check(Argument::time_of_day(&TimeOfDay::from("09:00:00")), "09%3A00%3A00");
    check(
        Argument::date_time(&DateTimeOffset::from("2026-05-01T00:00:00+02:00")),
        "2026-05-01T00%3A00%3A00%2B02%3A00",
    );
    check(Argument::duration(&Duration::from("PT1H")), "duration'PT1H'");
    check(Argument::guid(&Guid::from("0-0")), "0-0");
    check(Argument::decimal(&Decimal::from("1.50")), "1.50");
    check(Argument::member(&Importance::High), "'high'");
    check(
        Argument::member_of("microsoft.graph.importance", &Importance::High),
        "microsoft.graph.importance'high'",
    );
    let both = Flags::from_iter([Importance::Low, Importance::High]);
    check(Argument::flags(&both), "'low%2Chigh'");
    check(Argument::flags_of("x.y", &both), "x.y'low%2Chigh'");
    check(Argument::null(), "null");
    check(Argument::literal("a'b,c)/d"), "a%27b%2Cc%29%2Fd");
}

#[test]
fn a_list_is_in_brackets_and_its_items_are_as_they_are_alone() {
    let check = |argument: Argument, expected: &str| {
        let path = users().function("f", &[("x", argument), ("y", Argument::int(1))]);
        assert_eq!(path.as_str(), format!("/users/f(x=%5B{expected}%5D,y=1)"));
        assert!(url(&path).is_ok(), "{expected}");
    };
    check(Argument::list(["a", "o'neil,b]"], Argument::string), "'a','o%27%27neil%2Cb%5D'");
    check(Argument::list([1_i64, -2], Argument::int), "1,-2");
    check(Argument::list([true], Argument::bool), "true");
    check(Argument::list(&[Date::from("2026-05-01")], Argument::date), "2026-05-01");
    check(Argument::list(&[Importance::High, Importance::Low], Argument::member), "'high','low'");
    let of = |member| Argument::member_of("x.y", member);
    check(Argument::list(&[Importance::High], of), "x.y'high'");
    check(Argument::list([] as [&str; 0], Argument::string), "");
}

#[test]
fn a_list_with_an_item_that_is_none_is_refused() {
    let ids = [Guid::from("0-0"), Guid::from("0-0]")];
    let path = users().function("f", &[("x", Argument::list(&ids, Argument::guid))]);
    assert!(url(&path).unwrap_err().contains("a value is to be a GUID"));
}

#[test]
fn functions_and_named_keys_have_their_template() {
    let path = users()
        .function("get", &[("from", Argument::int(1)), ("to", Argument::string("x"))])
        .segment("items");
    assert_eq!(path.as_str(), "/users/get(from=1,to='x')/items");
    assert_eq!(path.template(), "/users/get(from={from},to={to})/items");
    assert_eq!(users().function("delta", &[]).as_str(), "/users/delta");
    let path = users().keys(&[("upn", Argument::string("a"))]).segment("microsoft.graph.group");
    assert_eq!(path.as_str(), "/users(upn='a')/microsoft.graph.group");
    assert_eq!(path.template(), "/users(upn={upn})/microsoft.graph.group");
}

#[test]
fn files_are_addressed_by_path() {
    let root = Path::root(Version::V1, "me").segment("drive").segment("root");
    let file = root.path_address("/Documents/a b#1.txt");
    assert_eq!(file.as_str(), "/me/drive/root:/Documents/a%20b%231.txt");
    assert_eq!(file.segment("content").as_str(), "/me/drive/root:/Documents/a%20b%231.txt:/content");
    assert_eq!(file.segment("content").template(), "/me/drive/root:/{path}:/content");
    assert_eq!(
        file.segment("children").key("1", "id").as_str(),
        "/me/drive/root:/Documents/a%20b%231.txt:/children/1"
    );
    assert_eq!(file.path_address("c").as_str(), "/me/drive/root:/Documents/a%20b%231.txt/c");
    assert_eq!(root.path_address("a:b").as_str(), "/me/drive/root:/a%3Ab");
    assert_eq!(root.path_address("/"), root);
}

#[test]
fn beta_goes_to_the_base_of_beta() {
    let path = Path::root(Version::Beta, "me");
    assert_eq!(url(&path).unwrap(), "https://graph.microsoft.com/beta/me");
}

#[test]
fn templates_are_equal_but_for_what_pages_do_differently() {
    let same = |left: &str, right: &str| assert!(same_template(left, right), "{left} {right}");
    let other = |left: &str, right: &str| assert!(!same_template(left, right), "{left} {right}");
    same("/users/{id}/messages", "/users/{id | userPrincipalName}/messages/");
    same("/users/delta", "/Users/delta()");
    same("/r/get(period={period})", "/r/get(period='{period_value}')");
    same("/r/get(a={a}, b={b})", "/r/get(a={x},b={y})");
    same("/me/drive/root:/{path}:/content", "/me/drive/root:/{item-path}:/content");
    other("/users/{id}", "/users/me");
    other("/users/{id}", "/users/{id}/messages");
    other("/users", "/users/{id}");
    other("/me/drive/root:/{path}", "/me/drive/root:/{path}:");
}

#[test]
fn a_complex_value_stands_behind_an_alias() {
    let space = serde_json::json!({ "width": 2, "label": "a&b" });
    let path = Path::root(Version::V1, "parcels")
        .function("fitting", &[("space", Argument::json("space", &space)), ("floor", Argument::int(1))]);
    let path = path.function("among", &[("space", Argument::json("space", &[1, 2][..]))]);
    assert_eq!(path.template(), "/parcels/fitting(space={space},floor={floor})/among(space={space})");
    assert_eq!(
        url(&path).unwrap(),
        "https://graph.microsoft.com/v1.0/parcels/fitting(space=@space,floor=1)/among(space=@space2)\
         ?@space=%7B%22label%22:%22a%26b%22,%22width%22:2%7D&@space2=%5B1,2%5D"
    );
}
