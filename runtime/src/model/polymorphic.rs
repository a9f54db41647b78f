//! In: an object whose type `@odata.type` names. Out: a value of that type. Knows no model.

use crate::model::property::{HasObject, Property};
use crate::table::{
    self, Additional, Derived, DerivedTypes, Empty, Fields, Kind, Object, ObjectInfo, PolymorphicSlot, Slot,
    Value, View, VisitFn, VisitMutFn, push,
};
use serde_core::de::Error;
use serde_core::{Deserializer, Serialize, Serializer};

/// A type that has derived types: an enum with one variant for the base, one for each derived type, and one for the
/// derived types that are not known.
///
/// Implemented by generated code.
pub trait Polymorphic: Sized + 'static {
    /// The type that all variants have in common.
    type Base: Fields + Empty + 'static;
    /// The names of the types as `@odata.type` writes them, without `#`. The base is the first.
    const TYPES: &'static [&'static str];
    /// The derived types that are compiled, with their numbers.
    #[doc(hidden)]
    const DERIVED: &'static [(usize, &'static ObjectInfo)];
    /// An empty value of the type with this number; of an unknown type for any number beyond the last.
    fn make(index: usize) -> Self;
    /// The number of the type; `TYPES.len()` when it is not known.
    fn index(&self) -> usize;
    /// The variant's object.
    fn object(&self) -> &dyn Object;
    /// The variant's object, to be changed.
    fn object_mut(&mut self) -> &mut dyn Object;

    /// A property of the base type, for any variant; `None` when it is not set.
    fn get<V: Value>(&self, property: Property<Self::Base, V>) -> Option<&V> {
        table::value(table::property(self.object(), property.name())?)
    }

    /// The type as the service wrote it or would write it, without `#`.
    fn type_name(&self) -> &str {
        type_name(self.object())
    }
}

fn type_name(object: &dyn Object) -> &str {
    let name = table::odata_type(object);
    name.strip_prefix('#').unwrap_or(name)
}

/// A copy of a value: what `Clone` of generated enums calls.
#[must_use]
pub fn copy<P: Polymorphic>(value: &P) -> P {
    let mut copy = P::make(value.index());
    table::fill_object(copy.object_mut(), value.object());
    copy
}

/// Whether two values are of the same type and equal: what `PartialEq` of generated enums calls.
#[must_use]
pub fn equal<P: Polymorphic>(left: &P, right: &P) -> bool {
    left.index() == right.index() && table::equal(left.object(), right.object())
}

/// The value of a derived type as one of the enum: what `From` of generated enums calls.
#[must_use]
pub fn from_derived<P: Polymorphic>(mut derived: impl Fields) -> P {
    let derived = derived.object_mut();
    let mut value = P::make(position::<P>(derived.info().odata_type));
    table::move_object(derived, value.object_mut());
    value
}

/// The value of a base as one of its own type: what `From` of generated enums calls.
#[must_use]
pub fn from_base<P: Polymorphic>(mut base: P::Base) -> P {
    let whole = table::take_whole(base.object_mut());
    let written = type_name(base.object());
    let index = match &whole {
        Some(whole) => position::<P>(whole.info().odata_type),
        None => position::<P>(written),
    };
    let mut value = P::make(index);
    match whole {
        Some(mut whole) => table::move_object(&mut *whole, value.object_mut()),
        None => table::move_object(base.object_mut(), value.object_mut()),
    }
    if index > 0 && index < P::TYPES.len() {
        table::forget_implied_type(value.object_mut());
    }
    value
}

fn position<P: Polymorphic>(name: &str) -> usize {
    let name = name.strip_prefix('#').unwrap_or(name);
    P::TYPES.iter().position(|known| *known == name).unwrap_or(P::TYPES.len())
}

/// The value of any type as one of the base: what `From` of generated structs calls.
#[must_use]
pub fn into_base<P: Polymorphic>(mut value: P) -> P::Base {
    let mut base = P::Base::empty();
    table::upcast(base.object_mut(), value.object_mut());
    base
}

