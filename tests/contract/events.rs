//! Tests a list of events of different types.

use generator::source::Version;
use msgraph::beta::models::{
    AnySharePointMigrationEvent as AnyEvent, SharePointMigrationEvent,
    SharePointMigrationJobCancelledEvent as Cancelled, SharePointMigrationJobPostponedEvent as Postponed,
};
use msgraph::msgraph_core::codegen::Object;
use msgraph::msgraph_core::http;
use msgraph::{DateTimeOffset, Json, Page, Polymorphic, beta};
use serde_json::json;

use crate::documented;

const PAGE: &str = "api/sharepointmigrationjob-list-progressevents.md";

fn documented_events() -> Json {
    documented::answer(Version::Beta, PAGE)
}

fn type_names(events: &Page<AnyEvent>) -> Vec<String> {
    events.value.iter().map(|event| event.type_name().to_owned()).collect()
}

#[test]
fn the_cancelled_event_has_its_own_and_its_inherited_fields() {
    let event = Cancelled {
        // From `entity`.
        id: Some("1".to_owned()),
        // From `sharePointMigrationEvent`.
        job_id: Some("2".to_owned()),
        correlation_id: Some("3".to_owned()),
        event_date_time: Some(DateTimeOffset::from("2026-05-18T13:02:44.519Z")),
        // Its own property.
        is_cancelled_by_user: Some(true),
        total_retry_count: Some(4_i32),
        ..Default::default()
    };
    let mut names = event.info().names.to_vec();
    names.sort_unstable();
    assert_eq!(
        names,
        ["correlationId", "eventDateTime", "id", "isCancelledByUser", "jobId", "totalRetryCount"]
    );
    assert_eq!(event.info().odata_type, "#microsoft.graph.sharePointMigrationJobCancelledEvent");
    assert_eq!(
        serde_json::to_value(AnyEvent::from(event)).unwrap(),
        json!({
            "@odata.type": "#microsoft.graph.sharePointMigrationJobCancelledEvent",
            "id": "1",
            "jobId": "2",
            "correlationId": "3",
            "eventDateTime": "2026-05-18T13:02:44.519Z",
            "isCancelledByUser": true,
            "totalRetryCount": 4
        })
    );
}

#[test]
fn each_documented_event_is_deserialized_as_its_own_type() {
    let events: Page<AnyEvent> = serde_json::from_value(documented_events()).unwrap();
    let [postponed, start, progress, manifest, deleted] = events.value.as_slice() else {
        panic!("five events are documented, not {}", events.value.len());
    };
    assert!(
        matches!(postponed, AnyEvent::SharePointMigrationJobPostponedEvent(event) if event.jobs_in_queue == Some(37))
    );
    assert!(
        matches!(start, AnyEvent::SharePointMigrationJobStartEvent(event) if event.is_restarted == Some(true))
    );
    assert!(matches!(
        progress,
        AnyEvent::SharePointMigrationJobProgressEvent(event) if event.bytes_processed == Some(17_179_869_184)
    ));
    assert!(matches!(
        manifest,
        AnyEvent::SharePointMigrationFinishManifestFileUploadEvent(event)
            if event.manifest_file_name.as_deref() == Some("Manifest-0001.xml")
    ));
    assert!(matches!(deleted, AnyEvent::SharePointMigrationJobDeletedEvent(_)));
}

#[test]
fn documented_events_survive_a_round_trip() {
    let json = documented_events();
    let events: Page<AnyEvent> = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&events).unwrap(), json);
}

#[test]
fn the_type_may_be_the_first_or_last_property() {
    let json = documented_events();
    let read = |last: bool| {
        let items = json["value"].as_array().unwrap().iter().map(|event| {
            let object = event.as_object().unwrap();
            let (types, others): (Vec<_>, Vec<_>) =
                object.iter().partition(|(name, _)| *name == "@odata.type");
            let ordered = if last { [others, types].concat() } else { [types, others].concat() };
            let members: Vec<_> = ordered.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
            format!("{{{}}}", members.join(","))
        });
        let text = format!("{{\"value\":[{}]}}", items.collect::<Vec<_>>().join(","));
        serde_json::from_str::<Page<AnyEvent>>(&text).unwrap()
    };
    let (first, last) = (read(false), read(true));
    assert_eq!(first, last);
    assert_eq!(type_names(&first).len(), 5);
    assert_eq!(type_names(&first)[0], "microsoft.graph.sharePointMigrationJobPostponedEvent");
}

#[test]
fn common_properties_are_accessible_without_the_type() {
    let events: Page<AnyEvent> = serde_json::from_value(documented_events()).unwrap();
    let jobs = events.value.iter().map(|event| event.get(SharePointMigrationEvent::JOB_ID));
    assert!(jobs.flatten().all(|job| job == "c4d1f0a7-6b2e-4f93-8a55-19e70b3cd842"));
    assert!(events.value.iter().all(|event| event.get(SharePointMigrationEvent::EVENT_DATE_TIME).is_some()));
}

#[test]
fn an_event_of_an_unknown_type_survives() {
    let json = json!({
        "@odata.type": "#microsoft.graph.sharePointMigrationJobPausedEvent",
        "id": "7",
        "pausedBy": { "user": { "id": "8" } },
        "correlationId": null
    });
    let event: AnyEvent = serde_json::from_value(json.clone()).unwrap();
    assert!(matches!(&event, AnyEvent::Unknown(base) if base.id.as_deref() == Some("7")));
    assert_eq!(event.type_name(), "microsoft.graph.sharePointMigrationJobPausedEvent");
    assert_eq!(serde_json::to_value(&event).unwrap(), json);
}

#[test]
fn an_event_is_deserialized_as_the_enum_and_converted_to_its_type() {
    let events: Page<SharePointMigrationEvent> = serde_json::from_value(documented_events()).unwrap();
    assert_eq!(serde_json::to_value(&events).unwrap(), documented_events());
    assert!(
        events
            .value
            .iter()
            .all(|event| event.job_id.as_deref() == Some("c4d1f0a7-6b2e-4f93-8a55-19e70b3cd842"))
    );
    let postponed = events.value.into_iter().next().unwrap();
    assert_eq!(postponed.odata_type(), "#microsoft.graph.sharePointMigrationJobPostponedEvent");
    assert!(postponed.is::<Postponed>() && !postponed.is::<Cancelled>());
    let postponed = postponed.downcast::<Cancelled>().unwrap_err().downcast::<Postponed>().unwrap();
    assert_eq!(postponed.jobs_in_queue, Some(37));
}

#[test]
fn the_list_of_events_has_a_builder() {
    let jobs = beta::storage().file_storage().containers().id("b-1").migration_jobs();
    let request = jobs.id("2").progress_events().list();
    let url =
        "https://graph.microsoft.com/beta/storage/fileStorage/containers/b-1/migrationJobs/2/progressEvents";
    assert_eq!(crate::sends(&request, "GET", url), None);
    let answer = || http::Response::new(documented_events().to_string());
    let events: Page<SharePointMigrationEvent> = request.clone().parse(answer()).unwrap();
    assert_eq!(events.value.len(), 5);
    let request = request.with_response_type::<Page<AnyEvent>>();
    let direct = request.parse(answer()).unwrap();
    let cast = events.value.into_iter().map(AnyEvent::from);
    assert_eq!(direct.value, cast.collect::<Vec<_>>());
}
