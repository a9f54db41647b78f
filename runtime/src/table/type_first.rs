//! In: JSON. Out: the same in the order that OData requires: in each object the type is before the properties.

use crate::Json;
use crate::table::names::ODATA_TYPE;
use serde_core::{Serialize, Serializer};

/// A value whose objects have their type first. The maps of JSON are ordered by name, and other control information such as
/// `@odata.id` is before the type there.
pub(super) struct TypeFirst<'a>(pub(super) &'a Json);

impl Serialize for TypeFirst<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::Object(map) => TypedMap { map, odata_type: None }.serialize(serializer),
            Json::Array(items) => serializer.collect_seq(items.iter().map(TypeFirst)),
            scalar => scalar.serialize(serializer),
        }
    }
}

/// An object that has its type first, and so have the objects in it.
pub(crate) struct TypedMap<'a> {
    pub(crate) map: &'a serde_json::Map<String, Json>,
    /// The type, where the object does not name one.
    pub(crate) odata_type: Option<&'static str>,
}

impl Serialize for TypedMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let default = self.odata_type.map(Json::from);
        let odata_type = self.map.get(ODATA_TYPE).or(default.as_ref());
        let others = self.map.iter().filter(|(name, _)| *name != ODATA_TYPE);
        let others = others.map(|(name, value)| (name.as_str(), value));
        let entries = odata_type.map(|value| (ODATA_TYPE, value)).into_iter().chain(others);
        serializer.collect_map(entries.map(|(name, value)| (name, TypeFirst(value))))
    }
}
