//! Documents the methods that send requests. In: the pages of an operation. Out: [`Doc`] of the method.

use crate::facts::operation::ParameterLocation;
use crate::facts::operation::query_option::{QueryOption, QueryOptions, Support};
use crate::facts::prose::callout::{Callout, CalloutKind, Topic};
use crate::model::operation::{Body, Header, Operation};
use crate::plan::builders::documented::{Documented, callouts};
use crate::plan::builders::permission_tables::permission_tables;
use crate::plan::ir::doc::{Doc, code, escape};
use crate::plan::naming::page_links::page_url;
use crate::plan::types::page_notices::{list, notices};
use crate::source::Version;

/// The maximum number of pages named in the documentation of a method.
const SOURCES: usize = 3;

/// The maximum number of titles of other pages.
const TITLES: usize = 5;

/// Headers with a setter in the runtime, and the preference that the setter adds.
const SETTERS: [(&str, Option<&str>, &str); 13] = [
    ("consistencylevel", None, "eventual"),
    ("prefer", Some("outlook.timezone"), "prefer_time_zone"),
    ("prefer", Some("outlook.body-content-type"), "prefer_body_type"),
    ("prefer", Some("odata.maxpagesize"), "prefer_page_size"),
    ("prefer", Some("return=minimal"), "prefer_minimal"),
    ("prefer", Some("return=representation"), "prefer_representation"),
    ("prefer", Some("return"), "prefer_representation"),
    ("prefer", Some("respond-async"), "prefer_async"),
    ("prefer", Some("idtype"), "prefer_immutable_ids"),
    ("prefer", Some("include-unknown-enum-members"), "prefer_unknown_enum_members"),
    ("prefer", None, "prefer"),
    ("if-match", None, "if_match"),
    ("if-none-match", None, "if_none_match"),
];

