//! In: the view of an object. Out: an equal object. Knows no type, so that a struct needs no function of its
//! own for it.

use crate::table::data::{Derived, Object, Reset, Slot, View};
use crate::table::empty::Empty;
use crate::table::scalar::Raw;

/// A copy of an object: what `Clone` of generated structs calls.
#[must_use]
pub fn copy<T: Object + Empty>(object: &T) -> T {
    let mut copy = T::empty();
    fill_object(&mut copy, object);
    copy
}

/// Copies a view into a place of the same type.
fn fill(slot: Slot<'_>, view: View<'_>) {
    match (slot, view) {
        (Slot::Scalar(slot), view) => {
            // the view of a value fits its own type
            scalar(view).map(|raw| slot.set(raw));
        }
        (Slot::Object(slot), View::Object(object)) => fill_object(slot.make(), object),
        (Slot::Polymorphic(slot), View::Variant { index, object, .. }) => {
            fill_object(slot.make(index as usize), object);
        }
        (Slot::List(slot), View::List(list)) => {
            slot.reset(Reset::Begin);
            (0..list.count()).for_each(|index| fill(slot.element(), list.at(index)));
        }
        (Slot::Json(slot), View::Json(value)) => slot.put(value.clone()),
        _ => {}
    }
}

/// Copies the properties of an object into an empty one of its type.
pub(crate) fn fill_object(copy: &mut dyn Object, object: &dyn Object) {
    object.visit_fields(&mut |_, from, additional| {
        copy.visit_fields_mut(&mut |_, to, copied| {
            for (field, value) in to.iter_mut().zip(from) {
                let view = value.view();
                if !view.is_absent() {
                    fill(field.slot(), view);
                }
            }
            copied.clone_from(additional);
        });
    });
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

impl Clone for Box<dyn Derived> {
    fn clone(&self) -> Self {
        let mut copy = (**self).fresh();
        fill_object(&mut *copy, &**self);
        copy
    }
}

#[cfg(test)]
mod tests {
    use crate::codegen::Object;
    use crate::model::example::Message;
    use crate::{Decimal, Flags, Json};
    use serde_json::json;

    fn everything() -> Message {
        let json = json!({
            "id": "1", "isRead": true, "size": 9_007_199_254_740_993_i64, "order": -5, "small": 255, "score": "INF",
            "ratio": 0.1, "price": "12.50", "importance": "new", "levels": ["low", "new"], "flags": "low, high",
            "from": {"name": "A", "x": null}, "toRecipients": [{"name": "B"}, {}], "due": "2026-05-01", "at": "1:00",
            "receivedDateTime": "?", "lasts": "P1D", "guid": "no", "bytes": "QQ==", "categories": ["x", "y"],
            "scores": [0.5], "counts": [], "marks": [true], "rows": [[0.5], []], "extra": {"a": [1]}, "extras": [null],
            "reply": {"reply": {"subject": "deep"}}, "replies": [{"id": "2"}], "nothing": {"a": 1}, "type": "t",
            "event": {"@odata.type": "#microsoft.graph.jobEvent", "job": 5},
            "events": [{"id": "1"}, {"@odata.type": "#microsoft.graph.newEvent", "x": 1},
                {"@odata.type": "#microsoft.graph.cancelledEvent", "by": "me"}],
            "subject": 5, "color": "blue"
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_copy_has_everything() {
        let message = everything();
        let absent = message
            .info()
            .names
            .iter()
            .filter(|name| serde_json::to_value(&message).unwrap().get(**name).is_none());
        assert_eq!(absent.count(), 0, "every kind of property is copied");
        let copy = message.clone();
        assert_eq!(copy, message);
        assert_eq!(serde_json::to_string(&copy).unwrap(), serde_json::to_string(&message).unwrap());
    }

    #[test]
    fn what_only_a_program_can_set_is_copied_as_well() {
        let price = Some(Decimal::from("12.50"));
        let message = Message {
            price,
            extra: Some(Json::Null),
            score: Some(-0.0),
            ratio: Some(f32::INFINITY),
            ..Message::default()
        };
        let copy = message.clone();
        assert_eq!((&copy.price, &copy.extra), (&message.price, &message.extra));
        assert_eq!(copy.score.map(f64::to_bits), message.score.map(f64::to_bits));
        assert_eq!(copy, message);
    }

    #[test]
    fn objects_are_equal_when_all_their_properties_are() {
        let message = everything();
        for name in message.info().names {
            let mut json = serde_json::to_value(&message).unwrap();
            json.as_object_mut().unwrap().remove(*name);
            assert_ne!(serde_json::from_value::<Message>(json).unwrap(), message, "{name}");
        }
        let with = |change: fn(&mut Message)| {
            let mut changed = message.clone();
            change(&mut changed);
            changed == message
        };
        assert!(with(|message| message.flags = Some(Flags::from("low,high"))), "blanks part no names");
        assert!(!with(|message| message.flags = Some(Flags::from("high,low"))));
        assert!(!with(|message| message.score = Some(f64::NAN)));
        assert!(!with(|message| drop(message.additional.remove("color"))));
        assert!(!with(|message| message.events.as_mut().unwrap().swap(0, 1)));
        assert!(!with(|message| message.reply.as_mut().unwrap().id = Some("1".into())));
    }
}
