//! Reads permissions. In: permission tables. Out: [`Permissions`]. A page without a table has none, which differs from "not supported".

mod order;
mod scopes;

use self::scopes::scopes;
use crate::facts::layout::section_kind::Area;
use crate::facts::problem::api_page::Problem;
use crate::facts::{GapKind, Reading};
use crate::page::BlockKind;
use crate::page::inline::Inline;
use crate::page::section::Section;
use crate::page::table::{Row, Table};

/// The permissions of an operation, least privileged first. An empty list means that the account type is not supported.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Permissions {
    /// Delegated, work or school account.
    pub delegated_work: Vec<String>,
    /// Delegated, personal Microsoft account.
    pub delegated_personal: Vec<String>,
    /// Application.
    pub application: Vec<String>,
}

/// The account type that a permission is granted to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Account {
    Work,
    Personal,
    Application,
}

/// Reads the tables of the permission sections, else any table with the header "Permission type".
///
/// `None` when there is no such table, for example because an include is missing.
pub fn read(reading: &mut Reading<'_>, areas: &[Area]) -> Option<Permissions> {
    let all = reading.sections;
    let sections = || all.iter().zip(areas);
    let stated = sections().filter(|(_, area)| **area == Area::Permissions);
    let stated: Vec<&Table> = stated.flat_map(|(section, _)| tables(section)).collect();
    let mut permissions = Permissions::default();
    if !read_tables(reading, &stated, &mut permissions) {
        let of_permissions = |table: &&Table| {
            table.header.first().is_some_and(|cell| cell.text().eq_ignore_ascii_case("permission type"))
        };
        let tables = sections().flat_map(|(section, _)| tables(section)).filter(of_permissions);
        if !read_tables(reading, &tables.collect::<Vec<_>>(), &mut permissions) {
            return None;
        }
    }
    Some(permissions)
}

/// Adds the permissions of all tables. Returns whether any of them is a permission table.
fn read_tables(reading: &mut Reading<'_>, tables: &[&Table], permissions: &mut Permissions) -> bool {
    let contradiction = order::contradiction(tables);
    if let Some(span) = &contradiction {
        reading.report(span, &Problem::RisingPermissions);
    }
    let mut found = false;
    for table in tables {
        let falling = contradiction.is_none() && order::says_falling(table);
        found |= read_table(reading, table, falling, permissions);
    }
    found
}

fn tables<'p>(section: &Section<'p>) -> impl Iterator<Item = &'p Table> {
    section.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    })
}

/// Adds the permissions of a table. Returns whether it is a permission table.
fn read_table(
    reading: &mut Reading<'_>,
    table: &Table,
    falling: bool,
    permissions: &mut Permissions,
) -> bool {
    let columns: Vec<Option<Account>> = table.header.iter().map(|cell| account(&cell.text())).collect();
    let transposed = columns.iter().flatten().count() > 1;
    if transposed {
        for row in &table.rows {
            reading.use_row(&row.span);
            for (cell, account) in row.cells.iter().zip(&columns) {
                if let Some(account) = account {
                    permissions.add(*account, cell, falling);
                    check(reading, row, cell);
                }
            }
        }
        return true;
    }
    // A row with another label belongs to the account type above it.
    let mut current = None;
    let mut is_denied = false;
    for row in &table.rows {
        match account(&row.text(0)) {
            Some(account) => (current, is_denied) = (Some(account), denies(row)),
            None if is_denied && has_scopes(row) => {
                let Some(account) = below_denial(reading, table, row) else { continue };
                (current, is_denied) = (Some(account), false);
            }
            None => {}
        }
        if let Some(account) = current {
            reading.use_row(&row.span);
            for cell in row.cells.iter().skip(1) {
                permissions.add(account, cell, falling);
                check(reading, row, cell);
            }
        }
    }
    current.is_some()
}

