//! In: two objects of one type, as they show themselves. Out: whether they are equal. Knows no type.

use super::view::View;
use super::{Field, Object, Show};

/// Whether two objects have the same properties and the same additional values: what `PartialEq` of generated structs calls.
#[must_use]
pub fn equal(left: &dyn Object, right: &dyn Object) -> bool {
    let (shown_left, shown_right) = (Shown::of(left), Shown::of(right));
    let mut both = shown_left.0.iter().zip(&shown_right.0);
    shown_left.0.len() == shown_right.0.len()
        && both.all(|(left, right)| left.0 == right.0 && same(left.1.view(), right.1.view()))
        && left.additional() == right.additional()
}

#[derive(Default)]
struct Shown<'a>(Vec<(usize, &'a dyn Field)>);

impl<'a> Shown<'a> {
    fn of(object: &'a dyn Object) -> Self {
        let mut shown = Self::default();
        object.show(&mut shown);
        shown
    }
}

impl<'a> Show<'a> for Shown<'a> {
    fn property(&mut self, index: usize, field: &'a dyn Field) {
        self.0.push((index, field));
    }
}

#[allow(clippy::float_cmp, reason = "numbers are equal when they are the same number, as everywhere")]
fn same(left: View<'_>, right: View<'_>) -> bool {
    match (left, right) {
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
