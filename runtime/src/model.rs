//! The parts that generated models are made of. In: tables of generated types. Out: properties, open enums, flags, and the relation of
//! base types and derived types.

pub(crate) mod cast;
pub(crate) mod convert;
pub(crate) mod derived_from;
#[cfg(test)]
pub(crate) mod example;
pub(crate) mod flags;
pub(crate) mod into_value;
pub(crate) mod open_enum;
pub(crate) mod polymorphic;
pub(crate) mod property;
pub(crate) mod scope;
