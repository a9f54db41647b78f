//! Describes types. In: types of the model. Out: [`JsonShape`], and names for messages.

use crate::facts::type_text::Primitive;
use crate::model::Model;
use crate::model::schema::{ItemType, ValueType};

/// The JSON type of a primitive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum JsonShape {
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
    /// Any JSON.
    Any,
}

/// The JSON type of a primitive.
pub(super) fn json_shape(primitive: Primitive) -> JsonShape {
    match primitive {
        Primitive::Boolean => JsonShape::Boolean,
        Primitive::Byte
        | Primitive::Decimal
        | Primitive::Double
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64
        | Primitive::SByte
        | Primitive::Single => JsonShape::Number,
        Primitive::Binary
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::String
        | Primitive::TimeOfDay => JsonShape::Text,
        Primitive::Stream | Primitive::Untyped => JsonShape::Any,
    }
}

/// The name of a type for messages.
pub(super) fn show(model: &Model, ty: &ValueType) -> String {
    let name = match &ty.item {
        ItemType::Primitive(primitive) => primitive.name(),
        ItemType::Type(id) => model.types[id.0].name.as_str(),
        ItemType::Enum(id) => model.enums[id.0].name.as_str(),
        ItemType::Undocumented(name) => name.as_str(),
    };
    if ty.collection { format!("a collection of {name}") } else { name.to_owned() }
}
