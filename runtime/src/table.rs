//! In: an object that knows its properties by number. Out: serde, both ways.
//! Knows no model: one reader and one writer, generic over the serde format alone.

mod copy;
mod debug;
mod envelope;
mod equal;
mod list;
mod misfit;
mod numbers;
mod object;
mod reader;
mod slot;
mod view;
mod writer;

use crate::additional::Additional;
use crate::kind::Value;
use serde_core::{Deserializer, Serializer};
use std::any::Any;
use std::cmp::Ordering;

pub use copy::copy;
pub(crate) use copy::fill_object;
pub use debug::debug;
pub(crate) use envelope::Envelope;
pub use equal::equal;
pub(crate) use equal::names;
pub use misfit::{misfits, strict};
pub(crate) use reader::{read_any, read_into, read_json, read_slice};
pub use slot::{BoxSlot, Fit, JsonSlot, ListSlot, ObjectSlot, PolymorphSlot, Raw, Reset, ScalarSlot, Slot};
pub use view::{List, View};
pub(crate) use writer::ODATA_TYPE;

/// What is known of a type as such; one static for each generated struct.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObjectInfo {
    /// The name of the struct.
    pub name: &'static str,
    /// The type as `@odata.type` writes it: `#microsoft.graph.message`.
    pub odata_type: &'static str,
    /// The wire names of all properties, sorted by length, then by bytes.
    pub names: &'static [&'static str],
}

impl ObjectInfo {
    /// The number of the property with this wire name.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        find(self.names, name)
    }
}

/// A struct whose properties are reached by number: the place of their wire name in `info().names`.
///
/// Implemented by [`object!`](crate::object) in generated code. A number that no property of the struct has is the number of
/// one that is not compiled, or of none: its slot takes nothing, and it is never shown.
pub trait Object {
    /// The type's name and its properties' names.
    fn info(&self) -> &'static ObjectInfo;
    /// The place of the property with this number.
    fn slot(&mut self, index: usize) -> Slot<'_>;
    /// Shows all properties that are set, ordered by number.
    fn show<'a>(&'a self, to: &mut dyn Show<'a>);
    /// What the type does not name, and the nulls that were read.
    fn additional(&self) -> &Additional;
    /// What the type does not name, to be changed.
    fn additional_mut(&mut self) -> &mut Additional;
}

/// Whoever is shown the properties of an [`Object`].
pub trait Show<'a> {
    /// A property that is set, and its number.
    fn property(&mut self, index: usize, field: &'a dyn Field);
}

/// One property of an [`Object`]: lends a place to read into and a view to write from.
///
/// Implemented for `Option<V>` of every [`Value`], so generated code never does.
pub trait Field: Any {
    /// The place that a reader fills.
    fn slot(&mut self) -> Slot<'_>;
    /// What a writer writes; [`View::Absent`] when there is nothing.
    fn view(&self) -> View<'_>;
}

/// Shows a property if it is set. Most properties of most objects are not, so this is asked before anything else.
#[inline]
pub fn show<'a, V: Value>(field: &'a Option<V>, index: usize, to: &mut dyn Show<'a>) {
    if field.is_some() {
        to.property(index, field);
    }
}

/// Reads an object from any self-describing serde format.
///
/// # Errors
/// When the input is not an object, or is malformed. A property whose value does not fit its type is no error: the
/// value is kept in [`Additional`] under the property's name.
pub fn read<'de, T: Object + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::default();
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

/// Names are sorted by length first, so most steps compare two integers only.
pub(crate) fn find(names: &[&str], name: &str) -> Option<usize> {
    names.binary_search_by(|known| order(known, name)).ok()
}

fn order(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.as_bytes().cmp(right.as_bytes()))
}

/// The property with this number, if it is set.
pub(crate) fn property(object: &dyn Object, index: usize) -> Option<&dyn Field> {
    let mut wanted = Wanted { index, found: None };
    object.show(&mut wanted);
    wanted.found
}

struct Wanted<'a> {
    index: usize,
    found: Option<&'a dyn Field>,
}

impl<'a> Show<'a> for Wanted<'a> {
    fn property(&mut self, index: usize, field: &'a dyn Field) {
        if index == self.index {
            self.found = Some(field);
        }
    }
}

#[cfg(test)]
mod tests;
