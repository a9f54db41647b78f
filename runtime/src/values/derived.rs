//! In: the hierarchy of types that the documentation states. Out: a relation of Rust types, which the compiler checks.

use crate::codegen::table::Fields;

/// A type whose values are also values of `Base`: `FileAttachment: DerivedFrom<Attachment>`.
///
/// Each type derives from itself and from all its bases, however far they are. Generated code implements it for each pair.
pub trait DerivedFrom<Base: Fields>: Fields {}

impl<T: Fields> DerivedFrom<T> for T {}
