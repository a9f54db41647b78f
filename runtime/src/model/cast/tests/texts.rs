//! Texts and bodies name the type of a value, before all else.

use super::{cancelled, read};
use crate::codegen::body;
use crate::model::cast::copy_as;
use crate::model::example::{AnyEvent, CancelledEvent, Event, JobEvent};
use crate::{Body, Changes, Patch};

fn text(body: &impl Body) -> String {
    String::from_utf8(body.content().bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn a_body_names_its_type_where_the_base_is_expected() {
    let (event, job) = (Event::default(), JobEvent { job: Some(5), ..JobEvent::default() });
    let typed = r##"{"@odata.type":"#microsoft.graph.jobEvent","job":5}"##;
    assert_eq!(text(&body::<Event>(&event)), "{}");
    assert_eq!(text(&body::<JobEvent>(&job)), r#"{"job":5}"#);
    assert_eq!(text(&body::<Event>(&job)), typed);
    assert_eq!(text(&body::<Event>(&Event::from(job.clone()))), typed);
    assert_eq!(text(&Changes::<Event>::changes(&AnyEvent::from(job.clone()))), typed);
    assert_eq!(text(&body::<Event>(&copy_as::<Event, _>(&job))), typed);
    assert_eq!(copy_as::<JobEvent, _>(&job), job);
    assert_eq!(text(&Changes::<Event>::changes(&job)), typed);
    assert_eq!(text(&Changes::<JobEvent>::changes(&job)), r#"{"job":5}"#);
}

/// A change with an annotation whose name is before that of the type.
fn patch_with_annotation(ty: Option<&str>) -> Patch<JobEvent> {
    let patch = Patch::new().set(JobEvent::JOB, 5).set_json("@microsoft.graph.conflictBehavior", "fail");
    ty.into_iter().fold(patch, |patch, ty| patch.set_json("@odata.type", ty))
}

#[test]
fn a_patch_names_its_type_where_the_base_is_expected() {
    let patch = Patch::new().set(JobEvent::JOB, 5);
    assert_eq!(text(&Changes::<JobEvent>::changes(&patch)), r#"{"job":5}"#);
    assert_eq!(
        text(&Changes::<Event>::changes(&patch)),
        r##"{"@odata.type":"#microsoft.graph.jobEvent","job":5}"##
    );
    let named = patch.set_json("@odata.type", "own");
    assert_eq!(text(&Changes::<Event>::changes(&named)), r#"{"@odata.type":"own","job":5}"#);
    let placed = patch_with_annotation(None);
    assert_eq!(
        text(&Changes::<Event>::changes(&placed)),
        r##"{"@odata.type":"#microsoft.graph.jobEvent","@microsoft.graph.conflictBehavior":"fail","job":5}"##
    );
    let placed = patch_with_annotation(Some("own"));
    let expected = r#"{"@odata.type":"own","@microsoft.graph.conflictBehavior":"fail","job":5}"#;
    assert_eq!(
        (text(&Changes::<Event>::changes(&placed)), text(&placed)),
        (expected.into(), expected.into())
    );
    let nested = Patch::new().set(Event::CAUSE, JobEvent::default());
    assert_eq!(text(&nested), r##"{"cause":{"@odata.type":"#microsoft.graph.jobEvent"}}"##);
}

#[test]
fn the_type_that_was_read_is_written_first_and_once() {
    #[track_caller]
    fn is_first(json: &str, expected: &str) {
        let event: Event = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), expected);
        assert_eq!(text(&body::<Event>(&event)), expected);
        let any = AnyEvent::from(event);
        assert_eq!(serde_json::to_string(&any).unwrap(), expected);
    }
    let expected =
        r##"{"@odata.type":"#microsoft.graph.jobEvent","@odata.etag":"e","id":"1","job":5,"x":null}"##;
    is_first(
        r##"{"@odata.type": "#microsoft.graph.jobEvent", "id": "1", "job": 5, "@odata.etag": "e", "x": null}"##,
        expected,
    );
    is_first(
        r##"{"x": null, "@odata.etag": "e", "job": 5, "id": "1", "@odata.type": "#microsoft.graph.jobEvent"}"##,
        expected,
    );
    // a type that the program does not know needs its place no less
    let expected = r##"{"@odata.type":"#microsoft.graph.newEvent","@odata.etag":"e","id":"1"}"##;
    is_first(r##"{"id": "1", "@odata.etag": "e", "@odata.type": "#microsoft.graph.newEvent"}"##, expected);
    let job = read(&cancelled()).downcast::<JobEvent>().unwrap();
    let written = serde_json::to_string(&job.downcast::<CancelledEvent>().unwrap()).unwrap();
    let start = r##"{"@odata.type":"#microsoft.graph.cancelledEvent","@odata.etag":"e","by":"##;
    assert!(written.starts_with(start), "{written}");
    assert_eq!(written.matches("cancelledEvent").count(), 1, "{written}");
}