/// The derived types of the base of an enum.
#[must_use]
pub const fn derived_types<P: Polymorphic + Send + Sync>() -> DerivedTypes {
    DerivedTypes::new(P::DERIVED, |number| Box::new(OfEnum(P::make(number))))
}

/// A value of an enum as an object of its variant's type.
struct OfEnum<P>(P);

impl<P: Polymorphic> Object for OfEnum<P> {
    fn info(&self) -> &'static ObjectInfo {
        self.0.object().info()
    }

    fn visit_fields<'a>(&'a self, to: &mut VisitFn<'a, '_>) -> &'a Additional {
        self.0.object().visit_fields(to)
    }

    fn visit_fields_mut(&mut self, by: &mut VisitMutFn<'_>) -> &mut Additional {
        self.0.object_mut().visit_fields_mut(by)
    }
}

impl<P: Polymorphic + Send + Sync> Derived for OfEnum<P> {
    fn fresh(&self) -> Box<dyn Derived> {
        Box::new(Self(P::make(self.0.index())))
    }
}

/// Writes a value; that of a derived type with its `@odata.type` first.
///
/// # Errors
/// Those of the serializer alone.
pub fn write<P: Polymorphic, S: Serializer>(value: &P, serializer: S) -> Result<S::Ok, S::Error> {
    view(value).serialize(serializer)
}

fn view<P: Polymorphic>(value: &P) -> View<'_> {
    <PolymorphicKind as Kind<P>>::view(value)
}

/// Reads a value of the type that its `@odata.type` names.
///
/// # Errors
/// When the input is not an object, or is malformed.
pub fn read<'de, P: Polymorphic, D: Deserializer<'de>>(deserializer: D) -> Result<P, D::Error> {
    let mut value: Option<P> = None;
    table::read_any(Slot::Polymorphic(&mut value), deserializer)?;
    value.ok_or_else(|| {
        D::Error::custom(format_args!("expected an object of type {}", type_name(P::make(0).object())))
    })
}

/// Generated enums of a type and its derived types.
#[derive(Debug)]
pub enum PolymorphicKind {}

impl<P: Polymorphic> Kind<P> for PolymorphicKind {
    type Queried = P::Base;
    const WRAPPED: bool = false;
    #[inline]
    fn slot(value: &mut Option<P>) -> Slot<'_> {
        Slot::Polymorphic(value)
    }
    #[inline]
    fn element(values: &mut Vec<P>) -> Slot<'_> {
        Slot::Polymorphic(values)
    }
    #[inline]
    fn view(value: &P) -> View<'_> {
        let index = value.index();
        View::Variant {
            index: index as u32,
            typed: index > 0 && index < P::TYPES.len(),
            object: value.object(),
        }
    }
}

impl<P: Polymorphic> HasObject<P> for PolymorphicKind {
    type Object = P::Base;
}

impl<P: Polymorphic> PolymorphicSlot for Option<P> {
    #[inline]
    fn types(&self) -> (&'static ObjectInfo, &'static [&'static str]) {
        (P::Base::INFO, P::TYPES)
    }
    #[inline]
    fn make(&mut self, index: usize) -> &mut dyn Object {
        self.insert(P::make(index)).object_mut()
    }
    #[inline]
    fn change(&mut self, index: usize) -> &mut dyn Object {
        self.make(index)
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<P: Polymorphic> PolymorphicSlot for Vec<P> {
    #[inline]
    fn types(&self) -> (&'static ObjectInfo, &'static [&'static str]) {
        (P::Base::INFO, P::TYPES)
    }
    #[inline]
    fn make(&mut self, index: usize) -> &mut dyn Object {
        push(self, P::make(index)).object_mut()
    }
    #[inline]
    fn change(&mut self, index: usize) -> &mut dyn Object {
        self.pop();
        self.make(index)
    }
    #[inline]
    fn clear(&mut self) {}
}

#[cfg(test)]
mod tests;
