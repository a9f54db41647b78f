//! Tests derived types: signatures name the base, bodies and responses may have any derived type.

use msgraph::v1::models::{
    AnyAttachment, Attachment, DirectoryObject, FileAttachment, Group, IpNamedLocation, ItemAttachment,
    MailFolder, MailSearchFolder, Message, NamedLocation, User,
};
use msgraph::{Page, Patch, http, v1};
use serde_json::json;

use crate::sends;

const V1: &str = "https://graph.microsoft.com/v1.0";

fn file() -> FileAttachment {
    FileAttachment { name: Some("a.txt".into()), content_bytes: Some("QQ==".into()), ..Default::default() }
}

#[test]
fn a_body_of_a_derived_type_names_it() {
    let sent =
        json!({ "@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt", "contentBytes": "QQ==" });
    let url = format!("{V1}/me/messages/1/attachments");
    let attachments = v1::me().messages().id("1").attachments();
    assert_eq!(sends(&attachments.create(&file()), "POST", &url), Some(sent.clone()));
    let attachment = Attachment::from(file());
    assert_eq!(sends(&attachments.create(&attachment), "POST", &url), Some(sent.clone()));
    let message = Message { attachments: Some(vec![attachment]), ..Default::default() };
    let body = sends(&v1::me().send_mail(&message), "POST", &format!("{V1}/me/sendMail"));
    assert_eq!(body, Some(json!({ "message": { "attachments": [sent] } })));
    let body = sends(&v1::me().messages().create(&message), "POST", &format!("{V1}/me/messages"));
    assert!(body.unwrap().get("@odata.type").is_none(), "the type itself is not named");
}

#[test]
fn an_update_of_a_derived_type_names_it() {
    let url = format!("{V1}/me/mailFolders/1");
    let folder = v1::me().mail_folders().id("1");
    let search = MailSearchFolder { filter_query: Some("f".into()), ..Default::default() };
    let expected = Some(json!({ "@odata.type": "#microsoft.graph.mailSearchFolder", "filterQuery": "f" }));
    assert_eq!(sends(&folder.update(&search), "PATCH", &url), expected);
    assert_eq!(sends(&folder.update(&MailFolder::from(search)), "PATCH", &url), expected);
    let patch = Patch::new().set(MailSearchFolder::FILTER_QUERY, "f");
    assert_eq!(sends(&folder.update(&patch), "PATCH", &url), expected);
    let patch = Patch::new().set(MailFolder::DISPLAY_NAME, "n");
    assert_eq!(sends(&folder.update(&patch), "PATCH", &url), Some(json!({ "displayName": "n" })));
}

#[test]
fn a_deserialized_value_is_serialized_as_its_own_type() {
    let json = json!({
        "@odata.type": "#microsoft.graph.ipNamedLocation", "id": "1", "displayName": "Harbour", "isTrusted": true,
        "ipRanges": [{ "@odata.type": "#microsoft.graph.iPv4CidrRange", "cidrAddress": "192.0.2.0/24" }]
    });
    let location = v1::identity().conditional_access().named_locations().id("1");
    let read: NamedLocation = location.get().parse(http::Response::new(json.to_string())).unwrap();
    let url = format!("{V1}/identity/conditionalAccess/namedLocations/1");
    assert_eq!(sends(&location.update(&read), "PATCH", &url), Some(json.clone()));
    let own = read.downcast::<IpNamedLocation>().unwrap();
    assert_eq!(own.ip_ranges.as_deref().map(<[_]>::len), Some(1));
    assert_eq!(sends(&location.update(&own), "PATCH", &url), Some(json));
}

#[test]
fn a_list_of_different_types_is_deserialized_as_their_base() {
    let json = json!({ "value": [
        { "@odata.type": "#microsoft.graph.user", "id": "1", "displayName": "Tuva", "mail": null },
        { "@odata.type": "#microsoft.graph.group", "id": "2", "displayName": "Crew", "new": [1] },
        { "@odata.type": "#microsoft.graph.newcomer", "id": "3", "displayName": "?" },
    ] });
    let request = v1::groups().id("g").members().list();
    let page: Page<DirectoryObject> = request.parse(http::Response::new(json.to_string())).unwrap();
    assert_eq!(serde_json::to_value(&page).unwrap(), json);
    let types: Vec<&str> = page.value.iter().map(DirectoryObject::odata_type).collect();
    assert_eq!(types, ["#microsoft.graph.user", "#microsoft.graph.group", "#microsoft.graph.newcomer"]);
    let names: Vec<Option<&String>> = page.value.iter().map(|item| item.get(User::DISPLAY_NAME)).collect();
    assert_eq!(names[0].map(String::as_str), Some("Tuva"));
    let [user, group, newcomer] = page.value.try_into().unwrap();
    assert_eq!(user.downcast::<User>().unwrap().display_name.as_deref(), Some("Tuva"));
    assert_eq!(group.downcast::<Group>().unwrap().additional.get("new"), Some(&json!([1])));
    let newcomer = newcomer.downcast::<User>().unwrap_err();
    assert_eq!(newcomer.additional.get("displayName"), Some(&json!("?")));
}

#[test]
fn the_enum_matches_on_the_type() {
    let item = ItemAttachment { name: Some("i".into()), ..Default::default() };
    let attachments = [Attachment::from(file()), Attachment::from(item)];
    let names = attachments.map(|attachment| match AnyAttachment::from(attachment) {
        AnyAttachment::FileAttachment(file) => file.name,
        AnyAttachment::ItemAttachment(item) => item.name,
        _ => None,
    });
    assert_eq!(names, [Some("a.txt".to_owned()), Some("i".to_owned())]);
}
