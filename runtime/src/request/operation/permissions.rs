//! Computes the least permissions that a program must request. In: the [`OperationInfo`]s of its calls. Out: [`RequiredPermissions`].

use crate::request::operation::{AccountKind, OperationInfo};
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
    /// Operations whose pages do not state the least permissions, for some kind of account at least.
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
/// Each operation needs one of the [alternatives](crate::Permissions::alternatives) that its page names. The result has the least
/// privileged one of each, without permissions that others of the result cover: a program that reads and moves mail
/// needs `Mail.ReadWrite`, but not `Mail.Read`.
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
    use AccountKind::{Application, DelegatedPersonal, DelegatedWork};
    let needed = |kind: AccountKind| {
        let stated = operations.iter().filter_map(|one| Some((one, one.permissions.as_ref()?)));
        let (unsupported, supported): (Vec<_>, Vec<_>) =
            stated.partition(|(_, permissions)| permissions.named(kind).is_empty());
        let unsupported = unsupported.into_iter().map(|(one, _)| one.clone()).collect();
        let supported: Vec<_> =
            supported.into_iter().filter_map(|(_, permissions)| permissions.alternatives(kind)).collect();
        PermissionSet { permissions: least(&supported), unsupported }
    };
    let is_unknown = |one: &&OperationInfo| {
        one.permissions.as_ref().is_none_or(|permissions| {
            let kinds = [DelegatedWork, DelegatedPersonal, Application];
            kinds.into_iter().any(|kind| permissions.alternatives(kind).is_none())
        })
    };
    RequiredPermissions {
        delegated_work: needed(DelegatedWork),
        delegated_personal: needed(DelegatedPersonal),
        application: needed(Application),
        unknown: operations.iter().filter(is_unknown).cloned().collect(),
    }
}

/// The least privileged alternative of each operation, without the permissions that others cover. Permissions that suffice
/// for the fewest operations are removed first.
fn least(operations: &[Vec<Vec<&'static str>>]) -> Vec<&'static str> {
    let first = operations.iter().filter_map(|alternatives| alternatives.first());
    let mut chosen: BTreeSet<&str> = first.flatten().copied().collect();
    let served = |scope: &str| {
        let helps = |alternatives: &&Vec<Vec<&str>>| alternatives.iter().flatten().any(|one| *one == scope);
        operations.iter().filter(helps).count()
    };
    let mut candidates: Vec<&str> = chosen.iter().copied().collect();
    // stable, so that equals stay ordered by name
    candidates.sort_by_key(|scope| served(scope));
    for scope in candidates {
        let suffices = |names: &Vec<&str>| names.iter().all(|one| *one != scope && chosen.contains(one));
        if operations.iter().all(|alternatives| alternatives.iter().any(suffices)) {
            chosen.remove(scope);
        }
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{PermissionSet, least, required_permissions};
    use crate::request::operation::{Operation, OperationInfo, Permissions};

    /// Alternatives of one permission each.
    fn alone(operations: &[&[&'static str]]) -> Vec<Vec<Vec<&'static str>>> {
        let operations = operations.iter().map(|scopes| scopes.iter().map(|&scope| vec![scope]).collect());
        operations.collect()
    }

    #[test]
    fn one_permission_that_is_enough_for_two_operations_is_asked_for_alone() {
        assert_eq!(
            least(&alone(&[&["Mail.Read", "Mail.ReadWrite"], &["Mail.ReadWrite"]])),
            ["Mail.ReadWrite"]
        );
        assert_eq!(least(&alone(&[&["A", "B"], &["B", "C"], &["C", "B"]])), ["B"]);
    }

    #[test]
    fn the_least_privileged_is_asked_for_where_nothing_else_is_needed() {
        assert_eq!(least(&alone(&[&["User.Read", "User.ReadWrite"], &["User.Read"]])), ["User.Read"]);
        assert_eq!(least(&alone(&[&["A", "X"], &["B", "X"]])), ["A", "B"]);
        assert_eq!(least(&[]), [""; 0]);
    }

    #[test]
    fn nothing_can_be_left_out() {
        let operations = alone(&[&["A", "B"], &["B", "C"], &["C", "D"], &["D", "A"]]);
        let found = least(&operations);
        let suffices = |without: &str| {
            let has = |names: &Vec<&str>| names.iter().all(|one| *one != without && found.contains(one));
            operations.iter().all(|alternatives| alternatives.iter().any(has))
        };
        assert!(suffices(""));
        for scope in &found {
            assert!(!suffices(scope), "{scope} is not needed");
        }
    }

    #[test]
    fn permissions_needed_together_are_all_asked_for() {
        let both = vec![vec!["A", "B"], vec!["D"]];
        assert_eq!(least(std::slice::from_ref(&both)), ["A", "B"]);
        assert_eq!(least(&[both.clone(), vec![vec!["B"]]]), ["A", "B"]);
        assert_eq!(least(&[both, vec![vec!["D"]]]), ["D"]);
    }

    #[test]
    fn permissions_without_order_are_unknown() {
        const GET: Operation = Operation::new("A\nGET v1.0 200\n/a\nwork ? A B\npersonal\napplication C+D E");
        let required = required_permissions(GET.infos());
        assert_eq!(required.unknown, GET.infos());
        assert_eq!(required.delegated_work, PermissionSet::default());
        assert_eq!(required.delegated_personal.unsupported, GET.infos());
        assert_eq!(required.application.permissions, ["C", "D"]);
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
