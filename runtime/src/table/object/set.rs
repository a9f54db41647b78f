//! In: an object, the wire name of a property, a value of its type. Out: the object with the value in its field.

use crate::table::data::{Object, Value};
use crate::table::erased::view;
use std::any::Any;

/// Sets a property. One that the type does not have becomes an additional one.
pub(crate) fn set<V: Value>(object: &mut dyn Object, name: &str, value: V) {
    let mut value = Some(value);
    object.visit_fields_mut(&mut |info, fields, _| {
        let field = info.index(name).and_then(|index| fields.get_mut(index));
        let Some(field) = field.map(|field| &mut **field as &mut dyn Any) else { return };
        if let Some(field) = field.downcast_mut::<Option<V>>() {
            *field = value.take();
        } else if let Some(field) = field.downcast_mut::<Option<Box<V>>>() {
            *field = value.take().map(Box::new);
        }
    });
    if let Some(value) = value {
        object.additional_mut().insert(name, view(&value).to_json());
    }
}
