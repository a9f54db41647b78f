//! The value of a derived type behind the struct of its base. In: such a value, and the names of its type. Out: the kept values, by the
//! table of that type.

use crate::Json;
use crate::table::data::values::Name;
use crate::table::data::{Additional, Derived, ObjectInfo, View};
use crate::table::names::ODATA_TYPE;
use std::panic::{RefUnwindSafe, UnwindSafe};

// a derived value is a struct like any other, and a struct is both
impl UnwindSafe for Additional {}
impl RefUnwindSafe for Additional {}

impl Additional {
    /// The value of a derived type, without the fields of the base.
    #[inline]
    pub(crate) fn derived(&self) -> Option<&dyn Derived> {
        self.0.as_ref()?.derived.as_deref()
    }

    pub(crate) fn set_derived(&mut self, derived: Box<dyn Derived>) {
        self.kept().derived = Some(derived);
    }

    pub(crate) fn take_derived(&mut self) -> Option<Box<dyn Derived>> {
        let derived = self.0.as_mut()?.derived.take();
        self.shrink();
        derived
    }

    /// Whether a value is kept under a name of this type.
    pub(crate) fn names_any_of(&self, info: &ObjectInfo) -> bool {
        self.0.as_ref().is_some_and(|kept| {
            kept.nulls.len() > 0 || kept.values.iter().any(|(name, _)| info.index(name).is_some())
        })
    }

    /// Takes the values that are kept under names of this type, but for nulls of named properties.
    pub(crate) fn take_named(&mut self, info: &ObjectInfo) -> Vec<(Name, Json)> {
        let Some(kept) = self.0.as_mut() else { return Vec::new() };
        let named = kept.values.iter().filter_map(|(name, _)| info.names.get(info.index(name)?).copied());
        let named: Vec<&'static str> = named.collect();
        let taken =
            named.into_iter().filter_map(|name| Some((Name::Borrowed(name), kept.values.remove(name)?)));
        let taken = taken.collect();
        self.shrink();
        taken
    }

    /// Counts the nulls of named properties by the table of this type.
    pub(crate) fn count_nulls_by(&mut self, info: &'static ObjectInfo) {
        let Some(kept) = self.0.as_mut() else { return };
        for name in std::mem::take(&mut kept.nulls) {
            match info.index(name) {
                Some(index) => self.keep_null(info, index),
                None => self.keep_misfit(name, Json::Null),
            }
        }
    }

    /// The properties of the derived type by name, and the type unless it is kept.
    pub(super) fn entries_of_derived(&self) -> Vec<(String, Json)> {
        let Some(derived) = self.derived() else { return Vec::new() };
        let mut entries = Vec::new();
        if !self.contains(ODATA_TYPE) {
            entries.push((ODATA_TYPE.to_owned(), Json::from(derived.info().odata_type)));
        }
        derived.visit_fields(&mut |info, fields, _| {
            let views = info.names.iter().zip(fields).map(|(name, field)| (*name, field.view()));
            let set = views.filter(|(_, view)| !view.is_absent());
            entries.extend(set.map(|(name, view)| (name.to_owned(), self.written(name, &view))));
        });
        entries
    }

    /// The JSON that is written for a property: the original where it still means the same value.
    pub(crate) fn written(&self, name: &str, view: &View<'_>) -> Json {
        let original = self.original(name).filter(|json| view.was_read_from(json));
        original.cloned().unwrap_or_else(|| view.to_json())
    }

    /// The values but for the type of a derived value, which that value implies.
    pub(crate) fn beside_type(&self) -> impl Iterator<Item = (&str, &Json)> {
        let implied = self.derived().map(|derived| derived.info().odata_type);
        self.iter().filter(move |(name, value)| {
            implied.is_none() || *name != ODATA_TYPE || value.as_str() != implied
        })
    }
}
