//! Each kind of response is read from all forms that the service uses.

use crate::model::example::{AnyEvent, Importance, Message, messages};
use crate::{
    Bytes, DateTimeOffset, DeltaItem, DeltaPage, Deserialized, Endpoint, Error, ErrorKind, Flags,
    FromResponse, Json, Page, Request,
};
use serde_json::json;
use std::collections::BTreeMap;

fn response(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> http::Response<Vec<u8>> {
    http::Response::builder().status(status).header("content-type", content_type).body(body.into()).unwrap()
}

fn parse<T: FromResponse>(content_type: &str, body: impl Into<Vec<u8>>) -> Result<T, Error> {
    messages().list().with_response_type::<T>().parse(response(200, content_type, body))
}

fn read<T: FromResponse>(json: &Json) -> T {
    parse("application/json;odata.metadata=minimal", json.to_string()).unwrap()
}

fn decoding<T: FromResponse + std::fmt::Debug>(body: &str) -> Error {
    let error = parse::<T>("application/json", body).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decoding);
    error
}

#[test]
fn models_stand_alone() {
    let message: Message = read(&json!({"@odata.context": "c", "subject": "a"}));
    assert_eq!(message.subject.as_deref(), Some("a"));
    assert!(message.additional.contains("@odata.context"));
    let event: AnyEvent =
        read(&json!({"@odata.context": "c", "@odata.type": "#microsoft.graph.jobEvent", "job": 1}));
    assert!(matches!(event, AnyEvent::JobEvent(_)));
    assert_eq!(read::<Json>(&json!({"value": [1]})), json!({"value": [1]}));
}

#[test]
fn values_stand_in_an_object_or_alone() {
    assert!(read::<bool>(&json!({"@odata.context": "c", "value": true})));
    assert_eq!(read::<i64>(&json!({"value": "9223372036854775807"})), i64::MAX);
    assert_eq!(read::<String>(&json!({"value": "a"})), "a");
    assert_eq!(read::<Importance>(&json!({"value": "high"})), Importance::High);
    assert_eq!(read::<Flags<Importance>>(&json!({"value": "high,low"})).len(), 2);
    assert_eq!(
        read::<DateTimeOffset>(&json!({"value": "2026-05-01T00:00:00Z"})).as_str(),
        "2026-05-01T00:00:00Z"
    );
    assert_eq!(read::<Vec<String>>(&json!({"value": ["a", "b"]})), ["a", "b"]);
    assert_eq!(read::<Vec<Message>>(&json!({"value": [{"id": "1"}]}))[0].id.as_deref(), Some("1"));
    assert_eq!(read::<Vec<i32>>(&json!([1, 2])), [1, 2]);
    assert!(!read::<bool>(&json!(false)));
}

