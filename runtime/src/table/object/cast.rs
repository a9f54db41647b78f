//! Casts between a base and its derived types. In: an object. Out: the same object as the other type, without a loss. Knows no
//! model.

use crate::Json;
use crate::table::data::{Additional, Derived, Field, Object, ObjectInfo};
use crate::table::derived::visit_whole;
use crate::table::names::ODATA_TYPE;
use crate::table::reader::{Parts, move_all, move_common};

/// Moves a value of a base, or of a type derived from it, into an empty value of the base.
pub(crate) fn upcast(base: &mut dyn Object, value: &mut dyn Object) {
    match base.info().derived.and_then(|types| types.find(value.info().odata_type)) {
        Some(ty) => {
            let mut derived = ty.empty();
            move_object(value, &mut *derived);
            upcast_into(base, derived);
        }
        None => move_object(value, base),
    }
}

/// Makes an empty base a value of a derived type.
pub(crate) fn upcast_into(base: &mut dyn Object, mut derived: Box<dyn Derived>) {
    let mut whole = match take_whole(&mut *derived) {
        Some(behind) => behind,
        None => derived,
    };
    move_common(&mut *whole, base);
    let mut additional = std::mem::take(additional_mut(&mut *whole));
    additional.set_derived(whole);
    *additional_mut(base) = additional;
}

/// Takes the value of a derived type that an object is, with all that the object has. `None` for an object of its own type.
pub(crate) fn take_whole(object: &mut dyn Object) -> Option<Box<dyn Derived>> {
    let types = object.info().derived;
    let kept = additional_mut(object);
    let whole = match kept.take_derived() {
        Some(behind) => Some((behind, false)),
        None => types.and_then(|types| types.named(kept)).map(|ty| (ty.empty(), true)),
    };
    let (mut whole, is_json) = whole?;
    move_all(object, &mut *whole);
    let mut kept = std::mem::take(additional_mut(object));
    if is_json {
        whole.visit_fields_mut(&mut |info, fields, _| Parts { info, fields }.settle(&mut kept));
    }
    *additional_mut(&mut *whole) = kept;
    Some(whole)
}

/// Whether an object of a base is of a type, or of one derived from it.
pub(crate) fn is(object: &dyn Object, info: &ObjectInfo) -> bool {
    let name = match object.additional().derived() {
        Some(derived) => derived.info().odata_type,
        None => odata_type(object),
    };
    let name = name.strip_prefix('#').unwrap_or(name);
    info.odata_type.strip_prefix('#') == Some(name)
        || info.derived.is_some_and(|types| types.find(name).is_some())
}

/// The type of an object as the service wrote it or would write it.
pub(crate) fn odata_type(object: &dyn Object) -> &str {
    let additional = object.additional();
    let implied = || additional.derived().map_or(object.info(), |derived| derived.info()).odata_type;
    additional.get(ODATA_TYPE).and_then(Json::as_str).unwrap_or_else(implied)
}

/// A property of an object, or of the value of a derived type that it is.
pub(crate) fn property<'a>(object: &'a dyn Object, name: &str) -> Option<&'a dyn Field> {
    let mut found = None;
    visit_whole(object, &mut |info, fields, _| {
        found = info.index(name).and_then(|index| fields.get(index)).copied();
    });
    found
}

/// Moves all that an object has into an empty one of its type.
pub(crate) fn move_object(from: &mut dyn Object, to: &mut dyn Object) {
    move_all(from, to);
    *additional_mut(to) = std::mem::take(additional_mut(from));
}

fn additional_mut(object: &mut dyn Object) -> &mut Additional {
    object.additional_mut()
}
