//! Tests sequences of requests, with types of the generated crate and documented responses.

use generator::source::Version;
use msgraph::v1::models::{AttachmentItem, AttachmentType, Message, User};
use msgraph::{DeltaPage, Endpoint, Error, Json, Page, Request, v1};
use msgraph_core::{Batch, BatchResults, DeltaItem, FromResponse, Upload, UploadStep, http};
use serde_json::json;

use crate::documented;

fn parse<T: FromResponse>(request: &Request<T>, status: u16, body: &Json) -> Result<T, Error> {
    request.parse(http::Response::builder().status(status).body(body.to_string()).unwrap())
}

#[test]
fn a_file_is_attached_in_slices() {
    let item = AttachmentItem {
        attachment_type: Some(AttachmentType::File),
        name: Some("pier-survey.zip".to_owned()),
        size: Some(7_340_032),
        ..AttachmentItem::default()
    };
    let create = v1::me().messages().id("1").attachments().create_upload_session(&item);
    let answer = documented::answer(Version::V1, "api/attachment-createuploadsession.md");
    let session = parse(&create, 201, &answer).unwrap();

    let mut upload: Upload<Json> = Upload::new(&session, 7_340_032).unwrap();
    assert_eq!(upload.expires(), Some("2025-10-15T09:30:00Z"));
    let mut slices = 0;
    while let Some(range) = upload.next_range() {
        let bytes = vec![0; usize::try_from(range.end - range.start).unwrap()];
        let request = upload.slice(bytes).unwrap();
        assert!(!request.needs_token(&Endpoint::GLOBAL));
        slices += 1;
        let ended = range.end == upload.size();
        let body = json!({ "nextExpectedRanges": [format!("{}-", range.end)] });
        let response = http::Response::builder().status(if ended { 201 } else { 200 });
        let response = response.body(if ended { String::new() } else { body.to_string() }).unwrap();
        let step = upload.accept(request.parse(response).unwrap()).unwrap();
        assert_eq!(matches!(step, UploadStep::Done(_)), ended);
    }
    assert_eq!((slices, upload.sent()), (3, 7_340_032));
}

#[test]
fn a_later_run_continues_with_changes() {
    let answer = documented::answer(Version::V1, "api/user-delta.md");
    let first = v1::users().delta().prefer_minimal();
    let page = parse(&first, 200, &answer).unwrap();
    // A program may store the whole page or only its link.
    let kept: DeltaPage<User> = serde_json::from_str(&serde_json::to_string(&page).unwrap()).unwrap();
    assert_eq!(kept, page);
    let link = page.delta_link.or(page.next_link).unwrap();
    let later: Request<DeltaPage<User>> = first.next_page_from(&link);
    assert_eq!(later.header_value("prefer"), Some("return=minimal"));
    assert_eq!(later.into_http(&Endpoint::GLOBAL).unwrap().uri().to_string(), link);

    let gone =
        json!({ "value": [{ "id": "1", "@removed": { "reason": "changed" } }], "@odata.deltaLink": link });
    let page = parse(&first, 200, &gone).unwrap();
    let [DeltaItem::Removed(removed)] = page.items.as_slice() else { panic!("{page:?}") };
    assert_eq!((removed.id.as_deref(), removed.reason.as_deref()), (Some("1"), Some("changed")));
}

#[test]
fn a_batch_contains_requests_of_different_types() {
    let mut batch = Batch::new();
    let user = batch.add(v1::me().get().select(User::DISPLAY_NAME));
    let messages = batch.add(v1::me().messages().list().filter(Message::IS_READ.eq(false)).with_response());
    let moved = batch.add(v1::me().messages().id("1").r#move("archive"));
    batch.run_after(moved, messages);

    let mut results = BatchResults::new();
    let calls = batch.to_requests(&Endpoint::GLOBAL).unwrap();
    let responses = [
        json!({ "responses": [{ "id": "1", "status": 200, "body": { "displayName": "Ada" } }] }),
        json!({ "responses": [
            { "id": "3", "status": 424, "body": { "error": { "code": "FailedDependency" } } },
            { "id": "2", "status": 429, "headers": { "Retry-After": "3" }, "body": { "error": { "code": "TooManyRequests" } } },
        ] }),
    ];
    for (call, answer) in calls.iter().zip(&responses) {
        results.add(parse(call, 200, answer).unwrap());
    }
    assert_eq!(results.get(user).unwrap().display_name.as_deref(), Some("Ada"));
    assert_eq!(results.get(messages).unwrap_err().code(), Some("TooManyRequests"));
    assert_eq!(results.get(moved).unwrap_err().code(), Some("FailedDependency"));

    let retry = batch.retry(&results, msgraph_core::jiff::Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!((retry.batch.len(), retry.after.map(|after| after.as_secs())), (2, Some(3)));
    let answer = json!({ "responses": [
        { "id": "2", "status": 200, "headers": { "request-id": "r" }, "body": { "value": [{ "subject": "a" }] } },
        { "id": "3", "status": 201, "body": { "id": "2" } },
    ] });
    for call in retry.batch.to_requests(&Endpoint::GLOBAL).unwrap() {
        results.add(parse(&call, 200, &answer).unwrap());
    }
    let messages = results.get(messages).unwrap();
    let page: Page<Message> = messages.value.clone();
    assert_eq!((page.value[0].subject.as_deref(), messages.request_id()), (Some("a"), Some("r")));
    assert_eq!(results.get(moved).unwrap().id.as_deref(), Some("2"));
}
