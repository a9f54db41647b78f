//! Every documented answer is read as the type that its page names and written back without loss.

use generator::model::Model;
use generator::model::operation::{Example, ExampleResponse};
use generator::model::schema::ItemType;
use generator::source::Version;
use msgraph::msgraph_core::{Deserialize, Serialize, Value};
use msgraph::{Json, Page, beta, v1};

use crate::documented;

type Again = fn(&Json) -> Result<Json, serde_json::Error>;

/// Reads an answer and writes it back: one object, or a page of them, as the page shows it.
fn again<T: Value + Serialize + for<'de> Deserialize<'de>>(json: &Json) -> Result<Json, serde_json::Error> {
    let text = json.to_string();
    match json.get("value") {
        Some(Json::Array(_)) => serde_json::to_value(serde_json::from_str::<Page<T>>(&text)?),
        _ => serde_json::to_value(serde_json::from_str::<T>(&text)?),
    }
}

/// The types of the documented answers; [`the_list_of_types_is_complete`] names those that are missing.
const V1: &[(&str, Again)] = &[
    ("application", again::<v1::models::Application>),
    ("attachment", again::<v1::models::AnyAttachment>),
    ("calendar", again::<v1::models::Calendar>),
    ("contact", again::<v1::models::Contact>),
    ("directoryObject", again::<v1::models::AnyDirectoryObject>),
    ("drive", again::<v1::models::Drive>),
    ("driveItem", again::<v1::models::DriveItem>),
    ("event", again::<v1::models::Event>),
    ("fileAttachment", again::<v1::models::FileAttachment>),
    ("group", again::<v1::models::Group>),
    ("itemActivityStat", again::<v1::models::ItemActivityStat>),
    ("itemAttachment", again::<v1::models::ItemAttachment>),
    ("itemPreviewInfo", again::<v1::models::ItemPreviewInfo>),
    ("mailboxSettings", again::<v1::models::MailboxSettings>),
    ("mailFolder", again::<v1::models::MailFolder>),
    ("message", again::<v1::models::Message>),
    ("passwordCredential", again::<v1::models::PasswordCredential>),
    ("permission", again::<v1::models::Permission>),
    ("plannerTask", again::<v1::models::PlannerTask>),
    ("profilePhoto", again::<v1::models::ProfilePhoto>),
    ("timeZoneInformation", again::<v1::models::TimeZoneInformation>),
    ("uploadSession", again::<v1::models::UploadSession>),
    ("user", again::<v1::models::User>),
    ("workingHours", again::<v1::models::WorkingHours>),
];

const BETA: &[(&str, Again)] = &[
    ("sharePointMigrationContainerInfo", again::<beta::models::SharePointMigrationContainerInfo>),
    ("sharePointMigrationEvent", again::<beta::models::AnySharePointMigrationEvent>),
    ("sharePointMigrationJob", again::<beta::models::SharePointMigrationJob>),
    ("sharePointMigrationTask", again::<beta::models::SharePointMigrationTask>),
    ("governanceRelationship", again::<beta::models::tenant_governance_services::GovernanceRelationship>),
];

/// The answers that state a type of ours, each with the page and the name of its type.
fn answers(model: &Model) -> impl Iterator<Item = (String, &str, &ExampleResponse)> {
    let examples = model.operations.iter().flat_map(|operation| {
        operation.examples.iter().map(move |example| (operation.page.as_str(), example))
    });
    examples.filter_map(|(page, example): (&str, &Example)| {
        let response = example.response.as_ref()?;
        let Some(ItemType::Type(id)) = &response.ty else { return None };
        let place = format!("{page}:{}", example.line);
        (!response.body.trim().is_empty()).then_some((place, model.types[id.0].name.short(), response))
    })
}

#[track_caller]
fn check(version: Version, types: &[(&str, Again)]) {
    let model = documented::model(version);
    let mut count = 0;
    for (place, name, response) in answers(&model) {
        let Some((_, again)) = types.iter().find(|(known, _)| *known == name) else { continue };
        let json: Json = serde_json::from_str(&response.body)
            .unwrap_or_else(|error| panic!("{place}: the documented answer is no JSON: {error}"));
        let written = again(&json).unwrap_or_else(|error| panic!("{place}: no {name}: {error}"));
        assert_eq!(written, json, "{place}: {name} is not written back as it was read");
        count += 1;
    }
    assert!(count >= types.len(), "only {count} answers were found");
}

#[test]
fn answers_of_v1_come_back_as_they_were() {
    check(Version::V1, V1);
}

#[test]
fn answers_of_beta_come_back_as_they_were() {
    check(Version::Beta, BETA);
}

#[test]
fn the_list_of_types_is_complete() {
    for (version, types) in [(Version::V1, V1), (Version::Beta, BETA)] {
        let model = documented::model(version);
        let mut missing: Vec<_> = answers(&model).map(|(_, name, _)| name).collect();
        missing.retain(|name| types.iter().all(|(known, _)| known != name));
        missing.sort_unstable();
        missing.dedup();
        assert_eq!(missing, [""; 0], "{version}");
    }
}
