//! Tests groups, apps and tasks of v1.0: counts, references, casts, alternate keys, required headers.

use generator::source::Version;
use msgraph::v1::models::{Application, Group, PlannerTask, User};
use msgraph::{Endpoint, Patch, v1};
use serde_json::json;

use crate::{documented, sends};

const V1: &str = "https://graph.microsoft.com/v1.0";

#[test]
fn a_count_is_a_number_with_its_required_header() {
    let count = v1::groups().count();
    sends(&count, "GET", &format!("{V1}/groups/$count"));
    let http = count.clone().into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(http.headers()["consistencylevel"], "eventual");
    let response =
        msgraph::http::Response::builder().header("content-type", "text/plain").body("37").unwrap();
    assert_eq!(count.parse(response).unwrap(), 37);
}

#[test]
fn members_are_referenced_and_not_created() {
    let members = v1::groups().id("g").members();
    let address = format!("{V1}/directoryObjects/1");
    let sent = sends(&members.add_ref(&address), "POST", &format!("{V1}/groups/g/members/$ref"));
    assert_eq!(sent, Some(json!({ "@odata.id": address })));
    sends(&members.id("1").remove_ref(), "DELETE", &format!("{V1}/groups/g/members/1/$ref"));
    let manager = v1::users().id("1").manager().set_ref(&address);
    sends(&manager, "PUT", &format!("{V1}/users/1/manager/$ref"));
}

#[test]
fn a_cast_returns_only_items_of_its_type() {
    let users = v1::groups().id("g").members().as_user();
    sends(&users.count(), "GET", &format!("{V1}/groups/g/members/microsoft.graph.user/$count"));
    let list = users.list().select(User::DISPLAY_NAME);
    let url = format!("{V1}/groups/g/members/microsoft.graph.user?$select=displayName&$count=true");
    sends(&list, "GET", &url);
    let model = documented::model(Version::V1);
    let page = model.operations.iter().find(|one| one.page.as_str() == "api/group-list-members.md").unwrap();
    let answer = page.examples[1].response.as_ref().unwrap().body.clone();
    let page = list.parse(msgraph::http::Response::new(answer)).unwrap();
    assert_eq!(page.value[0].display_name.as_deref(), Some("Tuva Solheim"));
}

#[test]
fn either_key_addresses_an_app() {
    let by_key = v1::applications().id("1").get();
    sends(&by_key, "GET", &format!("{V1}/applications/1"));
    let app = v1::applications_by_app_id("0-1");
    sends(&app.get(), "GET", &format!("{V1}/applications(appId='0-1')"));
    let patch = Patch::new().set(Application::DISPLAY_NAME, "Lamp");
    sends(&app.update(&patch), "PATCH", &format!("{V1}/applications(appId='0-1')"));
    sends(&app.owners().list(), "GET", &format!("{V1}/applications(appId='0-1')/owners"));
    assert_eq!(
        sends(&app.add_password(), "POST", &format!("{V1}/applications(appId='0-1')/addPassword")),
        Some(json!({}))
    );
    assert!(app.get().is_documented() && by_key.is_documented());
}

#[test]
fn a_group_is_created_from_its_required_properties() {
    let group = Group::new("Night watch", true, "nightwatch", false);
    let sent = sends(&v1::groups().create(&group), "POST", &format!("{V1}/groups"));
    let expected = json!({
        "displayName": "Night watch", "mailEnabled": true, "mailNickname": "nightwatch", "securityEnabled": false
    });
    assert_eq!(sent, Some(expected));
}

#[test]
fn a_required_header_is_an_argument() {
    let task = v1::planner().tasks().id("1");
    let patch = Patch::new().set(PlannerTask::PERCENT_COMPLETE, 100);
    let http = task.update(&patch, "W/\"1\"").into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((http.method().as_str(), http.headers()["if-match"].as_bytes()), ("PATCH", &b"W/\"1\""[..]));
    let http = task.delete("W/\"1\"").into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((http.method().as_str(), http.headers()["if-match"].as_bytes()), ("DELETE", &b"W/\"1\""[..]));
}
