//! In: an object that knows its properties by number. Out: serde, both ways.
//! Knows no model: one reader and one writer, generic over the serde format alone.

mod cast;
mod copy;
mod debug;
mod derived;
mod envelope;
mod equal;
mod erased;
mod misfit;
mod object;
mod order;
mod reader;
mod seen;
mod set;
mod slot;
mod value;
mod view;
mod writer;

use crate::values::additional::Additional;
use serde_core::{Deserializer, Serializer};
use std::any::Any;
use std::hint::black_box;

pub(crate) use cast::{is, move_object, odata_type, property_of_whole, take_whole, upcast_into};
pub use copy::copy;
pub(crate) use copy::fill_object;
pub use debug::debug;
pub(crate) use derived::visit_whole;
pub use derived::{Derived, DerivedType};
pub(crate) use envelope::Envelope;
pub use equal::equal;
pub(crate) use equal::names;
pub(crate) use erased::{field, view};
pub use misfit::{misfits, strict};
pub(crate) use reader::{forget_implied_type, read_any, read_into, read_json, read_slice, read_slice_into};
pub use set::set;
pub use slot::{Fit, JsonSlot, ListSlot, ObjectSlot, PolymorphicSlot, Raw, Reset, ScalarSlot, Slot};
pub(crate) use value::Queried;
pub use value::{Kind, Value};
pub use view::{List, View};

/// The name of the annotation that states the type of an object.
pub(crate) const ODATA_TYPE: &str = "@odata.type";

/// What is known of a type as such; one static for each generated struct.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObjectInfo {
    /// The name of the struct.
    pub name: &'static str,
    /// The type as `@odata.type` writes it: `#microsoft.graph.message`.
    pub odata_type: &'static str,
    /// The wire names of all properties, sorted by length, then by bytes.
    pub names: &'static [&'static str],
    /// The known types that are derived from this one.
    pub derived: &'static [DerivedType],
}

impl ObjectInfo {
    /// The number of the property with this wire name.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        let by_length = |known: &&str| known.len().cmp(&name.len()).then_with(|| (**known).cmp(name));
        self.names.binary_search_by(by_length).ok()
    }
}

/// A struct that lists its fields, in the order of `info().names`, and what is additional.
///
/// Implemented by [`object!`](crate::codegen::object) in generated code. The functions do nothing but list: they are compiled for every
/// struct, and what is done with the fields is compiled once.
pub trait Fields {
    /// The type's name and its properties' names.
    const INFO: &'static ObjectInfo;
    /// The facts that the documentation states about the properties, see [`PropertyInfo::parse`](crate::PropertyInfo::parse).
    // Not in `INFO`: a program that asks for no fact has none of this text.
    const PROPERTIES: &'static str = "";
    /// Lends the fields, with [`visit`].
    fn visit_fields<'a>(&'a self, to: &mut FieldVisitor<'a, '_>) -> &'a Additional;
    /// Lends the fields to be changed, with [`visit_mut`].
    fn visit_fields_mut(&mut self, by: &mut FieldVisitorMut<'_>) -> &mut Additional;

    /// The object whose fields these are: of a box what is in it, so that nothing is compiled for the box.
    #[doc(hidden)]
    #[inline]
    fn object(&self) -> &dyn Object
    where
        Self: Sized,
    {
        self
    }

    /// The same, to be changed.
    #[doc(hidden)]
    #[inline]
    fn object_mut(&mut self) -> &mut dyn Object
    where
        Self: Sized,
    {
        self
    }
}

/// A box shows what is in it.
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

/// Any struct of [`Fields`], when it does not matter which.
pub trait Object {
    /// The type's name and its properties' names.
    fn info(&self) -> &'static ObjectInfo;
    /// Lends the properties, and what the type does not name with the nulls that were read.
    fn visit_fields<'a>(&'a self, to: &mut VisitFn<'a, '_>) -> &'a Additional;
    /// Lends them to be changed.
    fn visit_fields_mut(&mut self, by: &mut VisitMutFn<'_>) -> &mut Additional;
}

impl<T: Fields> Object for T {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        T::INFO
    }

    #[inline]
    fn visit_fields<'a>(&'a self, to: &mut VisitFn<'a, '_>) -> &'a Additional {
        erased::visit_fields(self, to)
    }

    #[inline]
    fn visit_fields_mut(&mut self, by: &mut VisitMutFn<'_>) -> &mut Additional {
        erased::visit_fields_mut(self, by)
    }
}

