//! Reading keeps everything, writing gives it back.

use crate::codegen::{FieldVisitor, FieldVisitorMut, Fields, Object, ObjectInfo};
use crate::model::example::{
    CancelledEvent, Event, Importance, JobEvent, Message, Nothing, Recipient, round_trip,
};
use crate::{Additional, DateTimeOffset, Decimal, Flags, Json};
use serde_json::json;

fn read(json: &Json) -> Message {
    serde_json::from_str(&json.to_string()).unwrap()
}

fn keeps(json: &Json) {
    assert_eq!(round_trip::<Message>(json), *json);
}

#[test]
fn names_are_sorted_and_fields_stand_at_their_numbers() {
    fn check(info: &ObjectInfo) {
        assert!(info.names.is_sorted_by_key(|name| (name.len(), *name)), "{info:?}");
        for (index, name) in info.names.iter().enumerate() {
            assert_eq!(info.index(name), Some(index));
        }
        assert_eq!((info.index("nosuch"), info.index(""), info.index(&"x".repeat(99))), (None, None, None));
    }
    check(Message::default().info());
    check(Recipient::default().info());
    check(Event::default().info());
    check(JobEvent::default().info());
    check(CancelledEvent::default().info());
    check(crate::table::Envelope::around(&mut None::<String>).info());
}

