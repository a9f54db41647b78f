//! In: an object. Out: its properties and what is additional, to a serde format.

use super::numbers::Numbers;
use super::view::View;
use super::{Field, Object, Show, find};
use crate::Json;
use crate::additional::Additional;
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
    let mut writing =
        Writing { map: &mut map, names: info.names, additional, set: Numbers::default(), result: Ok(()) };
    object.show(&mut writing);
    let Writing { set, result, .. } = writing;
    result?;
    for (name, json) in additional {
        // a property that has been set since wins over what was kept under its name
        if !find(info.names, name).is_some_and(|index| set.contains(index)) {
            map.serialize_entry(name, json)?;
        }
    }
    map.end()
}

struct Writing<'w, M: SerializeMap> {
    map: &'w mut M,
    names: &'static [&'static str],
    additional: &'w Additional,
    set: Numbers,
    result: Result<(), M::Error>,
}

impl<'a, M: SerializeMap> Show<'a> for Writing<'_, M> {
    fn property(&mut self, index: usize, field: &'a dyn Field) {
        let (Ok(()), Some(name)) = (&self.result, self.names.get(index)) else { return };
        self.set.insert(index);
        let view = field.view();
        self.result = match original(self.additional, name, view) {
            Some(json) => self.map.serialize_entry(name, json),
            None => self.map.serialize_entry(name, &view),
        };
    }
}

/// What the property was read from, when it still says the same in another form.
fn original<'a>(additional: &'a Additional, name: &str, view: View<'_>) -> Option<&'a Json> {
    additional.original(name).filter(|json| view.was_read_from(json))
}
