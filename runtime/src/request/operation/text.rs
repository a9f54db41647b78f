//! Reads the text of an operation, which the generator writes. In: text. Out: an [`OperationInfo`] for each page.

use super::remarks::{Callout, CalloutKind, CalloutSection, CalloutTopic, QueryOptions, QuerySupport};
use super::{AccountKind, Cloud, Method, OperationInfo, Permissions, Version};

/// The pages that a text describes.
#[derive(Default)]
pub(super) struct Pages {
    /// One for each page.
    pub(super) infos: Vec<OperationInfo>,
    /// Lines, or words of them, that this version of the runtime does not understand.
    pub(super) unknown: Vec<&'static str>,
}

impl Pages {
    pub(super) fn read(text: &'static str) -> Self {
        let mut pages = Self::default();
        for page in text.split("\n\n").filter(|page| !page.is_empty()) {
            let info = pages.info(page);
            pages.infos.push(info);
        }
        pages
    }

    fn info(&mut self, text: &'static str) -> OperationInfo {
        let mut info = OperationInfo::UNDOCUMENTED;
        let mut lines = text.lines();
        info.title = lines.next().filter(|title| !title.is_empty());
        if self.call(&mut info, lines.next().unwrap_or_default()).is_none() {
            self.unknown.push(text);
        }
        for line in lines {
            if self.line(&mut info, line).is_none() {
                self.unknown.push(line);
            }
        }
        info
    }

    /// Reads method, version and status.
    fn call(&mut self, info: &mut OperationInfo, line: &'static str) -> Option<()> {
        let mut words = line.split(' ');
        info.method = method(words.next()?)?;
        info.version = version(words.next()?)?;
        info.status = words.next().map(str::parse).transpose().ok()?;
        words.next().is_none().then_some(())
    }

    fn line(&mut self, info: &mut OperationInfo, line: &'static str) -> Option<()> {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        match key {
            _ if line.starts_with('/') => info.templates.push(line),
            "work" => permissions(info, AccountKind::DelegatedWork, rest),
            "personal" => permissions(info, AccountKind::DelegatedPersonal, rest),
            "application" => permissions(info, AccountKind::Application, rest),
            "clouds" => info.clouds = Some(self.each(rest.split_whitespace(), cloud)),
            "header" => info.headers.push(rest),
            "options" => info.query_options = Some(options(rest)?),
            "restriction" => info.query_options.as_mut()?.restrictions.push(rest),
            "callout" => info.callouts.push(callout(rest, self)?),
            "deprecated" => info.deprecated = Some(rest),
            "page" => info.page = Some(rest),
            _ => return None,
        }
        Some(())
    }

    /// Reads each word, and keeps those that are not understood.
    fn each<T>(&mut self, words: impl Iterator<Item = &'static str>, read: fn(&str) -> Option<T>) -> Vec<T> {
        let mut read_or_keep = |word| {
            read(word).or_else(|| {
                self.unknown.push(word);
                None
            })
        };
        words.filter_map(&mut read_or_keep).collect()
    }
}

/// Reads the permissions of one kind of account: alternatives, each of permissions joined by `+`. A `?` before them states
/// that their order is unknown.
fn permissions(info: &mut OperationInfo, kind: AccountKind, text: &'static str) {
    let Permissions { delegated_work, delegated_personal, application, unranked, together } =
        info.permissions.get_or_insert_default();
    let without_rank = text.strip_prefix('?');
    if without_rank.is_some() {
        unranked.insert(kind);
    }
    let alternatives =
        without_rank.unwrap_or(text).split_whitespace().map(|names| names.split('+').collect());
    let alternatives: Vec<Vec<&'static str>> = alternatives.collect();
    let names = match kind {
        AccountKind::DelegatedWork => delegated_work,
        AccountKind::DelegatedPersonal => delegated_personal,
        AccountKind::Application => application,
    };
    for name in alternatives.iter().flatten() {
        if !names.contains(name) {
            names.push(name);
        }
    }
    if alternatives.iter().any(|names| names.len() > 1) {
        together.insert(kind, alternatives);
    }
}

fn method(name: &str) -> Option<Method> {
    [Method::Get, Method::Post, Method::Patch, Method::Put, Method::Delete, Method::Head]
        .into_iter()
        .find(|method| method.as_str() == name)
}

