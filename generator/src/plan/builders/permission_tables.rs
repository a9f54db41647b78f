//! Documents the permissions of a method. In: the pages of an operation. Out: a Markdown table for each set of permissions.

use crate::facts::operation::permission::{PermissionCase, Permissions};
use crate::plan::builders::documented::Documented;
use crate::plan::ir::doc::{code, escape};

/// The maximum number of tables.
const TABLES: usize = 3;

/// The note after the last table if there are more sets of permissions.
const MORE: &str =
    "Other paths have other permissions: [`info`](msgraph_core::Request::info) of the request states them.";

/// The table of the permissions. If they differ from path to path, one table for each set, with its paths.
pub fn permission_tables(operations: &[Documented<'_>]) -> String {
    let sets = sets(operations);
    match sets.as_slice() {
        [] => String::new(),
        [Set { cases, .. }] => tables(cases),
        several => {
            let tables = several
                .iter()
                .take(TABLES)
                .map(|set| format!("Permissions for {}:\n\n{}", paths(&set.paths), tables(&set.cases)));
            let more = (several.len() > TABLES).then(|| MORE.to_owned());
            tables.chain(more).collect::<Vec<_>>().join("\n\n")
        }
    }
}

/// Permissions and the paths that they hold for.
struct Set<'a> {
    cases: Vec<&'a PermissionCase>,
    paths: Vec<&'a str>,
}

/// The distinct permissions in the order of the pages. Each path belongs to the first page that has it.
fn sets<'a>(operations: &[Documented<'a>]) -> Vec<Set<'a>> {
    let mut sets: Vec<Set<'a>> = Vec::new();
    for one in operations.iter().filter(|one| one.decides) {
        let Some(permissions) = &one.operation.permissions else { continue };
        let known: Vec<&str> = sets.iter().flat_map(|set| set.paths.iter().copied()).collect();
        for &index in one.templates {
            let Some(template) = one.operation.templates.get(index) else { continue };
            let path = template.text.trim_end_matches('/');
            if known.contains(&path) {
                continue;
            }
            let cases = permissions.cases_of(Some(index));
            match sets.iter_mut().find(|set| same(&set.cases, &cases)) {
                Some(set) => set.paths.push(path),
                None => sets.push(Set { cases, paths: vec![path] }),
            }
        }
    }
    sets
}

/// Whether two lists of cases state the same. The label of a single case is not shown.
fn same(one: &[&PermissionCase], other: &[&PermissionCase]) -> bool {
    match (one, other) {
        ([one], [other]) => one.permissions == other.permissions,
        _ => one == other,
    }
}

/// The first path, and the number of the others.
fn paths(paths: &[&str]) -> String {
    let first = paths.first().map(|path| code(path)).unwrap_or_default();
    match paths.len().saturating_sub(1) {
        0 => first,
        1 => format!("{first} and 1 more path"),
        more => format!("{first} and {more} more paths"),
    }
}

/// A table for each case, below its label. One table of all cases if the page does not label them or has too many.
fn tables(cases: &[&PermissionCase]) -> String {
    let is_labelled = |(index, case): (usize, &&PermissionCase)| {
        !case.label.is_empty() && !cases[..index].iter().any(|other| other.label == case.label)
    };
    if cases.len() < 2 || cases.len() > TABLES || !cases.iter().enumerate().all(is_labelled) {
        return table(&Permissions::united(cases));
    }
    let each = cases.iter().map(|case| format!("{}:\n\n{}", escape(&case.label), table(&case.permissions)));
    each.collect::<Vec<_>>().join("\n\n")
}

/// The permissions by kind of account. One alternative of each row suffices.
fn table(permissions: &Permissions) -> String {
    let rows = [
        ("Work or school account", &permissions.delegated_work),
        ("Personal account", &permissions.delegated_personal),
        ("Application", &permissions.application),
    ];
    let rows = rows.map(|(account, list)| {
        let (least, others) = match list.alternatives.split_first() {
            None => return format!("| {account} | not supported | |"),
            Some(_) if list.unranked => ("see the page".to_owned(), list.alternatives.as_slice()),
            Some((least, others)) => (together(least), others),
        };
        let others: Vec<String> = others.iter().map(|names| together(names)).collect();
        let others = if others.is_empty() { String::new() } else { others.join(", ") + " " };
        format!("| {account} | {least} | {others}|")
    });
    format!("| | Least privileged | Others |\n|---|---|---|\n{}", rows.join("\n"))
}

/// The permissions of one alternative.
fn together(names: &[String]) -> String {
    names.iter().map(|name| cell(name)).collect::<Vec<_>>().join(" and ")
}

/// A scope in a table cell. A bar would end the cell, even in code.
fn cell(scope: &str) -> String {
    if scope.contains('|') { escape(scope) } else { code(scope) }
}

