//! Tests common requests for mail and calendars of v1.0.

use generator::source::Version;
use msgraph::msgraph_core::http;
use msgraph::msgraph_core::required_permissions;
use msgraph::v1::bodies::{EventAcceptBody, MessageMoveBody, UserSendMailBody};
use msgraph::v1::models::{Calendar, DateTimeTimeZone, Event, Importance, ItemBody, MailFolder, Message};
use msgraph::{Endpoint, Patch, v1};
use serde_json::json;

use crate::{documented, sends};

const V1: &str = "https://graph.microsoft.com/v1.0";

#[test]
fn a_message_in_mime_format_is_sent_in_base64() {
    let mime = "Subject: Invoice\r\n\r\nPaid.";
    let create = v1::me().messages().create_mime(mime).into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((create.method(), create.uri().path()), (&http::Method::POST, "/v1.0/me/messages"));
    assert_eq!(create.headers()["content-type"], "text/plain");
    assert_eq!(create.body(), b"U3ViamVjdDogSW52b2ljZQ0KDQpQYWlkLg==");
    let reply = v1::me().messages().id("1").reply_mime(mime).into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((reply.uri().path(), reply.body()), ("/v1.0/me/messages/1/reply", create.body()));
}

#[test]
fn messages_are_listed_with_query_options() {
    let request = v1::me()
        .messages()
        .list()
        .select((Message::SUBJECT, Message::FROM))
        .filter("isRead eq false and startswith(subject,'R&D #1')")
        .order_by(Message::RECEIVED_DATE_TIME.desc())
        .top(50);
    let url = format!(
        "{V1}/me/messages?$select=subject,from\
         &$filter=isRead%20eq%20false%20and%20startswith(subject,'R%26D%20%231')\
         &$orderby=receivedDateTime%20desc&$top=50"
    );
    assert_eq!(sends(&request, "GET", &url), None);
    let permissions = request.info().permissions.unwrap();
    assert_eq!(permissions.delegated_work, ["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"]);
}

#[test]
fn a_page_requests_the_next_page() {
    let request = v1::me().messages().list();
    let body = documented::answer(Version::V1, "api/user-list-messages.md").to_string();
    let page = request.parse(http::Response::new(body)).unwrap();
    assert_eq!(page.value.len(), 2);
    assert_eq!(page.value[1].subject.as_deref(), Some("Flour order for the galley"));
    assert_eq!(page.value[0].additional.etag(), Some("W/\"CQAAABYAAAC7hq\""));
    let next = page.next().unwrap();
    sends(&next, "GET", &format!("{V1}/me/messages?$select=subject,sender,receivedDateTime&$skip=12"));
}

#[test]
fn the_signed_in_user_has_the_methods_of_any_user() {
    let documented = v1::users().id("a@b.example").messages().list();
    sends(&documented, "GET", &format!("{V1}/users/a%40b.example/messages"));
    assert!(documented.is_documented());
}

#[test]
fn a_message_is_moved() {
    let request = v1::me().messages().id("AA/B=").r#move("archive");
    let sent = sends(&request, "POST", &format!("{V1}/me/messages/AA%2FB%3D/move"));
    assert_eq!(sent, Some(json!({ "destinationId": "archive" })));
    assert_eq!(request.info().status, Some(201));

    let answer = documented::answer(Version::V1, "api/message-move.md").to_string();
    let response = http::Response::builder().status(201).body(answer).unwrap();
    let moved: Message = request.parse(response).unwrap();
    assert_eq!(moved.importance, Some(Importance::Normal));
}

