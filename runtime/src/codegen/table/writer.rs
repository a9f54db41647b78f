//! In: an object. Out: its properties and what is additional, to a serde format.

use super::view::View;
use super::{Field, Object, ObjectInfo, is_absent};
use crate::Json;
use crate::values::additional::Additional;
use serde_core::ser::{Error, SerializeMap, Serializer};

pub(crate) const ODATA_TYPE: &str = "@odata.type";

pub(super) fn write_object<S: Serializer>(
    object: &dyn Object,
    typed: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let (mut serializer, mut result) = (Some(serializer), None);
    object.visit_fields(&mut |info, fields, additional| {
        result = serializer.take().map(|serializer| {
            let mut map = serializer.serialize_map(None)?;
            if typed && !additional.contains(ODATA_TYPE) {
                map.serialize_entry(ODATA_TYPE, info.odata_type)?;
            }
            write_fields(info, fields, additional, &mut map)?;
            map.end()
        });
    });
    result.unwrap_or_else(|| Err(S::Error::custom("an object shows its properties once")))
}

fn write_fields<M: SerializeMap>(
    info: &ObjectInfo,
    fields: &[Option<&dyn Field>],
    additional: &Additional,
    map: &mut M,
) -> Result<(), M::Error> {
    // told once, for most objects have nothing beside their properties
    let plain = additional.has_nothing();
    let reworded = !plain && additional.has_originals();
    let mut nulls = if plain { 0 } else { additional.nulls_of(info) };
    for (name, field) in info.names.iter().zip(fields) {
        let null = nulls & 1;
        nulls >>= 1;
        let Some(field) = field else {
            if null == 1 {
                map.serialize_entry(name, &())?;
            }
            continue;
        };
        match &field.view() {
            // none that is set shows this
            View::Absent => {}
            // most are texts, and no text was read from something else
            View::Text(text) => map.serialize_entry(name, text)?,
            view => match reworded.then(|| original(additional, name, view)).flatten() {
                Some(json) => map.serialize_entry(name, json)?,
                None => map.serialize_entry(name, view)?,
            },
        }
    }
    if plain {
        return Ok(());
    }
    additional.try_each_beside_nulls(info, |index, name, json| {
        // a property that has been set since wins over what was kept under its name
        if index.is_none_or(|index| is_absent(fields, index)) {
            map.serialize_entry(name, json)
        } else {
            Ok(())
        }
    })
}

/// What the property was read from, when it still says the same in another form.
fn original<'a>(additional: &'a Additional, name: &str, view: &View<'_>) -> Option<&'a Json> {
    additional.original(name).filter(|json| view.was_read_from(json))
}
