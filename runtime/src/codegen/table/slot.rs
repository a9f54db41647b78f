//! In: what a reader met. Out: a property that holds it. Knows no serde format.

use super::view::List;
use super::{Object, ObjectInfo};
use crate::Json;
use crate::values::additional::Additional;
use crate::values::scalar::Decimal;

/// The place of one value: of a property, or of the next element of a list.
pub enum Slot<'a> {
    /// Takes nothing.
    Nothing,
    /// Takes texts, numbers or booleans.
    Scalar(&'a mut dyn ScalarSlot),
    /// Takes an object of one type.
    Object(&'a mut dyn ObjectSlot),
    /// Takes an object of one of several types.
    Polymorphic(&'a mut dyn PolymorphicSlot),
    /// Takes a list.
    List(&'a mut dyn ListSlot),
    /// Takes anything.
    Json(&'a mut dyn JsonSlot),
}

/// A scalar as the serde format gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Raw<'a> {
    /// true or false
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number; only those beyond `i64` are met here.
    Uint(u64),
    /// A number with a fraction or an exponent.
    Double(f64),
    /// A text.
    Text(&'a str),
    /// A decimal number that is copied; no format gives one.
    Decimal(&'a Decimal),
}

/// How a value fits its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fit {
    /// It was taken, and is written back equal.
    Exact,
    /// It was taken, but is written back in another form, so the original must be kept beside it.
    Reworded,
    /// It was not taken.
    Misfit,
}

/// A place for a scalar.
pub trait ScalarSlot {
    /// Takes the scalar if it fits.
    fn set(&mut self, raw: Raw<'_>) -> Fit;
    /// Forgets what was there; does nothing where the place is the next one of a list.
    fn clear(&mut self);
}

/// A place for an object of one type.
pub trait ObjectSlot {
    /// Puts an empty object here, where nothing is, and lends it.
    fn make(&mut self) -> &mut dyn Object;
    /// Forgets what was there; does nothing where the place is the next one of a list.
    fn clear(&mut self);
}

/// A place for an object of one of several types.
pub trait PolymorphicSlot {
    /// What is known of the base type, and the names of the types, without `#`; the base is the first.
    fn types(&self) -> (&'static ObjectInfo, &'static [&'static str]);
    /// Puts an empty object of the type with this number here and lends it.
    fn make(&mut self, index: usize) -> &mut dyn Object;
    /// Puts an empty object of another type in the place of the one just made, and lends it.
    fn change(&mut self, index: usize) -> &mut dyn Object;
    /// Forgets what was there; does nothing where the place is the next one of a list.
    fn clear(&mut self);
}

/// A place for a list.
pub trait ListSlot {
    /// Begins a list here, or forgets one.
    fn reset(&mut self, to: Reset);
    /// The place for the next element of the list begun here.
    fn element(&mut self) -> Slot<'_>;
    /// The list begun here.
    fn list(&self) -> &dyn List;
}

/// What becomes of the place of a list. One function for the three, because it is compiled for every type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reset {
    /// An empty list stands here.
    Begin,
    /// The list begun here goes.
    Undo,
    /// What was there goes; nothing changes where the place is the next one of a list.
    Clear,
}

/// A place for any JSON.
pub trait JsonSlot {
    /// Takes the value; a property does not take null, an element does.
    fn set(&mut self, value: &mut Json) -> Fit;
    /// Takes the value, null as well.
    fn put(&mut self, value: Json);
}

/// What must be kept beside a property after a value was offered to it.
#[derive(Debug, Default)]
pub(crate) enum Kept {
    /// Nothing: the property is written back as it came.
    #[default]
    Nothing,
    /// A null: the property does not have it.
    Null,
    /// The original, for the property has the value in another form.
    Original(Json),
    /// The value: the property does not have it.
    Misfit(Json),
}

impl Slot<'_> {
    /// Forgets what was there, because what came instead does not fit.
    pub(crate) fn clear(self) {
        match self {
            Slot::Nothing => {}
            Slot::Scalar(slot) => slot.clear(),
            Slot::Object(slot) => slot.clear(),
            Slot::Polymorphic(slot) => slot.clear(),
            Slot::List(slot) => slot.reset(Reset::Clear),
            Slot::Json(slot) => {
                slot.set(&mut Json::Null);
            }
        }
    }

    /// Offers a scalar.
    #[inline]
    pub(crate) fn offer(self, raw: Raw<'_>, kept: &mut Kept) {
        match self {
            Slot::Scalar(slot) => match slot.set(raw) {
                Fit::Exact => {}
                fit => kept.keep(raw, fit),
            },
            other => other.offer_json(raw.to_json(), kept),
        }
    }

    /// Offers a null.
    #[inline]
    pub(crate) fn offer_null(self, kept: &mut Kept) {
        if let Slot::Json(slot) = self
            && slot.set(&mut Json::Null) == Fit::Exact
        {
            return;
        }
        *kept = Kept::Null;
    }

    /// Offers a value that is of the wrong form for all but the places that take anything.
    pub(crate) fn offer_json(self, mut value: Json, kept: &mut Kept) {
        if let Slot::Json(slot) = self
            && slot.set(&mut value) == Fit::Exact
        {
            return;
        }
        *kept = Kept::Misfit(value);
    }
}

impl Kept {
    /// Puts it beside the property with this number.
    pub(super) fn keep_in(self, additional: &mut Additional, info: &'static ObjectInfo, index: usize) {
        let Some(name) = info.names.get(index) else { return };
        match self {
            Self::Nothing => {}
            Self::Null => additional.keep_null(info, index),
            Self::Misfit(value) => additional.keep_misfit(name, value),
            Self::Original(value) => additional.keep_original(name, value),
        }
    }

    #[inline(never)]
    fn keep(&mut self, raw: Raw<'_>, fit: Fit) {
        *self = match fit {
            Fit::Exact => return,
            Fit::Reworded => Self::Original(raw.to_json()),
            Fit::Misfit => Self::Misfit(raw.to_json()),
        };
    }
}

impl Raw<'_> {
    pub(crate) fn to_json(self) -> Json {
        match self {
            Raw::Bool(value) => Json::from(value),
            Raw::Int(value) => Json::from(value),
            Raw::Uint(value) => Json::from(value),
            Raw::Double(value) => Json::from(value),
            Raw::Text(value) => Json::from(value),
            Raw::Decimal(value) => {
                value.number().cloned().map_or_else(|| Json::from(value.as_str()), Json::Number)
            }
        }
    }

    /// The scalar that a JSON value is, if it is one.
    pub(crate) fn of(value: &Json) -> Option<Raw<'_>> {
        match value {
            Json::Bool(value) => Some(Raw::Bool(*value)),
            Json::String(text) => Some(Raw::Text(text)),
            Json::Number(number) => Some(Self::of_number(number)),
            Json::Null | Json::Array(_) | Json::Object(_) => None,
        }
    }

    pub(crate) fn of_number(number: &serde_json::Number) -> Raw<'static> {
        match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Raw::Int(value),
            (None, Some(value)) => Raw::Uint(value),
            (None, None) => Raw::Double(number.as_f64().unwrap_or(f64::NAN)),
        }
    }
}
