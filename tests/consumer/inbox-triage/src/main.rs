//! Sorts an inbox: lists unread mail, saves its attachments, archives invoices, and prints what changed since the last run.
//!
//! Usage: `inbox-triage FOLDER`. The folder keeps the link to later changes, and a folder of attachments for each message.

use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use msgraph::v1;
use msgraph::v1::builders::MailFolderRequestBuilder;
use msgraph::v1::models::{AnyAttachment, FileAttachment, Message};
use msgraph::{Client, DeltaItem, DeltaPage, Page, Polymorphic, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters of message IDs that are encoded in names of folders.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'=');

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: inbox-triage FOLDER")?);
    fs::create_dir_all(&folder)?;
    let client = sign_in::client(&["Mail.ReadWrite"])?;
    for message in unread(&client).await? {
        triage(&client, &message, &folder).await?;
    }
    print_changes(&client, &folder.join("delta-link.txt")).await
}

fn inbox() -> MailFolderRequestBuilder {
    v1::me().mail_folders().id("inbox")
}

/// The unread messages of this year, the newest one first.
async fn unread(client: &Client) -> Result<Vec<Message>> {
    // A property in `$orderby` must also be the first one in `$filter`.
    let request = inbox()
        .messages()
        .list()
        .select((Message::ID, Message::SUBJECT, Message::HAS_ATTACHMENTS))
        .filter(Message::RECEIVED_DATE_TIME.ge("2026-01-01T00:00:00Z").and(Message::IS_READ.eq(false)))
        .order_by(Message::RECEIVED_DATE_TIME.desc())
        .top(50);
    Ok(client.items(request).try_collect().await?)
}

/// Saves the attachments of a message, and moves an invoice to the archive.
async fn triage(client: &Client, message: &Message, folder: &Path) -> Result<()> {
    let id = message.id.as_deref().ok_or("a message without an id")?;
    let subject = message.subject.as_deref().unwrap_or("(no subject)");
    println!("unread: {subject}");
    if message.has_attachments == Some(true) {
        // The enum has a variant for each type of attachment.
        let request =
            v1::me().messages().id(id).attachments().list().with_response_type::<Page<AnyAttachment>>();
        let folder = folder.join("attachments").join(utf8_percent_encode(id, UNSAFE).to_string());
        fs::create_dir_all(&folder)?;
        let mut attachments = client.items(request);
        let mut number = 0;
        while let Some(attachment) = attachments.try_next().await? {
            number += 1;
            match attachment {
                AnyAttachment::FileAttachment(file) => save(&file, number, &folder)?,
                other => println!("  skipped: {}", other.type_name()),
            }
        }
    }
    if subject.starts_with("Invoice") {
        client.send(v1::me().messages().id(id).r#move("archive")).await?;
        println!("  archived");
    }
    Ok(())
}

/// Saves an attachment. The number distinguishes attachments of the same name.
fn save(file: &FileAttachment, number: usize, folder: &Path) -> Result<()> {
    // The name comes from the sender: only its last part is a name in the folder.
    let name =
        file.name.as_deref().and_then(|name| Path::new(name).file_name()).unwrap_or("attachment".as_ref());
    let content = file.content_bytes.as_ref().ok_or("an attachment without content")?.parse()?;
    let name = format!("{number}-{}", name.display());
    fs::write(folder.join(&name), &content)?;
    println!("  saved: {name} ({} bytes)", content.len());
    Ok(())
}

/// Prints the messages that were added, changed or removed since the last run, and keeps the link to later changes.
async fn print_changes(client: &Client, link_file: &Path) -> Result<()> {
    let all = || -> Request<DeltaPage<Message>> { inbox().messages().delta().select(Message::SUBJECT) };
    let request = match fs::read_to_string(link_file) {
        Ok(link) => all().next_page_from(link),
        Err(error) if error.kind() == ErrorKind::NotFound => all(),
        Err(error) => return Err(error.into()),
    };
    let mut changes = client.delta(request);
    loop {
        match changes.try_next().await {
            Ok(Some(DeltaItem::Present(message))) => {
                println!("changed: {}", message.subject.as_deref().unwrap_or("(no subject)"));
            }
            Ok(Some(DeltaItem::Removed(removed))) => println!("removed: {}", removed.id.unwrap_or_default()),
            Ok(None) => break,
            // The link is too old.
            Err(error) if error.service().is_some_and(|error| error.wants_resync()) => {
                changes = client.delta(all())
            }
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(link) = changes.delta_link() {
        fs::write(link_file, link)?;
    }
    Ok(())
}
