//! In: names and values. Out: the same, ordered by name. Most objects have one or two, and a tree has room for eleven in its
//! smallest node, so the first few stand in a list.

use crate::Json;

type Map = serde_json::Map<String, Json>;

/// How many may stand in a list.
const FEW: usize = 8;

/// A map that is small as long as it has few entries.
#[derive(Clone)]
pub(super) enum Values {
    /// Ordered by name.
    Few(Vec<(String, Json)>),
    Many(Map),
}

impl Values {
    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Few(list) => list.get(place(list, name).ok()?).map(|(_, value)| value),
            Self::Many(map) => map.get(name),
        }
    }

    /// Puts a value under a name; answers with the one it replaces.
    pub(super) fn insert(&mut self, name: String, value: Json) -> Option<Json> {
        let list = match self {
            Self::Many(map) => return map.insert(name, value),
            Self::Few(list) => list,
        };
        match place(list, &name) {
            Ok(index) => list.get_mut(index).map(|entry| std::mem::replace(&mut entry.1, value)),
            Err(index) => {
                if list.len() == FEW {
                    let mut map: Map = list.drain(..).collect();
                    map.insert(name, value);
                    *self = Self::Many(map);
                } else {
                    // one at a time, for few objects have more than one
                    list.reserve_exact(1);
                    list.insert(index, (name, value));
                }
                None
            }
        }
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Json> {
        match self {
            Self::Few(list) => place(list, name).ok().map(|index| list.remove(index).1),
            Self::Many(map) => map.remove(name),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(map) => map.len(),
        }
    }

    pub(super) fn iter(&self) -> Iter<'_> {
        match self {
            Self::Few(list) => Iter::Few(list.iter()),
            Self::Many(map) => Iter::Many(map.iter()),
        }
    }
}

fn place(list: &[(String, Json)], name: &str) -> Result<usize, usize> {
    list.binary_search_by(|(known, _)| known.as_str().cmp(name))
}

impl Default for Values {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl From<Map> for Values {
    fn from(map: Map) -> Self {
        if map.len() > FEW { Self::Many(map) } else { Self::Few(map.into_iter().collect()) }
    }
}

impl From<Values> for Map {
    fn from(values: Values) -> Self {
        match values {
            Values::Few(list) => list.into_iter().collect(),
            Values::Many(map) => map,
        }
    }
}

/// The names and values in their order.
#[derive(Clone, Debug)]
pub(super) enum Iter<'a> {
    Few(std::slice::Iter<'a, (String, Json)>),
    Many(serde_json::map::Iter<'a>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Json);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Few(list) => list.next().map(|(name, value)| (name.as_str(), value)),
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
            assert_eq!(values.insert(name.clone(), value.clone()), map.insert(name, value));
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
        assert_eq!((few.remove("a"), few.remove("a"), few.len()), (Some(Json::Null), None, 0));
    }
}
