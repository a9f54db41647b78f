//! In: an object. Out: its properties and what is additional, to a serde format.

use super::{Object, find};
use crate::Json;
use crate::additional::Additional;
use crate::table::view::View;
use serde_core::ser::{SerializeMap, Serializer};

pub(crate) const ODATA_TYPE: &str = "@odata.type";

pub(super) fn write_object<S: Serializer>(
    object: &dyn Object,
    typed: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let (info, additional) = (object.info(), object.additional());
    let mut map = serializer.serialize_map(None)?;
    if typed && !additional.contains(ODATA_TYPE) {
        map.serialize_entry(ODATA_TYPE, info.odata_type)?;
    }
    for (index, name) in info.names.iter().enumerate() {
        let view = object.field(index).view();
        if view.is_absent() {
            continue;
        }
        match original(additional, name, view) {
            Some(json) => map.serialize_entry(name, json)?,
            None => map.serialize_entry(name, &view)?,
        }
    }
    for (name, json) in additional {
        // a property that has been set since wins over what was kept under its name
        let set = find(info.names, name).is_some_and(|index| !object.field(index).view().is_absent());
        if !set {
            map.serialize_entry(name, json)?;
        }
    }
    map.end()
}

/// What the property was read from, when it still says the same in another form.
fn original<'a>(additional: &'a Additional, name: &str, view: View<'_>) -> Option<&'a Json> {
    additional.original(name).filter(|json| view.was_read_from(json))
}
