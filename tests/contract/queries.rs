//! Tests the URLs of query options that use constants of the generated crate.

use msgraph::v1::models::{
    Attachment, Attendee, EmailAddress, Event, Importance, Message, PasswordProfile, Recipient, User,
};
use msgraph::{Endpoint, Json, Method, Page, Request, Version, v1};
use msgraph_core::{FromResponse, IntoFilter, http};
use percent_encoding::percent_decode_str;

/// The query of a request, decoded.
fn query<T: FromResponse>(request: &Request<T>) -> String {
    let http = request.clone().into_http(&Endpoint::GLOBAL).unwrap();
    let query = http.uri().query().unwrap_or_default();
    percent_decode_str(query).decode_utf8().unwrap().into_owned()
}

#[test]
fn a_parameter_that_a_page_names_has_a_setter() {
    use msgraph::v1::parameters::{IncludeHiddenFolders as _, RequiresReview as _};
    let folders = v1::me().mail_folders().list().include_hidden_folders(true).top(5);
    assert_eq!(query(&folders), "includeHiddenFolders=true&$top=5");
    let publish = v1::app_catalogs().teams_apps().create(*b"zip").requires_review(false);
    assert_eq!(query(&publish), "requiresReview=false");
}

#[track_caller]
fn filters(filter: impl IntoFilter<Message>, expected: &str) {
    assert_eq!(query(&v1::me().messages().list().filter(filter)), format!("$filter={expected}"));
}

#[test]
fn conditions_follow_the_types_of_properties() {
    let sender = Message::FROM.then(Recipient::EMAIL_ADDRESS).then(EmailAddress::ADDRESS);
    filters(sender.eq("o'neil@contoso.example"), "from/emailAddress/address eq 'o''neil@contoso.example'");
    let recent = Message::RECEIVED_DATE_TIME.ge("2026-05-01T00:00:00Z");
    let important = Message::IMPORTANCE.one_of([Importance::High, Importance::from("urgent")]);
    filters(
        recent.and(important.or(Message::IS_READ.eq(false))),
        "receivedDateTime ge 2026-05-01T00:00:00Z and (importance in ('high','urgent') or isRead eq false)",
    );
    let to = Message::TO_RECIPIENTS.any(|to| {
        to.then(Recipient::EMAIL_ADDRESS).then(EmailAddress::ADDRESS).ends_with("@contoso.example")
    });
    let named = Message::CATEGORIES.all(|category| category.starts_with("Red"));
    filters(
        !to.and(named),
        "not (toRecipients/any(x:endswith(x/emailAddress/address,'@contoso.example')) \
         and categories/all(x:startswith(x,'Red')))",
    );
}

#[test]
fn derived_types_have_the_properties_of_their_base() {
    let attendee =
        Event::ATTENDEES.any(|one| one.then(Attendee::EMAIL_ADDRESS).then(EmailAddress::NAME).is_not_null());
    assert_eq!(attendee.as_str(), "attendees/any(x:x/emailAddress/name ne null)");
}

#[test]
fn related_objects_are_expanded_with_options() {
    let attachments = Message::ATTACHMENTS
        .with_expand_options()
        .select((Attachment::NAME, Attachment::SIZE))
        .filter(Attachment::SIZE.lt(4096))
        .top(3);
    let sorted = Message::FROM.then(Recipient::EMAIL_ADDRESS).then(EmailAddress::NAME).desc();
    let request = v1::me().messages().list().expand(attachments).order_by((sorted, Message::SUBJECT));
    let expected = "$expand=attachments($select=name,size;$filter=size lt 4096;$top=3)\
                    &$orderby=from/emailAddress/name desc,subject";
    assert_eq!(query(&request), expected);
}

#[test]
fn queries_of_directory_objects_have_required_headers() {
    let header = |request: &Request<_>| -> Option<http::HeaderValue> {
        let http = request.clone().into_http(&Endpoint::GLOBAL).unwrap();
        http.headers().get("consistencylevel").cloned()
    };
    let ends = v1::users().list().filter(User::MAIL.ends_with("@contoso.example"));
    assert_eq!(header(&ends).unwrap(), "eventual");
    assert_eq!(query(&ends), "$filter=endswith(mail,'@contoso.example')&$count=true");
    let forced = v1::users().list().filter(User::PASSWORD_PROFILE.then(PasswordProfile::PASSWORD).is_null());
    assert_eq!(
        (header(&forced), query(&forced).as_str()),
        (None, "$filter=passwordProfile/password eq null")
    );
    let searched = v1::users().list().search("\"displayName:Room\"");
    assert!(header(&searched).is_some());
}

#[test]
fn undocumented_paths_start_at_any_builder() {
    let sets = v1::sites().id("root").segment("termStore").segment("sets");
    let list: Request<Page<Json>> = sets.list().select("id").top(5);
    assert_eq!((list.path(), query(&list).as_str()), ("/sites/root/termStore/sets", "$select=id&$top=5"));
    let term: Request<Json> = sets.key("7").segment("terms").key("8").get();
    assert_eq!(term.path(), "/sites/root/termStore/sets/7/terms/8");
    let by_path: Request<Json> = v1::path("sites/root/termStore").get();
    let by_url: Request<Json> = Request::from_relative_url(Method::Get, Version::V1, "/sites/root/termStore");
    assert_eq!((by_path.path(), by_url.path()), ("/sites/root/termStore", "/sites/root/termStore"));
    // A documented request keeps its operation info.
    assert!(v1::me().messages().key("7").get::<Message>().info().page.is_none());
    assert!(v1::me().messages().id("7").get().info().page.is_some());
}

#[test]
fn a_collection_is_counted_after_its_path() {
    let count = v1::users().count().filter(User::DISPLAY_NAME.starts_with("A"));
    assert_eq!(count.path(), "/users/$count");
    let http = count.clone().into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!(http.headers().get("consistencylevel").unwrap(), "eventual");
    assert!(count.info().page.is_some());
}
