//! In: a value as it stands in a struct. Out: what is written. Knows no serde format.

use super::Object;
use crate::Json;
use crate::values::scalar::Decimal;

/// A borrowed view of the value of a property.
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
}
