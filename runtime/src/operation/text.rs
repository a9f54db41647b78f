//! In: what the pages say of an operation, as one text. Out: the same, taken apart once and kept.

use super::{Cloud, Method, OperationInfo, Permissions, Version, remarks};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What was read of each text, however many copies of the text a program has.
type Known = HashMap<&'static str, &'static [OperationInfo]>;

/// The texts are few and stay as long as the program, and so does what is read from them.
static READ: Mutex<Option<Known>> = Mutex::new(None);

pub(super) fn infos(text: &'static str) -> &'static [OperationInfo] {
    if text.is_empty() {
        return &[];
    }
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let known = read.get_or_insert_default();
    known.entry(text).or_insert_with(|| text.split("\n\n").map(info).collect::<Vec<_>>().leak())
}

fn info(text: &'static str) -> OperationInfo {
    let mut info = OperationInfo::UNDOCUMENTED;
    let mut lines = text.lines();
    info.title = lines.next().unwrap_or_default();
    let mut call = lines.next().unwrap_or_default().split(' ');
    info.method = call.next().and_then(method).unwrap_or(info.method);
    info.version = if call.next() == Some(Version::Beta.as_str()) { Version::Beta } else { Version::V1 };
    info.status = call.next().and_then(|status| status.parse().ok()).unwrap_or_default();
    let (mut templates, mut headers): (Vec<&str>, Vec<&str>) = Default::default();
    let (mut restrictions, mut callouts) = (Vec::new(), Vec::new());
    for line in lines {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        match key {
            _ if line.starts_with('/') => templates.push(line),
            "work" => permissions(&mut info).delegated_work = words(rest),
            "personal" => permissions(&mut info).delegated_personal = words(rest),
            "application" => permissions(&mut info).application = words(rest),
            "clouds" => info.clouds = Some(rest.split(' ').filter_map(cloud).collect::<Vec<_>>().leak()),
            "header" => headers.push(rest),
            "options" => info.query_options = Some(remarks::options(rest)),
            "restriction" => restrictions.push(rest),
            "callout" => callouts.extend(remarks::callout(rest)),
            "deprecated" => info.deprecated = Some(rest),
            "page" => info.page = rest,
            _ => {}
        }
    }
    (info.templates, info.headers) = (templates.leak(), headers.leak());
    if let Some(options) = &mut info.query_options {
        options.restrictions = restrictions.leak();
    }
    info.callouts = callouts.leak();
    info
}

fn permissions(info: &mut OperationInfo) -> &mut Permissions {
    info.permissions.get_or_insert_default()
}

fn words(text: &'static str) -> &'static [&'static str] {
    text.split_whitespace().collect::<Vec<_>>().leak()
}

fn method(name: &str) -> Option<Method> {
    [Method::Get, Method::Post, Method::Patch, Method::Put, Method::Delete, Method::Head]
        .into_iter()
        .find(|method| method.as_str() == name)
}

fn cloud(name: &str) -> Option<Cloud> {
    Some(match name {
        "Global" => Cloud::Global,
        "UsGovL4" => Cloud::UsGovL4,
        "UsGovL5" => Cloud::UsGovL5,
        "China" => Cloud::China,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{
        CalloutKind, CalloutSection, CalloutTopic, Cloud, Method, Operation, OperationInfo, QuerySupport,
        Version,
    };

    #[test]
    fn every_line_has_its_meaning() {
        let operation = Operation::new(
            "Update: a thing
PATCH beta 204
/things/{id | name}
/me/thing
work
application A.B C
clouds UsGovL4 UsGovL5 Moon
header Prefer: outlook.timezone
header If-Match
options partial $select $top !$filter
restriction `$top` is at most 5.
callout important permissions license,metered Pay first.
callout note other - See the guide.
deprecated since 2020, see page
page https://example.com/x",
        );
        let [info] = operation.infos() else { panic!("{:?}", operation.infos()) };
        assert_eq!(
            (info.title, info.method, info.version),
            ("Update: a thing", Method::Patch, Version::Beta)
        );
        assert_eq!((info.status, info.templates), (204, &["/things/{id | name}", "/me/thing"][..]));
        let permissions = info.permissions.unwrap();
        assert_eq!((permissions.delegated_work, permissions.delegated_personal), (&[][..], &[][..]));
        assert_eq!(permissions.application, ["A.B", "C"]);
        assert_eq!(info.clouds, Some(&[Cloud::UsGovL4, Cloud::UsGovL5][..]));
        assert_eq!(info.headers, ["Prefer: outlook.timezone", "If-Match"]);
        let options = info.query_options.unwrap();
        assert_eq!(
            (options.support, options.supported),
            (Some(QuerySupport::Partial), &["$select", "$top"][..])
        );
        assert_eq!((options.denied, options.restrictions), (&["$filter"][..], &["`$top` is at most 5."][..]));
        let [first, second] = info.callouts else { panic!("{:?}", info.callouts) };
        assert_eq!((first.kind, first.section), (CalloutKind::Important, CalloutSection::Permissions));
        assert_eq!(first.topics, [CalloutTopic::License, CalloutTopic::Metered]);
        assert_eq!((second.topics, second.text), (&[][..], "See the guide."));
        assert_eq!(info.deprecated, Some("since 2020, see page"));
        assert_eq!(info.page, "https://example.com/x");
        let copy = Operation::new(operation.text.to_owned().leak());
        assert!(std::ptr::eq(operation.infos(), copy.infos()), "read once");
    }

    #[test]
    fn what_no_line_says_is_not_known() {
        let operation = Operation::new("A\nGET v1.0 0\n\nB\nPOST v1.0 201\n/b");
        let [first, second] = operation.infos() else { panic!("{:?}", operation.infos()) };
        assert_eq!(*first, OperationInfo { title: "A", ..OperationInfo::UNDOCUMENTED });
        assert_eq!((second.title, second.method, second.templates), ("B", Method::Post, &["/b"][..]));
        assert!(Operation::UNDOCUMENTED.infos().is_empty());
    }
}
