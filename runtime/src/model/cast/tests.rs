//! A struct of a base type holds a value of any derived type, and gives it back.

mod texts;
mod types;

use crate::model::example::{AnyEvent, AnyJobEvent, CancelledEvent, Event, JobEvent, round_trip};
use crate::{Additional, DeltaItem, DeltaPage, Json, Page, Polymorphic, misfits};
use serde_json::json;

fn read(json: &Json) -> Event {
    serde_json::from_str(&json.to_string()).unwrap()
}

#[track_caller]
fn keeps(json: &Json) {
    assert_eq!(round_trip::<Event>(json), *json);
}

fn cancelled() -> Json {
    json!({
        "@odata.type": "#microsoft.graph.cancelledEvent", "@odata.etag": "e", "id": "1", "name": null, "job": "7", "by": "me",
        "inner": {"@odata.type": "#microsoft.graph.jobEvent", "job": 1, "x": null}, "x": [1.0]
    })
}

#[test]
fn common_properties_of_a_derived_value_are_fields_of_the_base() {
    let event = read(&cancelled());
    assert_eq!((event.id.as_deref(), event.name.as_deref()), (Some("1"), None));
    assert!(event.additional.is_null("name"));
    assert_eq!(event.additional.get("x"), Some(&json!([1.0])));
    assert_eq!(event.additional.get("@odata.type"), Some(&json!("#microsoft.graph.cancelledEvent")));
    assert_eq!(event.odata_type(), "#microsoft.graph.cancelledEvent");
    assert_eq!(event.get(CancelledEvent::BY).map(String::as_str), Some("me"));
    assert_eq!((event.get(JobEvent::JOB), event.get(Event::NAME)), (Some(&7), None));
    assert!(event.is::<Event>() && event.is::<JobEvent>() && event.is::<CancelledEvent>());
    keeps(&cancelled());
}

#[test]
fn a_property_of_another_type_is_no_property_of_the_value() {
    let job = read(&json!({"@odata.type": "#microsoft.graph.jobEvent", "id": "1", "job": 5}));
    assert_eq!((job.get(Event::ID).is_some(), job.get(JobEvent::ID).is_some()), (true, true));
    assert_eq!((job.get(CancelledEvent::ID), job.get(CancelledEvent::JOB)), (None, None));
    let event = read(&json!({"id": "1", "job": 5}));
    assert_eq!((event.get(Event::ID).is_some(), event.get(JobEvent::ID)), (true, None));
    let mut named = Event { id: Some("1".into()), ..Event::default() };
    named.additional.insert("@odata.type", "#microsoft.graph.jobEvent");
    assert!(named.is::<JobEvent>() && !named.is::<CancelledEvent>());
    assert_eq!(named.get(JobEvent::ID).map(String::as_str), Some("1"));
    assert_eq!(named.get(CancelledEvent::ID), None);
    assert_eq!(named.downcast::<JobEvent>().unwrap().id.as_deref(), Some("1"));
}

#[test]
fn type_may_come_at_any_place() {
    let all = cancelled();
    let event = read(&all);
    let members: Vec<(&String, &Json)> = all.as_object().unwrap().iter().collect();
    for first in 0..members.len() {
        for step in [1, 3, 5] {
            let order = (0..members.len()).map(|index| members[(first + index * step) % members.len()]);
            let order: Vec<String> = order.map(|(name, value)| format!("{name:?}: {value}")).collect();
            let other: Event = serde_json::from_str(&format!("{{{}}}", order.join(", "))).unwrap();
            assert_eq!(other, event, "{order:?}");
            assert_eq!(serde_json::to_value(&other).unwrap(), all, "{order:?}");
            assert_eq!(other.downcast::<CancelledEvent>().unwrap().job, Some(7), "{order:?}");
        }
    }
}

#[test]
fn a_value_of_the_base_or_of_an_unknown_type_is_of_no_derived_one() {
    for json in [
        json!({"id": "1", "job": 5, "cause": {"id": "2"}}),
        json!({"@odata.type": "#microsoft.graph.event", "id": "1", "name": null}),
        json!({"@odata.type": "#microsoft.graph.newEvent", "id": "1", "job": 5, "by": null, "other": [1]}),
        json!({"@odata.type": null, "id": 5}),
        json!({"@odata.type": 5, "name": "n"}),
    ] {
        keeps(&json);
        let event = read(&json);
        assert!(!event.is::<JobEvent>() && !event.is::<CancelledEvent>(), "{json}");
        assert_eq!(event.clone().downcast::<JobEvent>(), Err(event), "{json}");
    }
    assert_eq!(read(&json!({"@odata.type": "#x.y"})).odata_type(), "#x.y");
    assert_eq!(read(&json!({})).odata_type(), "#microsoft.graph.event");
}

