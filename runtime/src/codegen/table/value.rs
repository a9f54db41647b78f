//! How the type of a property is read and written.

use super::Field;
use super::slot::Slot;
use super::view::View;
use std::any::Any;

/// A type that a property may have.
pub trait Value: Sized + 'static {
    /// How it is read and written.
    type Kind: Kind<Self>;
}

/// How the values of a type are read and written.
pub trait Kind<V> {
    /// The type whose properties a query of such values can name.
    type Queried;
    /// Whether an answer that consists of such a value stands in an object: `{"value": …}`.
    const WRAPPED: bool;
    /// The place for one value.
    fn slot(value: &mut Option<V>) -> Slot<'_>;
    /// The place for the next element of a list.
    fn element(values: &mut Vec<V>) -> Slot<'_>;
    /// What is written for a value.
    fn view(value: &V) -> View<'_>;
}

/// The type whose properties a query of these values can name.
pub(crate) type Queried<V> = <<V as Value>::Kind as Kind<V>>::Queried;

impl<V: Value> Field for Option<V> {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        V::Kind::slot(self)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => V::Kind::view(value),
            None => View::Absent,
        }
    }

    #[inline]
    fn exchange(&mut self, other: &mut dyn Field) -> bool {
        let other: &mut dyn Any = other;
        let Some(other) = other.downcast_mut::<Self>() else { return false };
        std::mem::swap(self, other);
        true
    }
}
