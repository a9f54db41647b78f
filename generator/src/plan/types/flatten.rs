//! Collects the members of a type with those of its bases. In: types and their bases. Out: [`FlatMember`]s, inherited ones first.

use std::collections::BTreeMap;

use crate::facts::type_text::Primitive;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::schema::{ItemType, Member, ValueType};
use crate::model::{Model, TypeId};
use crate::name::GraphName;

/// A member of a struct, own or inherited.
#[derive(Clone, Copy, Debug)]
pub struct FlatMember<'a> {
    /// The definition with the best description.
    pub member: &'a Member,
    /// The type in the most specific definition.
    pub ty: &'a ValueType,
    /// The type that it is inherited from, if any.
    pub owner: Option<&'a GraphName>,
}

/// All members of a type. A member that a type redefines keeps the position of its base.
pub fn members(model: &Model, id: TypeId) -> Vec<FlatMember<'_>> {
    let mut found: Vec<FlatMember<'_>> = Vec::new();
    let mut index_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lineage: Vec<TypeId> = TypeHierarchy(&model.types).lineage(id).collect();
    lineage.reverse();
    for ty in lineage.into_iter().filter_map(|at| model.types.get(at.0).map(|ty| (at, ty))) {
        let (at, ty) = ty;
        let inherited = (at != id).then_some(&ty.name);
        for member in &ty.members {
            let owner = member.inherited_from.as_ref().or(inherited);
            match index_of.get(member.name.as_str()).copied() {
                Some(index) => found[index] = restated(found[index], member),
                None => {
                    index_of.insert(member.name.as_str(), found.len());
                    found.push(FlatMember { member, ty: &member.ty, owner });
                }
            }
        }
    }
    found
}

/// Combines two definitions. The later one has priority, except for a less precise type and an empty description.
fn restated<'a>(before: FlatMember<'a>, member: &'a Member) -> FlatMember<'a> {
    let ty = if precision(&member.ty) >= precision(before.ty) { &member.ty } else { before.ty };
    let member = if member.summary.is_empty() { before.member } else { member };
    FlatMember { member, ty, owner: before.owner }
}

fn precision(ty: &ValueType) -> u8 {
    match &ty.item {
        ItemType::Undocumented(_) | ItemType::Primitive(Primitive::Untyped) => 0,
        ItemType::Primitive(Primitive::String) => 1,
        ItemType::Primitive(_) | ItemType::Type(_) | ItemType::Enum(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::members;
    use crate::facts::type_text::Primitive;
    use crate::model::TypeId;
    use crate::model::schema::{Base, ItemType};
    use crate::plan::sample::{model, object, string, ty};

    #[track_caller]
    fn check(base: ItemType, derived: ItemType, expected: &ItemType) {
        let types = vec![
            ty("base", None, &[("value", base, false)]),
            ty("derived", Some(0), &[("value", derived, false)]),
        ];
        let model = model(types, Vec::new());
        let flat = members(&model, TypeId(1));
        assert_eq!(flat.iter().map(|flat| &flat.ty.item).collect::<Vec<_>>(), [expected]);
    }

    #[test]
    fn the_derived_type_states_it_again() {
        check(object(0), object(1), &object(1));
        check(string(), object(1), &object(1));
    }

    #[test]
    fn the_base_states_it_better() {
        check(object(1), string(), &object(1));
        check(string(), ItemType::Primitive(Primitive::Untyped), &string());
    }

    #[test]
    fn a_circle_of_bases_ends() {
        let mut types =
            vec![ty("a", Some(1), &[("x", string(), false)]), ty("b", None, &[("y", string(), false)])];
        types[1].base = Some(Base::Type(TypeId(0)));
        assert_eq!(members(&model(types, Vec::new()), TypeId(0)).len(), 2);
    }
}