#[test]
fn a_downcast_gives_what_reading_the_derived_type_gives() {
    let event: CancelledEvent = serde_json::from_value(cancelled()).unwrap();
    assert_eq!(read(&cancelled()).downcast::<CancelledEvent>().unwrap(), event);
    assert_eq!(serde_json::to_value(&event).unwrap(), cancelled());
}

#[test]
fn a_downcast_moves_texts() {
    let json = json!({"@odata.type": "#microsoft.graph.cancelledEvent", "id": "some id", "by": "some name", "x": "some text"});
    let event = read(&json);
    let address = |text: &str| text.as_ptr();
    let before = [
        event.id.as_deref().map(address),
        event.get(CancelledEvent::BY).map(|by| address(by)),
        event.additional.get("x").and_then(Json::as_str).map(address),
    ];
    let event = event.downcast::<CancelledEvent>().unwrap();
    let after = [
        event.id.as_deref().map(address),
        event.by.as_deref().map(address),
        event.additional.get("x").and_then(Json::as_str).map(address),
    ];
    assert_eq!(before, after);
    let event = Event::from(event);
    assert_eq!(event.id.as_deref().map(address), before[0]);
}

#[test]
fn a_downcast_goes_step_by_step_or_at_once() {
    let event = read(&cancelled());
    let job = event.clone().downcast::<JobEvent>().unwrap();
    assert_eq!((job.id.as_deref(), job.job), (Some("1"), Some(7)));
    assert_eq!((job.odata_type(), job.is::<CancelledEvent>()), ("#microsoft.graph.cancelledEvent", true));
    assert_eq!(serde_json::to_value(&job).unwrap(), cancelled());
    assert_eq!(Event::from(job.clone()), event, "up again");
    let by_steps = job.downcast::<CancelledEvent>().unwrap();
    assert_eq!(by_steps, event.clone().downcast::<CancelledEvent>().unwrap());
    let job = read(&json!({"@odata.type": "#microsoft.graph.jobEvent", "job": 5}));
    assert!(job.is::<JobEvent>() && !job.is::<CancelledEvent>());
    assert_eq!(job.clone().downcast::<CancelledEvent>(), Err(job));
}

#[test]
fn a_derived_value_becomes_its_base_and_comes_back_the_same() {
    let own = CancelledEvent {
        id: Some("1".into()),
        job: Some(5),
        by: Some("me".into()),
        inner: Some(Box::new(JobEvent { job: Some(6), ..JobEvent::default() }.into())),
        additional: Additional::from(json!({"x": null}).as_object().unwrap().clone()),
        ..CancelledEvent::default()
    };
    let json = json!({
        "@odata.type": "#microsoft.graph.cancelledEvent", "id": "1", "job": 5, "by": "me", "x": null,
        "inner": {"@odata.type": "#microsoft.graph.jobEvent", "job": 6}
    });
    let event = Event::from(own.clone());
    assert_eq!(serde_json::to_value(&event).unwrap(), json);
    assert_eq!(event, read(&json), "the type is told by the value");
    assert_eq!(event.odata_type(), "#microsoft.graph.cancelledEvent");
    assert_eq!(event.downcast::<CancelledEvent>().unwrap(), own);
    let by_steps = Event::from(JobEvent::from(own.clone()));
    assert_eq!(by_steps, Event::from(own));
}

#[test]
fn fields_of_the_base_can_be_changed() {
    let mut event = read(&cancelled());
    event.name = Some("new".into());
    event.id = None;
    event.additional.insert("by", "nobody");
    let mut expected = cancelled();
    expected["name"] = "new".into();
    expected.as_object_mut().unwrap().remove("id");
    assert_eq!(serde_json::to_value(&event).unwrap(), expected, "the property has a value of its own");
    let event = event.downcast::<CancelledEvent>().unwrap();
    assert_eq!(
        (event.id.as_deref(), event.name.as_deref(), event.by.as_deref()),
        (None, Some("new"), Some("me"))
    );
}

#[test]
fn additional_values_do_not_change_a_derived_value() {
    let mut event = read(&cancelled());
    assert_eq!((event.additional.remove("by"), event.additional.get("by")), (None, None));
    event = event.with(crate::Property::<Event, String>::new("by"), "nobody");
    assert_eq!(serde_json::to_value(&event).unwrap(), cancelled());
    let event = event.downcast::<CancelledEvent>().unwrap().with(CancelledEvent::BY, "you");
    assert_eq!(Event::from(event).get(CancelledEvent::BY).map(String::as_str), Some("you"));
}

