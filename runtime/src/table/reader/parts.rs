//! Moves values between a base and a derived type. In: the fields of two objects. Out: the same values in the fields of the other
//! object. Knows no type.

use super::read_json;
use crate::table::data::{Additional, Field, Object, ObjectInfo};
use crate::table::derived::common;
use crate::table::slot::Kept;

/// The fields of an object that is being changed, with their table.
pub(crate) struct Parts<'o, 'f> {
    pub(crate) info: &'static ObjectInfo,
    pub(crate) fields: &'o mut [&'f mut dyn Field],
}

impl Parts<'_, '_> {
    /// Moves the values of all common properties to another object. A value stays where the other type has no room for it.
    pub(crate) fn move_to(&mut self, to: &mut Parts<'_, '_>) {
        common(self.info, to.info, |index, other| {
            if let (Some(field), Some(place)) = (self.fields.get_mut(index), to.fields.get_mut(other)) {
                move_value(&mut **field, &mut **place);
            }
        });
    }

    /// Whether any field is set.
    pub(crate) fn has_values(&self) -> bool {
        self.fields.iter().any(|field| !field.view().is_absent())
    }

    /// Reads the values that are kept under names of this type into its fields. Those that do not fit stay.
    pub(crate) fn settle(&mut self, additional: &mut Additional) {
        additional.count_nulls_by(self.info);
        for (name, value) in additional.take_named(self.info) {
            let index = self.info.index(&name);
            let Some((index, field)) = index.and_then(|index| Some((index, self.fields.get_mut(index)?)))
            else {
                continue;
            };
            // a property that was set later wins over the value under its name
            if field.view().is_absent() {
                read_json(field.slot(), &value).keep_in(additional, self.info, index);
            }
        }
    }

    /// Keeps the values of all fields as JSON under their names, and clears the fields.
    pub(crate) fn spill(&mut self, additional: &mut Additional) {
        for (name, field) in self.info.names.iter().zip(&mut *self.fields) {
            let view = field.view();
            if !view.is_absent() {
                let value = additional.written(name, &view);
                additional.forget(name);
                additional.keep_misfit(name, value);
                field.slot().clear();
            }
        }
    }
}

/// Moves a value that is set. Where the types differ it goes by way of JSON, and only if it is the same afterwards.
fn move_value(from: &mut dyn Field, to: &mut dyn Field) {
    if from.view().is_absent() {
        return;
    }
    if from.exchange(to) {
        from.slot().clear();
        return;
    }
    let value = from.view().to_json();
    to.slot().clear();
    match read_json(to.slot(), &value) {
        Kept::Nothing => from.slot().clear(),
        Kept::Null | Kept::Misfit(_) | Kept::Original(_) => to.slot().clear(),
    }
}

/// Moves the fields of an object into another one. Those that the other one has no room for are kept in `additional`.
pub(crate) fn move_all(from: &mut dyn Object, to: &mut dyn Object) {
    from.visit_fields_mut(&mut |info, fields, additional| {
        let mut from = Parts { info, fields };
        to.visit_fields_mut(&mut |info, fields, _| from.move_to(&mut Parts { info, fields }));
        from.spill(additional);
    });
}

/// Moves those fields of an object into a base of its type that the base has room for.
pub(crate) fn move_common(from: &mut dyn Object, to: &mut dyn Object) {
    to.visit_fields_mut(&mut |info, fields, _| {
        let mut to = Parts { info, fields };
        from.visit_fields_mut(&mut |info, fields, _| Parts { info, fields }.move_to(&mut to));
    });
}
