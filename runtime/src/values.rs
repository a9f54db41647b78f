//! Types of properties that Rust lacks: numbers, dates, flags, and the properties that a type does not model. In: JSON. Out: the
//! same, exactly as it was read.

pub(crate) mod additional;
pub(crate) mod derived;
pub(crate) mod flags;
pub(crate) mod into_value;
pub(crate) mod number;
pub(crate) mod scalar;
