//! In: the view of an object. Out: its `Debug` text with the properties that are set. Knows no type.

use crate::table::data::{Object, View};
use crate::table::derived::visit_whole;
use std::fmt::{self, Debug, Formatter};

/// Shows the properties that are set by their wire names, and the additional values: what `Debug` of generated structs calls.
///
/// # Errors
/// Those of the formatter alone.
pub fn debug(object: &dyn Object, f: &mut Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    visit_whole(object, &mut |info, fields, additional| {
        let mut visit = f.debug_struct(info.name);
        for (name, field) in info.names.iter().zip(fields) {
            let view = field.view();
            if !view.is_absent() {
                visit.field(name, &view);
            }
        }
        if !additional.is_empty() {
            visit.field("additional", additional);
        }
        result = visit.finish();
    });
    result
}

impl Debug for View<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            View::Absent => f.write_str("None"),
            View::Bool(value) => value.fmt(f),
            View::Int(value) => value.fmt(f),
            View::Double(value) => value.fmt(f),
            View::Single(value) => value.fmt(f),
            View::Decimal(value) => value.fmt(f),
            View::Text(text) | View::Names(text) => text.fmt(f),
            View::Object(object) | View::Variant { object, .. } => debug(object, f),
            View::List(list) => {
                f.debug_list().entries((0..list.count()).map(|index| list.at(index))).finish()
            }
            View::Json(value) => value.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::example::Message;

    #[test]
    fn what_is_set_is_shown() {
        let text = r##"{"isRead": true, "price": 1.5, "flags": "low", "from": {"name": "A"}, "scores": [1.5], "extra": {},
            "event": {"@odata.type": "#microsoft.graph.jobEvent", "job": 5}, "subject": null}"##;
        let message: Message = serde_json::from_str(text).unwrap();
        let visit = "Message { from: Recipient { name: \"A\" }, event: JobEvent { job: 5 }, extra: Object {}, \
            flags: \"low\", price: Decimal(1.5), isRead: true, scores: [1.5], additional: {\"subject\": Null} }";
        assert_eq!(format!("{message:?}"), visit);
    }
}