#[test]
fn what_a_program_names_itself_is_a_derived_value_too() {
    let mut event = Event { id: Some("1".into()), ..Event::default() };
    event.additional.insert("@odata.type", "#microsoft.graph.jobEvent");
    event.additional.insert("job", 5);
    event.additional.insert("x", 6);
    assert!(event.is::<JobEvent>() && !event.is::<CancelledEvent>());
    let job = event.downcast::<JobEvent>().unwrap();
    assert_eq!((job.id.as_deref(), job.job, job.additional.get("job")), (Some("1"), Some(5), None));
    assert_eq!(job.additional.get("x"), Some(&json!(6)));
}

#[test]
fn last_type_of_several_wins() {
    let read = |text: &str| serde_json::from_str::<Event>(text).unwrap();
    let text = r##"{"id": "1", "@odata.type": "#microsoft.graph.cancelledEvent", "by": "me", "job": "5", "name": null,
        "@odata.type": "#microsoft.graph.jobEvent", "id": null, "name": "n"}"##;
    let expected =
        json!({"@odata.type": "#microsoft.graph.jobEvent", "by": "me", "job": "5", "name": "n", "id": null});
    assert_eq!(serde_json::to_value(read(text)).unwrap(), expected);
    let job = read(text).downcast::<JobEvent>().unwrap();
    assert_eq!((job.id.as_deref(), job.name.as_deref(), job.job), (None, Some("n"), Some(5)));
    assert_eq!(job.additional.get("by"), Some(&json!("me")));
    let text = r##"{"@odata.type": "#microsoft.graph.jobEvent", "job": 1, "@odata.type": "#new", "id": "1", "job": 2}"##;
    let event = read(text);
    assert!(!event.is::<JobEvent>());
    assert_eq!((event.id.as_deref(), event.additional.get("job")), (Some("1"), Some(&json!(2))));
}

#[test]
fn copies_are_equal_and_others_are_not() {
    let event = read(&cancelled());
    assert_eq!(event.clone(), event);
    assert_eq!(serde_json::to_string(&event.clone()).unwrap(), serde_json::to_string(&event).unwrap());
    for name in ["id", "name", "job", "by", "inner", "x", "@odata.type"] {
        let mut json = cancelled();
        json.as_object_mut().unwrap().remove(name);
        assert_ne!(read(&json), event, "{name}");
    }
    let mut json = cancelled();
    json["by"] = "you".into();
    assert_ne!(read(&json), event);
}

#[test]
fn debug_shows_the_derived_type() {
    let event = read(&json!({"@odata.type": "#microsoft.graph.jobEvent", "id": "1", "job": 5}));
    let shown =
        r##"JobEvent { id: "1", job: 5, additional: {"@odata.type": String("#microsoft.graph.jobEvent")} }"##;
    assert_eq!(format!("{event:?}"), shown);
}

#[test]
fn misfits_of_a_derived_value_have_their_paths() {
    let json = json!({
        "@odata.type": "#microsoft.graph.cancelledEvent", "id": 5, "job": {},
        "inner": {"@odata.type": "#microsoft.graph.jobEvent", "job": []}
    });
    let mut found = misfits(&read(&json));
    found.sort();
    assert_eq!(found, ["id", "inner.job", "job"]);
    keeps(&json);
    assert_eq!(read(&json).downcast::<CancelledEvent>().unwrap().additional.get("job"), Some(&json!({})));
}

#[test]
fn lists_pages_and_fields_hold_any_type() {
    let json = json!({"value": [
        {"id": "1", "cause": {"@odata.type": "#microsoft.graph.jobEvent", "job": 1}},
        {"job": 2, "@odata.type": "#microsoft.graph.jobEvent"}, {"@odata.type": "#x"}, cancelled()
    ]});
    let page: Page<Event> = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&page).unwrap(), json);
    assert_eq!(
        page.value.iter().map(|event| event.is::<JobEvent>()).collect::<Vec<_>>(),
        [false, true, false, true]
    );
    let cause = page.value[0].cause.as_deref().unwrap();
    assert_eq!(cause.get(JobEvent::JOB), Some(&1));
    let json = json!({"value": [{"@odata.type": "#microsoft.graph.jobEvent", "id": "1", "@removed": {"reason": "deleted"}}]});
    let page: DeltaPage<Event> = serde_json::from_value(json.clone()).unwrap();
    assert!(matches!(&page.items[0], DeltaItem::Removed(gone) if gone.id.as_deref() == Some("1")));
    assert_eq!(serde_json::to_value(&page).unwrap(), json);
}

