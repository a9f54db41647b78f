//! In: an object. Out: its fields, lent to a visitor, or one of them by its name.

use crate::table::data::{
    Additional, Field, FieldVisitor, FieldVisitorMut, Fields, Object, ObjectInfo, Value,
};
use std::any::Any;

/// A box lends the fields of its content.
impl<T: Fields> Fields for Box<T> {
    const INFO: &'static ObjectInfo = T::INFO;
    const PROPERTIES: &'static str = T::PROPERTIES;

    #[inline]
    fn visit_fields<'a>(&'a self, to: &mut FieldVisitor<'a, '_>) -> &'a Additional {
        (**self).visit_fields(to)
    }

    #[inline]
    fn visit_fields_mut(&mut self, by: &mut FieldVisitorMut<'_>) -> &mut Additional {
        (**self).visit_fields_mut(by)
    }

    #[inline]
    fn object(&self) -> &dyn Object {
        (**self).object()
    }

    #[inline]
    fn object_mut(&mut self) -> &mut dyn Object {
        (**self).object_mut()
    }
}

/// Lends fields to a visitor, and returns the additional values.
#[inline]
pub fn visit<'a>(
    to: &mut FieldVisitor<'a, '_>,
    fields: &[&'a dyn Field],
    additional: &'a Additional,
) -> &'a Additional {
    (to.to)(to.info, fields, additional);
    additional
}

/// Lends fields to a visitor that changes them, and returns the additional values.
#[inline]
pub fn visit_mut<'a>(
    by: &mut FieldVisitorMut<'_>,
    fields: &mut [&mut dyn Field],
    additional: &'a mut Additional,
) -> &'a mut Additional {
    (by.by)(by.info, fields, additional);
    additional
}

impl dyn Object + '_ {
    /// The additional values, and the nulls that were read.
    #[must_use]
    pub fn additional(&self) -> &Additional {
        self.visit_fields(&mut |_, _, _| {})
    }

    /// The additional values, to be changed.
    pub fn additional_mut(&mut self) -> &mut Additional {
        self.visit_fields_mut(&mut |_, _, _| {})
    }
}

/// Whether the property with this number is not set.
pub(super) fn is_absent(fields: &[&dyn Field], index: usize) -> bool {
    fields.get(index).is_none_or(|field| field.view().is_absent())
}

/// The value of a property, if it is of this type.
pub(crate) fn value<V: Value>(field: &dyn Field) -> Option<&V> {
    let field: &dyn Any = field;
    match field.downcast_ref::<Option<V>>() {
        Some(value) => value.as_ref(),
        None => field.downcast_ref::<Option<Box<V>>>()?.as_deref(),
    }
}
