//! Queries name properties of the type that they query, and of no other.

use msgraph::v1;
use msgraph::v1::models::{Attachment, FileAttachment, Message, User};

fn main() {
    let users = || v1::users().list();
    let _ = users().select(Message::SUBJECT); //~ a query of `User` cannot name a property of `Message`
    let _ = users().select((User::ID, Message::SUBJECT)); //~ a query of `User` cannot name a property of `Message`
    let _ = users().select([Message::ID, Message::SUBJECT]); //~ a query of `User` cannot name a property of `Message`
    let _ = users().filter(Message::IS_READ.eq(true)); //~ a query of `User` cannot name a property of `Message`
    let _ = users().filter(User::MAIL.eq("a").and(Message::IS_READ.eq(true))); //~ a query of `User` cannot name a property of `Message`
    let _ = users().order_by(Message::SUBJECT.desc()); //~ a query of `User` cannot name a property of `Message`
    let _ = users().expand(Message::ATTACHMENTS); //~ a query of `User` cannot name a property of `Message`
    let _ = users().expand(Message::ATTACHMENTS.with_expand_options().top(1)); //~ a query of `User` cannot name a property of `Message`

    let messages = || v1::me().messages().list();
    let inner = Message::ATTACHMENTS.with_expand_options();
    let _ = messages().expand(inner.select(User::MAIL)); //~ a query of `Attachment` cannot name a property of `User`

    let attachments = || v1::me().messages().id("1").attachments().list();
    let _ = attachments().select(FileAttachment::CONTENT_ID); //~ `Attachment` cannot name a property of `FileAttachment` & on_derived_type()
    let _ = attachments().select((Attachment::NAME, FileAttachment::CONTENT_ID.on_derived_type(), "x"));
    let _ = attachments().select(Message::SUBJECT.on_derived_type()); //~ `Attachment` cannot name a property of `OnDerivedType<Message>`

    let _ = users().select(5); //~ `{integer}` is no item of this query of `User`
    let _ = users().filter(User::MAIL); //~ is no condition on `User`
}
