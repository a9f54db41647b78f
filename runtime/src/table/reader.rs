//! In: a serde format. Out: filled slots; values that do not fit are returned as JSON, to be kept.

mod list;
mod order;
mod parts;
mod seen;
mod variant;

use self::list::read_list;
use self::order::{Orders, same};
pub(super) use self::parts::{Parts, move_all, move_common};
use self::seen::Seen;
pub(crate) use self::variant::forget_implied_type;
use self::variant::{read_derived, read_polymorphic};
use crate::Json;
use crate::table::data::values;
use crate::table::data::{Additional, DerivedType, DerivedTypes, Field, Object, ObjectInfo, Slot};
use crate::table::empty::Empty;
use crate::table::names::ODATA_TYPE;
use crate::table::scalar::Raw;
use crate::table::slot::Kept;
use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads one value into a slot.
pub(super) struct Reader<'s, 'r> {
    pub(super) slot: Slot<'s>,
    pub(super) state: &'r mut State,
}

/// The state that is passed from value to value.
#[derive(Default)]
pub(super) struct State {
    /// The value to keep beside the property that was read last, if any.
    pub(super) kept: Kept,
    orders: Orders,
}

impl State {
    /// The number of the property that is likely to be the first one of an object of this type.
    pub(super) fn expected_first(&mut self, info: &'static ObjectInfo) -> usize {
        let start = self.orders.start(info);
        self.orders.expected(start)
    }
}

/// Reads a whole JSON text into a slot.
pub(crate) fn read_slice(slot: Slot<'_>, text: &[u8]) -> Result<Kept, serde_json::Error> {
    let mut state = State::default();
    read_text(text, Reader { slot, state: &mut state })?;
    Ok(state.kept)
}

/// Reads a whole JSON text into an object.
pub(crate) fn read_slice_into(object: &mut dyn Object, text: &[u8]) -> Result<(), serde_json::Error> {
    read_text(text, ObjectSeed(object))
}

/// Checking a whole text for UTF-8 is faster than checking each string. An invalid text is checked by string, for the error.
fn read_text<'de, S: DeserializeSeed<'de>>(text: &'de [u8], seed: S) -> Result<S::Value, serde_json::Error> {
    match std::str::from_utf8(text) {
        Ok(text) => read_whole(serde_json::Deserializer::from_str(text), seed),
        Err(_) => read_whole(serde_json::Deserializer::from_slice(text), seed),
    }
}

fn read_whole<'de, R: serde_json::de::Read<'de>, S: DeserializeSeed<'de>>(
    mut deserializer: serde_json::Deserializer<R>,
    seed: S,
) -> Result<S::Value, serde_json::Error> {
    let value = seed.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads a JSON value into a slot.
pub(crate) fn read_json(slot: Slot<'_>, value: &Json) -> Kept {
    // a value in memory has no syntax errors; after any other failure it is kept whole
    read_any(slot, value).unwrap_or_else(|_| Kept::Misfit(value.clone()))
}

/// Reads a value of any form into a slot.
pub(crate) fn read_any<'de, D: Deserializer<'de>>(slot: Slot<'_>, deserializer: D) -> Result<Kept, D::Error> {
    let mut state = State::default();
    Reader { slot, state: &mut state }.deserialize(deserializer)?;
    Ok(state.kept)
}

/// Reads an object from any self-describing serde format.
///
/// # Errors
/// When the input is not an object, or is malformed. A property whose value does not fit its type is no error: the
/// value is kept in [`Additional`] under the property's name.
pub fn read<'de, T: Object + Empty, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::empty();
    read_into(&mut object, deserializer)?;
    Ok(object)
}

/// Reads a map into an object.
pub(crate) fn read_into<'de, D: Deserializer<'de>>(
    object: &mut dyn Object,
    deserializer: D,
) -> Result<(), D::Error> {
    ObjectSeed(object).deserialize(deserializer)
}

struct ObjectSeed<'a>(&'a mut dyn Object);

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of type {}", self.0.info().odata_type.trim_start_matches('#'))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        read_object(self.0, map, &mut State::default())
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
        self.slot.offer(Raw::Bool(value), &mut self.state.kept);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.slot.offer(Raw::Int(value), &mut self.state.kept);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.slot.offer(i64::try_from(value).map_or(Raw::Uint(value), Raw::Int), &mut self.state.kept);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.slot.offer(Raw::Double(value), &mut self.state.kept);
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.slot.offer(Raw::Text(value), &mut self.state.kept);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.slot.offer_null(&mut self.state.kept);
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
            return read_list(list, seq, self.state);
        }
        self.slot.offer_json(Json::deserialize(SeqAccessDeserializer::new(seq))?, &mut self.state.kept);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match self.slot {
            Slot::Object(slot) => read_object(slot.make(), map, self.state),
            Slot::Polymorphic(slot) => read_polymorphic(slot, map, self.state),
            other => {
                other.offer_json(Json::deserialize(MapAccessDeserializer::new(map))?, &mut self.state.kept);
                Ok(())
            }
        }
    }
}

fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut map: A,
    state: &mut State,
) -> Result<(), A::Error> {
    let mut result = Ok(());
    object.visit_fields_mut(&mut |info, fields, additional| {
        let properties = Properties::new(info, fields, additional, state);
        let end = properties.read_all(None, info.derived, &mut map, state);
        result = match end {
            Ok(End::Object) => Ok(()),
            Ok(End::Type(ty)) => read_derived(ty, info, fields, additional, &mut map, state),
            Err(error) => Err(error),
        };
    });
    result
}

/// The derived types of an object whose type is fixed, also against its `@odata.type`.
pub(super) const FIXED: Option<DerivedTypes> = None;

/// The end of reading the properties of an object.
pub(super) enum End {
    /// At the end of the object.
    Object,
    /// Behind an `@odata.type` that names this derived type.
    Type(DerivedType),
}

/// The properties of the object that is read.
pub(super) struct Properties<'o, 'f> {
    info: &'static ObjectInfo,
    fields: &'o mut [&'f mut dyn Field],
    additional: &'o mut Additional,
    seen: Seen,
    /// The start of the order of the type, and the current position in it.
    start: usize,
    place: usize,
}

impl<'o, 'f> Properties<'o, 'f> {
    #[inline]
    pub(super) fn new(
        info: &'static ObjectInfo,
        fields: &'o mut [&'f mut dyn Field],
        additional: &'o mut Additional,
        state: &mut State,
    ) -> Self {
        let start = state.orders.start(info);
        Self { info, fields, additional, seen: Seen::default(), start, place: start }
    }

    /// Marks the properties that are set, or kept in `additional`, as met before.
    pub(super) fn meet_known(&mut self) {
        for (index, (name, field)) in self.info.names.iter().zip(&*self.fields).enumerate() {
            if !field.view().is_absent() || self.additional.contains(name) {
                self.seen.insert(index);
            }
        }
    }

    /// Reads all properties, up to an `@odata.type` that names one of the derived types; the name of the first one may have been
    /// read already.
    #[inline]
    pub(super) fn read_all<'de, A: MapAccess<'de>>(
        mut self,
        mut first: Option<Name>,
        derived: Option<DerivedTypes>,
        map: &mut A,
        state: &mut State,
    ) -> Result<End, A::Error> {
        let info = self.info;
        loop {
            let expected = state.orders.expected(self.place);
            let next = match first.take() {
                None => map.next_key_seed(NameSeed { info, expected })?,
                first => first,
            };
            match next {
                None => return Ok(End::Object),
                Some(Name::Known(index)) => {
                    if index != expected {
                        state.orders.came(self.place, index);
                    }
                    self.place = self.start + 1 + index;
                    self.read(index, map, state)?;
                }
                Some(Name::Unknown(name)) => {
                    let derived = derived.filter(|_| name == ODATA_TYPE);
                    self.add(name, map)?;
                    if let Some(ty) = derived.and_then(|types| types.named(self.additional)) {
                        return Ok(End::Type(ty));
                    }
                }
            }
        }
    }

    #[inline]
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        index: usize,
        map: &mut A,
        state: &mut State,
    ) -> Result<(), A::Error> {
        let again = self.seen.insert(index);
        let Some(field) = self.fields.get_mut(index) else {
            Kept::Misfit(map.next_value()?).keep_in(self.additional, self.info, index);
            return Ok(());
        };
        if again {
            // the last of several values of one property wins, so the traces of earlier ones are removed
            field.slot().clear();
            self.additional.forget(self.info.names[index]);
        }
        map.next_value_seed(Reader { slot: field.slot(), state })?;
        if !matches!(state.kept, Kept::Nothing) {
            std::mem::take(&mut state.kept).keep_in(self.additional, self.info, index);
        }
        Ok(())
    }

    /// A property that the type does not name.
    fn add<'de, A: MapAccess<'de>>(&mut self, name: values::Name, map: &mut A) -> Result<(), A::Error> {
        let value: Json = map.next_value()?;
        self.additional.keep_unnamed(self.info, name, value);
        Ok(())
    }
}

/// The name of a property: the number that a type gives it, or the text.
pub(super) enum Name {
    Known(usize),
    Unknown(values::Name),
}

impl Name {
    // a function of its own, so that it does not slow down the expected name
    #[inline(never)]
    fn find(info: &ObjectInfo, name: &str) -> Self {
        info.index(name).map_or_else(|| Self::Unknown(values::name(name)), Self::Known)
    }
}

pub(super) struct NameSeed {
    pub(super) info: &'static ObjectInfo,
    /// The number of the property that is likely to come.
    pub(super) expected: usize,
}

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

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        let expected = self.info.names.get(self.expected);
        Ok(if expected.is_some_and(|expected| same(expected, name)) {
            Name::Known(self.expected)
        } else {
            Name::find(self.info, name)
        })
    }
}
