//! The derived types of a base. In: a list of them. Out: the [`DerivedType`] with a name, and empty values of it. Knows no model.

use crate::Json;
use crate::table::data::{Additional, Derived, DerivedType, DerivedTypes, Object, ObjectInfo, VisitFn};
use crate::table::names::{self, ODATA_TYPE};
use std::fmt;

impl DerivedTypes {
    /// Types with their numbers, and what makes an empty value of the type with a number.
    #[must_use]
    pub const fn new(
        types: &'static [(usize, &'static ObjectInfo)],
        make: fn(usize) -> Box<dyn Derived>,
    ) -> Self {
        Self { types, make }
    }

    /// The type with this name, with or without `#`.
    pub(super) fn find(self, name: &str) -> Option<DerivedType> {
        let name = name.strip_prefix('#').unwrap_or(name);
        let mut types = self.types.iter();
        let (number, info) = *types.find(|(_, info)| info.odata_type.strip_prefix('#') == Some(name))?;
        Some(DerivedType { info, number, make: self.make })
    }

    /// The type that the `@odata.type` of an object names.
    pub(super) fn named(self, additional: &Additional) -> Option<DerivedType> {
        self.find(additional.get(ODATA_TYPE).and_then(Json::as_str)?)
    }
}

impl PartialEq for DerivedTypes {
    fn eq(&self, other: &Self) -> bool {
        let names = |types: &Self| types.types.iter().map(|(_, info)| info.odata_type);
        names(self).eq(names(other))
    }
}

impl Eq for DerivedTypes {}

impl fmt::Debug for DerivedTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.types.iter().map(|(_, info)| info.name)).finish()
    }
}

impl DerivedType {
    /// An empty value of the type.
    pub(super) fn empty(self) -> Box<dyn Derived> {
        (self.make)(self.number)
    }
}

impl PartialEq for DerivedType {
    fn eq(&self, other: &Self) -> bool {
        self.info.odata_type == other.info.odata_type
    }
}

/// Calls for each property that two types have in common, with its numbers, in their order.
pub(super) fn common(left: &ObjectInfo, right: &ObjectInfo, mut each: impl FnMut(usize, usize)) {
    match left.names.len() <= right.names.len() {
        true => find_all(left.names, right.names, each),
        false => find_all(right.names, left.names, |other, index| each(index, other)),
    }
}

/// Finds names among others, which are as many or more. Both are sorted the same way.
fn find_all(names: &[&str], others: &[&str], mut each: impl FnMut(usize, usize)) {
    let steps = others.len().checked_ilog2().map_or(0, |steps| steps as usize + 1);
    let by_search = names.len() * steps < names.len() + others.len();
    let mut at = 0;
    for (index, name) in names.iter().enumerate() {
        let pending = others.get(at..).unwrap_or_default();
        // most bases have few properties of a derived type
        let found = match by_search {
            true => names::index(pending, name),
            false => {
                let before = pending.iter().take_while(|other| (other.len(), **other) < (name.len(), *name));
                let before = before.count();
                at += before;
                pending.get(before).filter(|other| *other == name).map(|_| 0)
            }
        };
        if let Some(found) = found {
            at += found;
            each(index, at);
            at += 1;
        }
    }
}

/// Lends the properties of an object; of one with a derived value behind it, those of the derived type.
pub(crate) fn visit_whole<'a>(object: &'a dyn Object, to: &mut VisitFn<'a, '_>) -> &'a Additional {
    object.visit_fields(&mut |info, fields, additional| {
        let Some(derived) = additional.derived() else { return to(info, fields, additional) };
        derived.visit_fields(&mut |own, own_fields, _| {
            let mut all = own_fields.to_vec();
            common(info, own, |index, other| {
                if let (Some(field), Some(place)) = (fields.get(index), all.get_mut(other))
                    && !field.view().is_absent()
                {
                    *place = *field;
                }
            });
            to(own, &all, additional);
        });
    })
}

#[cfg(test)]
mod tests {
    use super::common;
    use crate::table::ObjectInfo;
    use proptest::collection::btree_set;
    use proptest::prelude::{prop_assert_eq, proptest};
    use std::collections::BTreeSet;

    /// A type with these names.
    fn info(names: &BTreeSet<String>) -> ObjectInfo {
        let names = names.iter().map(|name| &*Box::leak(name.clone().into_boxed_str()));
        let mut names: Vec<&'static str> = names.collect();
        names.sort_by_key(|name| (name.len(), *name));
        ObjectInfo { name: "T", odata_type: "#t", names: names.leak(), derived: None }
    }

    proptest! {
        #[test]
        fn common_properties_are_all_found_in_their_order(
            left in btree_set("[ab]{0,4}", 0..30),
            right in btree_set("[ab]{0,4}", 0..4),
        ) {
            for (left, right) in [(&left, &right), (&right, &left), (&left, &left)] {
                let (left, right) = (info(left), info(right));
                let mut found = Vec::new();
                common(&left, &right, |index, other| found.push((index, other)));
                let numbers = left.names.iter().enumerate();
                let expected = numbers.filter_map(|(index, name)| Some((index, right.index(name)?)));
                prop_assert_eq!(found, expected.collect::<Vec<_>>());
            }
        }
    }
}