/// Whoever is shown the properties of an [`Object`]; none stands for each that is not set.
pub type VisitFn<'a, 's> = dyn FnMut(&'static ObjectInfo, &[Option<&'a dyn Field>], &'a Additional) + 's;

/// Whoever changes the properties of an [`Object`].
pub type VisitMutFn<'s> = dyn FnMut(&'static ObjectInfo, &mut [&mut dyn Field], &mut Additional) + 's;

// The two that follow are structs, and what a struct of fields does with them is two functions: what a `dyn FnMut` is, and that it can
// be called, the compiler would have to find out for each struct of fields again.

/// The way of a struct's fields to a [`VisitFn`].
pub struct FieldVisitor<'a, 's> {
    info: &'static ObjectInfo,
    to: &'s mut VisitFn<'a, 's>,
}

/// The way of a struct's fields to an [`VisitMutFn`].
pub struct FieldVisitorMut<'s> {
    info: &'static ObjectInfo,
    by: &'s mut VisitMutFn<'s>,
}

/// The property, if it is set.
// Most are not, and each `dyn Field` that a writer asks is a virtual call.
#[inline]
pub fn present<V: Value>(field: &Option<V>) -> Option<&dyn Field> {
    if field.is_some() { Some(field) } else { None }
}

/// Lends fields to whoever is shown them; answers with what is additional.
#[inline]
pub fn visit<'a>(
    to: &mut FieldVisitor<'a, '_>,
    fields: &[Option<&'a dyn Field>],
    additional: &'a Additional,
) -> &'a Additional {
    (to.to)(to.info, fields, additional);
    additional
}

/// Lends fields to whoever changes them; answers with what is additional.
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
    /// What the type does not name, and the nulls that were read.
    #[must_use]
    pub fn additional(&self) -> &Additional {
        self.visit_fields(&mut |_, _, _| {})
    }

    /// What the type does not name, to be changed.
    pub fn additional_mut(&mut self) -> &mut Additional {
        self.visit_fields_mut(&mut |_, _, _| {})
    }
}

/// One property of an [`Object`]: lends a place to read into and a view to write from.
///
/// Implemented for `Option<V>` of every [`Value`], so generated code never does.
pub trait Field: Any {
    /// The place that a reader fills.
    fn slot(&mut self) -> Slot<'_>;
    /// What a writer writes; [`View::Absent`] when there is nothing.
    fn view(&self) -> View<'_>;
    /// Exchanges the value with that of a field of the same type; `false` when the types differ.
    fn exchange(&mut self, other: &mut dyn Field) -> bool;
}

/// What a reader begins with: every `Default`, and the abstract types, which have none so that no program makes one.
#[doc(hidden)]
pub trait Empty: Sized {
    /// Nothing is set.
    fn empty() -> Self;
}

impl<T: Default> Empty for T {
    #[inline]
    fn empty() -> Self {
        T::default()
    }
}

/// The same in a box.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn empty_box<T: Empty>() -> Box<T> {
    // In its place at once: types have up to some kilobytes. The compiler must not see that it is all zeros where it is: it would ask
    // for zeroed memory, and to get that takes glibc several times as long.
    Box::write(black_box(Box::new_uninit()), T::empty())
}

/// Reads an object from any self-describing serde format.
///
/// # Errors
/// When the input is not an object, or is malformed. A property whose value does not fit its type is no error: the
/// value is kept in [`Additional`] under the property's name.
pub fn read<'de, T: Object + Empty, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::empty();
    read_into(&mut object, deserializer)?;
    Ok(object)
}

/// Writes an object to any serde format that has maps: the properties that are set, then what is additional.
///
/// # Errors
/// Those of the serializer alone.
pub fn write<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    writer::write_object(object, false, serializer)
}

/// Whether the property with this number is not set.
fn is_absent(fields: &[Option<&dyn Field>], index: usize) -> bool {
    fields.get(index).is_none_or(Option::is_none)
}

/// The property with this wire name, if it is set.
pub(crate) fn property<'a>(object: &'a dyn Object, name: &str) -> Option<&'a dyn Field> {
    let mut found = None;
    object.visit_fields(&mut |info, fields, _| {
        found = info.index(name).and_then(|index| fields.get(index)).copied().flatten();
    });
    found
}

/// The value of a property, if it is of this type.
pub(crate) fn value<V: Value>(field: &dyn Field) -> Option<&V> {
    let field: &dyn Any = field;
    match field.downcast_ref::<Option<V>>() {
        Some(value) => value.as_ref(),
        None => field.downcast_ref::<Option<Box<V>>>()?.as_deref(),
    }
}

#[cfg(test)]
mod tests;
