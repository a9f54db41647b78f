//! Reads permissions. In: permission tables. Out: [`PagePermissions`]. A page without a table has none, which differs from "not supported".

mod order;
mod place;
mod scope;
mod scopes;
mod table;
#[cfg(test)]
mod tests;

use self::place::{AnnotatedUrl, PlacedTable};
use crate::facts::Reading;
use crate::facts::layout::section_kind::Area;
use crate::facts::problem::api_page::Problem;
use crate::facts::template::RequestLine;

/// The permissions of a page (AD-36).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PagePermissions {
    /// The permissions for each case that the page distinguishes. Usually one.
    pub cases: Vec<PermissionCase>,
    /// The indices of the cases for each request line. A line without entry has all cases.
    pub of_lines: Vec<Vec<usize>>,
}

/// The permissions for some requests, for example those of one table.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PermissionCase {
    /// The heading of the case: `Permissions acting on self`. Empty when the page has none.
    pub label: String,
    /// The permissions.
    pub permissions: Permissions,
}

/// Permissions by account type.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Permissions {
    /// Delegated, work or school account.
    pub delegated_work: AccountPermissions,
    /// Delegated, personal Microsoft account.
    pub delegated_personal: AccountPermissions,
    /// Application.
    pub application: AccountPermissions,
}

/// The permissions for one account type. Without any, the account type is not supported.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AccountPermissions {
    /// The alternatives, least privileged first. All permissions of one alternative are needed together.
    pub alternatives: Vec<Vec<String>>,
    /// Whether the page leaves open which alternative is the least privileged one, for example because it depends on the resource.
    pub unranked: bool,
}

/// The maximum number of cases. The longest documented table has about 40 rows.
const CASES: usize = 128;

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
pub fn read(reading: &mut Reading<'_>, areas: &[Area], requests: &[RequestLine]) -> Option<PagePermissions> {
    let all = reading.sections;
    let sections = || all.iter().zip(areas);
    let stated = sections().filter(|(_, area)| **area == Area::Permissions);
    let stated: Vec<PlacedTable<'_>> = stated.flat_map(|(section, _)| place::tables(section)).collect();
    let mut found = read_tables(reading, &stated, requests);
    if found.cases.is_empty() {
        let of_permissions = |placed: &PlacedTable<'_>| {
            let first = placed.table.header.first();
            first.is_some_and(|cell| cell.text().eq_ignore_ascii_case("permission type"))
        };
        let tables = sections().flat_map(|(section, _)| place::tables(section)).filter(of_permissions);
        found = read_tables(reading, &tables.collect::<Vec<_>>(), requests);
    }
    (!found.cases.is_empty()).then_some(found)
}

/// Reads the cases of all tables, and finds those of each request line.
fn read_tables(
    reading: &mut Reading<'_>,
    tables: &[PlacedTable<'_>],
    requests: &[RequestLine],
) -> PagePermissions {
    let contradiction = order::contradiction(tables.iter().map(|placed| placed.table));
    if let Some(span) = &contradiction {
        reading.report(span, &Problem::RisingPermissions);
    }
    let (mut cases, mut scopes) = (Vec::new(), Vec::new());
    for placed in tables {
        for AnnotatedUrl { text, span, request } in &placed.annotated {
            if !request.as_ref().is_some_and(|request| scope::is_documented(request, requests)) {
                reading.report(span, &Problem::UnknownRequestUrl(text.clone()));
            }
        }
        let falling = contradiction.is_none() && order::says_falling(placed.table);
        for PermissionCase { label, permissions } in table::read(reading, placed.table, falling) {
            let label = if label.is_empty() { placed.label.clone() } else { label };
            scopes.push(scope::Scope { requests: placed.requests.clone(), label: label.clone() });
            cases.push(PermissionCase { label, permissions });
        }
    }
    if cases.len() > CASES {
        return PagePermissions::of(Permissions::united(&cases.iter().collect::<Vec<_>>()));
    }
    PagePermissions { cases, of_lines: scope::of_lines(&scopes, requests) }
}

impl PagePermissions {
    /// Permissions that hold for all requests.
    pub fn of(permissions: Permissions) -> Self {
        let case = PermissionCase { label: String::new(), permissions };
        Self { cases: vec![case], of_lines: Vec::new() }
    }

    /// The distinct cases of a request line. All cases if the page does not assign any to the line, or without a line.
    pub fn cases_of(&self, line: Option<usize>) -> Vec<&PermissionCase> {
        let assigned = line.and_then(|line| self.of_lines.get(line)).filter(|cases| !cases.is_empty());
        let all = (0..self.cases.len()).collect();
        let mut found: Vec<&PermissionCase> = Vec::new();
        for case in assigned.unwrap_or(&all).iter().filter_map(|&index| self.cases.get(index)) {
            if !found.iter().any(|known| known.permissions == case.permissions) {
                found.push(case);
            }
        }
        found
    }
}

impl Permissions {
    /// The permissions of several cases as one list for each account type.
    pub fn united(cases: &[&PermissionCase]) -> Self {
        let of = |account: fn(&Self) -> &AccountPermissions| {
            let mut each = cases.iter().map(|case| account(&case.permissions));
            let mut united = each.next().cloned().unwrap_or_default();
            for other in each {
                united.unranked |= united != *other;
                united.add(other.alternatives.iter().cloned());
            }
            united
        };
        Self {
            delegated_work: of(|permissions| &permissions.delegated_work),
            delegated_personal: of(|permissions| &permissions.delegated_personal),
            application: of(|permissions| &permissions.application),
        }
    }

    fn of_mut(&mut self, account: Account) -> &mut AccountPermissions {
        match account {
            Account::Work => &mut self.delegated_work,
            Account::Personal => &mut self.delegated_personal,
            Account::Application => &mut self.application,
        }
    }
}

impl AccountPermissions {
    /// The permissions of the least privileged alternative. `None` if the account type is not supported or the page leaves it open.
    pub fn least(&self) -> Option<&[String]> {
        self.alternatives.first().filter(|_| !self.unranked).map(Vec::as_slice)
    }

    /// The permissions of all alternatives, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.alternatives.iter().flatten() {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// Adds alternatives, each once.
    fn add(&mut self, alternatives: impl Iterator<Item = Vec<String>>) {
        for alternative in alternatives {
            if !self.alternatives.contains(&alternative) {
                self.alternatives.push(alternative);
            }
        }
    }
}
