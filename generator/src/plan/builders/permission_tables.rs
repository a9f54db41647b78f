//! Documents the permissions of a method. In: the pages of an operation. Out: a Markdown table for each set of permissions.

use crate::facts::operation::permission::Permissions;
use crate::plan::builders::documented::Documented;
use crate::plan::ir::doc::{code, escape};

/// The maximum number of tables.
const TABLES: usize = 3;

/// The note after the last table if there are more sets of permissions.
const MORE: &str =
    "Other paths have other permissions: [`info`](msgraph_core::Request::info) of the request states them.";

/// The table of the permissions. If they differ from page to page, one table for each set, with its paths.
pub fn permission_tables(operations: &[Documented<'_>]) -> String {
    let sets = sets(operations);
    match sets.as_slice() {
        [] => String::new(),
        [Set { permissions, .. }] => table(permissions),
        several => {
            let tables = several
                .iter()
                .take(TABLES)
                .map(|set| format!("Permissions for {}:\n\n{}", paths(&set.paths), table(set.permissions)));
            let more = (several.len() > TABLES).then(|| MORE.to_owned());
            tables.chain(more).collect::<Vec<_>>().join("\n\n")
        }
    }
}

/// Permissions and the paths that they hold for.
struct Set<'a> {
    permissions: &'a Permissions,
    paths: Vec<&'a str>,
}

/// The distinct permissions in the order of the pages. Each path belongs to the first page that has it.
fn sets<'a>(operations: &[Documented<'a>]) -> Vec<Set<'a>> {
    let mut sets: Vec<Set<'a>> = Vec::new();
    for one in operations.iter().filter(|one| one.decides) {
        let Some(permissions) = &one.operation.permissions else { continue };
        let templates = one.templates.iter().filter_map(|&index| one.operation.templates.get(index));
        let mut paths: Vec<&str> = templates.map(|template| template.text.trim_end_matches('/')).collect();
        paths.retain(|path| !sets.iter().any(|set| set.paths.contains(path)));
        match sets.iter_mut().find(|set| set.permissions == permissions) {
            Some(set) => set.paths.extend(paths),
            None if paths.is_empty() => {}
            None => sets.push(Set { permissions, paths }),
        }
    }
    sets
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

/// The permissions by kind of account. One permission of each row suffices.
fn table(permissions: &Permissions) -> String {
    let rows = [
        ("Work or school account", &permissions.delegated_work),
        ("Personal account", &permissions.delegated_personal),
        ("Application", &permissions.application),
    ];
    let rows = rows.map(|(account, scopes)| match scopes.split_first() {
        Some((least, others)) => {
            let others: Vec<String> = others.iter().map(|scope| cell(scope)).collect();
            let others = if others.is_empty() { String::new() } else { others.join(", ") + " " };
            format!("| {account} | {} | {others}|", cell(least))
        }
        None => format!("| {account} | not supported | |"),
    });
    format!("| | Least privileged | Others |\n|---|---|---|\n{}", rows.join("\n"))
}

/// A scope in a table cell. A bar would end the cell, even in code.
fn cell(scope: &str) -> String {
    if scope.contains('|') { escape(scope) } else { code(scope) }
}

#[cfg(test)]
mod tests {
    use super::permission_tables;
    use crate::facts::operation::permission::Permissions;
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content, Operation};
    use crate::model::{Model, OperationId};
    use crate::plan::builders::documented::{Documented, documented};
    use crate::plan::sample::{model, operation};

    fn page(path: &str, scope: &str) -> Operation {
        let permissions = Permissions { delegated_work: vec![scope.to_owned()], ..Permissions::default() };
        let page = operation("List items", Method::Get, path, Body::None, Content::Unstated);
        Operation { permissions: Some(permissions), ..page }
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
