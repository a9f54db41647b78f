//! In: names and values. Out: the same, ordered by name. Most objects have one, and a tree has room for eleven in its smallest node, so
//! one is held in place and the first few in a list.

use crate::Json;
use std::borrow::Cow;
use std::{mem, slice};

type Map = serde_json::Map<String, Json>;

/// A name, borrowed where it is static.
pub(crate) type Name = Cow<'static, str>;

type Entry = (Name, Json);

/// The most entries of a list.
const FEW: usize = 8;

/// The names that most values have.
const USUAL: [&str; 4] = ["@odata.id", "@odata.etag", "@odata.type", "@odata.context"];

/// A name, borrowed if it is a usual one.
pub(crate) fn name(text: &str) -> Name {
    USUAL.iter().find(|usual| **usual == text).map_or_else(|| text.to_owned().into(), |usual| (*usual).into())
}

/// A map that is small as long as it has few entries.
#[derive(Clone)]
pub(crate) enum Values {
    One(Entry),
    /// None, or several; ordered by name.
    Few(Vec<Entry>),
    Many(Map),
}

impl Values {
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::One((own, value)) => (own == name).then_some(value),
            Self::Few(list) => list.get(place(list, name).ok()?).map(|(_, value)| value),
            Self::Many(map) => map.get(name),
        }
    }

    /// Puts a value under a name, and returns the one that it replaces.
    pub(crate) fn insert(&mut self, name: Name, value: Json) -> Option<Json> {
        match self {
            Self::One((own, old)) if *own == name => Some(mem::replace(old, value)),
            Self::One(_) => {
                let Self::One(one) = mem::take(self) else { return None };
                *self = Self::Few(vec![one]);
                self.insert(name, value)
            }
            Self::Few(list) if list.is_empty() => {
                *self = Self::One((name, value));
                None
            }
            Self::Few(list) => match place(list, &name) {
                Ok(index) => list.get_mut(index).map(|entry| mem::replace(&mut entry.1, value)),
                Err(_) if list.len() == FEW => {
                    let mut map: Map =
                        list.drain(..).map(|(name, value)| (name.into_owned(), value)).collect();
                    map.insert(name.into_owned(), value);
                    *self = Self::Many(map);
                    None
                }
                Err(index) => {
                    // one at a time, for few objects have more than two
                    list.reserve_exact(1);
                    list.insert(index, (name, value));
                    None
                }
            },
            Self::Many(map) => map.insert(name.into_owned(), value),
        }
    }

    pub(crate) fn remove(&mut self, name: &str) -> Option<Json> {
        match self {
            Self::One((own, value)) if own == name => {
                let value = mem::take(value);
                *self = Self::default();
                Some(value)
            }
            Self::One(_) => None,
            Self::Few(list) => place(list, name).ok().map(|index| list.remove(index).1),
            Self::Many(map) => map.remove(name),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Few(list) => list.len(),
            Self::Many(map) => map.len(),
        }
    }

    pub(crate) fn iter(&self) -> Iter<'_> {
        match self {
            Self::One(entry) => Iter::Few(slice::from_ref(entry).iter()),
            Self::Few(list) => Iter::Few(list.iter()),
            Self::Many(map) => Iter::Many(map.iter()),
        }
    }
}

fn place(list: &[Entry], name: &str) -> Result<usize, usize> {
    list.binary_search_by(|(known, _)| (**known).cmp(name))
}

impl Default for Values {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl From<Map> for Values {
    fn from(map: Map) -> Self {
        if map.len() > FEW {
            return Self::Many(map);
        }
        let mut values = Self::default();
        map.into_iter().for_each(|(name, value)| drop(values.insert(name.into(), value)));
        values
    }
}

impl From<Values> for Map {
    fn from(values: Values) -> Self {
        let owned = |(name, value): Entry| (name.into_owned(), value);
        match values {
            Values::One(entry) => [owned(entry)].into_iter().collect(),
            Values::Few(list) => list.into_iter().map(owned).collect(),
            Values::Many(map) => map,
        }
    }
}

/// The names and values in their order.
#[derive(Clone, Debug)]
pub(crate) enum Iter<'a> {
    Few(slice::Iter<'a, Entry>),
    Many(serde_json::map::Iter<'a>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Json);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Few(list) => list.next().map(|(name, value)| (&**name, value)),
            Self::Many(map) => map.next().map(|(name, value)| (name.as_str(), value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Map, Values};
    use crate::Json;

    #[test]
    fn few_and_many_behave_alike() {
        let (mut values, mut map) = (Values::default(), Map::new());
        for number in [5, 3, 9, 1, 7, 3, 0, 2, 8, 4, 6, 5, 10] {
            let (name, value) = (format!("name{number}"), Json::from(map.len()));
            assert_eq!(values.insert(name.clone().into(), value.clone()), map.insert(name, value));
            assert_eq!(values.len(), map.len());
            assert_eq!(values.len() > FEW, matches!(values, Values::Many(_)));
            assert!(values.iter().eq(map.iter().map(|(name, value)| (name.as_str(), value))));
            assert_eq!(values.get("name3"), map.get("name3"));
            assert_eq!(Map::from(values.clone()), map);
            assert_eq!(Map::from(Values::from(map.clone())), map);
        }
        assert_eq!(values.remove("name3"), map.remove("name3"));
        assert_eq!(values.remove("name3"), None);
        let mut few = Values::default();
        few.insert("a".into(), Json::Null);
        assert_eq!(
            (few.remove("b"), few.remove("a"), few.remove("a"), few.len()),
            (None, Some(Json::Null), None, 0)
        );
        assert_eq!(few.iter().count(), 0);
    }
}
