//! The derived types of a base. In: generated types. Out: [`DerivedType`]s, the rows of a base's list, and [`Derived`], a value of
//! such a type in a box. Knows no model.

use crate::Json;
use crate::table::data::{Additional, Derived, DerivedType, Fields, Object, ObjectInfo, VisitFn};
use crate::table::empty::{Empty, empty_box};
use crate::table::names::ODATA_TYPE;
use std::fmt;

impl DerivedType {
    /// The row of a type.
    #[must_use]
    pub const fn of<T: Fields + Empty + Send + Sync + 'static>() -> Self {
        Self { info: T::INFO, make: make::<T> }
    }

    /// Whether it is the row of this type.
    pub(crate) fn is(&self, info: &ObjectInfo) -> bool {
        self.info.odata_type == info.odata_type
    }

    /// An empty value of the type.
    pub(crate) fn empty(&self) -> Box<dyn Derived> {
        (self.make)()
    }

    /// The type with this name, with or without `#`.
    pub(super) fn find(types: &'static [Self], name: &str) -> Option<&'static Self> {
        let name = name.strip_prefix('#').unwrap_or(name);
        types.iter().find(|ty| ty.info.odata_type.strip_prefix('#') == Some(name))
    }

    /// The type that the `@odata.type` of an object names.
    pub(super) fn named(types: &'static [Self], additional: &Additional) -> Option<&'static Self> {
        Self::find(types, additional.get(ODATA_TYPE).and_then(Json::as_str)?)
    }
}

fn make<T: Fields + Empty + Send + Sync + 'static>() -> Box<dyn Derived> {
    empty_box::<T>()
}

impl PartialEq for DerivedType {
    fn eq(&self, other: &Self) -> bool {
        self.info.odata_type == other.info.odata_type
    }
}

impl Eq for DerivedType {}

impl fmt::Debug for DerivedType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.info.name)
    }
}

/// Calls for each property that two types have in common, with its numbers. Both tables are sorted the same way.
pub(super) fn common(left: &ObjectInfo, right: &ObjectInfo, mut each: impl FnMut(usize, usize)) {
    let key = |name: &&'static str| (name.len(), *name);
    let (mut at_left, mut at_right) = (0, 0);
    while let (Some(one), Some(other)) = (left.names.get(at_left), right.names.get(at_right)) {
        let order = key(one).cmp(&key(other));
        if order.is_eq() {
            each(at_left, at_right);
        }
        at_left += usize::from(order.is_le());
        at_right += usize::from(order.is_ge());
    }
}

/// Lends the properties of an object; of one with a derived value behind it, those of the derived type.
pub(crate) fn visit_whole<'a>(object: &'a dyn Object, to: &mut VisitFn<'a, '_>) -> &'a Additional {
    object.visit_fields(&mut |info, fields, additional| {
        let Some(derived) = additional.derived() else { return to(info, fields, additional) };
        derived.visit_fields(&mut |own, own_fields, _| {
            let mut all = own_fields.to_vec();
            common(info, own, |index, other| {
                if let (Some(Some(field)), Some(place)) = (fields.get(index), all.get_mut(other)) {
                    *place = Some(*field);
                }
            });
            to(own, &all, additional);
        });
    })
}
