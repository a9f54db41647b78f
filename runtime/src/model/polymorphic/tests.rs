//! A value is of the type that `@odata.type` names, at any position.

use crate::model::example::{AnyEvent, CancelledEvent, Event, JobEvent, Message, round_trip};
use crate::{Additional, Json, Polymorphic};
use serde_json::json;

fn read(text: &str) -> AnyEvent {
    serde_json::from_str(text).unwrap()
}

fn keeps(json: &Json) {
    assert_eq!(round_trip::<AnyEvent>(json), *json);
}

#[test]
fn type_that_comes_first_is_read_straight() {
    let event =
        read(r##"{"@odata.type": "#microsoft.graph.cancelledEvent", "id": "1", "job": 5, "by": "me"}"##);
    let AnyEvent::CancelledEvent(event) = event else { panic!("{event:?}") };
    assert_eq!((event.id.as_deref(), event.job, event.by.as_deref()), (Some("1"), Some(5), Some("me")));
    assert!(event.additional.is_empty(), "the type is implied: {:?}", event.additional);
}

#[test]
fn type_after_annotations_or_properties_is_the_same() {
    let first = read(
        r##"{"@odata.type": "#microsoft.graph.jobEvent", "id": "1", "job": 5, "@odata.etag": "e", "x": null}"##,
    );
    let annotated = read(
        r##"{"@odata.etag": "e", "@odata.type": "#microsoft.graph.jobEvent", "x": null, "id": "1", "job": 5}"##,
    );
    let late = read(
        r##"{"x": null, "id": "1", "job": 5, "@odata.etag": "e", "@odata.type": "#microsoft.graph.jobEvent"}"##,
    );
    let middle = read(
        r##"{"x": null, "@odata.type": "#microsoft.graph.jobEvent", "id": "1", "job": 5, "@odata.etag": "e"}"##,
    );
    assert!(matches!(&first, AnyEvent::JobEvent(job) if job.job == Some(5)));
    assert_eq!(first, annotated);
    assert_eq!(first, late);
    assert_eq!(first, middle);
}

#[test]
fn object_without_type_is_of_the_base_type() {
    let event = read(r#"{"id": "1", "job": 5}"#);
    let AnyEvent::Event(event) = event else { panic!("{event:?}") };
    assert_eq!(event.additional.get("job"), Some(&json!(5)));
    keeps(&json!({"id": "1", "job": 5, "name": null}));
}

#[test]
fn unknown_type_keeps_everything() {
    let json = json!({"@odata.type": "#microsoft.graph.newEvent", "id": "1", "other": [1]});
    let event = read(&json.to_string());
    assert!(matches!(event, AnyEvent::Unknown(_)));
    assert_eq!(event.type_name(), "microsoft.graph.newEvent");
    assert_eq!(event.get(Event::ID).map(String::as_str), Some("1"));
    keeps(&json);
}

#[test]
fn every_form_of_the_type_is_written_back_as_it_came() {
    keeps(&json!({"@odata.type": "#microsoft.graph.event", "id": "1"}));
    keeps(&json!({"@odata.type": "microsoft.graph.jobEvent", "id": "1"}));
    keeps(
        &json!({"@odata.type": "#microsoft.graph.cancelledEvent", "inner": {"@odata.type": "#microsoft.graph.jobEvent", "job": "5"}}),
    );
    keeps(&json!({"@odata.type": null, "id": "1"}));
    keeps(&json!({"@odata.type": 5, "cause": null}));
    assert!(matches!(read(r#"{"@odata.type": "microsoft.graph.jobEvent"}"#), AnyEvent::JobEvent(_)));
}

#[test]
fn type_of_a_derived_value_is_written_first_and_once() {
    let event = AnyEvent::from(CancelledEvent { by: Some("me".into()), ..CancelledEvent::default() });
    let text = serde_json::to_string(&event).unwrap();
    assert_eq!(text, r##"{"@odata.type":"#microsoft.graph.cancelledEvent","by":"me"}"##);
    let mut event = AnyEvent::JobEvent(Box::default());
    event.object_mut().additional_mut().insert("@odata.type", "own");
    assert_eq!(serde_json::to_string(&event).unwrap(), r#"{"@odata.type":"own"}"#);
    let base = AnyEvent::Event(Box::new(Event { id: Some("1".into()), ..Event::default() }));
    assert_eq!(serde_json::to_string(&base).unwrap(), r#"{"id":"1"}"#);
}

#[test]
fn last_type_wins() {
    let text = r##"{"@odata.type": "#microsoft.graph.jobEvent", "job": 1, "@odata.type": "#microsoft.graph.cancelledEvent", "by": "me"}"##;
    let AnyEvent::CancelledEvent(event) = read(text) else { panic!("{text}") };
    assert_eq!((event.job, event.by.as_deref()), (Some(1), Some("me")));
}

#[test]
fn properties_of_the_base_are_reached_without_matching() {
    let event = read(r##"{"@odata.type": "#microsoft.graph.jobEvent", "name": "n", "cause": {"id": "c"}}"##);
    assert_eq!(event.get(Event::NAME).map(String::as_str), Some("n"));
    assert_eq!(event.get(Event::CAUSE).and_then(|cause| cause.id.as_deref()), Some("c"));
    assert_eq!(event.get(Event::ID), None);
    assert_eq!(event.type_name(), "microsoft.graph.jobEvent");
}

#[test]
fn type_of_a_derived_value_in_the_variant_of_the_base_is_its_own() {
    let job = || Event::from(JobEvent { job: Some(5), ..JobEvent::default() });
    for event in [AnyEvent::Event(Box::new(job())), AnyEvent::Unknown(Box::new(job()))] {
        assert_eq!(event.type_name(), "microsoft.graph.jobEvent");
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(text, r##"{"@odata.type":"#microsoft.graph.jobEvent","job":5}"##);
    }
}

#[test]
fn properties_and_lists_hold_values_of_all_types() {
    let json = json!({
        "event": {"@odata.type": "#microsoft.graph.jobEvent", "job": 1},
        "events": [{"id": "1"}, {"job": 2, "@odata.type": "#microsoft.graph.jobEvent"}, {"@odata.type": "#x"}]
    });
    let message: Message = serde_json::from_str(&json.to_string()).unwrap();
    assert!(matches!(&message.event, Some(AnyEvent::JobEvent(_))));
    let kinds: Vec<usize> = message.events.iter().flatten().map(Polymorphic::index).collect();
    assert_eq!(kinds, [0, 1, 3]);
    assert_eq!(round_trip::<Message>(&json), json);
}

#[test]
fn late_type_loses_nothing_on_the_way() {
    let json = json!({"id": 5, "job": "7", "name": null, "cause": {"x": [1.0]}, "@odata.type": "#microsoft.graph.jobEvent"});
    let AnyEvent::JobEvent(job) = read(r##"{"job": "7", "@odata.type": "#microsoft.graph.jobEvent"}"##)
    else {
        panic!()
    };
    assert_eq!(*job, JobEvent { job: Some(7), ..JobEvent::default() });
    keeps(&json);
}

/// A value of the base type without documentation of its derived types.
struct Shape {
    name: Option<String>,
    additional: Additional,
}

struct Circle {
    name: Option<String>,
    radius: Option<i32>,
    additional: Additional,
}

enum AnyShape {
    Shape(Box<Shape>),
    Circle(Box<Circle>),
    Unknown(Box<Shape>),
}

crate::object! { Shape "#microsoft.graph.shape" @abstract @base AnyShape: name "name" }
crate::object! { Circle "#microsoft.graph.circle": name "name", radius "radius" }
impl crate::DerivedFrom<Shape> for Circle {}
impl crate::Extends<Shape> for Circle {}
crate::polymorphic_enum! {
    AnyShape Shape: 0 Shape "microsoft.graph.shape", 1 Circle "microsoft.graph.circle" Circle
}

#[test]
fn abstract_type_is_read_copied_and_written_as_any_other() {
    let shape = json!({"name": "n", "x": 1});
    assert_eq!(round_trip::<Shape>(&shape), shape);
    assert_eq!(round_trip::<Vec<Box<Shape>>>(&json!([shape, {}])), json!([shape, {}]));
    assert_eq!(round_trip::<AnyShape>(&shape), shape);
    let unknown = json!({"@odata.type": "#microsoft.graph.square", "name": "n"});
    assert_eq!(round_trip::<AnyShape>(&unknown), unknown);
    let circle = AnyShape::from(Circle { radius: Some(1), ..Circle::default() });
    assert_eq!(circle.type_name(), "microsoft.graph.circle");
    assert_eq!(circle.clone(), circle);
}

#[test]
fn what_is_no_object_is_an_error() {
    for text in ["[]", "null", "5", "\"x\"", "{"] {
        assert!(serde_json::from_str::<AnyEvent>(text).is_err(), "{text}");
    }
    let error = serde_json::from_str::<AnyEvent>("5").unwrap_err().to_string();
    assert!(error.contains("microsoft.graph.event"), "{error}");
}