/// The account type of an unlabelled row below a row that denies support.
///
/// The row is the application row if the table has no other, else a gap.
fn below_denial(reading: &mut Reading<'_>, table: &Table, row: &Row) -> Option<Account> {
    let mut accounts = table.rows.iter().map(|row| account(&row.text(0)));
    let label = row.text(0);
    if accounts.any(|account| account == Some(Account::Application)) {
        let problem = Problem::PermissionsBelowDenial { label, is_application: false };
        reading.report_gap(GapKind::Row, &row.span, &problem);
        return None;
    }
    reading.report(&row.span, &Problem::PermissionsBelowDenial { label, is_application: true });
    Some(Account::Application)
}

fn has_scopes(row: &Row) -> bool {
    row.cells.iter().skip(1).any(|cell| !scopes(&cell.text()).is_empty())
}

/// Whether a row states that its account type is not supported.
fn denies(row: &Row) -> bool {
    let says = |cell: &Inline| cell.text().to_lowercase().contains("not supported");
    row.cells.iter().skip(1).any(says) && !has_scopes(row)
}

/// Reports a cell that neither names a permission nor states that there is none.
fn check(reading: &mut Reading<'_>, row: &Row, cell: &Inline) {
    let text = cell.text();
    let lower = text.to_lowercase();
    let says_none =
        ["not supported", "none", "not available", "not applicable", "not required", "n/a", "no permission"];
    let is_blank = !text.contains(|c: char| c.is_alphanumeric());
    if !is_blank && scopes(&text).is_empty() && !says_none.iter().any(|words| lower.contains(words)) {
        reading.report(&row.span, &Problem::NoPermission(text));
    }
}

/// The account type that a label names.
fn account(label: &str) -> Option<Account> {
    let label = label.to_lowercase();
    let label = label.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    let rest = label.strip_prefix("application").map(str::trim_start);
    match rest {
        Some("" | "permission" | "permissions") => return Some(Account::Application),
        Some(rest) if rest.starts_with('(') => return Some(Account::Application),
        _ => {}
    }
    let delegated = label.starts_with("delegated");
    if label.contains("personal") {
        (delegated || label.contains("microsoft account")).then_some(Account::Personal)
    } else {
        delegated.then_some(Account::Work)
    }
}

