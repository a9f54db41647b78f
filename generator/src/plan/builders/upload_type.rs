//! Determines the media type of an upload. In: the pages of a method that sends bytes. Out: the type that the method sends by
//! default, and the documentation of its content.

use crate::facts::operation::header::is_media_type;
use crate::model::operation::{Header, Operation};
use crate::plan::builders::documented::Documented;
use crate::plan::ir::doc::{Doc, code, escape};
use crate::plan::types::page_notices::list;
use std::collections::BTreeSet;

/// The header with the media type.
const HEADER: &str = "content-type";

/// The media type of an upload.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UploadType {
    /// The only media type that the pages permit for a body without parts.
    pub default: Option<String>,
    /// The documentation of the content.
    pub doc: Doc,
}

/// The media type of a method with these pages.
///
/// A row decides. An example shows one of many possible contents: a page about files of any kind can show a text file.
pub fn upload_type(operations: &[Documented<'_>]) -> UploadType {
    let pages = || operations.iter().filter(|one| one.decides).map(|one| one.operation);
    let mut named: Vec<&str> = Vec::new();
    for media_type in pages().flat_map(media_types) {
        if !named.contains(&media_type) {
            named.push(media_type);
        }
    }
    let only: BTreeSet<Option<&str>> = pages().map(only_type).collect();
    let default = if only.len() == 1 { only.first().copied().flatten() } else { None };
    let sent = code(default.unwrap_or("application/octet-stream"));
    let doc = Doc::markdown(&format!(
        "Sent as {sent}, unless a [`Content`](msgraph_core::Content) or the header `Content-Type` states another media type."
    ));
    let heading = if default.is_some() { "Other media types" } else { "Documented media types" };
    let others = named.iter().filter(|&&other| Some(other) != default).map(|other| code(other));
    let doc = doc.and(&list(heading, others));
    let shown = if named.is_empty() { pages().find_map(shown).unwrap_or_default() } else { String::new() };
    UploadType { default: default.map(str::to_owned), doc: doc.and(&shown) }
}

fn row(operation: &Operation) -> Option<&Header> {
    operation.headers.iter().find(|header| header.name.as_str().eq_ignore_ascii_case(HEADER))
}

/// The media types in the row of a page.
fn media_types(operation: &Operation) -> impl Iterator<Item = &str> {
    let values = row(operation).into_iter().flat_map(|row| &row.values);
    values.map(String::as_str).filter(|value| is_media_type(value))
}

/// The only media type in the row that can be sent without parameters. A body with parts needs a boundary.
fn only_type(operation: &Operation) -> Option<&str> {
    let mut whole = media_types(operation).filter(|media_type| !media_type.starts_with("multipart/"));
    let first = whole.next().filter(|media_type| !media_type.contains('*'))?;
    whole.next().is_none().then_some(first)
}

/// The text of a row whose media types are part of a sentence, else the media type of an example.
fn shown(operation: &Operation) -> Option<String> {
    // A summary without a slash describes the header in general.
    let text = row(operation).map(|row| row.summary.trim()).filter(|text| text.contains('/'));
    if let Some(text) = text {
        return Some(format!("Documented media type: {}", escape(text)));
    }
    let headers = operation.examples.iter().filter(|example| example.method == operation.method);
    let mut headers = headers.flat_map(|example| &example.headers);
    let shown = headers.find(|(name, _)| name.eq_ignore_ascii_case(HEADER))?;
    Some(format!("An example sends {}.", code(&shown.1)))
}

#[cfg(test)]
mod tests {
    use super::upload_type;
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content, Example, Header};
    use crate::model::{Model, OperationId};
    use crate::name::ParameterName;
    use crate::plan::builders::documented::documented;
    use crate::plan::sample::{model, operation};

    /// A page: the values and the summary of the row, and the media type of the example.
    type Page<'a> = (Option<(&'a [&'a str], &'a str)>, Option<&'a str>);

    #[track_caller]
    fn check(pages: &[Page<'_>], default: Option<&str>, note: &str) {
        let operations = pages.iter().map(|(row, shown)| {
            let mut one = operation("Upload", Method::Put, "/photo", Body::Content, Content::None);
            one.headers.extend(row.map(|(values, summary)| Header {
                name: ParameterName::parse("Content-Type").unwrap(),
                preference: None,
                values: values.iter().map(|&value| value.to_owned()).collect(),
                required: true,
                shown: None,
                summary: summary.to_owned(),
            }));
            one.examples.extend(shown.map(|media_type| Example {
                name: None,
                line: 1,
                method: Method::Put,
                url: String::new(),
                headers: vec![("content-type".to_owned(), media_type.to_owned())],
                body: "x".to_owned(),
                response: None,
            }));
            one
        });
        let model = Model { operations: operations.collect(), ..model(Vec::new(), Vec::new()) };
        let ids: Vec<_> = (0..pages.len()).map(|index| (OperationId(index), vec![0])).collect();
        let found = upload_type(&documented(&model, &ids));
        assert_eq!(found.default.as_deref(), default);
        let sent = default.unwrap_or("application/octet-stream");
        let sentence = format!(
            "Sent as `{sent}`, unless a [`Content`](msgraph_core::Content) or the header `Content-Type` states another media type."
        );
        let lines: Vec<&str> = found.doc.lines().collect();
        assert_eq!(lines, [format!("{sentence} {note}").trim_end()]);
    }

    #[test]
    fn the_only_media_type_of_a_row_is_sent() {
        let jpeg: Page<'_> = (Some((&["image/jpeg"], "")), Some("image/png"));
        check(&[jpeg], Some("image/jpeg"), "");
        check(&[jpeg, jpeg], Some("image/jpeg"), "");
    }

    #[test]
    fn a_body_with_parts_states_its_boundary() {
        let page: Page<'_> = (Some((&["text/html", "multipart/form-data"], "")), None);
        check(&[page], Some("text/html"), "Other media types: `multipart/form-data`.");
    }

    #[test]
    fn callers_choose_among_several_media_types() {
        let several: Page<'_> = (Some((&["text/html", "text/css"], "")), Some("text/html"));
        check(&[several], None, "Documented media types: `text/html`, `text/css`.");
        check(&[(Some((&["image/*"], "")), None)], None, "Documented media types: `image/*`.");
        let (one, other): (Page<'_>, Page<'_>) =
            ((Some((&["text/html"], "")), None), (Some((&["text/css"], "")), None));
        check(&[one, other], None, "Documented media types: `text/html`, `text/css`.");
        check(&[one, (None, None)], None, "Documented media types: `text/html`.");
    }

    #[test]
    fn an_example_alone_decides_nothing() {
        check(&[(None, Some("text/plain"))], None, "An example sends `text/plain`.");
        let vague: Page<'_> = (Some((&[], "text/plain, or another media type.")), Some("text/plain"));
        check(&[vague], None, "Documented media type: text/plain, or another media type.");
        check(
            &[(Some((&[], "Nature of the data.")), Some("text/css"))],
            None,
            "An example sends `text/css`.",
        );
        check(&[(None, None)], None, "");
    }
}
