//! In: the values of a reader. Out: properties that hold them. Knows no serde format.

use crate::Json;
use crate::table::data::{Additional, Fit, ObjectInfo, Reset, Slot};
use crate::table::scalar::Raw;

/// The value to keep beside a property after a value was offered to it.
#[derive(Debug, Default)]
pub(crate) enum Kept {
    /// Nothing: the property is written back unchanged.
    #[default]
    Nothing,
    /// A null: the property does not have it.
    Null,
    /// The original, because the property has the value in another form.
    Original(Json),
    /// The value: the property does not have it.
    Misfit(Json),
}

impl Slot<'_> {
    /// Clears the place, because the new value does not fit.
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