#[test]
fn items_of_ones_own_type_come_in_pages() {
    type Row = BTreeMap<String, i64>;
    let rows = || messages().list().select("a").deserialize_items::<Row>();
    let parse = |body: &str| rows().parse(http::Response::new(body.to_owned()));
    let link = "https://graph.microsoft.com/v1.0/me/messages?$skip=1";
    let body = json!({"@odata.context": "c", "@odata.count": "7", "value": [{"a": 1}, {"b": 2}], "@odata.nextLink": link});
    let page = parse(&body.to_string()).unwrap();
    assert_eq!(page.next().unwrap().path(), link);
    assert_eq!((page.count, page.additional.len()), (Some(7), 1));
    assert_eq!((&page).into_iter().filter(|Deserialized(row)| row.contains_key("a")).count(), 1);
    let keys: Vec<String> = page.into_iter().flat_map(|Deserialized(row)| row.into_keys()).collect();
    assert_eq!(keys, ["a", "b"]);
    let shouted = parse(&json!({"value": null, "@odata.NextLink": link}).to_string()).unwrap();
    assert_eq!((shouted.next_link.as_deref(), shouted.value.len()), (Some(link), 0));
    for body in [
        r#"{}"#,
        r#"{"value": 1}"#,
        r#"{"value": [{"a": "x"}]}"#,
        "",
        r#"{"value": [], "@odata.nextLink": 1}"#,
    ] {
        assert_eq!(parse(body).unwrap_err().kind(), ErrorKind::Decoding, "{body}");
    }
    let error = parse(r#"{"value": [{"a": 1}, {"a": "x"}]}"#).unwrap_err();
    assert!(error.to_string().contains("value[1].a"), "{error}");
}

#[test]
fn plain_text_is_a_text_or_a_number() {
    assert_eq!(parse::<i64>("text/plain", "42").unwrap(), 42);
    assert_eq!(parse::<i32>("text/plain;charset=utf-8", b"\xef\xbb\xbf42".to_vec()).unwrap(), 42);
    assert_eq!(parse::<String>("text/plain", "42").unwrap(), "42");
    assert_eq!(parse::<String>("text/plain", "{\"value\": \"a\"}").unwrap(), "{\"value\": \"a\"}");
    assert_eq!(parse::<String>("text/csv", "a,b\nc").unwrap(), "a,b\nc");
    assert_eq!(parse::<String>("application/json", "\"a\"").unwrap(), "a");
    assert_eq!(parse::<String>("application/octet-stream", "MIME: 1").unwrap(), "MIME: 1");
    assert!(parse::<bool>("text/plain", "true").unwrap());
    assert_eq!(parse::<Bytes>("image/png", vec![0, 255]).unwrap(), Bytes(vec![0, 255]));
    assert!(parse::<i64>("text/plain", "many").is_err());
    assert!(parse::<String>("text/plain", vec![0xff]).is_err());
}

#[test]
fn missing_body_is_an_error_unless_it_may_be_missing() {
    assert_eq!(decoding::<Message>("").to_string(), "the response (status 200) has no body");
    decoding::<Page<Message>>("");
    assert_eq!(parse::<Option<Message>>("application/json", " \n").unwrap(), None);
    assert!(parse::<Option<Message>>("application/json", "{}").unwrap().is_some());
    assert!(parse::<Option<Message>>("application/json", "{").is_err());
    assert!(matches!(parse::<()>("text/html", "<p>"), Ok(())));
    assert_eq!(parse::<Json>("application/json", "").unwrap(), json!({}));
    assert_eq!(parse::<String>("text/plain", "").unwrap(), "");
}

#[test]
fn malformed_answers_are_errors_with_the_place() {
    let error = decoding::<Message>("{\"id\": \"1\",\n  \"subject\" \"secret\"}");
    assert!(format!("{error:#}").ends_with("at line 2 column 13"), "{error:#}");
    assert!(!format!("{error}{error:?}").contains("secret"));
    assert!(error.excerpt().unwrap().contains("secret"));
    assert!(std::error::Error::source(&error).is_some());
    let long = format!("{{\"id\": \"{}\" !", "x".repeat(100_000));
    assert!(decoding::<Message>(&long).excerpt().unwrap().chars().count() <= 121);
    for body in ["<html>", "[]", "5", "{\"a\":1} x", "{\"value\"", "\u{0}"] {
        decoding::<Message>(body);
        decoding::<AnyEvent>(body);
        decoding::<Page<Message>>(body);
    }
    for body in ["{}", "{\"value\": {}}", "{\"value\": null}", "{\"value\": [}"] {
        decoding::<bool>(body);
    }
    let cut = json!({"value": [{"id": "1"}, {"id": "2"}]}).to_string();
    for end in 1..cut.len() {
        decoding::<Page<Message>>(&cut[..end]);
    }
    let error = parse::<Message>("application/json", vec![b'"', 0xff]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decoding);
}

#[test]
fn pages_have_items_count_and_a_request_for_the_next() {
    let link = "https://graph.microsoft.com/v1.0/me/messages?$skiptoken=x";
    let json = json!({"@odata.context": "c", "@odata.count": 5, "value": [{"id": "1", "x": null}], "@odata.nextLink": link});
    let page: Page<Message> = read(&json);
    assert_eq!((page.value.len(), page.count, page.next_link.as_deref()), (1, Some(5), Some(link)));
    assert_eq!(serde_json::to_value(&page).unwrap(), json);
    assert_eq!(serde_json::from_value::<Page<Message>>(json).unwrap(), page);
    let next: Request<Page<Message>> = page.next().unwrap();
    assert_eq!(next.clone().into_http(&Endpoint::GLOBAL).unwrap().uri(), link);
    assert_eq!(next.into_http(&Endpoint::CHINA).unwrap_err().kind(), ErrorKind::Building);
    let last: Page<Message> = read(&json!({"value": [], "x": 1}));
    assert!(last.next().is_none() && last.additional.contains("x"));
    assert_eq!(read::<Page<Message>>(&json!({"value": null})), Page::default());
    assert_eq!(read::<Page<String>>(&json!({"value": ["a"]})).into_iter().collect::<Vec<_>>(), ["a"]);
    assert_eq!(read::<Page<Json>>(&json!({"value": [null, 1]})).value, [Json::Null, json!(1)]);
    decoding::<Page<Message>>("{\"value\": {}}");
    decoding::<Page<Message>>("{}");
}

#[test]
fn page_with_an_odd_count_is_read_all_the_same() {
    let page: Page<Message> = read(&json!({"value": [{}], "@odata.count": "many", "@odata.nextLink": null}));
    assert_eq!((page.value.len(), page.count, page.next().is_some()), (1, None, false));
    assert_eq!(page.additional.get("@odata.count"), Some(&json!("many")));
}

#[test]
fn delta_pages_tell_what_is_gone_and_why() {
    let json = json!({"@odata.context": "c", "value": [
        {"id": "1", "subject": "a"},
        {"id": "2", "@removed": {"reason": "deleted"}, "x": 1},
        {"@removed": {}}
    ], "@odata.deltaLink": "https://graph.microsoft.com/v1.0/me/messages/delta?$deltatoken=x"});
    let page: DeltaPage<Message> = read(&json);
    assert_eq!(page.items[0].present().and_then(|message| message.subject.as_deref()), Some("a"));
    assert_eq!(page.items[0].removed(), None);
    let DeltaItem::Removed(removed) = &page.items[1] else { panic!("{page:?}") };
    assert_eq!((removed.id.as_deref(), removed.reason.as_deref()), (Some("2"), Some("deleted")));
    assert_eq!(removed.item.additional.get("x"), Some(&json!(1)));
    assert_eq!(page.items[2].removed().map(|removed| (&removed.id, &removed.reason)), Some((&None, &None)));
    assert!(page.items[1].present().is_none() && page.next().is_none());
    assert_eq!(serde_json::to_value(&page).unwrap(), json);
    assert_eq!(serde_json::from_value::<DeltaPage<Message>>(json).unwrap(), page);
    let delta = page.delta().unwrap().into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(delta.uri().query(), Some("$deltatoken=x"));
    let page: DeltaPage<Json> =
        read(&json!({"value": [{"id": "1", "@removed": {"reason": "changed"}}], "@odata.nextLink": "n"}));
    assert_eq!(page.items[0].removed().and_then(|removed| removed.id.as_deref()), Some("1"));
    assert!(page.next().is_some() && page.delta().is_none());
    assert!(
        read::<DeltaPage<AnyEvent>>(&json!({"value": [{"id": "1", "@removed": {}}]})).items[0]
            .removed()
            .is_some()
    );
    decoding::<DeltaPage<Message>>("{}");
}

#[test]
fn items_of_drives_and_lists_are_gone_by_their_facet() {
    let json = json!({"value": [
        {"id": "1", "deleted": {"state": "softDeleted"}},
        {"id": "2", "deleted": {}},
        {"id": "3", "deleted": null},
        {"id": "4", "deleted": false}
    ]});
    let gone = [Some(("1", Some("softDeleted"))), Some(("2", None)), None, None];
    let models: DeltaPage<Message> = read(&json);
    let values: DeltaPage<Json> = read(&json);
    for (number, expected) in gone.into_iter().enumerate() {
        let (model, value) = (models.items[number].removed(), values.items[number].removed());
        assert_eq!(model.map(|gone| (gone.id.as_deref().unwrap(), gone.reason.as_deref())), expected);
        assert_eq!(value.map(|gone| (gone.id.as_deref().unwrap(), gone.reason.as_deref())), expected);
    }
    assert_eq!(serde_json::to_value(&models).unwrap(), json);
}

#[test]
fn number_that_no_double_holds_is_a_misfit_and_costs_nothing_else() {
    let body = r#"{"size": 1e999, "subject": "1e999", "counts": [1, -1e999], "x": {"y": 1E999}}"#;
    let message: Message = parse("application/json", body).unwrap();
    assert_eq!((message.subject.as_deref(), message.size), (Some("1e999"), None));
    assert_eq!(
        (message.additional.get("size"), message.additional.get("x")),
        (Some(&json!("1e999")), Some(&json!({"y": "1E999"})))
    );
    let mut found = crate::misfits(&message);
    found.sort();
    assert_eq!(found, ["counts", "size"]);

    let page: Page<Message> = parse("application/json", format!(r#"{{"value": [{body}, {{}}]}}"#)).unwrap();
    assert_eq!(page.value[0], message);
    let response: crate::Response<Json> = parse("application/json", r#"{"a": 1e999}"#).unwrap();
    assert_eq!(response.value, json!({"a": "1e999"}));
    assert_eq!(response.body, br#"{"a": 1e999}"#, "the body is as it came");

    let error = decoding::<Message>(r#"{"size": 1e999, "subject": oops}"#);
    assert!(error.to_string().contains("subject"), "{error}");
    assert_eq!(error.body(), Some(&br#"{"size": 1e999, "subject": oops}"#[..]));
    assert_eq!(decoding::<f64>(r#"{"value": 1e999}"#).kind(), ErrorKind::Decoding);
}
