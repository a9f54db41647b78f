//! In: a serde format. Out: filled slots; what does not fit comes back as JSON, to be kept.

use super::list::read_list;
use super::numbers::Numbers;
use super::slot::{Kept, PolymorphSlot, Raw, Slot};
use super::writer::{ODATA_TYPE, write_object};
use super::{Object, find};
use crate::Json;
use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads one value into a slot. Answers with what must be kept beside the property, if anything.
pub(crate) struct Reader<'a>(pub(crate) Slot<'a>);

/// Reads a whole JSON text into a slot.
pub(crate) fn read_slice(slot: Slot<'_>, text: &[u8]) -> Result<Kept, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let kept = Reader(slot).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(kept)
}

/// Reads a JSON value into a slot.
pub(crate) fn read_json(slot: Slot<'_>, value: &Json) -> Kept {
    // a value in memory has no syntax to be wrong; should it fail all the same, it is kept whole
    Reader(slot).deserialize(value).unwrap_or_else(|_| Kept::Misfit(value.clone()))
}

/// Reads a value of any form into a slot.
pub(crate) fn read_any<'de, D: Deserializer<'de>>(slot: Slot<'_>, deserializer: D) -> Result<Kept, D::Error> {
    Reader(slot).deserialize(deserializer)
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

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Kept;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Kept;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.0.offer(Raw::Bool(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.0.offer(Raw::Int(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(self.0.offer(i64::try_from(value).map_or(Raw::Uint(value), Raw::Int)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(self.0.offer(Raw::Double(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(self.0.offer(Raw::Text(value)))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(self.0.offer_json(Json::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(self.0.offer_json(Json::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        match self.0 {
            Slot::List(list) => read_list(list, seq),
            other => Ok(other.offer_json(Json::deserialize(SeqAccessDeserializer::new(seq))?)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        match self.0 {
            Slot::Object(slot) => read_object(slot.make(), map).map(|()| Kept::Nothing),
            Slot::Boxed(slot) => read_object(slot.make(), map).map(|()| Kept::Nothing),
            Slot::Polymorph(slot) => read_polymorph(slot, map).map(|()| Kept::Nothing),
            other => Ok(other.offer_json(Json::deserialize(MapAccessDeserializer::new(map))?)),
        }
    }
}

fn read_object<'de, A: MapAccess<'de>>(object: &mut dyn Object, mut map: A) -> Result<(), A::Error> {
    let names = object.info().names;
    let mut seen = Numbers::default();
    while let Some(name) = map.next_key_seed(NameSeed(names))? {
        read_property(object, name, &mut seen, &mut map)?;
    }
    Ok(())
}

fn read_property<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    name: Name,
    seen: &mut Numbers,
    map: &mut A,
) -> Result<(), A::Error> {
    match name {
        Name::Known(index) => {
            let kept = map.next_value_seed(Reader(object.slot(index)))?;
            let again = seen.insert(index);
            if again || !matches!(kept, Kept::Nothing) {
                keep(object, index, again, kept);
            }
        }
        Name::Unknown(name) => {
            let value: Json = map.next_value()?;
            object.additional_mut().insert(name, value);
        }
    }
    Ok(())
}

/// The last of several values of one property wins, so what an earlier one left behind goes.
fn keep(object: &mut dyn Object, index: usize, again: bool, kept: Kept) {
    let name = object.info().names[index];
    let additional = object.additional_mut();
    if again {
        additional.forget(name);
    }
    match kept {
        Kept::Nothing => {}
        Kept::Misfit(Json::Null) => additional.keep_null(name),
        Kept::Misfit(value) => drop(additional.insert(name, value)),
        Kept::Original(value) => additional.keep_original(name, value),
    }
}

/// `@odata.type` usually comes first; then all is read straight into the right type. When a property comes before it,
/// everything is read as the base type and turned into the right one at the end, once.
fn read_polymorph<'de, A: MapAccess<'de>>(slot: &mut dyn PolymorphSlot, mut map: A) -> Result<(), A::Error> {
    let mut names = slot.make().info().names;
    let (mut index, mut wanted, mut begun) = (0, 0, false);
    let mut seen = Numbers::default();
    while let Some(name) = map.next_key_seed(NameSeed(names))? {
        if !matches!(&name, Name::Unknown(name) if name == ODATA_TYPE) {
            // annotations stay in `additional`, which moves along
            begun |= matches!(name, Name::Known(_));
            read_property(slot.object(), name, &mut seen, &mut map)?;
            continue;
        }
        let value: Json = map.next_value()?;
        wanted = type_index(slot.types(), &value);
        slot.object().additional_mut().insert(ODATA_TYPE, value);
        if !begun && wanted != index && slot.object().additional().iter().all(|(name, _)| name.contains('@'))
        {
            let additional = std::mem::take(slot.object().additional_mut());
            let object = slot.change(wanted);
            *object.additional_mut() = additional;
            (index, names) = (wanted, object.info().names);
        }
    }
    if wanted != index {
        convert(slot, wanted).map_err(A::Error::custom)?;
    }
    if wanted > 0 && wanted < slot.types().len() {
        drop_implied_type(slot.object());
    }
    Ok(())
}

/// The number of the type that `@odata.type` names; one past the last when it is not known.
fn type_index(types: &[&str], value: &Json) -> usize {
    let Json::String(text) = value else { return 0 };
    let name = text.strip_prefix('#').unwrap_or(text);
    types.iter().position(|known| *known == name).unwrap_or(types.len())
}

fn convert(slot: &mut dyn PolymorphSlot, index: usize) -> Result<(), serde_json::Error> {
    let so_far = write_object(slot.object(), false, serde_json::value::Serializer)?;
    read_into(slot.change(index), &so_far)
}

/// The writer writes the type of a derived object by itself, so it need not be kept when it was written the usual way.
fn drop_implied_type(object: &mut dyn Object) {
    let usual = object.info().odata_type;
    if object.additional().get(ODATA_TYPE).and_then(Json::as_str) == Some(usual) {
        object.additional_mut().remove(ODATA_TYPE);
    }
}

enum Name {
    Known(usize),
    Unknown(String),
}

struct NameSeed(&'static [&'static str]);

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
        Ok(find(self.0, name).map_or_else(|| Name::Unknown(name.to_owned()), Name::Known))
    }
}
