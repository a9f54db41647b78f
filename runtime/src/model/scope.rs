//! In: the type that a request queries, the type that has a property. Out: whether the property may be named in the query.

use crate::model::derived_from::DerivedFrom;
use crate::table::{Fields, Untyped};
use std::marker::PhantomData;

/// A placeholder for a type whose properties a query qualifies by its name: `microsoft.graph.fileAttachment/contentBytes`.
///
/// See [`Property::on_derived_type`](crate::Property::on_derived_type).
#[derive(Debug)]
pub struct OnDerivedType<D>(PhantomData<fn() -> D>);

/// A type whose queries can name the properties of `T`: its own and those of its bases, and
/// [those of derived types](OnDerivedType) behind the name of the type.
#[diagnostic::on_unimplemented(
    message = "a query of `{Self}` cannot name a property of `{T}`",
    label = "the request queries `{Self}`, and `{T}` is no base type of it",
    note = "properties of types derived from `{Self}` are named with `on_derived_type()`; any text is accepted as well"
)]
pub trait CanQuery<T> {}

#[diagnostic::do_not_recommend]
impl<Q: Fields + DerivedFrom<T>, T: Fields> CanQuery<T> for Q {}

#[diagnostic::do_not_recommend]
impl<Q: Fields, D: DerivedFrom<Q>> CanQuery<OnDerivedType<D>> for Q {}

#[diagnostic::do_not_recommend]
impl<Q: Fields> CanQuery<Untyped> for Q {}

#[diagnostic::do_not_recommend]
impl<T> CanQuery<T> for Untyped {}

#[diagnostic::do_not_recommend]
impl<D> CanQuery<Self> for OnDerivedType<D> {}

#[diagnostic::do_not_recommend]
impl<D> CanQuery<Untyped> for OnDerivedType<D> {}
