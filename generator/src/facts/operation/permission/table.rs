//! Reads one permission table. In: a table. Out: [`PermissionCase`]s: one, or one for each resource that the table distinguishes.

use super::scopes::{self, scopes};
use super::{Account, PermissionCase, Permissions};
use crate::facts::problem::api_page::Problem;
use crate::facts::{GapKind, Reading};
use crate::page::inline::Inline;
use crate::page::table::{Row, Table};

/// Reads a table. No case when it is not a permission table.
pub(super) fn read(reading: &mut Reading<'_>, table: &Table, falling: bool) -> Vec<PermissionCase> {
    let columns: Vec<Option<Account>> = table.header.iter().map(|cell| account(&cell.text())).collect();
    let transposed = columns.iter().flatten().count() > 1;
    if transposed {
        read_columns(reading, table, &columns, falling)
    } else {
        read_rows(reading, table, falling)
    }
}

/// Reads a table with a column for each account type. Each row is a case.
fn read_columns(
    reading: &mut Reading<'_>,
    table: &Table,
    columns: &[Option<Account>],
    falling: bool,
) -> Vec<PermissionCase> {
    let has_labels = columns.first().is_some_and(Option::is_none);
    let mut cases = Cases::default();
    for row in &table.rows {
        reading.use_row(&row.span);
        let label = if has_labels { row.text(0) } else { String::new() };
        let case = cases.labelled(label);
        for (cell, account) in row.cells.iter().zip(columns) {
            if let Some(account) = account {
                case.add(*account, cell, falling);
                check(reading, row, cell);
            }
        }
    }
    if cases.0.is_empty() { vec![PermissionCase::default()] } else { cases.0 }
}

/// Reads a table with a row for each account type. Each column of permissions is a case if the columns do not rank them.
fn read_rows(reading: &mut Reading<'_>, table: &Table, falling: bool) -> Vec<PermissionCase> {
    let labels: Vec<String> = table.header.iter().skip(1).map(Inline::text).collect();
    let distinct = labels.len() > 1 && labels.iter().all(|label| !label.is_empty() && !ranks(label));
    let mut cases = Cases::default();
    // A row with another label belongs to the account type above it.
    let mut current: Option<Account> = None;
    let mut is_denied = false;
    let mut part = String::new();
    // The first part of each account type.
    let mut parts: Vec<(Account, String)> = Vec::new();
    for row in &table.rows {
        let label = row.text(0);
        match account(&label) {
            Some(account) => (current, is_denied, part) = (Some(account), denies(row), String::new()),
            None if is_denied && has_scopes(row) => {
                let Some(account) = below_denial(reading, table, row) else { continue };
                (current, is_denied, part) = (Some(account), false, String::new());
            }
            None if label.trim().is_empty() => {}
            None => part = label,
        }
        let Some(account) = current else { continue };
        reading.use_row(&row.span);
        // Parts of an account type, such as "Chats" and "Teams", have permissions of their own.
        let first = parts.iter().find(|(known, _)| *known == account);
        let is_other = first.is_some_and(|(_, first)| *first != part);
        if first.is_none() && has_scopes(row) {
            parts.push((account, part.clone()));
        }
        for (index, cell) in row.cells.iter().skip(1).enumerate() {
            let label = if distinct { labels.get(index).cloned() } else { None };
            let case = cases.labelled(label.unwrap_or_default());
            case.add(account, cell, falling);
            case.of_mut(account).unranked |= is_other;
            check(reading, row, cell);
        }
    }
    cases.0
}

/// Whether the heading of a column states that its permissions are ranked.
fn ranks(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["permission", "privileg", "least", "most", "higher"].iter().any(|word| heading.contains(word))
}

/// The cases of a table, by label.
#[derive(Default)]
struct Cases(Vec<PermissionCase>);

impl Cases {
    fn labelled(&mut self, label: String) -> &mut Permissions {
        let index = self.0.iter().position(|case| case.label == label).unwrap_or_else(|| {
            self.0.push(PermissionCase { label, ..PermissionCase::default() });
            self.0.len() - 1
        });
        &mut self.0[index].permissions
    }
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
    /// Adds the permissions of a cell.
    fn add(&mut self, account: Account, cell: &Inline, falling: bool) {
        let list = self.of_mut(account);
        let text = cell.text();
        let mut cell = scopes::read(&text);
        if falling {
            cell.alternatives.reverse();
        }
        // Later cells have higher privileges than the first.
        list.unranked |= cell.unclear && list.alternatives.is_empty();
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        list.add(cell.alternatives.into_iter().map(owned));
    }
}
