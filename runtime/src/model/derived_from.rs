//! In: the hierarchy of types that the documentation states. Out: a relation of Rust types, which the compiler checks.

use crate::table::{Empty, Fields};

/// A type whose values are also values of `Base`: `FileAttachment: DerivedFrom<Attachment>`.
///
/// Each type derives from itself and from all its direct and indirect bases. Generated code implements it for each pair.
///
/// A request body of type `Base` may be of any of these types. A value of a derived type becomes a `Base` with [`into`](Into::into),
/// and `downcast` of `Base` leads back. Both keep all data.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{Base}` nor a type derived from it",
    label = "not a `{Base}`"
)]
pub trait DerivedFrom<Base: Fields>: Fields + Empty + Clone + 'static {}

impl<T: Fields + Empty + Clone + 'static> DerivedFrom<T> for T {}
