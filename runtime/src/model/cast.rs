//! Casts between a base and its derived types. In: a value of the one. Out: the same value as the other, with all data. Knows no
//! model.

use crate::model::derived_from::DerivedFrom;
use crate::model::property::Property;
use crate::table::{self, Empty, Fields, Object, Value};
use std::any::Any;

/// A value of a base with all data of a value of a derived type: what `From` of generated structs calls.
#[must_use]
pub fn upcast<B: Fields + Empty>(mut value: impl Fields) -> B {
    let mut base = B::empty();
    table::upcast(base.object_mut(), value.object_mut());
    base
}

/// A copy of a value, as one of a base.
#[must_use]
pub fn copy_as<B: Fields + Empty + 'static, T: DerivedFrom<B>>(value: &T) -> B {
    let mut copy = Some(value.clone());
    let same = (&mut copy as &mut dyn Any).downcast_mut::<Option<B>>().and_then(Option::take);
    same.or_else(|| copy.map(upcast)).unwrap_or_else(B::empty)
}

/// The value of a type that a base is: what `downcast` of generated structs calls.
///
/// # Errors
/// The base, when it is not of the type.
pub fn downcast<B: Fields + 'static, T: DerivedFrom<B>>(base: B) -> Result<T, B> {
    let mut base = Some(base);
    if let Some(same) = (&mut base as &mut dyn Any).downcast_mut::<Option<T>>().and_then(Option::take) {
        return Ok(same);
    }
    match base {
        Some(base) => downcast_other(base),
        None => Ok(T::empty()),
    }
}

fn downcast_other<B: Fields, T: DerivedFrom<B>>(mut base: B) -> Result<T, B> {
    if !is::<B, T>(&base) {
        return Err(base);
    }
    let Some(mut whole) = table::take_whole(base.object_mut()) else { return Err(base) };
    let mut value = T::empty();
    if whole.info().odata_type == T::INFO.odata_type {
        table::move_object(&mut *whole, value.object_mut());
    } else {
        // a type between the two
        table::upcast_into(value.object_mut(), whole);
    }
    Ok(value)
}

/// Whether a base is of a type, or of one derived from that.
#[must_use]
pub fn is<B: Fields, T: Fields>(base: &B) -> bool {
    B::INFO.odata_type == T::INFO.odata_type || table::is(base.object(), T::INFO)
}

/// The type of an object as the service wrote it, or would write it.
#[must_use]
pub fn odata_type(object: &dyn Object) -> &str {
    table::odata_type(object)
}

/// A property of a value that is a `T`; `None` for another type, and for a property that is not set.
#[must_use]
pub fn get<B: Fields, T: DerivedFrom<B>, V: Value>(base: &B, property: Property<T, V>) -> Option<&V> {
    if !is::<B, T>(base) {
        return None;
    }
    table::value(table::property(base.object(), property.name())?)
}

#[cfg(test)]
mod tests;
