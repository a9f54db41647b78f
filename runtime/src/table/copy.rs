//! In: an object, as it shows itself. Out: another one that is equal. Knows no type, so that a struct needs no function of its
//! own for it.

use super::slot::{Raw, Reset, Slot};
use super::view::View;
use super::{Field, Object, Show};

/// A copy of an object: what `Clone` of generated structs calls.
#[must_use]
pub fn copy<T: Object + Default>(object: &T) -> T {
    let mut copy = T::default();
    fill_object(&mut copy, object);
    copy
}

/// Puts what is shown into a place of the same type.
fn fill(slot: Slot<'_>, view: View<'_>) {
    match (slot, view) {
        (Slot::Scalar(slot), view) => {
            // what a value shows of itself fits its own type
            scalar(view).map(|raw| slot.set(raw));
        }
        (Slot::Object(slot), View::Object(object)) => fill_object(slot.make(), object),
        (Slot::Boxed(slot), View::Object(object)) => fill_object(slot.make(), object),
        (Slot::Polymorph(slot), View::Variant { index, object, .. }) => {
            slot.make();
            fill_object(slot.change(index), object);
        }
        (Slot::List(slot), View::List(list)) => {
            slot.reset(Reset::Begin);
            (0..list.count()).for_each(|index| fill(slot.element(), list.at(index)));
        }
        (Slot::Json(slot), View::Json(value)) => slot.put(value.clone()),
        _ => {}
    }
}

/// Puts what an object shows into another one that shows nothing yet.
pub(crate) fn fill_object(copy: &mut dyn Object, object: &dyn Object) {
    object.show(&mut Filling(copy));
    *copy.additional_mut() = object.additional().clone();
}

struct Filling<'a>(&'a mut dyn Object);

impl<'a> Show<'a> for Filling<'_> {
    fn property(&mut self, index: usize, field: &'a dyn Field) {
        fill(self.0.slot(index), field.view());
    }
}

fn scalar(view: View<'_>) -> Option<Raw<'_>> {
    Some(match view {
        View::Bool(value) => Raw::Bool(value),
        View::Int(value) => Raw::Int(value),
        View::Double(value) => Raw::Double(value),
        View::Single(value) => Raw::Double(f64::from(value)),
        View::Decimal(value) => Raw::Decimal(value),
        View::Text(text) | View::Names(text) => Raw::Text(text),
        View::Absent | View::Object(_) | View::Variant { .. } | View::List(_) | View::Json(_) => return None,
    })
}
