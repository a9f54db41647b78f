//! In: an object whose type `@odata.type` names. Out: a value of that very type. Knows no model.

use crate::kind::Value;
use crate::property::Property;
use crate::table::{self, Object, View};
use serde_core::de::Error;
use serde_core::{Deserializer, Serialize, Serializer};
use std::any::Any;

/// A type that has derived types: an enum with one variant for the base, one for each derived type, and one for the
/// derived types that are not known.
///
/// Implemented by generated code.
pub trait Polymorph: Sized + 'static {
    /// The type that all variants have in common.
    type Base: Object + Default + 'static;
    /// The names of the types as `@odata.type` writes them, without `#`. The base is the first.
    const TYPES: &'static [&'static str];
    /// An empty value of the type with this number; of an unknown type for any number beyond the last.
    fn make(index: usize) -> Self;
    /// The number of the type; `TYPES.len()` when it is not known.
    fn index(&self) -> usize;
    /// The variant's object.
    fn object(&self) -> &dyn Object;
    /// The variant's object, to be changed.
    fn object_mut(&mut self) -> &mut dyn Object;

    /// A property of the base type, whichever the variant; none when it is not set.
    fn get<V: Value>(&self, property: Property<Self::Base, V>) -> Option<&V> {
        let field = field(self.object(), property.name())?;
        match field.downcast_ref::<Option<V>>() {
            Some(value) => value.as_ref(),
            None => field.downcast_ref::<Option<Box<V>>>()?.as_deref(),
        }
    }

    /// The type as the service wrote it or would write it, without `#`.
    fn type_name(&self) -> &str {
        type_name(self.object())
    }
}

fn field<'a>(object: &'a dyn Object, name: &str) -> Option<&'a dyn Any> {
    let index = object.info().index(name)?;
    Some(object.field(index))
}

fn type_name(object: &dyn Object) -> &str {
    let written = object.additional().get(table::ODATA_TYPE).and_then(crate::Json::as_str);
    let name = written.unwrap_or(object.info().odata_type);
    name.strip_prefix('#').unwrap_or(name)
}

/// Writes a value; that of a derived type with its `@odata.type` first.
///
/// # Errors
/// Those of the serializer alone.
pub fn write<P: Polymorph, S: Serializer>(value: &P, serializer: S) -> Result<S::Ok, S::Error> {
    view(value).serialize(serializer)
}

fn view<P: Polymorph>(value: &P) -> View<'_> {
    <crate::kind::PolymorphKind as crate::kind::Kind<P>>::view(value)
}

/// Reads a value of the type that its `@odata.type` names.
///
/// # Errors
/// When the input is not an object, or is malformed.
pub fn read<'de, P: Polymorph, D: Deserializer<'de>>(deserializer: D) -> Result<P, D::Error> {
    let mut value: Option<P> = None;
    table::read_any(table::Slot::Polymorph(&mut value), deserializer)?;
    value.ok_or_else(|| {
        D::Error::custom(format_args!("expected an object of type {}", type_name(P::make(0).object())))
    })
}

#[cfg(test)]
mod tests;
