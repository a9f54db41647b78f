//! Uses the generated crate without its client: builds requests for another HTTP stack and parses responses.
//!
//! This program has no HTTP stack: it prints requests and reads a response from a file.

use msgraph::beta::models::{AnySharePointMigrationEvent as AnyEvent, SharePointMigrationEvent as Event};
use msgraph::v1::models::{Application, MailFolder, MailSearchFolder, Message, User};
use msgraph::{Date, Endpoint, Page, Patch, Request, beta, v1};

type Outcome = Result<(), msgraph::Error>;

fn main() -> Outcome {
    cancel_a_migration()?;
    list_messages()?;
    change_a_message()?;
    find_things()?;
    create_a_search_folder()?;
    read_events()
}

/// Builders follow the URL. The type parameter of a request is its response type: `()` is no content.
fn cancel_a_migration() -> Outcome {
    let task = "5b8e2c61-90d7-4a3f-b1c4-6e2f7d805a19";
    let request: Request<()> =
        beta::solutions().share_point().migrations().cross_organization_migration_tasks().id(task).cancel();

    // A request has the facts of its page: permissions and responses.
    let info = request.info();
    println!("{}", info.title.unwrap_or_default());
    let status = info.status.map_or("no documented status".to_owned(), |status| format!("status {status}"));
    let needed = info
        .permissions
        .map_or("no documented permission".to_owned(), |needed| needed.application.join(" or "));
    println!("  returns {status}, requires {needed}");
    println!("  {}", info.page.unwrap_or_default());
    show(request)?;
    println!();
    Ok(())
}

/// Properties are constants of their types, so an unknown name is a compile error.
fn list_messages() -> Result<(), msgraph::Error> {
    let request = v1::me()
        .messages()
        .list()
        .select((Message::SUBJECT, Message::RECEIVED_DATE_TIME))
        .filter(Message::IS_READ.eq(false).and(Message::SUBJECT.starts_with("Invoice")))
        .order_by(Message::RECEIVED_DATE_TIME.desc())
        .top(25);

    // The permissions on the page, least privileged first.
    let needed = request.info().permissions.map(|permissions| permissions.delegated_work);
    println!("{}: {:?}", request.info().title.unwrap_or_default(), needed.unwrap_or_default());

    // Any HTTP stack can send this after adding a token.
    let http: http::Request<Vec<u8>> = request.clone().into_http(&Endpoint::GLOBAL)?;
    println!("  {} {}", http.method(), http.uri());

    // The request parses its response.
    let page: Page<Message> = request.parse(messages_response())?;
    for message in &page.value {
        println!("  {}", message.subject.as_deref().unwrap_or("(no subject)"));
    }
    // The link to the next page becomes a request.
    println!("  more: {}", page.next().is_some());
    Ok(())
}

/// A response in place of an HTTP stack.
fn messages_response() -> http::Response<&'static [u8]> {
    http::Response::new(include_bytes!("messages.json"))
}

/// A patch sends only the properties that were set or cleared. A cleared property is null.
fn change_a_message() -> Outcome {
    let message = v1::me().messages().id("AAMkAD/12+a=");
    let patch = Patch::new().set(Message::IS_READ, true).clear(Message::FLAG);

    // The builder encodes keys, so that a key cannot change the path.
    println!("\nChange a message, then move it");
    show(message.update(&patch))?;
    show(message.r#move("archive"))
}

/// An item has the same methods at all of its paths and with all of its keys.
fn find_things() -> Outcome {
    println!("\nA file by its path, the users among the members of a group, an app by a path in text");
    let charts = v1::me().drive().root().path("Charts/North Sea");
    show(charts.children().list().top(5))?;
    show(charts.path("Tide tables.pdf").content())?;
    let members = v1::groups().id("6ac1cbf5-1f6e-4f0d-9a44-2b7d94f0a1c3").members();
    show(members.as_user().list().select(User::DISPLAY_NAME))?;
    show(members.add_ref("https://graph.microsoft.com/v1.0/users/cd7082a5-a859-50e2-81b1-4192567a5d93"))?;
    // Such a path needs no page. The type is stated.
    let app = v1::path("applications(appId='00000000-0000-0000-0000-000000000123')");
    show(app.get::<Application>())?;
    show(v1::reports().get_email_activity_user_detail_by_date(&Date::from("2026-03-05")))
}

/// The events of a migration have different types. Each is deserialized as an event and keeps its own type.
fn read_events() -> Outcome {
    let request = beta::storage()
        .file_storage()
        .containers()
        .id("b!container")
        .migration_jobs()
        .id("a90e6f1d-34c8-4b72-8f5a-6d21c7b0e953")
        .progress_events()
        .list();
    println!("\n{}", request.info().title.unwrap_or_default());

    // In a real program, the HTTP stack provides the response: status, headers and bytes.
    let events: Page<Event> = request.parse(http::Response::new(include_bytes!("events.json")))?;
    for event in events {
        // Common properties of all events are fields.
        if let Some(time) = &event.event_date_time {
            print!("  {time}  ");
        }
        match AnyEvent::from(event) {
            AnyEvent::SharePointMigrationJobStartEvent(_) => println!("started"),
            AnyEvent::SharePointMigrationJobProgressEvent(progress) => {
                println!("{} files", progress.files_processed.unwrap_or_default());
            }
            AnyEvent::SharePointMigrationJobCancelledEvent(cancelled) => {
                let by_user = cancelled.is_cancelled_by_user == Some(true);
                println!("cancelled by {}", if by_user { "a user" } else { "the service" });
            }
            // A type newer than the crate: it has the properties of the base, and the others as JSON.
            AnyEvent::Unknown(event) => println!("something new: {:?}", event.additional.get("pausedBy")),
            other => println!("{}", Event::from(other).odata_type()),
        }
    }
    Ok(())
}

/// A body may have a derived type. The service returns a folder that is a search folder.
fn create_a_search_folder() -> Outcome {
    let folder = MailSearchFolder {
        display_name: Some("Invoices".into()),
        filter_query: Some("contains(subject, 'invoice')".into()),
        ..Default::default()
    };
    let request = v1::me().mail_folders().create(&folder);
    println!("\n{}", request.info().title.unwrap_or_default());
    show(request.clone())?;

    let response = http::Response::new(include_bytes!("folder.json"));
    let folder: MailFolder = request.parse(response)?;
    println!("  {}", folder.display_name.as_deref().unwrap_or("(no name)"));
    match folder.downcast::<MailSearchFolder>() {
        Ok(search) => println!("  searches with {}", search.filter_query.unwrap_or_default()),
        Err(folder) => println!("  of type {}", folder.odata_type()),
    }
    Ok(())
}

/// Prints the HTTP request. A real program adds a token, sends the request, and passes the response to `parse`.
fn show<T: msgraph::FromResponse>(request: Request<T>) -> Outcome {
    let http = request.into_http(&Endpoint::GLOBAL)?;
    println!("  {} {}", http.method(), http.uri());
    if !http.body().is_empty() {
        println!("  {}", String::from_utf8_lossy(http.body()));
    }
    Ok(())
}
