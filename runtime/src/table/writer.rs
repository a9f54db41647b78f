//! In: an object. Out: its properties and additional values, in a serde format.

use super::scalar::number::non_finite;
use super::scalar::number::read_double;
use super::scalar::number::read_int;
use super::scalar::number::read_single;
use super::scalar::number::single_as_double;
use crate::Json;
use crate::table::data::{Additional, Field, Object, ObjectInfo, View};
use crate::table::derived::visit_whole;
use crate::table::names::{ODATA_TYPE, annotated_by};
use crate::table::ordered::{Ordered, sort};
use crate::table::scalar::Raw;
use crate::table::visit::is_absent;
use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

/// Writes an object to any serde format that has maps: the properties that are set, then the additional values.
///
/// # Errors
/// Those of the serializer alone.
pub fn write<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    write_object(object, false, serializer)
}

pub(super) fn write_object<S: Serializer>(
    object: &dyn Object,
    typed: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let (mut serializer, mut result) = (Some(serializer), None);
    visit_whole(object, &mut |info, fields, additional| {
        result = serializer.take().map(|serializer| {
            let mut map = serializer.serialize_map(None)?;
            // OData requires the type before the properties
            match additional.get(ODATA_TYPE) {
                Some(kept) => map.serialize_entry(ODATA_TYPE, kept)?,
                None if typed || additional.derived().is_some() => {
                    map.serialize_entry(ODATA_TYPE, info.odata_type)?;
                }
                None => {}
            }
            write_fields(info, fields, additional, &mut map)?;
            map.end()
        });
    });
    result.unwrap_or_else(|| Err(S::Error::custom("an object shows its properties once")))
}

fn write_fields<M: SerializeMap>(
    info: &ObjectInfo,
    fields: &[&dyn Field],
    additional: &Additional,
    map: &mut M,
) -> Result<(), M::Error> {
    // checked once, because most objects have nothing beside their properties
    let plain = additional.has_nothing();
    let reworded = !plain && additional.has_originals();
    let annotated = !plain && additional.annotations().any(|(property, ..)| !property.is_empty());
    if !plain {
        write_annotations("", additional, map)?;
    }
    let mut nulls = if plain { 0 } else { additional.nulls_of(info) };
    for (name, field) in info.names.iter().zip(fields) {
        let null = nulls & 1;
        nulls >>= 1;
        let view = &field.view();
        if annotated && (!view.is_absent() || null == 1) {
            write_annotations(name, additional, map)?;
        }
        match view {
            View::Absent if null == 1 => map.serialize_entry(name, &())?,
            View::Absent => {}
            // most are texts, and texts have one form only
            View::Text(text) => map.serialize_entry(name, text)?,
            view => match reworded.then(|| original(additional, name, view)).flatten() {
                Some(json) => map.serialize_entry(name, &Ordered(json))?,
                None => map.serialize_entry(name, view)?,
            },
        }
    }
    if plain {
        return Ok(());
    }
    write_others(info, fields, additional, annotated, map)
}

/// Writes the annotations of a property, or those of the object for no name.
fn write_annotations<M: SerializeMap>(
    of: &str,
    additional: &Additional,
    map: &mut M,
) -> Result<(), M::Error> {
    let mut annotations = additional.annotations().filter(|(property, ..)| *property == of);
    annotations.try_for_each(|(_, name, json)| map.serialize_entry(name, &Ordered(json)))
}

/// Writes the values that are still to be written.
fn write_others<M: SerializeMap>(
    info: &ObjectInfo,
    fields: &[&dyn Field],
    additional: &Additional,
    annotated: bool,
    map: &mut M,
) -> Result<(), M::Error> {
    if !annotated {
        return additional.try_each_beside_nulls(info, |index, name, json| {
            // a property that was set later wins over the value under its name; annotations are written already
            if !name.starts_with('@') && index.is_none_or(|index| is_absent(fields, index)) {
                map.serialize_entry(name, &Ordered(json))
            } else {
                Ok(())
            }
        });
    }
    let nulls = additional.nulls_of(info);
    let is_written = |index: usize| {
        let null = u32::try_from(index).ok().and_then(|index| nulls.checked_shr(index)).unwrap_or(0);
        !is_absent(fields, index) || null & 1 == 1
    };
    let others = additional.iter().filter(|(name, _)| {
        let annotates = annotated_by(name);
        annotates != Some("") && info.index(annotates.unwrap_or(name)).is_none_or(|index| !is_written(index))
    });
    let mut others: Vec<(&str, &Json)> = others.collect();
    sort(&mut others);
    others.into_iter().try_for_each(|(name, json)| map.serialize_entry(name, &Ordered(json)))
}

/// The JSON that the property was read from, when it still means the same value in another form.
fn original<'a>(additional: &'a Additional, name: &str, view: &View<'_>) -> Option<&'a Json> {
    additional.original(name).filter(|json| view.was_read_from(json))
}

impl View<'_> {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, View::Absent)
    }

    pub(crate) fn to_json(self) -> Json {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Whether the original means this value, so that it may be written instead.
    pub(crate) fn was_read_from(self, original: &Json) -> bool {
        match (self, original, Raw::of(original)) {
            (View::Int(value), _, Some(raw)) => read_int(raw) == Some(value),
            (View::Double(value), _, Some(raw)) => {
                read_double(raw).is_some_and(|read| read.to_bits() == value.to_bits())
            }
            (View::Single(value), _, Some(raw)) => {
                read_single(raw).is_some_and(|read| read.to_bits() == value.to_bits())
            }
            (View::List(list), Json::Array(originals), _) => {
                list.count() == originals.len()
                    && originals.iter().enumerate().all(|(index, original)| {
                        let view = list.at(index);
                        view.was_read_from(original) || view.to_json() == *original
                    })
            }
            _ => false,
        }
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            View::Absent => serializer.serialize_none(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Int(value) => serializer.serialize_i64(value),
            View::Double(value) => write_double(value, serializer),
            View::Single(value) => write_double(single_as_double(value), serializer),
            View::Decimal(value) => match value.number() {
                None => serializer.serialize_str(value.as_str()),
                Some(number) => match Raw::of_number(number) {
                    Raw::Int(value) => serializer.serialize_i64(value),
                    Raw::Uint(value) => serializer.serialize_u64(value),
                    _ => serializer.serialize_f64(number.as_f64().unwrap_or(f64::NAN)),
                },
            },
            View::Text(value) | View::Names(value) => serializer.serialize_str(value),
            View::Object(object) => write_object(object, false, serializer),
            View::Variant { typed, object, .. } => write_object(object, typed, serializer),
            View::List(list) => {
                let mut seq = serializer.serialize_seq(Some(list.count()))?;
                for index in 0..list.count() {
                    seq.serialize_element(&list.at(index))?;
                }
                seq.end()
            }
            View::Json(value) => Ordered(value).serialize(serializer),
        }
    }
}

/// JSON has no number for these three, OData has texts.
fn write_double<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_finite() {
        return serializer.serialize_f64(value);
    }
    serializer.serialize_str(non_finite(value))
}