#[test]
fn the_enum_matches_what_the_struct_holds() {
    let types = ["jobEvent", "cancelledEvent", "event", "newEvent"];
    for (ty, index) in types.into_iter().zip([1, 2, 0, 3]) {
        let json = json!({"@odata.type": format!("#microsoft.graph.{ty}"), "id": "1", "job": 5, "x": null});
        let any = AnyEvent::from(read(&json));
        assert_eq!((any.index(), &any), (index, &serde_json::from_value(json.clone()).unwrap()), "{ty}");
        assert_eq!(serde_json::to_value(&any).unwrap(), json);
        assert_eq!(Event::from(any), read(&json));
    }
    let AnyEvent::Event(event) = AnyEvent::from(Event::default()) else {
        panic!("without a type it is the base")
    };
    assert_eq!(*event, Event::default());
    let job = read(&cancelled()).downcast::<JobEvent>().unwrap();
    assert!(matches!(AnyJobEvent::from(job), AnyJobEvent::CancelledEvent(event) if event.job == Some(7)));
    let lone = read(&json!({"@odata.type": "#microsoft.graph.jobEvent"})).downcast::<JobEvent>().unwrap();
    assert!(matches!(AnyJobEvent::from(lone), AnyJobEvent::JobEvent(_)));
}

#[test]
fn a_map_of_what_is_kept_has_the_derived_properties() {
    let map = serde_json::Map::from(read(&cancelled()).additional);
    let mut expected = cancelled();
    expected.as_object_mut().unwrap().remove("id");
    // as it is written, in the form in which it came
    assert_eq!(expected["job"], "7");
    assert_eq!(Json::Object(map), expected);
    let mut event = read(&cancelled());
    event.id = None;
    event.additional.insert("by", "nobody");
    event.additional.insert("@odata.type", "own");
    expected["@odata.type"] = "own".into();
    assert_eq!(serde_json::to_value(&event).unwrap(), expected);
    assert_eq!(
        Json::Object(event.additional.clone().into()),
        expected,
        "the property has a value of its own"
    );
    event.id = Some("1".into());
    event.additional.clear();
    assert_eq!(serde_json::to_value(event).unwrap(), json!({"id": "1"}));
}

/// A base that knows less of a property than the type derived from it.
struct Loose {
    value: Option<Json>,
    size: Option<i32>,
    additional: Additional,
}

struct Strict {
    value: Option<String>,
    size: Option<i64>,
    own: Option<bool>,
    additional: Additional,
}

#[allow(dead_code, reason = "as generated")]
enum AnyLoose {
    Loose(Box<Loose>),
    Strict(Box<Strict>),
    Unknown(Box<Loose>),
}

crate::object! { Loose "#loose" @base AnyLoose: size "size", value "value" }
crate::object! { Strict "#strict": own "own", size "size", value "value" }
impl crate::DerivedFrom<Loose> for Strict {}
impl crate::Extends<Loose> for Strict {}
crate::polymorphic_enum! { AnyLoose Loose: 0 Loose "loose", 1 Strict "strict" Strict }

#[test]
fn a_property_of_another_type_is_moved_where_it_fits() {
    let json = json!({"@odata.type": "#strict", "value": "v", "size": 5_000_000_000_i64, "own": true});
    let loose: Loose = serde_json::from_value(json.clone()).unwrap();
    assert_eq!((&loose.value, loose.size), (&Some(json!("v")), None));
    assert_eq!(serde_json::to_value(&loose).unwrap(), json);
    let strict = loose.clone().downcast::<Strict>().unwrap();
    assert_eq!(
        (strict.value.as_deref(), strict.size, strict.own),
        (Some("v"), Some(5_000_000_000), Some(true))
    );
    let changed = Loose { value: Some(json!([1])), size: Some(7), ..loose };
    let mut expected = json;
    expected["value"] = json!([1]);
    expected["size"] = 7.into();
    assert_eq!(serde_json::to_value(&changed).unwrap(), expected);
    let strict = changed.downcast::<Strict>().unwrap();
    assert_eq!((strict.value.as_deref(), strict.size), (None, Some(7)));
    assert_eq!(serde_json::to_value(&strict).unwrap(), expected);
}

#[test]
fn a_struct_stays_as_large_and_as_free_as_before() {
    fn is_free<T: Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}
    is_free::<Event>();
    is_free::<Additional>();
    assert_eq!(size_of::<Additional>(), size_of::<usize>());
}
