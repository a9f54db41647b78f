//! In: an object or a value of a known type. Out: the same without its type.
//!
//! A program is compiled in units, and each unit has a copy of its own of the code that is reached from its functions: here that is all code
//! for a type and the types that it holds, including the code that drops them. So all callers must be in one
//! unit. A function is in the unit of its `Self` type, and the code that drops a list belongs to `Vec`. Hence these functions are
//! implemented for `Vec`, too, and none of them is inlined.

use crate::table::data::{
    Additional, Field, FieldVisitor, FieldVisitorMut, Fields, Kind, Object, ObjectInfo, Slot, Value, View,
    VisitFn, VisitMutFn,
};
use std::any::Any;

impl<T: Fields> Object for T {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        T::INFO
    }

    #[inline]
    fn visit_fields<'a>(&'a self, to: &mut VisitFn<'a, '_>) -> &'a Additional {
        visit_fields(self, to)
    }

    #[inline]
    fn visit_fields_mut(&mut self, by: &mut VisitMutFn<'_>) -> &mut Additional {
        visit_fields_mut(self, by)
    }
}

impl<V: Value> Field for Option<V> {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        V::Kind::slot(self)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => V::Kind::view(value),
            None => View::Absent,
        }
    }

    #[inline]
    fn exchange(&mut self, other: &mut dyn Field) -> bool {
        let other: &mut dyn Any = other;
        let Some(other) = other.downcast_mut::<Self>() else { return false };
        std::mem::swap(self, other);
        true
    }
}

trait Erased<T> {
    fn visit_fields<'a>(object: &'a T, to: &mut VisitFn<'a, '_>) -> &'a Additional
    where
        T: Fields;
    fn visit_fields_mut<'a>(object: &'a mut T, by: &mut VisitMutFn<'_>) -> &'a mut Additional
    where
        T: Fields;
    fn field(value: &mut Option<T>) -> &mut dyn Field
    where
        T: Value;
    fn view(value: &T) -> View<'_>
    where
        T: Value;
}

impl<T> Erased<T> for Vec<T> {
    #[inline(never)]
    fn visit_fields<'a>(object: &'a T, to: &mut VisitFn<'a, '_>) -> &'a Additional
    where
        T: Fields,
    {
        object.visit_fields(&mut FieldVisitor { info: T::INFO, to })
    }

    #[inline(never)]
    fn visit_fields_mut<'a>(object: &'a mut T, by: &mut VisitMutFn<'_>) -> &'a mut Additional
    where
        T: Fields,
    {
        object.visit_fields_mut(&mut FieldVisitorMut { info: T::INFO, by })
    }

    #[inline(never)]
    fn field(value: &mut Option<T>) -> &mut dyn Field
    where
        T: Value,
    {
        value
    }

    #[inline(never)]
    fn view(value: &T) -> View<'_>
    where
        T: Value,
    {
        T::Kind::view(value)
    }
}

/// Lends the properties of an object.
#[inline]
pub(super) fn visit_fields<'a, T: Fields>(object: &'a T, to: &mut VisitFn<'a, '_>) -> &'a Additional {
    Vec::<T>::visit_fields(object, to)
}

/// Lends them to be changed.
#[inline]
pub(super) fn visit_fields_mut<'a, T: Fields>(
    object: &'a mut T,
    by: &mut VisitMutFn<'_>,
) -> &'a mut Additional {
    Vec::<T>::visit_fields_mut(object, by)
}

/// An empty value as a field.
#[inline]
pub(crate) fn field<V: Value>(value: &mut Option<V>) -> &mut dyn Field {
    Vec::<V>::field(value)
}

/// The view of a value for a writer.
#[inline]
pub(crate) fn view<V: Value>(value: &V) -> View<'_> {
    Vec::<V>::view(value)
}
