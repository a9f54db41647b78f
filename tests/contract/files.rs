//! Tests drives of v1.0: path addresses, bytes, links, functions with arguments.

use generator::source::Version;
use msgraph::v1::bodies::{DriveItemCopyBody, DriveItemCreateUploadSessionBody};
use msgraph::v1::models::{DriveItem, Folder, ItemReference, TimeZoneStandard};
use msgraph::{Date, Patch, v1};
use serde_json::json;

use crate::{documented, sends};

const V1: &str = "https://graph.microsoft.com/v1.0";

#[test]
fn a_file_is_addressed_by_path_or_id() {
    let root = v1::me().drive().root();
    sends(&root.get(), "GET", &format!("{V1}/me/drive/root"));
    let file = root.path("Charts/Tide tables #1.pdf");
    sends(&file.get(), "GET", &format!("{V1}/me/drive/root:/Charts/Tide%20tables%20%231.pdf"));
    sends(&root.path("Charts").children().list(), "GET", &format!("{V1}/me/drive/root:/Charts:/children"));
    let item = v1::drives().id("b!1").items().id("01A");
    sends(&item.get(), "GET", &format!("{V1}/drives/b%211/items/01A"));
    assert!(v1::me().drive().items().id("01A").get().is_documented());
    sends(&v1::groups().id("g").drive().root().get(), "GET", &format!("{V1}/groups/g/drive/root"));
}

#[test]
fn bytes_are_downloaded_and_uploaded() {
    let folder = v1::me().drive().items().id("01A");
    sends(&folder.content(), "GET", &format!("{V1}/me/drive/items/01A/content"));
    let upload = folder.path("Log.txt").upload("Fog").body("text/plain", "Fog");
    let http = upload.clone().into_http(&msgraph::Endpoint::GLOBAL).unwrap();
    assert_eq!(http.uri(), format!("{V1}/me/drive/items/01A:/Log.txt:/content").as_str());
    assert_eq!(
        (http.headers()["content-type"].as_bytes(), http.body().as_slice()),
        (&b"text/plain"[..], &b"Fog"[..])
    );
    let answer = documented::answer(Version::V1, "api/driveitem-put-content.md").to_string();
    let response = msgraph::http::Response::builder().status(201).body(answer).unwrap();
    assert_eq!(upload.parse(response).unwrap().size, Some(38));

    let photo = v1::me().photo();
    sends(&photo.get(), "GET", &format!("{V1}/me/photo"));
    sends(&photo.content(), "GET", &format!("{V1}/me/photo/$value"));
    let picture = photo.upload(b"\xff\xd8".to_vec()).into_http(&msgraph::Endpoint::GLOBAL).unwrap();
    assert_eq!((picture.method().as_str(), picture.body().as_slice()), ("PUT", &b"\xff\xd8"[..]));
}

#[test]
fn a_folder_is_created_and_an_item_is_moved() {
    let folder = DriveItem {
        name: Some("Charts".to_owned()),
        folder: Some(Box::new(Folder::default())),
        ..Default::default()
    };
    let sent = sends(
        &v1::me().drive().root().children().create(&folder),
        "POST",
        &format!("{V1}/me/drive/root/children"),
    );
    assert_eq!(sent, Some(json!({ "name": "Charts", "folder": {} })));

    let item = v1::me().drive().items().id("01A");
    let place = ItemReference { id: Some("01B".to_owned()), ..Default::default() };
    let patch = Patch::new().set(DriveItem::PARENT_REFERENCE, place);
    let sent = sends(&item.update(&patch).if_match("\"1\""), "PATCH", &format!("{V1}/me/drive/items/01A"));
    assert_eq!(sent, Some(json!({ "parentReference": { "id": "01B" } })));
}

#[test]
fn actions_of_an_item_return_the_documented_types() {
    let item = v1::me().drive().items().id("01A");
    let url = |name: &str| format!("{V1}/me/drive/items/01A/{name}");
    let link = item.create_link("view");
    assert_eq!(sends(&link, "POST", &url("createLink")), Some(json!({ "type": "view" })));
    let answer = documented::answer(Version::V1, "api/driveitem-createlink.md").to_string();
    let response = msgraph::http::Response::builder().status(201).body(answer).unwrap();
    let link = link.parse(response).unwrap().link.unwrap();
    assert_eq!(link.scope.as_deref(), Some("organization"));

    let preview = item.preview();
    sends(&preview, "POST", &url("preview"));
    let answer = documented::answer(Version::V1, "api/driveitem-preview.md").to_string();
    let preview = preview.parse(msgraph::http::Response::new(answer)).unwrap();
    assert_eq!(preview.post_parameters.as_deref(), Some("param1=value&param2=another%20value"));

    let copy = DriveItemCopyBody { name: Some("Copy".to_owned()), ..Default::default() };
    let copy = item.copy_with(&copy);
    assert_eq!(sends(&copy, "POST", &url("copy")), Some(json!({ "name": "Copy" })));
    let session = DriveItemCreateUploadSessionBody { defer_commit: Some(true), ..Default::default() };
    let session = item.path("Pier.mp4").create_upload_session_with(&session);
    let sent = sends(&session, "POST", &format!("{V1}/me/drive/items/01A:/Pier.mp4:/createUploadSession"));
    assert_eq!(sent, Some(json!({ "deferCommit": true })));
}

#[test]
fn a_function_formats_its_arguments_as_on_the_page() {
    let root = v1::me().drive().root();
    sends(&root.search_by_q("o'neil/1"), "GET", &format!("{V1}/me/drive/root/search(q='o%27%27neil%2F1')"));
    sends(&root.delta(), "GET", &format!("{V1}/me/drive/root/delta"));
    sends(&root.delta_by_token("latest"), "GET", &format!("{V1}/me/drive/root/delta(token='latest')"));
    let zones = v1::me().outlook().supported_time_zones_by_time_zone_standard(&TimeZoneStandard::Iana);
    let function = "supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'iana')";
    sends(&zones, "GET", &format!("{V1}/me/outlook/{function}"));
    let day = v1::reports().get_email_activity_user_detail_by_date(&Date::from("2026-03-05"));
    sends(&day, "GET", &format!("{V1}/reports/getEmailActivityUserDetail(date=2026-03-05)"));
    let week = v1::reports().get_email_activity_user_detail_by_period("D7");
    sends(&week, "GET", &format!("{V1}/reports/getEmailActivityUserDetail(period='D7')"));
}
