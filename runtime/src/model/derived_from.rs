//! In: the hierarchy of types that the documentation states. Out: relations of Rust types, which the compiler checks.

use crate::table::{Empty, Fields};

/// A type whose values are also values of `Base`: `FileAttachment: DerivedFrom<Attachment>`.
///
/// Each type derives from itself and from all its direct and indirect bases. Generated code implements it for each pair.
///
/// A request body of type `Base` may be of any of these types. A value of a derived type becomes a `Base` with [`into`](Into::into),
/// and `downcast` of `Base` leads back. Both keep all data.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{Base}` nor a type derived from it",
    label = "not a `{Base}`",
    note = "a request sends a body of any other type, such as JSON, with `set_body`; `convert` makes a `{Base}` of a struct"
)]
pub trait DerivedFrom<Base: Fields>: Fields + Empty + Clone + 'static {}

/// A type other than `Base` that [derives from](DerivedFrom) it: `FileAttachment: Extends<Attachment>`.
///
/// Generated code implements it for each pair. Values of these types become a `Base` with [`into`](Into::into).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type derived from `{Base}`",
    label = "not derived from `{Base}`"
)]
pub trait Extends<Base: Fields>: DerivedFrom<Base> {}

impl<T: Fields + Empty + Clone + 'static> DerivedFrom<T> for T {}
