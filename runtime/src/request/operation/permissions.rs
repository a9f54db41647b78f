//! Computes the least permissions that a program must request. In: the [`OperationInfo`]s of its calls. Out: [`RequiredPermissions`].

use crate::request::operation::{OperationInfo, Permissions};
use std::collections::BTreeSet;

/// The least permissions that a program must request, by the kind of account.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct RequiredPermissions {
    /// Delegated, with a work or school account.
    pub delegated_work: PermissionSet,
    /// Delegated, with a personal account.
    pub delegated_personal: PermissionSet,
    /// Application.
    pub application: PermissionSet,
    /// Operations whose pages state no permissions.
    pub unknown: Vec<OperationInfo>,
}

/// Permissions for one kind of account.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct PermissionSet {
    /// The permissions, by name. None of them can be left out.
    pub permissions: Vec<&'static str>,
    /// The operations that this kind of account cannot call. The program works with it only when there are none.
    pub unsupported: Vec<OperationInfo>,
}

/// The least permissions for all of these operations.
///
/// Each operation needs one of the permissions that its page names. The result has the least privileged one of each, without
/// those that another permission of the result covers: a program that reads and moves mail needs `Mail.ReadWrite`, but
/// not `Mail.Read`. Where a page asks for two permissions at once, it names both, and one of them is in the result: read
/// the page.
///
/// ```
/// use msgraph_core::codegen::operation;
/// use msgraph_core::{Operation, required_permissions};
///
/// // generated code has these; a request of it has them as `request.info()`
/// const LIST: Operation = operation(
///     "List messages
/// GET v1.0 200
/// /me/messages
/// work Mail.ReadBasic Mail.Read Mail.ReadWrite
/// personal Mail.Read",
/// );
/// const MOVE: Operation = operation(
///     "Move message
/// POST v1.0 201
/// /me/messages/{id}/move
/// work Mail.ReadWrite
/// personal Mail.ReadWrite
/// application Mail.ReadWrite",
/// );
///
/// let required = required_permissions(LIST.infos().into_iter().chain(MOVE.infos()));
/// assert_eq!(required.delegated_work.permissions, ["Mail.ReadWrite"]);
/// assert_eq!(required.delegated_personal.permissions, ["Mail.Read", "Mail.ReadWrite"]);
/// // an application cannot list
/// assert_eq!(required.application.unsupported, LIST.infos());
/// assert!(required.unknown.is_empty());
/// ```
#[must_use]
pub fn required_permissions(operations: impl IntoIterator<Item = OperationInfo>) -> RequiredPermissions {
    of(operations.into_iter().collect())
}

fn of(operations: Vec<OperationInfo>) -> RequiredPermissions {
    let needed = |of: fn(&Permissions) -> &[&'static str]| {
        let stated = operations.iter().filter_map(|one| Some((one, of(one.permissions.as_ref()?))));
        let (unsupported, supported): (Vec<_>, Vec<_>) = stated.partition(|(_, scopes)| scopes.is_empty());
        let unsupported = unsupported.into_iter().map(|(one, _)| one.clone()).collect();
        let supported: Vec<&[&'static str]> = supported.into_iter().map(|(_, scopes)| scopes).collect();
        PermissionSet { permissions: least(&supported), unsupported }
    };
    RequiredPermissions {
        delegated_work: needed(|permissions| &permissions.delegated_work),
        delegated_personal: needed(|permissions| &permissions.delegated_personal),
        application: needed(|permissions| &permissions.application),
        unknown: operations.iter().filter(|one| one.permissions.is_none()).cloned().collect(),
    }
}

/// The least privileged permission of each operation, without those that others cover. Permissions that suffice for the
/// fewest operations are removed first.
fn least(operations: &[&[&'static str]]) -> Vec<&'static str> {
    let mut chosen: BTreeSet<&str> = operations.iter().filter_map(|scopes| scopes.first().copied()).collect();
    let served = |scope: &str| operations.iter().filter(|scopes| scopes.contains(&scope)).count();
    let mut candidates: Vec<&str> = chosen.iter().copied().collect();
    // stable, so that equals stay ordered by name
    candidates.sort_by_key(|scope| served(scope));
    for scope in candidates {
        let others = |scopes: &&[&str]| scopes.iter().any(|one| *one != scope && chosen.contains(one));
        if operations.iter().all(others) {
            chosen.remove(scope);
        }
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{least, required_permissions};
    use crate::request::operation::{OperationInfo, Permissions};

    #[test]
    fn one_permission_that_is_enough_for_two_operations_is_asked_for_alone() {
        assert_eq!(least(&[&["Mail.Read", "Mail.ReadWrite"], &["Mail.ReadWrite"]]), ["Mail.ReadWrite"]);
        assert_eq!(least(&[&["A", "B"], &["B", "C"], &["C", "B"]]), ["B"]);
    }

    #[test]
    fn the_least_privileged_is_asked_for_where_nothing_else_is_needed() {
        assert_eq!(least(&[&["User.Read", "User.ReadWrite"], &["User.Read"]]), ["User.Read"]);
        assert_eq!(least(&[&["A", "X"], &["B", "X"]]), ["A", "B"]);
        assert_eq!(least(&[]), [""; 0]);
    }

    #[test]
    fn nothing_can_be_left_out() {
        let operations: [&[&str]; 4] = [&["A", "B"], &["B", "C"], &["C", "D"], &["D", "A"]];
        let found = least(&operations);
        assert!(operations.iter().all(|scopes| scopes.iter().any(|one| found.contains(one))));
        for scope in &found {
            let without = |scopes: &&[&str]| scopes.iter().any(|one| one != scope && found.contains(one));
            assert!(!operations.iter().all(without), "{scope} is not needed");
        }
    }

    #[test]
    fn what_no_page_says_is_unknown_and_not_unsupported() {
        let silent = OperationInfo::UNDOCUMENTED;
        let work = OperationInfo {
            permissions: Some(Permissions { delegated_work: vec!["A"], ..Permissions::default() }),
            ..OperationInfo::UNDOCUMENTED
        };
        let required = required_permissions([silent.clone(), work.clone()]);
        assert_eq!(required.unknown, [silent]);
        assert_eq!(required.delegated_work.permissions, ["A"]);
        assert!(required.delegated_work.unsupported.is_empty());
        assert_eq!(required.application.unsupported, [work]);
    }
}
