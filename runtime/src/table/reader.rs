//! In: a serde format. Out: filled slots; what does not fit comes back as JSON, to be kept.

use super::list::read_list;
use super::seen::Seen;
use super::slot::{Kept, Raw, Slot};
use super::variant::read_polymorph;
use super::{Field, Object, ObjectInfo};
use crate::Json;
use crate::additional::Additional;
use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads one value into a slot.
pub(crate) struct Reader<'s, 'k> {
    pub(super) slot: Slot<'s>,
    /// What must be kept beside the property, if anything.
    pub(super) kept: &'k mut Kept,
}

/// Reads a whole JSON text into a slot.
pub(crate) fn read_slice(slot: Slot<'_>, text: &[u8]) -> Result<Kept, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let kept = read_any(slot, &mut deserializer)?;
    deserializer.end()?;
    Ok(kept)
}

/// Reads a JSON value into a slot.
pub(crate) fn read_json(slot: Slot<'_>, value: &Json) -> Kept {
    // a value in memory has no syntax to be wrong; should it fail all the same, it is kept whole
    read_any(slot, value).unwrap_or_else(|_| Kept::Misfit(value.clone()))
}

/// Reads a value of any form into a slot.
pub(crate) fn read_any<'de, D: Deserializer<'de>>(slot: Slot<'_>, deserializer: D) -> Result<Kept, D::Error> {
    let mut kept = Kept::Nothing;
    Reader { slot, kept: &mut kept }.deserialize(deserializer)?;
    Ok(kept)
}

/// Reads a map into an object.
pub(crate) fn read_into<'de, D: Deserializer<'de>>(
    object: &mut dyn Object,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(ObjectVisitor(object))
}

struct ObjectVisitor<'a>(&'a mut dyn Object);

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of type {}", self.0.info().odata_type.trim_start_matches('#'))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        read_object(self.0, map)
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.slot.offer(Raw::Bool(value), self.kept);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.slot.offer(Raw::Int(value), self.kept);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.slot.offer(i64::try_from(value).map_or(Raw::Uint(value), Raw::Int), self.kept);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.slot.offer(Raw::Double(value), self.kept);
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.slot.offer(Raw::Text(value), self.kept);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.slot.offer_json(Json::Null, self.kept);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        if let Slot::List(list) = self.slot {
            return read_list(list, seq, self.kept);
        }
        self.slot.offer_json(Json::deserialize(SeqAccessDeserializer::new(seq))?, self.kept);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match self.slot {
            Slot::Object(slot) => read_object(slot.make(), map),
            Slot::Boxed(slot) => read_object(slot.make(), map),
            Slot::Polymorph(slot) => read_polymorph(slot, map),
            other => {
                other.offer_json(Json::deserialize(MapAccessDeserializer::new(map))?, self.kept);
                Ok(())
            }
        }
    }
}

fn read_object<'de, A: MapAccess<'de>>(object: &mut dyn Object, mut map: A) -> Result<(), A::Error> {
    read_properties(object, None, &mut map)
}

/// Reads all properties; the name of the first one may have been read already.
pub(super) fn read_properties<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut first: Option<Name>,
    map: &mut A,
) -> Result<(), A::Error> {
    let info = object.info();
    let mut result = Ok(());
    object.edit(&mut |fields, additional| {
        let mut properties = Properties { info, fields, additional, seen: Seen::default() };
        result = properties.read_all(first.take(), map);
    });
    result
}

/// The properties of the object that is read.
struct Properties<'o, 'f> {
    info: &'static ObjectInfo,
    fields: &'o mut [&'f mut dyn Field],
    additional: &'o mut Additional,
    seen: Seen,
}

impl Properties<'_, '_> {
    fn read_all<'de, A: MapAccess<'de>>(&mut self, first: Option<Name>, map: &mut A) -> Result<(), A::Error> {
        if let Some(name) = first {
            self.read(name, map)?;
        }
        while let Some(name) = map.next_key_seed(NameSeed(self.info))? {
            self.read(name, map)?;
        }
        Ok(())
    }

    #[inline]
    fn read<'de, A: MapAccess<'de>>(&mut self, name: Name, map: &mut A) -> Result<(), A::Error> {
        let index = match name {
            Name::Known(index) => index,
            Name::Unknown(name) => return self.add(name, map),
        };
        let Some(field) = self.fields.get_mut(index) else { return self.add(self.info.names[index], map) };
        if self.seen.insert(index) {
            // the last of several values of one property wins, so all that an earlier one left behind goes
            field.slot().clear();
            self.additional.forget(self.info.names[index]);
        }
        let mut kept = Kept::Nothing;
        map.next_value_seed(Reader { slot: field.slot(), kept: &mut kept })?;
        if !matches!(kept, Kept::Nothing) {
            self.keep(index, kept);
        }
        Ok(())
    }

    /// A property that the object has no field for.
    fn add<'de, A: MapAccess<'de>>(&mut self, name: impl Into<String>, map: &mut A) -> Result<(), A::Error> {
        let value: Json = map.next_value()?;
        self.additional.insert(name, value);
        Ok(())
    }

    fn keep(&mut self, index: usize, kept: Kept) {
        let name = self.info.names[index];
        match kept {
            Kept::Nothing => {}
            Kept::Misfit(Json::Null) => self.additional.keep_null(self.info, index),
            Kept::Misfit(value) => drop(self.additional.insert(name, value)),
            Kept::Original(value) => self.additional.keep_original(name, value),
        }
    }
}

/// The name of a property: the number that a type gives it, or the text.
pub(super) enum Name {
    Known(usize),
    Unknown(String),
}

pub(super) struct NameSeed(pub(super) &'static ObjectInfo);

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(self.0.index(name).map_or_else(|| Name::Unknown(name.to_owned()), Name::Known))
    }
}