impl Permissions {
    fn add(&mut self, account: Account, cell: &Inline, falling: bool) {
        let list = match account {
            Account::Work => &mut self.delegated_work,
            Account::Personal => &mut self.delegated_personal,
            Account::Application => &mut self.application,
        };
        let text = cell.text();
        let mut scopes = scopes(&text);
        if falling {
            scopes.reverse();
        }
        for scope in scopes {
            if !list.iter().any(|known| known == scope) {
                list.push(scope.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Permissions;
    use crate::facts::operation::tests::facts;

    fn permissions(section: &str) -> Option<Permissions> {
        facts(&format!("# T\n## Permissions\n{section}\n## HTTP request\n```\nGET /x\n```\n")).permissions
    }

    /// Checks the permissions for work, personal and application, one line each.
    fn check(section: &str, expected: [&str; 3]) {
        let found = permissions(section).unwrap();
        let lines = [found.delegated_work, found.delegated_personal, found.application];
        assert_eq!(lines.map(|scopes| scopes.join(" ")), expected);
    }

    #[test]
    fn two_columns_from_least_to_most() {
        check(
            "|Permission type|Permissions (from least to most privileged)|\n|:-|:-|\n|Delegated (work or school account)|A.Read, A.ReadWrite.|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.Read.All or A.ReadWrite.All|\n",
            ["A.Read A.ReadWrite", "", "A.Read.All A.ReadWrite.All"],
        );
    }

    #[test]
    fn two_columns_from_most_to_least_are_reversed() {
        check(
            "|Permission type|Permissions (from most to least privileged)|\n|-|-|\n|Delegated|A.ReadWrite, A.Read|\n",
            ["A.Read A.ReadWrite", "", ""],
        );
    }

    #[test]
    fn names_override_a_header_that_all_cells_contradict() {
        let header = "|Permission type|Permissions (from most to least privileged)|\n|-|-|\n";
        let rising = "|Delegated|A.Read, A.ReadWrite|\n|Application|A.Read.All, B.Send, A.ReadWrite.All|\n";
        check(&format!("{header}{rising}"), ["A.Read A.ReadWrite", "", "A.Read.All B.Send A.ReadWrite.All"]);
        let mixed = "|Delegated|A.Read, A.ReadWrite|\n|Application|A.ReadWrite.All, A.Read.All|\n";
        check(&format!("{header}{mixed}"), ["A.ReadWrite A.Read", "", "A.Read.All A.ReadWrite.All"]);
    }

    #[test]
    fn a_row_below_a_denial_does_not_belong_to_the_account_type_above() {
        let table = "|Permission type|Permissions|\n|-|-|\n|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|thing|A.Read.All|\n";
        check(table, ["A.Read", "", "A.Read.All"]);
        check(&format!("{table}|Application|B.Read.All|\n"), ["A.Read", "", "B.Read.All"]);
    }

    #[test]
    fn three_columns_least_first() {
        check(
            "|Permission type|Least privileged permissions|Higher privileged permissions|\n|-|-|-|\n|Delegated (personal Microsoft account)|Not supported.|Not supported.|\n|Application|A.Read.All|B.Read.All, C.Read.All|\n",
            ["", "", "A.Read.All B.Read.All C.Read.All"],
        );
    }

    #[test]
    fn account_types_as_columns() {
        check(
            "|Supported resource|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|-|-|-|-|\n|[event](e.md)|C.Read|C.Read|None|\n|application|M.Read|Not supported|M.Read.All|\n",
            ["C.Read M.Read", "C.Read", "M.Read.All"],
        );
    }

    #[test]
    fn account_types_as_columns_without_labels() {
        check(
            "|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|-|-|-|\n|C.Read|Not supported.|M.Read.All|\n",
            ["C.Read", "", "M.Read.All"],
        );
    }

    #[test]
    fn several_tables_are_united() {
        check(
            "### For me\n|Permission type|Permissions|\n|-|-|\n|Delegated|A.Read|\n### For others\n|Permission type|Permissions|\n|-|-|\n|Delegated|A.Read, A.Read.All|\n",
            ["A.Read A.Read.All", "", ""],
        );
    }

    #[test]
    fn rows_nested_below_an_account_type_belong_to_it() {
        check(
            "|Permission type|Permissions|\n|-|-|\n|Delegated (work or school account)||\n|&nbsp;&nbsp;Chats|Chat.Read|\n|&nbsp;&nbsp;Teams|Team.Read|\n|Application|Chat.Read.All|\n",
            ["Chat.Read Team.Read", "", "Chat.Read.All"],
        );
    }

    #[test]
    fn acting_on_self_and_others_in_two_columns() {
        check(
            "|Permission type|Acting on self|Acting on others|\n|-|-|-|\n|Delegated|A.Read|A.Read.All|\n",
            ["A.Read A.Read.All", "", ""],
        );
    }

    #[test]
    fn prose_and_markup_around_permissions_are_ignored() {
        check(
            "|Permission type|Permissions|\n|-|-|\n|Delegated|For a user, e.g. me: `A.Read`<br>For teams: [B.Read.Group](https://x.org/b.md)*, B.Write.Group* and c.read.all|\n|Application|Role required to create it (see below).|\n",
            ["A.Read B.Read.Group B.Write.Group c.read.all", "", ""],
        );
    }

    #[test]
    fn permissions_of_one_word() {
        check(
            "|Permission type|Permissions|\n|-|-|\n|Delegated|openid, profile, offline_access, user_impersonation|\n",
            ["openid profile offline_access user_impersonation", "", ""],
        );
    }

    #[test]
    fn not_stated_differs_from_not_supported() {
        let none = "|Permission type|Permissions|\n|-|-|\n|Application|Not supported.|\n";
        check(none, ["", "", ""]);
        assert_eq!(permissions("Choose one of them.\n"), None);
    }

    #[test]
    fn a_table_of_roles_is_not_a_permission_table() {
        let roles = "|Role|Permission|\n|-|-|\n|Application Administrator|microsoft.directory/apps/read, Some.Thing|\n";
        assert_eq!(permissions(roles), None);
    }
}
