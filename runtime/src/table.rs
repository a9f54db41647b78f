//! Reads and writes structs by tables of their fields, so that the compiler sees little code for each struct. In: an object that
//! numbers its properties. Out: serde, both ways. Knows no model.

pub(crate) mod additional;
mod data;
mod derived;
mod empty;
mod erased;
mod kind;
mod names;
mod object;
mod ordered;
mod reader;
pub(crate) mod scalar;
mod slot;
mod visit;
mod writer;

pub(crate) use data::Queried;
pub use data::{
    Additional, Derived, DerivedType, DerivedTypes, Field, FieldVisitor, FieldVisitorMut, Fields, Fit,
    JsonSlot, Kind, List, ListSlot, Object, ObjectInfo, ObjectSlot, PolymorphicSlot, Reset, ScalarSlot, Slot,
    Untyped, Value, View, VisitFn, VisitMutFn,
};
pub use empty::{Empty, empty_box};
pub(crate) use erased::{field, view};
pub use kind::{JsonKind, ListKind, ObjectKind, Scalar, ScalarKind};
pub(crate) use kind::{deserialize_scalar, push};
pub(crate) use object::set;
pub(crate) use object::{
    Envelope, fill_object, is, member_names, move_object, odata_type, property, take_whole, upcast,
    upcast_into,
};
pub use object::{copy, debug, equal, misfits, strict};
pub(crate) use ordered::OrderedMap;
pub use reader::read;
pub(crate) use reader::{forget_implied_type, read_any, read_into, read_json, read_slice, read_slice_into};
pub use scalar::Raw;
pub(crate) use visit::value;
pub use visit::{visit, visit_mut};
pub use writer::write;

#[cfg(test)]
mod tests;