/// The documentation of a method for its operations.
pub fn doc(version: Version, operations: &[Documented<'_>], otherwise: &str) -> Doc {
    let Some(&Documented { operation, .. }) = operations.first() else { return Doc::markdown(otherwise) };
    let summary =
        if operation.about.summary.trim().is_empty() { &operation.title } else { &operation.about.summary };
    let stated = if matches!(operation.body, Body::Type(_)) { properties(operation) } else { String::new() };
    let head = Doc::new(summary, otherwise)
        .paragraph(&notices(&operation.about))
        .deprecated(operation.about.deprecated.as_deref())
        .paragraph(&other_pages(operations));
    quotes(operation)
        .iter()
        .fold(head, |doc, quote| doc.paragraph(quote))
        .foot(&stated)
        .foot(&headers(operation))
        .foot(&odata_options(operation))
        .foot(&permission_tables(operations))
        .foot(&sources(version, operations))
}

/// The titles of the pages after the first one, whose summary describes a part of the paths only.
fn other_pages(operations: &[Documented<'_>]) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for one in operations.iter().filter(|one| one.decides) {
        let title = one.operation.title.trim();
        if !title.is_empty() && !titles.contains(&title) {
            titles.push(title);
        }
    }
    let others = titles.get(1..).unwrap_or_default();
    let named = others.iter().take(TITLES).map(|title| escape(title));
    let more = others.len().saturating_sub(TITLES);
    list("Other pages", named.chain((more > 0).then(|| format!("and {more} more"))))
}

/// The first sentences of the callouts as block quotes, except those stated elsewhere in the documentation. Required roles are quoted
/// in full. The operation info contains the full texts.
fn quotes(operation: &Operation) -> Vec<String> {
    let is_stated = |topic: &Topic| match topic {
        Topic::Beta | Topic::Preview => true,
        Topic::Deprecation => operation.about.deprecated.is_some(),
        Topic::Metered | Topic::License | Topic::Clouds | Topic::Role => false,
    };
    let restrictions = operation.query_options.iter().flat_map(|options| &options.restrictions);
    let restrictions: Vec<&str> = restrictions.map(|text| text.trim_end_matches('.')).collect();
    let shown = callouts(&operation.about).into_iter().filter(|callout| {
        let text = callout.text.trim_end_matches('.');
        !callout.topics.iter().any(is_stated) && !restrictions.contains(&text)
    });
    let mut quotes: Vec<String> = Vec::new();
    for callout in shown {
        let quote = quote(callout);
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes
}

/// The excerpt of a callout, or all of it when it lists required roles. The items of its list are lines of their own.
fn quote(callout: &Callout) -> String {
    let is_role = callout.topics.contains(&Topic::Role);
    let text = if is_role { callout.text.trim_end().to_owned() } else { callout.excerpt() };
    let lines = text.lines().enumerate().map(|(index, line)| match (index, line.strip_prefix("- ")) {
        (_, Some(item)) => format!("\n> - {}", escape(item)),
        (0, None) => format!(" {}", escape(line)),
        (_, None) => format!("\n>\n> {}", escape(line)),
    });
    format!("> **{}:**{}", word(callout.kind), lines.collect::<String>())
}

fn word(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "Note",
        CalloutKind::Important => "Important",
        CalloutKind::Caution => "Caution",
        CalloutKind::Warning => "Warning",
        CalloutKind::Tip => "Tip",
    }
}

/// The listed properties of the body.
pub fn properties(operation: &Operation) -> String {
    let rows =
        operation.parameters.iter().filter(|row| row.location == ParameterLocation::Body && row.described);
    let names = rows.map(|row| {
        if row.required { format!("{} (required)", code(row.name.as_str())) } else { code(row.name.as_str()) }
    });
    list("Properties that can be sent", names)
}

/// The OData query options that the page supports, excludes or restricts.
fn odata_options(operation: &Operation) -> String {
    let Some(QueryOptions { support, supported, denied, restrictions }) = &operation.query_options else {
        return String::new();
    };
    let names = |options: &[QueryOption]| {
        options.iter().map(|option| code(option.name())).collect::<Vec<_>>().join(", ")
    };
    let general = match support {
        Some(Support::All) if supported.is_empty() => "OData query options are supported.",
        Some(Support::Partial) if supported.is_empty() => "Some OData query options are supported.",
        Some(Support::None) => "No OData query option is supported.",
        Some(Support::All | Support::Partial) | None => "",
    };
    let is_none = *support == Some(Support::None);
    let supported =
        (!supported.is_empty()).then(|| format!("Supported query options: {}.", names(supported)));
    let denied = denied.as_slice();
    let denied = (!denied.is_empty() && !is_none).then(|| format!("Not supported: {}.", names(denied)));
    let first: Vec<String> = (!general.is_empty())
        .then(|| general.to_owned())
        .into_iter()
        .chain(supported)
        .chain(denied)
        .collect();
    let restrictions = restrictions.iter().map(|text| format!("- {}", escape(text)));
    let lines = std::iter::once(first.join(" ")).chain(restrictions).collect::<Vec<_>>();
    lines.join("\n").trim().to_owned()
}

/// The specific headers of the operation, each with its setter.
fn headers(operation: &Operation) -> String {
    let own = operation.headers.iter().filter(|header| !header.is_general());
    list("Headers", own.map(header))
}

fn header(header: &Header) -> String {
    let preference = header.preference.as_deref();
    let name = match preference {
        None => code(header.name.as_str()),
        Some(preference) => code(&format!("{}: {preference}", header.name)),
    };
    let setter = setter(header.name.as_str(), preference);
    let setter = setter.map(|setter| format!("[`{setter}`](msgraph_core::Request::{setter})"));
    let notes: Vec<String> =
        header.required.then(|| "required".to_owned()).into_iter().chain(setter).collect();
    if notes.is_empty() { name } else { format!("{name} ({})", notes.join(", ")) }
}

/// The setter of the runtime for a header, or for a preference of `Prefer`.
pub fn setter(header: &str, preference: Option<&str>) -> Option<&'static str> {
    let preference = preference.map(str::to_ascii_lowercase);
    let is_it = |(name, of, _): &&(&str, Option<&str>, &str)| {
        header.eq_ignore_ascii_case(name) && preference.as_deref() == *of
    };
    SETTERS.iter().find(is_it).map(|(_, _, setter)| *setter)
}

