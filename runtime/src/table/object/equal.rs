//! In: the views of two objects of one type. Out: whether they are equal. Knows no type.

use crate::table::data::{Additional, Object, View};

/// Whether two objects of one type have the same properties and the same additional values: what `PartialEq` of generated structs
/// calls.
#[must_use]
pub fn equal(left: &dyn Object, right: &dyn Object) -> bool {
    let mut equal = false;
    left.visit_fields(&mut |_, left, left_additional| {
        right.visit_fields(&mut |_, right, right_additional| {
            let mut both = left.iter().zip(right);
            equal = both.all(|(left, right)| same(left.view(), right.view()))
                && left_additional == right_additional;
        });
    });
    equal
}

#[allow(clippy::float_cmp, reason = "numbers are equal when they are the same number, as everywhere")]
fn same(left: View<'_>, right: View<'_>) -> bool {
    match (left, right) {
        (View::Absent, View::Absent) => true,
        (View::Bool(left), View::Bool(right)) => left == right,
        (View::Int(left), View::Int(right)) => left == right,
        (View::Double(left), View::Double(right)) => left == right,
        (View::Single(left), View::Single(right)) => left == right,
        (View::Decimal(left), View::Decimal(right)) => left == right,
        (View::Text(left), View::Text(right)) => left == right,
        (View::Names(left), View::Names(right)) => names(left).eq(names(right)),
        (View::Object(left), View::Object(right)) => equal(left, right),
        (View::Variant { index: left_index, object: left, .. }, View::Variant { index, object, .. }) => {
            left_index == index && equal(left, object)
        }
        (View::List(left), View::List(right)) => {
            left.count() == right.count()
                && (0..left.count()).all(|index| same(left.at(index), right.at(index)))
        }
        (View::Json(left), View::Json(right)) => left == right,
        _ => false,
    }
}

/// The names in a text of several.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Equal when the values are: the original form of a number makes no difference.
impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        let same_derived = match (self.derived(), other.derived()) {
            (None, None) => true,
            (Some(left), Some(right)) => {
                left.info().odata_type == right.info().odata_type && equal(left, right)
            }
            (Some(_), None) | (None, Some(_)) => false,
        };
        same_derived
            && self.beside_type().count() == other.beside_type().count()
            && self.beside_type().all(|(name, value)| other.get(name) == Some(value))
    }
}
