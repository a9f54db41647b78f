//! In: an object that knows its properties by number. Out: serde, both ways.
//! Knows no model: one reader and one writer, generic over the serde format alone.

mod envelope;
mod list;
mod reader;
mod slot;
mod view;
mod writer;

use crate::additional::Additional;
use serde_core::{Deserializer, Serializer};
use std::any::Any;
use std::cmp::Ordering;

pub(crate) use envelope::Envelope;
pub(crate) use reader::{read_any, read_into, read_json, read_slice};
pub use slot::{BoxSlot, Fit, JsonSlot, ListSlot, ObjectSlot, PolymorphSlot, Raw, Reset, ScalarSlot, Slot};
pub use view::{List, View};
pub(crate) use writer::ODATA_TYPE;

/// What is known of a type as such; one static for each generated struct.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObjectInfo {
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

/// A struct whose properties are reached by number.
///
/// Implemented by generated code. `field` and `field_mut` are only asked for numbers below
/// `info().names.len()`; for any other number they may answer with any field.
pub trait Object {
    /// The type's name and its properties' names.
    fn info(&self) -> &'static ObjectInfo;
    /// The property with this number.
    fn field(&self, index: usize) -> &dyn Field;
    /// The property with this number, to be changed.
    fn field_mut(&mut self, index: usize) -> &mut dyn Field;
    /// What the type does not name, and the nulls that were read.
    fn additional(&self) -> &Additional;
    /// What the type does not name, to be changed.
    fn additional_mut(&mut self) -> &mut Additional;
}

/// One property of an [`Object`]: lends a place to read into and a view to write from.
///
/// Implemented for `Option<V>` of every [`Value`](crate::Value), so generated code never does.
pub trait Field: Any {
    /// The place that a reader fills.
    fn slot(&mut self) -> Slot<'_>;
    /// What a writer writes; [`View::Absent`] when there is nothing.
    fn view(&self) -> View<'_>;
}

/// Where a type has no property at all its generated code answers with its [`Additional`]: a field that takes
/// nothing and shows nothing.
impl Field for Additional {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Nothing
    }
    fn view(&self) -> View<'_> {
        View::Absent
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

#[cfg(test)]
mod tests;
