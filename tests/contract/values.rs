//! Tests that values are created without `Some`, `Box::new` and `vec!`.

use msgraph::v1::models::{BodyType, EmailAddress, Importance, ItemBody, Message, Recipient};
use msgraph::{Patch, some, uuid, v1};
use serde_json::json;

fn recipient(address: &str) -> Recipient {
    let email_address = EmailAddress { address: some(address), ..EmailAddress::default() };
    Recipient { email_address: some(email_address), ..Recipient::default() }
}

#[test]
fn messages_are_created_from_plain_values() {
    let body = ItemBody { content_type: some(BodyType::Text), content: some("Hello"), ..ItemBody::default() };
    let message = Message::default()
        .with(Message::SUBJECT, "Hi")
        .with(Message::BODY, body)
        .with(Message::TO_RECIPIENTS, [recipient("a@contoso.example")])
        .with(Message::CATEGORIES, ["Red"])
        .with(Message::IMPORTANCE, Importance::High)
        .with(Message::IS_READ, None::<bool>);
    let expected = json!({
        "subject": "Hi", "body": {"contentType": "text", "content": "Hello"}, "categories": ["Red"], "importance": "high",
        "toRecipients": [{"emailAddress": {"address": "a@contoso.example"}}],
    });
    assert_eq!(serde_json::to_value(&message).unwrap(), expected);
}

#[test]
fn patches_accept_the_same_values() {
    let patch = Patch::<Message>::new()
        .set(Message::SUBJECT, "Hi")
        .set(Message::TO_RECIPIENTS, [recipient("a@contoso.example")])
        .set(Message::IS_READ, None::<bool>)
        .set_or_clear(Message::BODY, None::<ItemBody>);
    let expected = json!({
        "subject": "Hi", "body": null, "toRecipients": [{"emailAddress": {"address": "a@contoso.example"}}],
    });
    assert_eq!(serde_json::to_value(&patch).unwrap(), expected);
}

#[test]
fn keys_accept_any_text() {
    let id = uuid::Uuid::from_u128(1);
    let user = v1::users().id(id).get();
    assert_eq!(user.path(), "/users/00000000-0000-0000-0000-000000000001");
    assert_eq!(v1::users().id(String::from("a")).get().path(), "/users/a");
    assert_eq!(Importance::High.as_str(), "high");
}