#[test]
fn each_kind_of_property_is_read_into_its_type() {
    let message = read(&json!({
        "id": "1", "isRead": true, "size": 9_007_199_254_740_993_i64, "order": -5, "small": 255, "score": 0.25,
        "ratio": 0.1, "price": 12.5, "importance": "high", "levels": ["low", "new"], "flags": "low,high",
        "from": {"name": "A"}, "toRecipients": [{"name": "B"}, {}], "categories": ["x", "y"],
        "receivedDateTime": "2026-05-01T00:00:00Z", "scores": [0.5, 1.5], "counts": [1, 2], "marks": [true],
        "rows": [[0.5], []], "extra": {"a": [1]}, "extras": [1, null, "x"], "type": "t", "nothing": {"a": 1},
        "reply": {"reply": {"subject": "deep"}}, "replies": [{"id": "2"}]
    }));
    assert!(message.additional.is_empty(), "{:?}", message.additional);
    assert_eq!(message.is_read, Some(true));
    assert_eq!(message.size, Some(9_007_199_254_740_993));
    assert_eq!((message.order, message.small), (Some(-5), Some(255)));
    assert_eq!((message.score, message.ratio), (Some(0.25), Some(0.1)));
    assert_eq!(message.price.as_ref().map(Decimal::as_str), Some("12.5"));
    assert_eq!(message.importance, Some(Importance::High));
    assert_eq!(message.levels, Some(vec![Importance::Low, Importance::UnknownValue("new".into())]));
    assert_eq!(message.flags, Some(Flags::from("low,high")));
    assert_eq!(message.from.unwrap().name.as_deref(), Some("A"));
    assert_eq!(message.to_recipients.unwrap().len(), 2);
    assert_eq!(message.categories, Some(vec!["x".to_owned(), "y".to_owned()]));
    assert_eq!(message.received_date_time, Some(DateTimeOffset::from("2026-05-01T00:00:00Z")));
    assert_eq!((message.scores, message.counts), (Some(vec![0.5, 1.5]), Some(vec![1, 2])));
    assert_eq!((message.marks, message.rows), (Some(vec![true]), Some(vec![vec![0.5], vec![]])));
    assert_eq!(message.extra, Some(json!({"a": [1]})));
    assert_eq!(message.extras, Some(vec![json!(1), Json::Null, json!("x")]));
    assert_eq!(message.r#type.as_deref(), Some("t"));
    assert!(message.nothing.unwrap().additional.contains("a"));
    assert_eq!(message.reply.unwrap().reply.unwrap().subject.as_deref(), Some("deep"));
    assert_eq!(message.replies.unwrap()[0].id.as_deref(), Some("2"));
}

#[test]
fn what_fits_is_written_back_equal() {
    keeps(&json!({}));
    keeps(
        &json!({"id": "", "isRead": false, "size": 0, "order": i32::MIN, "small": 0, "score": -0.0, "ratio": 0.1}),
    );
    keeps(&json!({"score": 0.1, "scores": [0.30000000000000004, 1e300], "price": 0.1, "size": i64::MIN}));
    keeps(&json!({"score": "INF", "scores": ["-INF", "NaN", 0.5], "ratio": "NaN"}));
    keeps(&json!({"flags": "high, low,strange", "levels": [], "categories": [], "rows": [[], [0.5]]}));
    keeps(&json!({"from": {}, "reply": {"reply": {"nothing": {}}}, "replies": [{}, {"replies": []}]}));
    keeps(
        &json!({"extra": [null], "extras": [null, [null]], "bytes": "not base64!", "guid": "x", "due": ""}),
    );
}

#[test]
fn unknown_properties_and_annotations_are_kept() {
    let json = json!({"@odata.etag": "W/1", "subject@odata.type": "#String", "new": {"x": [1, null, {"y": 18_446_744_073_709_551_615_u64}]}, "id": "1"});
    let message = read(&json);
    assert_eq!(message.additional.etag(), Some("W/1"));
    assert_eq!(message.additional.len(), 3);
    keeps(&json);
}

#[test]
fn null_is_not_absence_until_the_property_is_set() {
    let json = json!({"subject": null, "from": null, "toRecipients": null, "importance": null, "event": null,
        "extra": null, "isRead": null, "size": null, "events": null, "rows": null, "flags": null});
    let mut message = read(&json);
    assert_eq!((&message.subject, &message.from, &message.extra), (&None, &None, &None));
    assert!(message.additional.is_null("subject") && !message.additional.is_null("id"));
    keeps(&json);
    message.subject = Some("now".into());
    assert_eq!(serde_json::to_value(&message).unwrap()["subject"], "now");
    assert_eq!(serde_json::to_value(&message).unwrap()["from"], Json::Null);
    message.additional.remove("from");
    assert!(serde_json::to_value(&message).unwrap().get("from").is_none());
}

#[test]
fn value_that_does_not_fit_costs_its_property_alone() {
    let wrong =
        [json!(1), json!(1.5), json!(true), json!("text"), json!({"a": {"b": null}}), json!([[{}], 1, null])];
    let names = Message::default().info().names;
    for name in names {
        for value in &wrong {
            let json = json!({"id": "kept", *name: value, "subject": "after"});
            let message = read(&json);
            if *name != "subject" {
                assert_eq!(message.subject.as_deref(), Some("after"), "{json}");
            }
            keeps(&json);
        }
    }
    let message = read(&json!({"order": "many", "toRecipients": {"name": "A"}, "from": ["B"], "subject": 5}));
    assert_eq!((&message.order, &message.to_recipients), (&None, &None));
    assert_eq!((&message.from, &message.subject), (&None, &None));
    assert_eq!(message.additional.get("order"), Some(&json!("many")));
    assert_eq!(message.additional.get("toRecipients"), Some(&json!({"name": "A"})));
}

#[test]
fn list_with_one_misfit_is_kept_as_json() {
    for list in [json!([{"name": "A", "x": null}, null, {"name": "B"}]), json!([{}, "text"]), json!([5, {}])]
    {
        let json = json!({"toRecipients": list, "id": "1"});
        let message = read(&json);
        assert_eq!(message.to_recipients, None);
        assert_eq!(message.additional.get("toRecipients"), Some(&list));
        keeps(&json);
    }
    keeps(
        &json!({"categories": ["a", null, "b"], "levels": ["low", 5], "counts": [1, "x"], "rows": [[0.5], null, [1]]}),
    );
    keeps(&json!({"events": [{"@odata.type": "#microsoft.graph.jobEvent", "job": 5}, null]}));
}

#[test]
fn number_in_another_form_is_read_and_written_back_in_that_form() {
    let json = json!({"size": "9223372036854775807", "order": 5.0, "score": 3, "ratio": 0.123_456_789_123, "small": "7",
        "scores": [1, 2.5, "3.5"], "counts": [1, "2", 3.0], "rows": [[1], [2.5]]});
    let mut message = read(&json);
    assert_eq!((message.size, message.order, message.small), (Some(i64::MAX), Some(5), Some(7)));
    assert_eq!((message.score, message.ratio), (Some(3.0), Some(0.123_456_79)));
    assert_eq!(message.scores, Some(vec![1.0, 2.5, 3.5]));
    assert_eq!(message.counts, Some(vec![1, 2, 3]));
    assert_eq!(message.rows, Some(vec![vec![1.0], vec![2.5]]));
    keeps(&json);
    assert!(message.additional.is_empty());
    message.size = Some(1);
    message.order = None;
    message.scores = Some(vec![1.0, 2.5]);
    let written = serde_json::to_value(&message).unwrap();
    assert_eq!((&written["size"], &written["scores"]), (&json!(1), &json!([1.0, 2.5])));
    assert_eq!((&written["score"], written.get("order")), (&json!(3), None));
}

#[test]
fn number_out_of_range_is_not_cut() {
    let json = json!({"order": 2_147_483_648_i64, "small": 256, "size": 9_223_372_036_854_775_808_u64, "ratio": 1e300});
    let message = read(&json);
    assert_eq!((message.order, message.small, message.size, message.ratio), (None, None, None, None));
    keeps(&json);
}

#[test]
fn last_of_equal_names_wins() {
    let last = |text: &str| -> Json {
        let message: Message = serde_json::from_str(text).unwrap();
        serde_json::to_value(message).unwrap()
    };
    assert_eq!(last(r#"{"subject": "a", "subject": "b"}"#), json!({"subject": "b"}));
    assert_eq!(last(r#"{"subject": null, "subject": "b"}"#), json!({"subject": "b"}));
    assert_eq!(last(r#"{"subject": "a", "subject": null}"#), json!({"subject": null}));
    assert_eq!(last(r#"{"subject": "a", "subject": 5}"#), json!({"subject": 5}));
    assert_eq!(
        last(r#"{"from": {"name": "a"}, "from": {"address": "b"}}"#),
        json!({"from": {"address": "b"}})
    );
    assert_eq!(last(r#"{"counts": [1, 2], "counts": [3]}"#), json!({"counts": [3]}));
    assert_eq!(last(r#"{"x": 1, "x": 2}"#), json!({"x": 2}));
}

#[test]
fn objects_of_one_list_may_have_their_properties_in_any_order() {
    let texts = [
        r#"{"id": "1", "subject": "a", "from": {"name": "A", "address": "x"}, "size": 1}"#,
        r#"{"id": "2", "subject": "b", "from": {"address": "y", "name": "B"}, "size": 2}"#,
        r#"{"size": 3, "id": "3", "new": 1, "subject": "c", "subject": "d", "id": "4"}"#,
        r#"{"id": null, "from": {}, "reply": {"size": 4, "id": "5", "reply": {"id": "6", "size": 5}}, "subject": "e"}"#,
        r#"{"id": "7", "subject": "f"}"#,
    ];
    let list: Vec<Message> = serde_json::from_str(&format!("[{}]", texts.join(","))).unwrap();
    let each: Vec<Message> = texts.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    assert_eq!(list, each, "what stands before an object makes no difference");
    assert_eq!((list[2].id.as_deref(), list[2].subject.as_deref()), (Some("4"), Some("d")));
}

#[test]
fn type_without_properties_keeps_all() {
    let json = json!({"a": 1, "b": null});
    assert_eq!(round_trip::<Nothing>(&json), json);
    assert_eq!(serde_json::to_value(Nothing::default()).unwrap(), json!({}));
}

#[test]
fn malformed_text_is_an_error_and_no_object_as_well() {
    for text in
        ["", "{", "[]", "5", "null", "\"a\"", "{\"id\": }", "{\"id\": \"\u{1}\"}", "{\"id\": 1e999}", "{} x"]
    {
        assert!(serde_json::from_str::<Message>(text).is_err(), "{text}");
    }
    let error = serde_json::from_str::<Message>("[]").unwrap_err().to_string();
    assert!(error.contains("an object of type microsoft.graph.message"), "{error}");
}

#[test]
fn text_that_is_no_unicode_is_an_error() {
    for text in [
        &b"{\"subject\": \"\xff\"}"[..],
        b"{\"\xc3\": 1}",
        br#"{"subject": "\ud800"}"#,
        br#"{"x": "\udc00 "}"#,
    ] {
        assert!(serde_json::from_slice::<Message>(text).is_err(), "{}", text.escape_ascii());
    }
    keeps(&serde_json::from_str(r#"{"subject": "\ud83d\ude00\u0000"}"#).unwrap());
}

#[test]
fn long_texts_and_numbers_are_kept() {
    let long = "a".repeat(100_000_000);
    let message: Message =
        serde_json::from_str(&format!(r#"{{"subject": "{long}", "size": "{long}"}}"#)).unwrap();
    assert_eq!(message.subject.as_deref().map(str::len), Some(long.len()));
    assert_eq!(message.additional.get("size").and_then(Json::as_str).map(str::len), Some(long.len()));
    assert!(serde_json::from_str::<Message>(&format!(r#"{{"size": {}}}"#, "9".repeat(1000))).is_err());
    keeps(&json!({"size": 18_446_744_073_709_551_615_u64, "order": 1e300, "small": -1, "score": 1e308}));
}

#[test]
fn depth_is_limited_wherever_it_grows() {
    for (open, close) in
        [("{\"reply\":", "}"), ("{\"new\":", "}"), ("{\"extra\":[", "]}"), ("{\"event\":{\"cause\":", "}}")]
    {
        let deep = format!("{}{{}}{}", open.repeat(100_000), close.repeat(100_000));
        assert!(serde_json::from_str::<Message>(&deep).is_err(), "{open}");
    }
    let fine = format!("{}{{}}{}", "{\"reply\":".repeat(100), "}".repeat(100));
    keeps(&serde_json::from_str(&fine).unwrap());
}

#[test]
fn values_in_memory_are_read_like_text() {
    let json = json!({"subject": "a", "size": "5", "events": [{"job": 1, "@odata.type": "#microsoft.graph.jobEvent"}], "x": null});
    let message: Message = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(message.size, Some(5));
    assert_eq!(serde_json::to_value(&message).unwrap(), json);
}

#[test]
fn additional_values_are_a_map_for_serde_and_iterators() {
    let mut additional: Additional = [("b", json!(1)), ("b@odata.type", json!("#t"))].into_iter().collect();
    additional.extend([("a", None::<bool>)]);
    let text = r##"{"a":null,"b@odata.type":"#t","b":1}"##;
    assert_eq!(serde_json::to_string(&additional).unwrap(), text);
    assert_eq!(serde_json::from_str::<Additional>(text).unwrap(), additional);
    assert_eq!(serde_json::from_str::<Additional>("{}").unwrap(), Additional::default());
}

#[test]
fn additional_is_small_and_forgets_that_it_was_filled() {
    assert_eq!(size_of::<Additional>(), 8);
    let mut additional = Additional::default();
    assert_eq!(additional.insert("a", 1), None);
    assert_eq!(additional.remove("a"), Some(json!(1)));
    assert_eq!(additional, Additional::default());
}

#[test]
fn what_one_type_does_not_name_another_one_may() {
    let recipient: Recipient = serde_json::from_value(json!({"subject": "theirs", "color": "blue"})).unwrap();
    assert_eq!(serde_json::to_value(&recipient).unwrap(), json!({"color": "blue", "subject": "theirs"}));
    let mut message =
        Message { subject: Some("mine".into()), additional: recipient.additional, ..Message::default() };
    assert_eq!(serde_json::to_string(&message).unwrap(), r#"{"subject":"mine","color":"blue"}"#);
    message.subject = None;
    assert_eq!(serde_json::to_string(&message).unwrap(), r#"{"color":"blue","subject":"theirs"}"#);
    let mut recipient: Recipient = serde_json::from_value(json!({"color": "blue", "name": 5})).unwrap();
    recipient.name = Some("A".into());
    assert_eq!(serde_json::to_value(&recipient).unwrap(), json!({"name": "A", "color": "blue"}));
    recipient.additional.remove("name");
    recipient.additional.insert("address", "B");
    assert_eq!(serde_json::to_string(&recipient).unwrap(), r#"{"name":"A","address":"B","color":"blue"}"#);
}

#[test]
fn absent_properties_are_not_written() {
    let message = Message { subject: Some("a".into()), ..Message::default() };
    assert_eq!(serde_json::to_string(&message).unwrap(), r#"{"subject":"a"}"#);
}

#[test]
fn additional_shows_nulls_like_other_values() {
    let message = read(&json!({"subject": null, "b": null, "a": 1, "size": null, "order": 1.0}));
    let additional = message.additional.clone();
    let names: Vec<&str> = additional.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["size", "subject", "a", "b"]);
    assert_eq!(
        (additional.len(), additional.get("size"), additional.contains("order")),
        (4, Some(&Json::Null), false)
    );
    assert_eq!(additional, read(&json!({"a": 1, "size": null, "b": null, "subject": null})).additional);
    assert_ne!(additional, read(&json!({"a": 1, "size": null, "b": null, "id": null})).additional);
    let map = serde_json::Map::from(additional.clone());
    assert_eq!(Json::Object(map.clone()), json!({"subject": null, "size": null, "a": 1, "b": null}));
    assert_eq!(Additional::from(map), additional);
    let mut changed = additional;
    assert_eq!((changed.insert("size", 5), changed.insert("size", 6)), (Some(Json::Null), Some(json!(5))));
    assert_eq!(
        (changed.remove("subject"), changed.remove("subject"), changed.len()),
        (Some(Json::Null), None, 3)
    );
    changed.clear();
    assert_eq!(changed, Additional::default());
}

struct Partial {
    #[cfg(any())]
    gone: Option<Recipient>,
    name: Option<String>,
    additional: Additional,
}

crate::object! { Partial "#microsoft.graph.partial": #[cfg(any())] gone "gone", name "name" }

#[test]
fn property_that_is_not_compiled_is_kept_like_one_that_is_not_known() {
    let json = json!({"gone": {"name": "A", "x": [null]}, "name": "B"});
    let partial: Partial = serde_json::from_value(json.clone()).unwrap();
    assert_eq!((partial.name.as_deref(), partial.info().names), (Some("B"), &["name"][..]));
    assert_eq!(serde_json::to_value(partial.clone()).unwrap(), json);
    assert_eq!(partial, serde_json::from_value(json).unwrap());
}

/// Names more properties than it lists.
#[derive(Default)]
struct Short(Additional);

impl Fields for Short {
    const INFO: &'static ObjectInfo =
        &ObjectInfo { name: "Short", odata_type: "#short", names: &["id", "name"], derived: None };

    fn visit_fields<'a>(&'a self, to: &mut FieldVisitor<'a, '_>) -> &'a Additional {
        super::visit(to, &[], &self.0)
    }

    fn visit_fields_mut(&mut self, by: &mut FieldVisitorMut<'_>) -> &mut Additional {
        super::visit_mut(by, &mut [], &mut self.0)
    }
}

#[test]
fn property_without_a_field_is_kept() {
    let mut short = Short::default();
    let json = json!({"id": "1", "name": [2], "x": null});
    super::read_into(&mut short, &json).unwrap();
    assert_eq!(super::write(&short, serde_json::value::Serializer).unwrap(), json);
}
