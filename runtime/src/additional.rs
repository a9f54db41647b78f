//! In: what a type does not name. Out: the same, in its place. Knows no type.

use crate::Json;
use std::fmt;

type Map = serde_json::Map<String, Json>;

/// The properties that a type does not name, and those values of named ones that the type cannot hold.
///
/// Three things are found here after reading, each under its wire name, and each is written back:
/// properties the pages do not name (open types, a newer service); annotations such as `@odata.etag` or
/// `subject@odata.type`; and `null` or any other value that does not fit for a named property, so that null is not
/// absence and nothing is lost. A named property that has been set since wins over what is kept under its name.
///
/// ```
/// use msgraph_core::{Additional, Json};
///
/// let mut additional = Additional::default();
/// additional.insert("extension_color", "blue");
/// assert_eq!(additional.get("extension_color"), Some(&Json::from("blue")));
/// ```
#[derive(Clone, Default)]
pub struct Additional(Option<Box<Kept>>);

#[derive(Clone, Default)]
struct Kept {
    values: Map,
    /// The originals of numbers that came in another form than they are written in (`"12"`, or `3` for a double). They
    /// are not shown, for the property has the value, and count only as long as it has that very value.
    originals: Map,
}

impl Additional {
    /// The value under this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.values.get(name)
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
        self.0.get_or_insert_default().values.insert(name.into(), value.into())
    }

    /// Takes the value under this name away.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let removed = self.0.as_mut()?.values.remove(name);
        self.shrink();
        removed
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |kept| kept.values.len())
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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

    /// Whether nothing is kept at all, shown or not.
    pub(crate) fn is_unused(&self) -> bool {
        self.0.is_none()
    }

    /// What a named property was read from, if that is not how it is written.
    pub(crate) fn original(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.originals.get(name)
    }

    pub(crate) fn keep_original(&mut self, name: &str, value: Json) {
        self.0.get_or_insert_default().originals.insert(name.to_owned(), value);
    }

    /// Forgets all that is kept for a named property.
    pub(crate) fn forget(&mut self, name: &str) {
        if let Some(kept) = &mut self.0 {
            kept.values.remove(name);
            kept.originals.remove(name);
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        self.0.take_if(|kept| kept.values.is_empty() && kept.originals.is_empty());
    }
}

/// Equal when the values are: in which form a number came makes no difference.
impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Additional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl From<Map> for Additional {
    fn from(map: Map) -> Self {
        Self((!map.is_empty()).then(|| Box::new(Kept { values: map, originals: Map::new() })))
    }
}

impl From<Additional> for Map {
    fn from(additional: Additional) -> Self {
        additional.0.map_or_else(Self::new, |kept| kept.values)
    }
}

impl<'a> IntoIterator for &'a Additional {
    type Item = (&'a String, &'a Json);
    type IntoIter = std::iter::Flatten<std::option::IntoIter<serde_json::map::Iter<'a>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.as_ref().map(|kept| kept.values.iter()).into_iter().flatten()
    }
}
