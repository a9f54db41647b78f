//! Reads parts of a JSON text without the rest, so that a response takes no more memory than its text. In: a text. Out:
//! the texts of some of its values.

use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Calls a function with each name and value of an object.
pub(super) fn each_value<'de, F: FnMut(&str, &'de RawValue)>(
    text: &'de [u8],
    each: F,
) -> Result<(), serde_json::Error> {
    read_whole(text, Object(each))
}

/// Calls a function with the values of these names for each object of a list.
pub(super) fn each_object<'de, const N: usize, F: FnMut([Option<&'de RawValue>; N])>(
    text: &'de [u8],
    names: [&str; N],
    each: F,
) -> Result<(), serde_json::Error> {
    read_whole(text, List { names, each })
}

fn read_whole<'de, S: DeserializeSeed<'de, Value = ()>>(
    text: &'de [u8],
    seed: S,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    seed.deserialize(&mut deserializer)?;
    deserializer.end()
}

struct Object<F>(F);

impl<'de, F: FnMut(&str, &'de RawValue)> DeserializeSeed<'de> for Object<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F: FnMut(&str, &'de RawValue)> Visitor<'de> for Object<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((name, value)) = map.next_entry::<String, _>()? {
            (self.0)(&name, value);
        }
        Ok(())
    }
}

struct List<'n, const N: usize, F> {
    names: [&'n str; N],
    each: F,
}

impl<'de, const N: usize, F: FnMut([Option<&'de RawValue>; N])> DeserializeSeed<'de> for List<'_, N, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, const N: usize, F: FnMut([Option<&'de RawValue>; N])> Visitor<'de> for List<'_, N, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        loop {
            let mut values = [None; N];
            let object = Object(|name: &str, value| {
                if let Some(index) = self.names.iter().position(|known| *known == name) {
                    values[index] = Some(value);
                }
            });
            if seq.next_element_seed(object)?.is_none() {
                return Ok(());
            }
            (self.each)(values);
        }
    }
}
