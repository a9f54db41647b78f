//! In: JSON. Out: the same in the order that OData requires, and some parts of the service with it: the type of an object is
//! first, then its other annotations, and the annotations of a property (`color@odata.type`) are before this property.

use crate::Json;
use crate::table::names::{ODATA_TYPE, annotated_by};
use serde_core::{Serialize, Serializer};

/// A value whose objects are in order. The maps of JSON are ordered by name, which puts `@odata.id` before the type,
/// and annotations behind their property.
pub(super) struct Ordered<'a>(pub(super) &'a Json);

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::Object(map) => OrderedMap { map, odata_type: None }.serialize(serializer),
            Json::Array(items) => serializer.collect_seq(items.iter().map(Ordered)),
            scalar => scalar.serialize(serializer),
        }
    }
}

/// An object in order, and so are the objects in it.
pub(crate) struct OrderedMap<'a> {
    pub(crate) map: &'a serde_json::Map<String, Json>,
    /// The type, where the object does not name one.
    pub(crate) odata_type: Option<&'static str>,
}

impl Serialize for OrderedMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let default = self.odata_type.map(Json::from);
        let odata_type = self.map.get(ODATA_TYPE).or(default.as_ref());
        let others = self.map.iter().filter(|(name, _)| *name != ODATA_TYPE);
        let others = others.map(|(name, value)| (name.as_str(), value));
        let entries = odata_type.map(|value| (ODATA_TYPE, value)).into_iter();
        let ordered = |(name, value)| (name, Ordered(value));
        if self.map.keys().any(|name| name != ODATA_TYPE && name.contains('@')) {
            let mut others: Vec<(&str, &Json)> = others.collect();
            sort(&mut others);
            return serializer.collect_map(entries.chain(others).map(ordered));
        }
        serializer.collect_map(entries.chain(others).map(ordered))
    }
}

/// Orders values: annotations of the object, then each property behind its annotations, by name.
pub(super) fn sort(values: &mut [(&str, &Json)]) {
    values.sort_by_key(|(name, _)| match annotated_by(name) {
        Some(property) => (property, false),
        None => (*name, true),
    });
}

#[cfg(test)]
mod tests {
    use crate::model::example::Message;
    use crate::{Json, Patch};
    use serde_json::json;

    #[test]
    fn annotations_are_before_their_property() {
        let json: Json = json!({
            "color": ["Red"], "color1": 1, "color@odata.type": "#c", "@odata.id": "x", "@odata.type": "#t",
            "b@odata.bind": "y", "#send": {}, "inner": {"z": 1, "z@a": 2}
        });
        let text = r##"{"@odata.type":"#t","@odata.id":"x","#send":{},"b@odata.bind":"y","color@odata.type":"#c","color":["Red"],"color1":1,"inner":{"z@a":2,"z":1}}"##;
        let patch = Patch::<Message>::new().set_json("x", json.clone());
        assert_eq!(serde_json::to_string(&patch).unwrap(), format!("{{\"x\":{text}}}"));
        let message = Message { extra: Some(json), ..Message::default() };
        assert_eq!(serde_json::to_string(&message).unwrap(), format!("{{\"extra\":{text}}}"));
    }

    #[test]
    fn annotations_of_an_object_are_before_their_property() {
        let read = |text: &str| -> Message { serde_json::from_str(text).unwrap() };
        let message = read(
            r##"{"size": 5, "size@a": 1, "isRead": null, "isRead@a": 2, "order@a": 3, "score": "?", "score@a": 4,
            "x": {}, "x@a": 5, "@odata.type": "#t", "subject": "s", "": 6}"##,
        );
        let text = r##"{"@odata.type":"#t","size@a":1,"size":5,"isRead@a":2,"isRead":null,"subject":"s","":6,"order@a":3,"score@a":4,"score":"?","x@a":5,"x":{}}"##;
        assert_eq!(serde_json::to_string(&message).unwrap(), text);
        assert_eq!(read(text), message);
        // the type of the object is no property of this one
        let mut message = Message { subject: Some("s".into()), ..Message::default() };
        message.additional.insert("subject@odata.type", "#String");
        assert_eq!(
            serde_json::to_string(&message).unwrap(),
            r##"{"subject@odata.type":"#String","subject":"s"}"##
        );
    }
}
