//! In: what a type does not name. Out: the same, in its place. Knows no type.

use crate::Json;
use std::fmt;

type Map = serde_json::Map<String, Json>;

/// The properties that a type does not name, and those values of named ones that the type cannot hold.
///
/// Four things are found here after reading, each under its wire name, and each is written back:
/// properties the pages do not name (open types, a newer service); annotations such as `@odata.etag` or
/// `subject@odata.type`; `null` for a named property, so that null is not absence; and the original of a value that
/// does not fit the property's type or would be written in another form (`"12"` where a number stands).
///
/// A named property that is set wins over what is kept under its name.
///
/// ```
/// use msgraph_core::{Additional, Json};
///
/// let mut additional = Additional::default();
/// additional.insert("extension_color", "blue");
/// assert_eq!(additional.get("extension_color"), Some(&Json::from("blue")));
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Additional(Option<Box<Map>>);

impl Additional {
    /// The value under this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.get(name)
    }

    /// Whether there is a value under this name, null included.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether a null stands under this name.
    #[must_use]
    pub fn is_null(&self, name: &str) -> bool {
        self.get(name).is_some_and(Json::is_null)
    }

    /// Puts a value under a name; answers with the one it replaces.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.0.get_or_insert_default().insert(name.into(), value.into())
    }

    /// Takes the value under this name away.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let map = self.0.as_mut()?;
        let removed = map.remove(name);
        // an empty map must not differ from none
        if map.is_empty() {
            self.0 = None;
        }
        removed
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |map| map.len())
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Forgets all values.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// All names and values, ordered by name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Json)> {
        self.into_iter()
    }

    /// The version of the object, for `If-Match` (`@odata.etag`).
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.get("@odata.etag")?.as_str()
    }
}

impl fmt::Debug for Additional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl From<Map> for Additional {
    fn from(map: Map) -> Self {
        Self((!map.is_empty()).then(|| Box::new(map)))
    }
}

impl From<Additional> for Map {
    fn from(additional: Additional) -> Self {
        additional.0.map_or_else(Self::new, |map| *map)
    }
}

impl<'a> IntoIterator for &'a Additional {
    type Item = (&'a String, &'a Json);
    type IntoIter = std::iter::Flatten<std::option::IntoIter<serde_json::map::Iter<'a>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.as_ref().map(|map| map.iter()).into_iter().flatten()
    }
}
