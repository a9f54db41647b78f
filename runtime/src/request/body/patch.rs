//! In: properties and their new values. Out: a body with exactly these.

use crate::Json;
use crate::model::into_value::IntoValue;
use crate::model::property::Property;
use crate::table::{self, OrderedMap, Value};
use serde_core::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A change of a `T`: set properties are sent, and cleared properties are sent as null.
///
/// Its `Debug` shows the names alone.
pub struct Patch<T> {
    changes: serde_json::Map<String, Json>,
    of: PhantomData<fn() -> T>,
}

impl<T> Patch<T> {
    /// No change.
    #[must_use]
    pub fn new() -> Self {
        Self { changes: serde_json::Map::new(), of: PhantomData }
    }

    /// Sets a property; nothing changes for `None`. Only a property of type [`Json`] is sent as null then, for
    /// `None` is null in JSON.
    #[must_use]
    pub fn set<V: Value, Form>(
        self,
        property: Property<T, V>,
        value: impl IntoValue<V, V::Kind, Form>,
    ) -> Self {
        match value.into_value() {
            Some(value) => self.set_json(property.name(), table::view(&value).to_json()),
            None => self,
        }
    }

    /// Sets a property, or clears it for `None`.
    #[must_use]
    pub fn set_or_clear<V: Value, Form>(
        self,
        property: Property<T, V>,
        value: Option<impl IntoValue<V, V::Kind, Form>>,
    ) -> Self {
        match value {
            Some(value) => self.set(property, value),
            None => self.clear(property),
        }
    }

    /// Clears a property: null is sent.
    #[must_use]
    pub fn clear<V>(self, property: Property<T, V>) -> Self {
        self.set_json(property.name(), Json::Null)
    }

    /// Sets a property by its wire name to any JSON: for undocumented properties.
    #[must_use]
    pub fn set_json(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.changes.insert(name.into(), value.into());
        self
    }

    /// The new values by wire name.
    pub(crate) fn map(&self) -> &serde_json::Map<String, Json> {
        &self.changes
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The wire names and new values.
    pub fn changes(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.changes.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<T> Default for Patch<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Patch<T> {
    fn clone(&self) -> Self {
        Self { changes: self.changes.clone(), of: PhantomData }
    }
}

impl<T> PartialEq for Patch<T> {
    fn eq(&self, other: &Self) -> bool {
        self.changes == other.changes
    }
}

impl<T> fmt::Debug for Patch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.changes.keys()).finish()
    }
}

impl<T> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        OrderedMap { map: &self.changes, odata_type: None }.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;
    use crate::model::example::{CancelledEvent, Importance, Message, Recipient};
    use crate::{Body, Json};
    use serde_json::json;

    #[test]
    fn what_is_set_is_sent_and_what_is_cleared_is_null() {
        let patch = Patch::new()
            .set(Message::SUBJECT, "now")
            .set(Message::IS_READ, true)
            .set(Message::IMPORTANCE, Importance::Low)
            .set(Message::FROM, Recipient { name: Some("A".into()), ..Recipient::default() })
            .set(Message::TO_RECIPIENTS, vec![Recipient::default()])
            .set(Message::EVENT, CancelledEvent::default())
            .set(Message::EXTRA, json!([1]))
            .clear(Message::RECEIVED_DATE_TIME);
        let expected = json!({"subject": "now", "isRead": true, "importance": "low", "from": {"name": "A"},
            "toRecipients": [{}], "event": {"@odata.type": "#microsoft.graph.cancelledEvent"}, "extra": [1],
            "receivedDateTime": null});
        assert_eq!(serde_json::to_value(&patch).unwrap(), expected);
        assert_eq!(patch.changes().count(), 8);
    }

    #[test]
    fn values_that_may_be_missing_are_left_or_cleared() {
        let (none, some) = (None::<&str>, Some("now"));
        let patch = Patch::new().set(Message::SUBJECT, none).set(Message::CATEGORIES, ["Red"]);
        assert_eq!(serde_json::to_value(&patch).unwrap(), json!({"categories": ["Red"]}));
        let patch =
            Patch::new().set_or_clear(Message::SUBJECT, some).set_or_clear(Message::IS_READ, None::<bool>);
        assert_eq!(serde_json::to_value(&patch).unwrap(), json!({"subject": "now", "isRead": null}));
        let patch = Patch::new().set(Message::EXTRA, None::<bool>);
        assert_eq!(serde_json::to_value(&patch).unwrap(), json!({"extra": null}), "`None` is null in JSON");
        let list = ["Red".to_owned()];
        let patch = Patch::new().set(Message::CATEGORIES, list.as_slice()).set(Message::SUBJECT, some);
        assert_eq!(serde_json::to_value(&patch).unwrap(), json!({"categories": ["Red"], "subject": "now"}));
    }

    #[test]
    fn last_change_of_a_property_wins() {
        let patch = Patch::new().set(Message::SUBJECT, "a").clear(Message::SUBJECT).set_json("x", 1);
        assert_eq!(serde_json::to_value(&patch).unwrap(), json!({"subject": null, "x": 1}));
    }

    #[test]
    fn empty_patch_is_an_empty_object() {
        let patch = Patch::<Message>::new();
        assert!(patch.is_empty());
        assert_eq!(serde_json::to_string(&patch).unwrap(), "{}");
    }

    #[test]
    fn type_is_first_in_every_object() {
        let json: Json = json!({"@odata.id": "x", "@odata.type": "#t", "a": [{"@microsoft.graph.x": 1, "@odata.type": "#u"}]});
        let text =
            r##"{"@odata.type":"#t","@odata.id":"x","a":[{"@odata.type":"#u","@microsoft.graph.x":1}]}"##;
        let patch = Patch::<Message>::new().set_json("x", json.clone()).set_json("@odata.type", "#v");
        let expected = format!(r##"{{"@odata.type":"#v","x":{text}}}"##);
        assert_eq!(serde_json::to_string(&patch).unwrap(), expected);
        let patch = Patch::new().set(Message::EXTRA, json.clone());
        assert_eq!(serde_json::to_string(&patch).unwrap(), format!(r#"{{"extra":{text}}}"#));
        let mut event = CancelledEvent::default();
        event.additional.insert("@odata.id", "x");
        let patch = Patch::new().set(Message::EVENT, event);
        let expected = r##"{"event":{"@odata.type":"#microsoft.graph.cancelledEvent","@odata.id":"x"}}"##;
        assert_eq!(serde_json::to_string(&patch).unwrap(), expected);
        let mut message = Message { extra: Some(json.clone()), ..Message::default() };
        message.additional.insert("more", json.clone());
        let expected = format!(r#"{{"extra":{text},"more":{text}}}"#);
        assert_eq!(serde_json::to_string(&message).unwrap(), expected);
        let body = json.content();
        assert_eq!(body.bytes(), Some(text.as_bytes()));
    }

    #[test]
    fn debug_shows_no_values() {
        let patch = Patch::new().set(Message::SUBJECT, "secret");
        assert_eq!(format!("{patch:?}"), "[\"subject\"]");
    }
}