fn version(name: &str) -> Option<Version> {
    [Version::V1, Version::Beta].into_iter().find(|version| version.as_str() == name)
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

/// Reads the value of an `options` line.
fn options(line: &'static str) -> Option<QueryOptions> {
    let mut words = line.split(' ');
    let support = match words.next()? {
        "all" => Some(QuerySupport::All),
        "partial" => Some(QuerySupport::Partial),
        "none" => Some(QuerySupport::None),
        "unstated" => None,
        _ => return None,
    };
    let mut options = QueryOptions { support, ..QueryOptions::default() };
    for word in words {
        match word.strip_prefix('!') {
            Some(option) => options.denied.push(option),
            None => options.supported.push(word),
        }
    }
    Some(options)
}

/// Reads the value of a `callout` line.
fn callout(line: &'static str, pages: &mut Pages) -> Option<Callout> {
    let mut words = line.splitn(4, ' ');
    let kind = match words.next()? {
        "note" => CalloutKind::Note,
        "important" => CalloutKind::Important,
        "caution" => CalloutKind::Caution,
        "warning" => CalloutKind::Warning,
        "tip" => CalloutKind::Tip,
        _ => return None,
    };
    let section = match words.next()? {
        "introduction" => CalloutSection::Introduction,
        "permissions" => CalloutSection::Permissions,
        "request" => CalloutSection::Request,
        "query" => CalloutSection::QueryOptions,
        "body" => CalloutSection::RequestBody,
        "response" => CalloutSection::Response,
        "other" => CalloutSection::Other,
        _ => return None,
    };
    let topics = match words.next()? {
        "-" => Vec::new(),
        topics => pages.each(topics.split(','), topic),
    };
    Some(Callout { kind, section, topics, text: words.next()? })
}

fn topic(word: &str) -> Option<CalloutTopic> {
    Some(match word {
        "beta" => CalloutTopic::Beta,
        "preview" => CalloutTopic::Preview,
        "metered" => CalloutTopic::Metered,
        "license" => CalloutTopic::License,
        "role" => CalloutTopic::Role,
        "clouds" => CalloutTopic::Clouds,
        "deprecation" => CalloutTopic::Deprecation,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{
        AccountKind, CalloutKind, CalloutSection, CalloutTopic, Cloud, Method, Operation, OperationInfo,
        QuerySupport, Version,
    };

    #[test]
    fn every_line_has_its_meaning() {
        let operation = Operation::new(
            "Update: a thing
PATCH beta 204
/things/{id | name}
/me/thing
work
application ? A.B C+A.B
clouds UsGovL4 UsGovL5
header Prefer: outlook.timezone
header If-Match
options partial $select $top !$filter
restriction `$top` is at most 5.
callout important permissions license,metered Pay first.
callout note other role See the guide.
deprecated since 2020, see page
page https://example.com/x",
        );
        assert_eq!(operation.unknown(), [""; 0]);
        let infos = operation.infos();
        let [info] = infos.as_slice() else { panic!("{infos:?}") };
        assert_eq!(
            (info.title, info.method, info.version),
            (Some("Update: a thing"), Method::Patch, Version::Beta)
        );
        assert_eq!(
            (info.status, info.templates.as_slice()),
            (Some(204), &["/things/{id | name}", "/me/thing"][..])
        );
        let permissions = info.permissions.as_ref().unwrap();
        assert_eq!((&permissions.delegated_work, &permissions.delegated_personal), (&vec![], &vec![]));
        assert_eq!(permissions.application, ["A.B", "C"]);
        assert_eq!(permissions.alternatives(AccountKind::Application), None);
        assert_eq!(info.clouds, Some(vec![Cloud::UsGovL4, Cloud::UsGovL5]));
        assert_eq!(info.headers, ["Prefer: outlook.timezone", "If-Match"]);
        let options = info.query_options.as_ref().unwrap();
        assert_eq!(
            (options.support, options.supported.as_slice()),
            (Some(QuerySupport::Partial), &["$select", "$top"][..])
        );
        assert_eq!(
            (&options.denied, &options.restrictions),
            (&vec!["$filter"], &vec!["`$top` is at most 5."])
        );
        let [first, second] = info.callouts.as_slice() else { panic!("{:?}", info.callouts) };
        assert_eq!((first.kind, first.section), (CalloutKind::Important, CalloutSection::Permissions));
        assert_eq!(first.topics, [CalloutTopic::License, CalloutTopic::Metered]);
        assert_eq!((second.topics.as_slice(), second.text), (&[CalloutTopic::Role][..], "See the guide."));
        assert_eq!(info.deprecated, Some("since 2020, see page"));
        assert_eq!(info.page, Some("https://example.com/x"));
    }

    #[test]
    fn what_no_line_says_is_not_known() {
        let operation = Operation::new("A\nGET v1.0\n\nB\nPOST v1.0 201\n/b");
        let infos = operation.infos();
        let [first, second] = infos.as_slice() else { panic!("{infos:?}") };
        assert_eq!(*first, OperationInfo { title: Some("A"), ..OperationInfo::UNDOCUMENTED });
        assert_eq!((second.title, second.method, &second.templates), (Some("B"), Method::Post, &vec!["/b"]));
        assert!(Operation::UNDOCUMENTED.infos().is_empty());
    }

    #[test]
    fn lines_and_words_that_are_not_understood_are_reported() {
        let check = |lines: &str, unknown: &str| {
            let operation = Operation::new(format!("A\nGET v1.0 200\n/a\n{lines}").leak());
            assert_eq!(operation.unknown(), [unknown]);
            assert_eq!(operation.infos()[0].templates, ["/a"], "the rest is read");
        };
        check("colour red", "colour red");
        check("clouds Global Moon", "Moon");
        check("options most $top", "options most $top");
        check("restriction without options", "restriction without options");
        check("callout shout other - Hear!", "callout shout other - Hear!");
        check("callout note attic - Look up.", "callout note attic - Look up.");
        check("callout note other beta,fame Be known.", "fame");
        for call in ["FETCH v1.0 200", "GET v2.0 200", "GET v1.0 fine", "GET", "GET v1.0 200 201"] {
            let text: &str = format!("A\n{call}").leak();
            assert_eq!(Operation::new(text).unknown(), [text]);
        }
    }
}
