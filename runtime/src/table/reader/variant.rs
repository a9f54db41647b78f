//! In: an object that may be of several types, in a serde format. Out: the same, in a place of the type that `@odata.type` names,
//! or in its base.

use super::End;
use super::FIXED;
use super::Name;
use super::NameSeed;
use super::Properties;
use super::State;
use super::parts::Parts;
use super::read_into;
use crate::Json;
use crate::table::data::{Additional, DerivedType, Field, Object, ObjectInfo, PolymorphicSlot};
use crate::table::names::ODATA_TYPE;
use crate::table::writer::write_object;
use serde_core::de::{Error, MapAccess};

/// `@odata.type` usually comes first, or after other annotations; then the whole object is read into the right type. When a property
/// comes before it, the object is read as the base type and converted once at the end.
pub(super) fn read_polymorphic<'de, A: MapAccess<'de>>(
    slot: &mut dyn PolymorphicSlot,
    mut map: A,
    state: &mut State,
) -> Result<(), A::Error> {
    let (base, types) = slot.types();
    let Head { mut annotations, index, mut next } = Head::read(base, types, &mut map, state)?;
    let object = slot.make(index);
    let (mut result, mut wanted) = (Ok(End::Object), index);
    object.visit_fields_mut(&mut |info, fields, additional| {
        *additional = std::mem::take(&mut annotations);
        let properties = Properties::new(info, fields, additional, state);
        result = properties.read_all(next.take(), FIXED, &mut map, state);
        wanted = additional.get(ODATA_TYPE).map_or(0, |named| type_index(types, named));
        if wanted == index {
            forget_type_of(additional, info, index, types);
        }
    });
    result?;
    if wanted == index {
        return Ok(());
    }
    let so_far = write_object(object, false, serde_json::value::Serializer).map_err(A::Error::custom)?;
    let object = slot.change(wanted);
    read_into(object, &so_far).map_err(A::Error::custom)?;
    let info = object.info();
    forget_type_of(object.additional_mut(), info, wanted, types);
    Ok(())
}

/// Continues with the type that `@odata.type` names, into a value of that type behind its base. The fields of the base have the
/// common properties.
///
/// The last of several types wins. It is taken over at the end, so that a text of nothing but types is read in linear time.
#[inline(never)]
pub(super) fn read_derived<'de, A: MapAccess<'de>>(
    ty: DerivedType,
    info: &'static ObjectInfo,
    fields: &mut [&mut dyn Field],
    additional: &mut Additional,
    map: &mut A,
    state: &mut State,
) -> Result<(), A::Error> {
    let (mut object, mut last) = (ty.empty(), Some(ty));
    let mut result = Ok(End::Object);
    let mut base = Parts { info, fields };
    object.visit_fields_mut(&mut |info, fields, _| {
        let mut own = Parts { info, fields };
        let has_more = begin(&mut base, &mut own, additional);
        let mut properties = Properties::new(info, own.fields, additional, state);
        if has_more {
            properties.meet_known();
        }
        result = properties.read_all(None, FIXED, map, state);
        own.move_to(&mut base);
        last = base.info.derived.and_then(|types| types.named(additional));
        if last != Some(ty) {
            own.spill(additional);
        }
    });
    result?;
    let Some(last) = last else { return Ok(()) };
    if last != ty {
        object = last.empty();
        object.visit_fields_mut(&mut |info, fields, _| {
            let mut own = Parts { info, fields };
            begin(&mut base, &mut own, additional);
            own.move_to(&mut base);
        });
    }
    additional.set_derived(object);
    Ok(())
}

/// Moves what is known of an object into one of a derived type. False when nothing is.
fn begin(base: &mut Parts<'_, '_>, own: &mut Parts<'_, '_>, additional: &mut Additional) -> bool {
    let has_more = base.has_values() || additional.names_any_of(own.info);
    if has_more {
        base.move_to(own);
        own.settle(additional);
    }
    has_more
}

/// The part of an object before its first property.
struct Head {
    annotations: Additional,
    /// The number of the type; the base until another one is named.
    index: usize,
    /// The name of the first property, of the base type.
    next: Option<Name>,
}

impl Head {
    fn read<'de, A: MapAccess<'de>>(
        base: &'static ObjectInfo,
        types: &[&str],
        map: &mut A,
        state: &mut State,
    ) -> Result<Self, A::Error> {
        let mut head = Self { annotations: Additional::default(), index: 0, next: None };
        let expected = state.expected_first(base);
        while let Some(name) = map.next_key_seed(NameSeed { info: base, expected })? {
            match name {
                Name::Unknown(name) if name == ODATA_TYPE => {
                    let named: Json = map.next_value()?;
                    head.index = type_index(types, &named);
                    head.annotations.keep_unnamed(base, name, named);
                    // the names of the base type help no further
                    if head.index > 0 {
                        break;
                    }
                }
                Name::Unknown(name) if name.contains('@') => {
                    head.annotations.keep_unnamed(base, name, map.next_value()?);
                }
                name => {
                    head.next = Some(name);
                    break;
                }
            }
        }
        Ok(head)
    }
}

/// The number of the type that `@odata.type` names; one past the last when it is not known.
fn type_index(types: &[&str], named: &Json) -> usize {
    let Json::String(text) = named else { return 0 };
    let name = text.strip_prefix('#').unwrap_or(text);
    types.iter().position(|known| *known == name).unwrap_or(types.len())
}

/// The writer writes the type of a derived object by itself, so it need not be kept when it was written the usual way.
fn forget_type_of(additional: &mut Additional, info: &ObjectInfo, index: usize, types: &[&str]) {
    if index > 0 && index < types.len() {
        forget_type(additional, info);
    }
}

fn forget_type(additional: &mut Additional, info: &ObjectInfo) {
    if additional.get(ODATA_TYPE).and_then(Json::as_str) == Some(info.odata_type) {
        additional.remove(ODATA_TYPE);
    }
}

/// Forgets the type of an object of a derived type that is not behind its base.
pub(crate) fn forget_implied_type(object: &mut dyn Object) {
    let info = object.info();
    forget_type(object.additional_mut(), info);
}
