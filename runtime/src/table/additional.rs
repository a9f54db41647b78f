//! In: values that a type does not name or cannot hold. Out: the same values by name. Knows no type.

mod behind;

use crate::Json;
use crate::table::data::nulls::{self, Nulls};
use crate::table::data::values::{self, Name};
use crate::table::data::{Additional, Fields, ObjectInfo, Stored, View};
use crate::table::names::{ODATA_TYPE, annotated_by};
use crate::table::ordered::OrderedMap;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::mem::ManuallyDrop;

type Map = serde_json::Map<String, Json>;

static NULL: Json = Json::Null;

impl Additional {
    /// No values.
    #[must_use]
    pub const fn new() -> Self {
        Self(ManuallyDrop::new(None))
    }

    /// The value under this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        let kept = self.0.as_ref()?;
        kept.values.get(name).or_else(|| kept.nulls.contains(name).then_some(&NULL))
    }

    /// Whether there is a value under this name, null included.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether the value under this name is null.
    #[must_use]
    pub fn is_null(&self, name: &str) -> bool {
        self.get(name).is_some_and(Json::is_null)
    }

    /// Puts a value under a name, and returns the one that it replaces.
    ///
    /// A property that is set wins over it, also one of a derived type that this object is. `downcast` leads to the fields
    /// of that type, where they can be changed.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.put(Name::Owned(name.into()), value.into())
    }

    /// Puts an object under a name, with its `@odata.type`, and returns the value that it replaces.
    ///
    /// The service requires the type of objects under names that the program chooses, such as the assignments of a task. A number,
    /// a text, or an object of another type of serde is [inserted](Self::insert) as JSON.
    ///
    /// ```
    /// # pub struct Assignment { pub order_hint: Option<String>, pub additional: msgraph_core::Additional }
    /// # msgraph_core::codegen::object! { Assignment "#microsoft.graph.plannerAssignment": order_hint "orderHint" }
    /// use msgraph_core::{Additional, convert, some};
    ///
    /// # fn main() -> Result<(), msgraph_core::Error> {
    /// // in generated code: the field `additional` of `PlannerAssignments`
    /// let mut assignments = Additional::new();
    /// assignments.insert_object("id-of-a-user", &Assignment { order_hint: some(" !"), ..Assignment::default() });
    /// let json = assignments.get("id-of-a-user").expect("a value");
    /// assert_eq!(json["@odata.type"], "#microsoft.graph.plannerAssignment");
    ///
    /// let same: Assignment = convert(json)?;
    /// assert_eq!(same.order_hint.as_deref(), Some(" !"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn insert_object(&mut self, name: impl Into<String>, object: &impl Fields) -> Option<Json> {
        let view = View::Variant { index: 0, typed: true, object: object.object() };
        // writing text into memory cannot fail, and all keys of values are text
        self.insert(name, serde_json::to_value(view).unwrap_or_default())
    }

    fn put(&mut self, name: Name, value: Json) -> Option<Json> {
        let kept = self.kept();
        kept.beside = &[];
        let null = kept.take_null(&name);
        kept.values.insert(name, value).or(null)
    }

    /// Keeps the value of a property that this type does not name.
    pub(crate) fn keep_unnamed(&mut self, info: &'static ObjectInfo, name: Name, value: Json) {
        let kept = self.kept();
        if kept.values.len() == 0 {
            kept.beside = info.names;
        } else if !kept.is_beside(info) {
            kept.beside = &[];
        }
        kept.values.insert(name, value);
    }

    /// Keeps the value of a property that cannot hold it.
    pub(crate) fn keep_misfit(&mut self, name: &'static str, value: Json) {
        self.put(Name::Borrowed(name), value);
    }

    /// Removes the value under this name, and returns it. Properties that are set stay, also those of a derived type that this
    /// object is.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let kept = self.0.as_mut()?;
        let removed = kept.values.remove(name).or_else(|| kept.take_null(name));
        self.shrink();
        removed
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |kept| kept.values.len() + kept.nulls.len())
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes all values, and those of a derived type.
    pub fn clear(&mut self) {
        *self.0 = None;
    }

    /// All names and values: first the nulls of named properties, then the others ordered by name.
    pub fn iter(&self) -> Iter<'_> {
        let kept = self.0.as_deref();
        Iter {
            nulls: kept.map_or_else(Nulls::default, |kept| kept.nulls).into_iter(),
            values: kept.map(|kept| kept.values.iter()),
        }
    }

    /// The version of the object, for `If-Match` (`@odata.etag`).
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.get("@odata.etag")?.as_str()
    }

    /// Whether there is neither a value nor a derived type. This check is faster than [`is_empty`](Self::is_empty).
    #[inline]
    pub(crate) fn has_nothing(&self) -> bool {
        self.0.is_none()
    }

    /// Whether any named property was read from another form than it is written in.
    pub(crate) fn has_originals(&self) -> bool {
        self.0.as_ref().is_some_and(|kept| kept.originals.len() > 0)
    }

    /// The original of a named property, if it was read from another form than it is written in.
    pub(crate) fn original(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.originals.get(name)
    }

    pub(crate) fn keep_original(&mut self, name: &'static str, value: Json) {
        self.kept().originals.insert(Name::Borrowed(name), value);
    }

    /// Keeps a null of the property with this number.
    pub(crate) fn keep_null(&mut self, info: &'static ObjectInfo, index: usize) {
        let kept = self.kept();
        if let (false, Some(name)) = (kept.nulls.insert(info.names, index), info.names.get(index)) {
            kept.beside = &[];
            kept.values.insert(Name::Borrowed(name), Json::Null);
        }
    }

    /// The nulls of the properties of this type, each by the bit of its number.
    pub(crate) fn nulls_of(&self, info: &ObjectInfo) -> u128 {
        self.0.as_ref().map_or(0, |kept| kept.nulls.bits_of(info.names))
    }

    /// All names and values but those nulls, with the number of the property where it is one of the type.
    pub(crate) fn try_each_beside_nulls<E>(
        &self,
        info: &ObjectInfo,
        mut each: impl FnMut(Option<usize>, &str, &Json) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(kept) = self.0.as_deref() else { return Ok(()) };
        if kept.nulls.bits_of(info.names) == 0 {
            kept.nulls.into_iter().try_for_each(|name| each(info.index(name), name, &NULL))?;
        }
        let beside = kept.is_beside(info);
        let index = |name| if beside { None } else { info.index(name) };
        kept.values.iter().try_for_each(|(name, value)| each(index(name), name, value))
    }

    /// The annotations but for the type: the property that each is for, its own name, and its value.
    pub(crate) fn annotations(&self) -> impl Iterator<Item = (&str, &str, &Json)> {
        let values = self.0.iter().flat_map(|kept| kept.values.iter());
        let values = values.filter(|(name, _)| *name != ODATA_TYPE);
        values.filter_map(|(name, value)| Some((annotated_by(name)?, name, value)))
    }

    /// Removes all values of a named property.
    pub(crate) fn forget(&mut self, name: &str) {
        if let Some(kept) = self.0.as_mut() {
            kept.values.remove(name);
            kept.originals.remove(name);
            kept.take_null(name);
            self.shrink();
        }
    }

    fn kept(&mut self) -> &mut Stored {
        self.0.get_or_insert_default()
    }

    /// Drops an empty box, so that it equals no box.
    fn shrink(&mut self) {
        self.0.take_if(|kept| kept.len() == 0);
    }
}

