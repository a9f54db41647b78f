//! Kinds of values that are one text, number or boolean; and of those that are anything.

use crate::Json;
use crate::table::data::{Fit, JsonSlot, Kind, ScalarSlot, Slot, Untyped, Value, View};
use crate::table::scalar::Raw;

/// A value that is one text, number or boolean on the wire.
pub trait Scalar: Sized + 'static {
    /// The value, and whether it is written back unchanged; `None` when it does not fit.
    fn read(raw: Raw<'_>) -> Option<(Self, bool)>;
    /// The view for a writer.
    fn view(&self) -> View<'_>;
}

/// Texts, numbers, booleans.
#[derive(Debug)]
pub enum ScalarKind {}

/// The kind of any JSON.
#[derive(Debug)]
pub enum JsonKind {}

impl<S: Scalar> Kind<S> for ScalarKind {
    type Queried = Untyped;
    const WRAPPED: bool = true;
    #[inline]
    fn slot(value: &mut Option<S>) -> Slot<'_> {
        Slot::Scalar(value)
    }
    #[inline]
    fn element(values: &mut Vec<S>) -> Slot<'_> {
        Slot::Scalar(values)
    }
    #[inline]
    fn view(value: &S) -> View<'_> {
        value.view()
    }
}

impl<S: Scalar> ScalarSlot for Option<S> {
    #[inline]
    fn set(&mut self, raw: Raw<'_>) -> Fit {
        match S::read(raw) {
            Some((value, same)) => {
                *self = Some(value);
                fit(same)
            }
            None => Fit::Misfit,
        }
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<S: Scalar> ScalarSlot for Vec<S> {
    #[inline]
    fn set(&mut self, raw: Raw<'_>) -> Fit {
        match S::read(raw) {
            Some((value, same)) => {
                self.push(value);
                fit(same)
            }
            None => Fit::Misfit,
        }
    }
    #[inline]
    fn clear(&mut self) {}
}

fn fit(same: bool) -> Fit {
    if same { Fit::Exact } else { Fit::Reworded }
}

impl Scalar for String {
    #[inline]
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        if let Raw::Text(text) = raw { Some((text.to_owned(), true)) } else { None }
    }
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Value for String {
    type Kind = ScalarKind;
}

impl Value for Json {
    type Kind = JsonKind;
}

impl Kind<Json> for JsonKind {
    type Queried = Untyped;
    const WRAPPED: bool = false;
    fn slot(value: &mut Option<Json>) -> Slot<'_> {
        Slot::Json(value)
    }
    fn element(values: &mut Vec<Json>) -> Slot<'_> {
        Slot::Json(values)
    }
    fn view(value: &Json) -> View<'_> {
        View::Json(value)
    }
}

impl JsonSlot for Option<Json> {
    fn set(&mut self, value: &mut Json) -> Fit {
        // null is kept beside the property here as everywhere, so that `is_none` means the same for all types
        *self = (!value.is_null()).then(|| value.take());
        if self.is_some() { Fit::Exact } else { Fit::Misfit }
    }
    fn put(&mut self, value: Json) {
        *self = Some(value);
    }
}

impl JsonSlot for Vec<Json> {
    fn set(&mut self, value: &mut Json) -> Fit {
        self.push(value.take());
        Fit::Exact
    }
    fn put(&mut self, value: Json) {
        self.push(value);
    }
}
