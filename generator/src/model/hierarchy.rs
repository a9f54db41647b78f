//! Traverses base types. In: the types of a model. Out: the bases of a type, and its members including inherited ones.

use std::collections::BTreeSet;

use crate::model::TypeId;
use crate::model::schema::{Base, Member, Type};

/// The types of a model, with access to their base types.
#[derive(Clone, Copy, Debug)]
pub struct TypeHierarchy<'t>(pub &'t [Type]);

impl<'t> TypeHierarchy<'t> {
    /// The documented bases of a type, nearest first. Stops at a cycle.
    pub fn bases(self, id: TypeId) -> impl Iterator<Item = TypeId> + use<'t> {
        self.lineage(id).skip(1)
    }

    /// The type itself and its documented bases, nearest first. Stops at a cycle.
    pub fn lineage(self, id: TypeId) -> impl Iterator<Item = TypeId> + use<'t> {
        let mut seen = BTreeSet::from([id]);
        std::iter::successors(Some(id), move |id| match self.0.get(id.0)?.base {
            Some(Base::Type(base)) if seen.insert(base) => Some(base),
            _ => None,
        })
    }

    /// Whether a type extends another, directly or indirectly.
    pub fn is_derived(self, id: TypeId, base: TypeId) -> bool {
        self.bases(id).any(|other| other == base)
    }

    /// The members of a type, then those of its bases.
    pub fn members(self, id: TypeId) -> impl Iterator<Item = &'t Member> {
        self.lineage(id).filter_map(move |id| self.0.get(id.0)).flat_map(|ty| &ty.members)
    }

    /// Whether a type or a base of it has a member.
    pub fn has_member(self, id: TypeId, name: &str) -> bool {
        self.members(id).any(|member| member.name.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::GraphName;

    /// Types with the indices of their bases.
    fn types(bases: &[Option<usize>]) -> Vec<Type> {
        let of = |(index, base): (usize, &Option<usize>)| {
            let name = GraphName::parse(&format!("microsoft.graph.t{index}")).unwrap();
            Type { base: base.map(|base| Base::Type(TypeId(base))), ..Type::undocumented(&name) }
        };
        bases.iter().enumerate().map(of).collect()
    }

    #[test]
    fn bases_are_listed_nearest_first() {
        let types = types(&[None, Some(0), Some(1)]);
        let hierarchy = TypeHierarchy(&types);
        assert_eq!(hierarchy.bases(TypeId(2)).collect::<Vec<_>>(), [TypeId(1), TypeId(0)]);
        assert_eq!(hierarchy.lineage(TypeId(1)).collect::<Vec<_>>(), [TypeId(1), TypeId(0)]);
        assert!(hierarchy.is_derived(TypeId(2), TypeId(0)));
        assert!(!hierarchy.is_derived(TypeId(0), TypeId(2)) && !hierarchy.is_derived(TypeId(0), TypeId(0)));
    }

    #[test]
    fn a_cycle_of_bases_ends() {
        let types = types(&[Some(1), Some(0), Some(2)]);
        let hierarchy = TypeHierarchy(&types);
        assert_eq!(hierarchy.bases(TypeId(0)).collect::<Vec<_>>(), [TypeId(1)]);
        assert_eq!(hierarchy.bases(TypeId(2)).count(), 0);
    }
}
