//! In: the query options of a request. Out: whether they need the advanced queries of directory objects.
//!
//! The service runs some queries for directory objects on a separate index only, and only when the request accepts
//! results that may be a little old (`ConsistencyLevel: eventual`), for most of them with `$count=true` besides.

/// The header and the option that a query needs.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Needs {
    /// The header `ConsistencyLevel: eventual`.
    pub(super) header: bool,
    /// The query option `$count=true`.
    pub(super) count: bool,
}

/// The needs of these options: operators that use the index, a search, a count, or a sorted filter. A cast to a derived type
/// at the end of a path is a filter as well.
pub(super) fn needs(template: &str, options: &[(String, String)]) -> Needs {
    let option =
        |name: &str| options.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let filter = option("$filter").unwrap_or_default();
    let indexed =
        ends_in_cast(template) || is_indexed(filter) || (!filter.is_empty() && option("$orderby").is_some());
    let counted = option("$count") == Some("true");
    Needs { header: indexed || counted || option("$search").is_some(), count: indexed }
}

/// Whether the last segment is the name of a type.
fn ends_in_cast(template: &str) -> bool {
    let last = template.rsplit_once('/').map_or(template, |(_, last)| last);
    last.contains('.') && !last.contains(['{', '('])
}

/// Whether a condition has `ne`, `not`, `endswith` or the count of a collection. Quoted text is no operator.
fn is_indexed(filter: &str) -> bool {
    let outside = filter.split('\'').step_by(2);
    outside.into_iter().any(|text| {
        let mut words =
            text.split(|character: char| !(character.is_alphanumeric() || "_$/.".contains(character)));
        words.any(|word| {
            let operator =
                ["ne", "not", "endswith"].iter().any(|operator| word.eq_ignore_ascii_case(operator));
            operator || word.ends_with("/$count")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Needs, needs};
    use crate::codegen::Argument;
    use crate::model::example::{Message, messages};
    use crate::{Endpoint, Filter, Json, Operation, Page, Path, Request, Version};

    fn of(options: &[(&str, &str)]) -> Needs {
        needs(
            "/users",
            &options
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect::<Vec<_>>(),
        )
    }

    const INDEXED: Operation = Operation::new("List users\nGET v1.0 200\n/users\nheader consistencylevel");

    fn users() -> Request<Page<Json>> {
        Path::root(Version::V1, "users").get(INDEXED)
    }

    fn sent<T: crate::FromResponse>(request: Request<T>) -> (Option<String>, String) {
        let http = request.into_http(&Endpoint::GLOBAL).unwrap();
        let header = http.headers().get("consistencylevel").map(|value| value.to_str().unwrap().to_owned());
        (header, http.uri().query().unwrap_or_default().to_owned())
    }

    #[test]
    fn operators_counts_searches_and_sorted_filters_need_the_index() {
        let (both, header) = (Needs { header: true, count: true }, Needs { header: true, count: false });
        for filter in [
            "a ne 1",
            "NOT (a eq 1)",
            "not(a eq 1)",
            "endsWith(a,'x')",
            "a/$count gt 1",
            "a eq 'x' and b ne 'y'",
        ] {
            assert_eq!(of(&[("$filter", filter)]), both, "{filter}");
        }
        for filter in
            ["a eq 1", "a eq ' ne '", "startswith(a,'it''s not ne ''')", "note eq 1", "one eq 1", "ne/a eq 1"]
        {
            assert_eq!(of(&[("$filter", filter)]), Needs::default(), "{filter}");
        }
        assert_eq!(of(&[("$filter", "a eq 1"), ("$orderby", "a")]), both);
        assert_eq!(of(&[("$orderby", "a")]), Needs::default());
        assert_eq!(of(&[("$search", "\"a:b\"")]), header);
        assert_eq!(of(&[("$count", "true")]), header);
        assert_eq!(of(&[("$count", "false")]), Needs::default());
    }

    #[test]
    fn header_and_count_are_set_where_the_page_has_the_header() {
        let eventual = || Some("eventual".to_owned());
        let ends = || Filter::from("endswith(mail,'x')");
        assert_eq!(
            sent(users().filter(ends())),
            (eventual(), "$filter=endswith(mail,'x')&$count=true".to_owned())
        );
        assert_eq!(sent(users().search("\"a\"")), (eventual(), "$search=%22a%22".to_owned()));
        assert_eq!(sent(users().filter("a eq 1")), (None, "$filter=a%20eq%201".to_owned()));
        let mail = messages().list().filter(Message::SUBJECT.ends_with("x"));
        assert_eq!(sent(mail), (None, "$filter=endswith(subject,'x')".to_owned()));
        let count: Request<i64> =
            Path::root(Version::V1, "users").segment("$count").get(Operation::UNDOCUMENTED);
        assert_eq!(sent(count), (eventual(), String::new()));
    }

    #[test]
    fn a_cast_of_many_is_a_filter() {
        let members = Path::root(Version::V1, "groups").key("g.1", "id").segment("members");
        let cast: Request<Page<Json>> = members.segment("microsoft.graph.user").get(INDEXED);
        assert_eq!(sent(cast), (Some("eventual".to_owned()), "$count=true".to_owned()));
        for path in [members.key("a.b", "id"), members.function("a.b", &[("c", Argument::int(1))])] {
            let other: Request<Json> = path.get(INDEXED);
            assert_eq!(sent(other), (None, String::new()));
        }
    }

    #[test]
    fn pages_that_show_the_path_decide_whether_there_is_an_index() {
        const GROUPS: Operation = Operation::new(
            "List deleted\nGET v1.0 200\n/deletedItems/microsoft.graph.group\n\n\
             List groups\nGET v1.0 200\n/groups\nheader ConsistencyLevel",
        );
        let of = |segment| Path::root(Version::V1, segment).segment("microsoft.graph.group");
        let deleted: Request<Page<Json>> = of("deletedItems").get(GROUPS);
        assert_eq!(sent(deleted), (None, String::new()));
        let others: Request<Page<Json>> = of("owners").get(GROUPS);
        assert_eq!(sent(others), (Some("eventual".to_owned()), "$count=true".to_owned()));
    }

    #[test]
    fn next_page_has_the_header_as_well() {
        let request = users().filter("endswith(mail,'x')").header("Prefer", "p");
        let next = request.next_page_from("https://graph.microsoft.com/v1.0/users?$skiptoken=1");
        assert_eq!(next.header_value("prefer"), Some("p"));
        assert_eq!(sent(next), (Some("eventual".to_owned()), "$skiptoken=1".to_owned()));
    }

    #[test]
    fn link_decides_about_the_next_page_whatever_the_first_request_was() {
        let casts: Request<Page<Json>> =
            Path::root(Version::V1, "groups").segment("microsoft.graph.group").get(INDEXED);
        let next = casts.eventual(false).next_page_from("https://graph.microsoft.com/v1.0/x?$skiptoken=1");
        assert_eq!(sent(next), (None, "$skiptoken=1".to_owned()));
    }

    #[test]
    fn callers_decide_otherwise() {
        let ends = || users().filter("endswith(mail,'x')");
        assert_eq!(sent(ends().eventual(false)), (None, "$filter=endswith(mail,'x')".to_owned()));
        let own = ends().header("ConsistencyLevel", "session");
        assert_eq!(sent(own), (Some("session".to_owned()), "$filter=endswith(mail,'x')".to_owned()));
        let own = ends().query("$count", "false");
        assert_eq!(sent(own).1, "$filter=endswith(mail,'x')&$count=false");
        let everywhere = messages().list().eventual(true);
        assert_eq!(sent(everywhere), (Some("eventual".to_owned()), "$count=true".to_owned()));
    }
}