#[cfg(test)]
mod tests {
    use super::permission_tables;
    use crate::facts::operation::permission::{PagePermissions, PermissionCase};
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content, Operation};
    use crate::model::{Model, OperationId};
    use crate::plan::builders::documented::{Documented, documented};
    use crate::plan::sample::{model, operation, permissions};

    fn page(path: &str, scope: &str) -> Operation {
        let page = operation("List items", Method::Get, path, Body::None, Content::Unstated);
        Operation { permissions: Some(permissions(scope)), ..page }
    }

    fn shown(pages: Vec<Operation>, change: impl FnOnce(&mut [Documented<'_>])) -> String {
        let ids: Vec<_> = (0..pages.len()).map(|index| (OperationId(index), vec![0])).collect();
        let model = Model { operations: pages, ..model(Vec::new(), Vec::new()) };
        let mut operations = documented(&model, &ids);
        change(&mut operations);
        permission_tables(&operations)
    }

    #[test]
    fn pages_with_the_same_permissions_share_a_table() {
        let shown =
            shown(vec![page("/me/items", "Mail.Read"), page("/users/{id}/items", "Mail.Read")], |_| ());
        insta::assert_snapshot!(shown, @"
        | | Least privileged | Others |
        |---|---|---|
        | Work or school account | `Mail.Read` | |
        | Personal account | not supported | |
        | Application | not supported | |
        ");
    }

    #[test]
    fn pages_with_other_permissions_have_tables_of_their_own() {
        let pages = vec![
            page("/me/messages/{id}/items", "Mail.Read"),
            page("/me/events/{id}/items", "Calendars.Read"),
            page("/me/drafts/{id}/items", "Mail.Read"),
        ];
        insta::assert_snapshot!(shown(pages, |_| ()), @"
        Permissions for `/me/messages/{id}/items` and 1 more path:

        | | Least privileged | Others |
        |---|---|---|
        | Work or school account | `Mail.Read` | |
        | Personal account | not supported | |
        | Application | not supported | |

        Permissions for `/me/events/{id}/items`:

        | | Least privileged | Others |
        |---|---|---|
        | Work or school account | `Calendars.Read` | |
        | Personal account | not supported | |
        | Application | not supported | |
        ");
    }

    #[test]
    fn cases_of_one_path_are_labelled_and_others_united() {
        let case = |label: &str, scope: &str| PermissionCase {
            label: label.to_owned(),
            permissions: permissions(scope).cases[0].permissions.clone(),
        };
        let shown = |cases: &[PermissionCase], of_lines: Vec<Vec<usize>>| {
            let permissions = PagePermissions { cases: cases.to_vec(), of_lines };
            shown(vec![Operation { permissions: Some(permissions), ..page("/items/{id}", "") }], |_| ())
        };
        let cases = [case("For cats", "Cats.Read"), case("For dogs", "Dogs.Read")];
        insta::assert_snapshot!(shown(&cases, Vec::new()), @"
        For cats:

        | | Least privileged | Others |
        |---|---|---|
        | Work or school account | `Cats.Read` | |
        | Personal account | not supported | |
        | Application | not supported | |

        For dogs:

        | | Least privileged | Others |
        |---|---|---|
        | Work or school account | `Dogs.Read` | |
        | Personal account | not supported | |
        | Application | not supported | |
        ");
        let unlabelled = [case("", "Cats.Read"), case("For dogs", "Dogs.Read")];
        let united = "| Work or school account | see the page | `Cats.Read`, `Dogs.Read` |";
        assert!(shown(&unlabelled, Vec::new()).contains(united));
        let assigned = shown(&cases, vec![vec![1]]);
        assert!(assigned.contains("| `Dogs.Read` | |") && !assigned.contains("Cats"), "{assigned}");
    }

    #[test]
    fn permissions_needed_together_share_a_place() {
        let mut page = page("/items", "Mail.Read");
        let work = &mut page.permissions.as_mut().unwrap().cases[0].permissions.delegated_work;
        work.alternatives[0].push("User.Read".to_owned());
        work.alternatives.push(vec!["Mail.All".to_owned()]);
        let shown = shown(vec![page], |_| ());
        assert!(shown.contains("| Work or school account | `Mail.Read` and `User.Read` | `Mail.All` |"));
    }

    #[test]
    fn fourth_set_is_left_to_the_operation_info() {
        let pages = ["A", "B", "C", "D"].map(|scope| page(&format!("/{scope}"), scope));
        let shown = shown(pages.to_vec(), |_| ());
        assert_eq!(shown.matches("Permissions for").count(), 3, "{shown}");
        assert!(shown.ends_with("Other paths have other permissions: [`info`](msgraph_core::Request::info) of the request states them."));
    }

    #[test]
    fn page_about_an_addition_to_another_has_no_table() {
        let pages = vec![page("/me/items", "Mail.Read"), page("/me/items", "Files.Read")];
        assert!(!shown(pages.clone(), |_| ()).contains("Files.Read"), "the first page has the path");
        let pages = vec![page("/me/items", "Mail.Read"), page("/me/items/{id}", "Files.Read")];
        assert!(!shown(pages, |pages| pages[1].decides = false).contains("Files.Read"));
    }
}