impl Stored {
    fn len(&self) -> usize {
        self.values.len() + self.nulls.len() + self.originals.len() + usize::from(self.derived.is_some())
    }

    fn is_beside(&self, info: &ObjectInfo) -> bool {
        std::ptr::eq(self.beside, info.names)
    }

    fn take_null(&mut self, name: &str) -> Option<Json> {
        self.nulls.remove(name).then_some(Json::Null)
    }
}

impl Default for Additional {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

// Every generated struct has a field of this type, so its inlined code is no more than a check and a call.

impl Clone for Additional {
    #[inline]
    fn clone(&self) -> Self {
        if self.0.is_none() { Self::default() } else { copy(self) }
    }
}

#[inline(never)]
fn copy(additional: &Additional) -> Additional {
    Additional(additional.0.clone())
}

impl Drop for Additional {
    #[inline]
    fn drop(&mut self) {
        if self.0.is_some() {
            free(self);
        }
    }
}

#[inline(never)]
fn free(additional: &mut Additional) {
    *additional.0 = None;
}

impl fmt::Debug for Additional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl From<Map> for Additional {
    fn from(values: Map) -> Self {
        let kept = Stored { values: values.into(), ..Stored::default() };
        Self(ManuallyDrop::new((kept.len() > 0).then(|| Box::new(kept))))
    }
}

/// The values by name, with those of a derived type, as they are written: a property that is set wins over a value under
/// its name, and a number has the form in which it was read.
impl From<Additional> for Map {
    fn from(mut additional: Additional) -> Self {
        let derived = additional.entries_of_derived();
        let kept = additional.0.take().map(|kept| *kept).unwrap_or_default();
        let mut map = Map::from(kept.values);
        map.extend(kept.nulls.into_iter().map(|name| (name.to_owned(), Json::Null)));
        map.extend(derived);
        map
    }
}

impl<N: Into<String>, V: Into<Json>> FromIterator<(N, V)> for Additional {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(values: I) -> Self {
        let mut additional = Self::new();
        additional.extend(values);
        additional
    }
}

/// As [`insert`](Additional::insert) does with each value.
impl<N: Into<String>, V: Into<Json>> Extend<(N, V)> for Additional {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, values: I) {
        for (name, value) in values {
            self.insert(name, value);
        }
    }
}

/// As an object of all values, with those of a derived type.
impl Serialize for Additional {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let map = Map::from(self.clone());
        OrderedMap { map: &map, odata_type: None }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Additional {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from)
    }
}

impl<'a> IntoIterator for &'a Additional {
    type Item = (&'a str, &'a Json);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The names and values of an [`Additional`].
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    nulls: nulls::IntoIter,
    values: Option<values::Iter<'a>>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Json);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.nulls.next() {
            return Some((name, &NULL));
        }
        self.values.as_mut()?.next()
    }
}
