//! In: a value as it stands in a struct. Out: what is written. Knows no serde format.

use super::Object;
use super::slot::Raw;
use super::writer::write_object;
use crate::Json;
use crate::values::number::{read_double, read_int, read_single, single_as_double};
use crate::values::scalar::Decimal;
use serde_core::ser::{Serialize, SerializeSeq, Serializer};

/// What a property shows of itself.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing is set.
    Absent,
    /// true or false
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number in double precision; `INF`, `-INF` and `NaN` are written as these texts.
    Double(f64),
    /// A number in single precision.
    Single(f32),
    /// A number that keeps its digits.
    Decimal(&'a Decimal),
    /// A text.
    Text(&'a str),
    /// A text of several names with commas.
    Names(&'a str),
    /// An object.
    Object(&'a dyn Object),
    /// An object of one of several types.
    Variant {
        /// The number of the type; small, so that a view is three words, which a writer copies for each property.
        index: u32,
        /// Whether its `@odata.type` must be written with it.
        typed: bool,
        /// The object.
        object: &'a dyn Object,
    },
    /// A list.
    List(&'a dyn List),
    /// Anything.
    Json(&'a Json),
}

/// A list whose elements can be viewed.
pub trait List {
    /// The number of elements.
    fn count(&self) -> usize;
    /// The element with this number; absent when there is none.
    fn at(&self, index: usize) -> View<'_>;
}

impl View<'_> {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, View::Absent)
    }

    pub(crate) fn to_json(self) -> Json {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Whether this value is what the original was read as, so that the original may be written for it.
    pub(crate) fn was_read_from(self, original: &Json) -> bool {
        match (self, original, Raw::of(original)) {
            (View::Int(value), _, Some(raw)) => read_int(raw) == Some(value),
            (View::Double(value), _, Some(raw)) => {
                read_double(raw).is_some_and(|read| read.to_bits() == value.to_bits())
            }
            (View::Single(value), _, Some(raw)) => {
                read_single(raw).is_some_and(|read| read.to_bits() == value.to_bits())
            }
            (View::List(list), Json::Array(originals), _) => {
                list.count() == originals.len()
                    && originals.iter().enumerate().all(|(index, original)| {
                        let view = list.at(index);
                        view.was_read_from(original) || view.to_json() == *original
                    })
            }
            _ => false,
        }
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            View::Absent => serializer.serialize_none(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Int(value) => serializer.serialize_i64(value),
            View::Double(value) => write_double(value, serializer),
            View::Single(value) => write_double(single_as_double(value), serializer),
            View::Decimal(value) => match value.number() {
                None => serializer.serialize_str(value.as_str()),
                Some(number) => match Raw::of_number(number) {
                    Raw::Int(value) => serializer.serialize_i64(value),
                    Raw::Uint(value) => serializer.serialize_u64(value),
                    _ => serializer.serialize_f64(number.as_f64().unwrap_or(f64::NAN)),
                },
            },
            View::Text(value) | View::Names(value) => serializer.serialize_str(value),
            View::Object(object) => write_object(object, false, serializer),
            View::Variant { typed, object, .. } => write_object(object, typed, serializer),
            View::List(list) => {
                let mut seq = serializer.serialize_seq(Some(list.count()))?;
                for index in 0..list.count() {
                    seq.serialize_element(&list.at(index))?;
                }
                seq.end()
            }
            View::Json(value) => value.serialize(serializer),
        }
    }
}

/// JSON has no number for these three, OData has texts.
fn write_double<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_finite() {
        return serializer.serialize_f64(value);
    }
    serializer.serialize_str(crate::values::number::non_finite(value))
}