#[test]
fn an_action_takes_required_parameters_or_its_whole_body() {
    let message = v1::me().messages().id("1");
    let url = format!("{V1}/me/messages/1/move");
    let sent = sends(&message.r#move("archive"), "POST", &url);
    let body = MessageMoveBody { destination_id: Some("archive".to_owned()), ..Default::default() };
    assert_eq!(sends(&message.move_with(&body), "POST", &url), sent);
    assert_eq!(body, MessageMoveBody::new("archive"));
}

#[test]
fn an_action_without_required_parameters_sends_an_empty_object() {
    let event = v1::me().events().id("1");
    let url = format!("{V1}/me/events/1/accept");
    assert_eq!(sends(&event.accept(), "POST", &url), Some(json!({})));
    let body = EventAcceptBody { send_response: Some(false), ..Default::default() };
    assert_eq!(sends(&event.accept_with(&body), "POST", &url), Some(json!({ "sendResponse": false })));
}

#[test]
fn mail_is_sent_as_an_object_or_as_mime() {
    let url = format!("{V1}/me/sendMail");
    let message = || Message { subject: Some("Fog".to_owned()), ..Default::default() };
    let sent = sends(&v1::me().send_mail(&message()), "POST", &url);
    assert_eq!(sent, Some(json!({ "message": { "subject": "Fog" } })));
    let body = UserSendMailBody { save_to_sent_items: Some(false), ..UserSendMailBody::new(message()) };
    let sent = sends(&v1::me().send_mail_with(&body), "POST", &url).unwrap();
    assert_eq!(sent["saveToSentItems"], false);
    let mime = v1::me().send_mail(&message()).body("text/plain", "RnJvbTog");
    let http = mime.into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(http.headers()["content-type"], "text/plain");
    assert_eq!(http.body(), b"RnJvbTog");
}

#[test]
fn a_calendar_view_requires_start_and_end() {
    let view = v1::me().calendar_view("2026-06-01T00:00:00+02:00", "2026-07-01T00:00:00Z");
    let ends = "startDateTime=2026-06-01T00:00:00%2B02:00&endDateTime=2026-07-01T00:00:00Z";
    let list = view.list().top(5);
    sends(&list, "GET", &format!("{V1}/me/calendarView?{ends}&$top=5"));
    assert!(list.is_documented());
    let changes = view.delta();
    sends(&changes, "GET", &format!("{V1}/me/calendarView/delta?{ends}"));
    assert_eq!(changes.info().title, Some("event: delta"));
    let calendar = v1::users().id("a@b.example").calendars().id("c");
    let view = calendar.calendar_view("2026-06-01", "2026-07-01").list();
    sends(
        &view,
        "GET",
        &format!(
            "{V1}/users/a%40b.example/calendars/c/calendarView?startDateTime=2026-06-01&endDateTime=2026-07-01"
        ),
    );
}

#[test]
fn required_properties_create_an_item() {
    let sent = sends(
        &v1::me().calendars().create(&Calendar::new("Regattas")),
        "POST",
        &format!("{V1}/me/calendars"),
    );
    assert_eq!(sent, Some(json!({ "name": "Regattas" })));
    let folder = MailFolder { is_hidden: Some(true), ..MailFolder::new("Boats") };
    let create = v1::me().mail_folders().create(&folder);
    let sent = sends(&create, "POST", &format!("{V1}/me/mailFolders"));
    assert_eq!(sent, Some(json!({ "displayName": "Boats", "isHidden": true })));
}

#[test]
fn documented_headers_have_methods() {
    let request = v1::me().events().list().prefer_time_zone("Europe/Oslo").prefer_body_type("text");
    let http = request.into_http(&Endpoint::GLOBAL).unwrap();
    let expected = "outlook.timezone=\"Europe/Oslo\", outlook.body-content-type=\"text\"";
    assert_eq!(http.headers()["prefer"], expected);
}

#[test]
fn the_least_permissions_of_a_program_are_found() {
    let message = v1::me().messages().id("1");
    let (list, send) = (v1::me().messages().list(), v1::me().send_mail(&Message::default()));
    let required = required_permissions([list.info(), message.r#move("archive").info(), send.info()]);
    assert_eq!(required.delegated_work.permissions, ["Mail.ReadWrite", "Mail.Send"]);
    assert!(required.delegated_work.unsupported.is_empty() && required.unknown.is_empty());
}

#[test]
fn a_draft_is_created() {
    let draft = Message {
        subject: Some("Fog".to_owned()),
        body: Some(Box::new(ItemBody {
            content: Some("Late.".to_owned()),
            content_type: Some("text".into()),
            ..Default::default()
        })),
        ..Default::default()
    };
    let sent = sends(&v1::me().messages().create(&draft), "POST", &format!("{V1}/me/messages"));
    assert_eq!(
        sent,
        Some(json!({ "subject": "Fog", "body": { "content": "Late.", "contentType": "text" } }))
    );
}

#[test]
fn a_patch_sends_set_and_cleared_properties() {
    let patch = Patch::new().set(Message::IS_READ, true).clear(Message::FLAG);
    let request = v1::me().messages().id("1").update(&patch);
    let sent = sends(&request, "PATCH", &format!("{V1}/me/messages/1"));
    assert_eq!(sent, Some(json!({ "isRead": true, "flag": null })));
}

#[test]
fn an_event_is_created() {
    let at = |time: &str| {
        Some(Box::new(DateTimeTimeZone {
            date_time: Some(time.to_owned()),
            time_zone: Some("Europe/Oslo".to_owned()),
            ..Default::default()
        }))
    };
    let event = Event {
        subject: Some("Regatta".to_owned()),
        start: at("2026-06-02T08:00:00"),
        end: at("2026-06-02T18:00:00"),
        ..Default::default()
    };
    let sent = sends(&v1::me().events().create(&event), "POST", &format!("{V1}/me/events")).unwrap();
    assert_eq!(sent["subject"], "Regatta");
    assert_eq!(sent["start"], json!({ "dateTime": "2026-06-02T08:00:00", "timeZone": "Europe/Oslo" }));
}

#[test]
fn changes_of_a_folder_are_followed() {
    let request = v1::me().mail_folders().id("inbox").messages().delta();
    sends(&request, "GET", &format!("{V1}/me/mailFolders/inbox/messages/delta"));
    let link = format!("{V1}/me/mailFolders/inbox/messages/delta?$deltatoken=abc");
    let body = json!({
        "value": [{ "id": "1", "subject": "Fog" }, { "id": "2", "@removed": { "reason": "deleted" } }],
        "@odata.deltaLink": link,
    });
    let changes = request.parse(http::Response::new(body.to_string())).unwrap();
    assert_eq!(changes.items[0].present().unwrap().subject.as_deref(), Some("Fog"));
    assert_eq!(changes.items[1].removed().unwrap().reason.as_deref(), Some("deleted"));
    sends(&changes.delta().unwrap(), "GET", &link);
}

#[test]
fn an_error_of_the_service_has_its_code() {
    let body = json!({ "error": { "code": "ErrorItemNotFound", "message": "It is gone." } }).to_string();
    let response = http::Response::builder().status(404).body(body).unwrap();
    let error = v1::me().messages().id("1").get().parse(response).unwrap_err();
    assert!(error.to_string().contains("ErrorItemNotFound"), "{error}");
}

#[test]
fn the_signed_in_user_is_updated_like_any_user() {
    let changes = Patch::new().set(v1::models::User::JOB_TITLE, "Baker");
    let sent = sends(&v1::me().update(&changes), "PATCH", &format!("{V1}/me")).unwrap();
    assert_eq!(sent, json!({ "jobTitle": "Baker" }));
    assert_eq!(v1::me().update(&changes).template(), "/me");
}