/// The pages, with the first one named.
fn sources(version: Version, operations: &[Documented<'_>]) -> String {
    let mut pages: Vec<String> =
        operations.iter().map(|one| format!("<{}>", page_url(&one.operation.page, version))).collect();
    pages.dedup();
    let named = pages[..pages.len().min(SOURCES)].join(", ");
    match pages.len().saturating_sub(SOURCES) {
        0 => format!("Source: {named}"),
        1 => format!("Source: {named}, and 1 more page"),
        more => format!("Source: {named}, and {more} more pages"),
    }
}

#[cfg(test)]
mod tests {
    use super::{doc, sources};
    use crate::facts::prose::callout::{Callout, CalloutKind, CalloutSection, Topic};
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content, Header, Operation, Parameter};
    use crate::model::schema::ValueType;
    use crate::model::{Model, OperationId};
    use crate::name::ParameterName;
    use crate::plan::builders::documented::documented;
    use crate::plan::sample::{model, object, operation, parameter, string, ty};
    use crate::source::Version;

    fn shown(operation: Operation) -> String {
        let model = Model { operations: vec![operation], ..model(vec![ty("user", None, &[])], Vec::new()) };
        let doc = doc(Version::V1, &documented(&model, &[(OperationId(0), vec![0])]), "");
        doc.lines().collect::<Vec<_>>().join("\n")
    }

    fn header(name: &str, preference: Option<&str>, required: bool) -> Header {
        let preference = preference.map(str::to_owned);
        let name = ParameterName::parse(name).unwrap();
        Header { name, preference, values: Vec::new(), required, shown: None, summary: String::new() }
    }

    #[test]
    fn the_page_tells_what_can_be_sent_and_asked() {
        let user = ValueType { item: object(0), collection: false };
        let mut update = operation("Update user", Method::Patch, "/me", Body::Type(user), Content::None);
        update.parameters.push(parameter("mail", string()));
        update.parameters.push(Parameter { required: false, ..parameter("name", string()) });
        update.headers = vec![
            header("Authorization", None, true),
            header("Prefer", Some("outlook.timezone"), false),
            header("If-Match", None, true),
            header("Session-Id", None, false),
        ];
        insta::assert_snapshot!(shown(update), @"
        Update user.

        Properties that can be sent: `mail` (required), `name`.

        Headers: `Prefer: outlook.timezone` ([`prefer_time_zone`](msgraph_core::Request::prefer_time_zone)), `If-Match` (required, [`if_match`](msgraph_core::Request::if_match)), `Session-Id`.

        | | Least privileged | Others |
        |---|---|---|
        | Work or school account | `Mail.Read` | |
        | Personal account | not supported | |
        | Application | not supported | |

        Source: <https://learn.microsoft.com/graph/api/update-user?view=graph-rest-1.0>
        ");
    }

    #[test]
    fn callouts_are_quoted_by_their_first_sentences() {
        let mut get = operation("Get user", Method::Get, "/me", Body::None, Content::Unstated);
        let callout = |text: &str, topics: &[Topic]| Callout {
            kind: CalloutKind::Note,
            section: CalloutSection::Introduction,
            topics: topics.to_vec(),
            text: text.to_owned(),
        };
        get.permissions = None;
        get.about.callouts = vec![
            callout("Pay first. Ask your bank.", &[]),
            callout("Pay first. Ask your friends.", &[]),
            callout("Be quick.", &[]),
            callout("Seal only:\n- Crates. Large ones.\n- Boxes\nThen pay.", &[]),
            callout("The user needs a role. One of these:\n- A\n- B", &[Topic::Role]),
            callout("An old form is deprecated.", &[Topic::Deprecation]),
        ];
        insta::assert_snapshot!(shown(get.clone()), @"
        Get user.

        > **Note:** Pay first. …

        > **Note:** Be quick.

        > **Note:** Seal only:
        > - Crates. Large ones.
        > - Boxes
        >
        > Then pay.

        > **Note:** The user needs a role. One of these:
        > - A
        > - B

        > **Note:** An old form is deprecated.

        Source: <https://learn.microsoft.com/graph/api/get-user?view=graph-rest-1.0>
        ");
        get.about.deprecated = Some("An old form is deprecated".to_owned());
        assert_eq!(shown(get).matches("An old form").count(), 1, "the deprecation states it");
    }

    #[test]
    fn titles_of_other_pages_follow_the_summary() {
        let shown = |titles: &[&str]| {
            let page = |title: &&str| operation(title, Method::Get, "/me", Body::None, Content::Unstated);
            let operations: Vec<_> = titles.iter().map(page).collect();
            let ids: Vec<_> = (0..titles.len()).map(|index| (OperationId(index), vec![0])).collect();
            let model = Model { operations, ..model(Vec::new(), Vec::new()) };
            let mut pages = documented(&model, &ids);
            pages.iter_mut().for_each(|page| page.decides = page.operation.title != "Get extension");
            let doc = doc(Version::V1, &pages, "");
            doc.lines().take(3).collect::<Vec<_>>().join("|")
        };
        let several = shown(&["List replies", "List messages", "Get extension", "List <b>", "List replies"]);
        assert_eq!(several, r"List replies.||Other pages: List messages, List \<b\>.");
        assert_eq!(
            shown(&["a", "b", "c", "d", "e", "f", "g", "h"]),
            "a.||Other pages: b, c, d, e, f, and 2 more."
        );
        assert!(!shown(&["List replies", "Get extension"]).contains("Other pages"));
    }

    #[test]
    fn three_pages_are_named_and_the_others_counted() {
        let titles = ["a", "b", "c", "d", "e"];
        let operations =
            titles.map(|title| operation(title, Method::Get, "/me", Body::None, Content::Unstated));
        let model = Model { operations: operations.to_vec(), ..model(Vec::new(), Vec::new()) };
        let ids: Vec<_> = (0..titles.len()).map(|index| (OperationId(index), vec![0])).collect();
        let shown = sources(Version::V1, &documented(&model, &ids));
        assert!(shown.ends_with("/c?view=graph-rest-1.0>, and 2 more pages"), "{shown}");
    }
}
