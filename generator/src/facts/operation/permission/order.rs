//! Checks the order of permissions in cells against the header. In: tables. Out: the row of a contradiction.

use std::cmp::Ordering;
use std::ops::Range;

use super::scopes::scopes;
use crate::page::table::Table;

/// Whether the header of a table states that the most privileged permission comes first.
pub(super) fn says_falling(table: &Table) -> bool {
    table.header.iter().any(|cell| cell.text().to_lowercase().contains("most to least"))
}

/// The first row with rising permissions, if the headers state a falling order and no cell has one.
pub(super) fn contradiction<'t>(tables: impl Iterator<Item = &'t Table>) -> Option<Range<usize>> {
    let mut rising = None;
    for row in tables.filter(|table| says_falling(table)).flat_map(|table| &table.rows) {
        for cell in row.cells.iter().skip(1) {
            let text = cell.text();
            let scopes = scopes(&text);
            let pairs = scopes.iter().enumerate().flat_map(|(at, first)| {
                scopes[at + 1..].iter().filter_map(move |second| privilege(first, second))
            });
            for order in pairs {
                match order {
                    Ordering::Greater => return None,
                    Ordering::Less => rising = rising.or_else(|| Some(row.span.clone())),
                    Ordering::Equal => {}
                }
            }
        }
    }
    rising
}

/// Compares two permissions on one resource by their names: read before write, narrow before `.All`. `None` when the names do not
/// decide.
fn privilege(first: &str, second: &str) -> Option<Ordering> {
    let (resource, first) = first.split_once('.')?;
    let (other, second) = second.split_once('.')?;
    if resource != other {
        return None;
    }
    let access = access(first)?.cmp(&access(second)?);
    match (access, is_broad(first).cmp(&is_broad(second))) {
        (Ordering::Equal, order) | (order, Ordering::Equal) => Some(order),
        (one, other) => (one == other).then_some(one),
    }
}

/// The degree of access in the words after the resource.
fn access(words: &str) -> Option<usize> {
    let degrees = ["ReadBasic", "Read", "ReadWrite"];
    words.split('.').find_map(|word| degrees.iter().position(|degree| *degree == word))
}

fn is_broad(words: &str) -> bool {
    words.ends_with(".All")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide_between_permissions_on_one_resource() {
        let less = Some(Ordering::Less);
        assert_eq!(privilege("A.Read", "A.ReadWrite"), less);
        assert_eq!(privilege("A.Read.All", "A.ReadWrite.All"), less);
        assert_eq!(privilege("A.ReadBasic.All", "A.Read.All"), less);
        assert_eq!(privilege("A.Read", "A.Read.All"), less);
        assert_eq!(privilege("A.ReadWrite", "A.Read.All"), None);
        assert_eq!(privilege("A.Read", "B.ReadWrite"), None);
        assert_eq!(privilege("A.Send", "A.Read"), None);
    }
}
