//! In: the view of a value. Out: the paths where the service sent a value of another type. Knows no type.

use crate::Error;
use crate::table::data::{Object, Value, View};
use crate::table::derived::visit_whole;
use crate::table::erased::view;
use crate::table::visit::is_absent;
use std::fmt::Write;

/// The paths of all properties whose values do not fit their types: `[3].from.emailAddress`.
///
/// Such a value never fails the reading: the property is absent, and its value is in `additional` under its name and is written back. A
/// null is no misfit.
///
/// A number beyond the range of a double (`1e999`) is kept as a text in the response to a [`Request`](crate::Request). serde_json by itself,
/// as in the example, refuses the whole text.
///
/// ```
/// # use msgraph_core::{Additional, misfits};
/// # pub struct Recipient { pub name: Option<String>, pub additional: Additional }
/// # msgraph_core::codegen::object! { Recipient "#microsoft.graph.recipient": name "name" }
/// let recipients: Vec<Recipient> = msgraph_core::serde_json::from_str(r#"[{"name": "A"}, {"name": 5}]"#)?;
/// assert_eq!(misfits(&recipients), ["[1].name"]);
/// # Ok::<(), msgraph_core::serde_json::Error>(())
/// ```
pub fn misfits<V: Value>(value: &V) -> Vec<String> {
    let mut walk = Walk::default();
    walk.view(view(value));
    walk.found
}

/// The value, if everything in it fits its type: for programs that prefer an error to an incomplete value.
///
/// # Errors
/// The paths of misfits, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
pub fn strict<V: Value>(value: V) -> Result<V, Error> {
    let found = misfits(&value);
    if found.is_empty() {
        return Ok(value);
    }
    Err(Error::decoding(format!("no value of its type: {}", found.join(", ")), &[]))
}

#[derive(Default)]
struct Walk {
    path: String,
    found: Vec<String>,
}

impl Walk {
    fn view(&mut self, view: View<'_>) {
        match view {
            View::Object(object) | View::Variant { object, .. } => self.object(object),
            View::List(list) => (0..list.count()).for_each(|index| {
                let before = self.path.len();
                // writing text into memory cannot fail
                let _ = write!(self.path, "[{index}]");
                self.view(list.at(index));
                self.path.truncate(before);
            }),
            _ => {}
        }
    }

    fn object(&mut self, object: &dyn Object) {
        visit_whole(object, &mut |info, fields, additional| {
            let absent = |name| info.index(name).is_some_and(|index| is_absent(fields, index));
            for (name, value) in additional {
                if !value.is_null() && absent(name) {
                    let before = self.enter(name);
                    self.found.push(self.path.clone());
                    self.path.truncate(before);
                }
            }
            for (name, field) in info.names.iter().zip(fields) {
                let before = self.enter(name);
                self.view(field.view());
                self.path.truncate(before);
            }
        });
    }

    /// Adds a name to the path, and returns its former length.
    fn enter(&mut self, name: &str) -> usize {
        let before = self.path.len();
        self.path.push_str(if before == 0 { "" } else { "." });
        self.path.push_str(name);
        before
    }
}

#[cfg(test)]
mod tests {
    use super::{misfits, strict};
    use crate::model::example::Message;

    fn read(text: &str) -> Message {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_misfit_has_its_path() {
        let message = read(
            r##"{"size": "many", "from": {"name": [], "new": 1}, "replies": [{}, {"reply": {"isRead": "yes"}}],
            "events": [{"@odata.type": "#microsoft.graph.jobEvent", "job": {}}], "counts": [1, "x"], "subject": null}"##,
        );
        let found = ["size", "counts", "from.name", "events[0].job", "replies[1].reply.isRead"];
        let mut sorted = misfits(&message);
        sorted.sort_by_key(String::len);
        assert_eq!(sorted, found);
        let error = strict(message).unwrap_err().to_string();
        assert!(error.contains("replies[1].reply.isRead"), "{error}");
    }

    #[test]
    fn what_fits_passes() {
        let text =
            r#"{"size": "5", "subject": null, "importance": "new", "other": {}, "receivedDateTime": "?"}"#;
        assert_eq!(misfits(&read(text)), [""; 0]);
        assert!(strict(read(text)).is_ok());
        let mut changed = read(r#"{"size": "many"}"#);
        changed.size = Some(1);
        assert_eq!(misfits(&changed), [""; 0], "the property has a value of its own");
    }
}
