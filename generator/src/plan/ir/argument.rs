//! Data types for the arguments of methods.

use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// An argument of a method.
#[derive(Clone, Debug)]
pub struct ArgumentPlan {
    /// Its name.
    pub ident: Ident,
    /// Its type.
    pub ty: ArgumentType,
}

/// The type of an argument.
#[derive(Clone, Debug)]
pub enum ArgumentType {
    /// Any text.
    Text,
    /// A value whose text form is a key.
    Key,
    /// A value that is moved.
    Value(RustType),
    /// A value convertible into the type.
    Into(RustType),
    /// An iterator of values convertible into the type.
    Items(RustType),
    /// A reference.
    Reference(RustType),
    /// An iterator of texts.
    Texts,
    /// An iterator of owned values.
    Values(RustType),
    /// A reference to a slice of values.
    Slice(RustType),
    /// A reference to a value of the type, or of a derived type.
    DerivedFrom(RustType),
    /// A reference to a set of changes to a value of the type.
    Changes(RustType),
    /// A value convertible into bytes.
    Bytes,
    /// A reference to bytes.
    ByteSlice,
    /// A request builder or the URL of the item that a reference leads to.
    Referred,
}

impl ArgumentType {
    /// The mentioned type.
    pub fn mentioned(&self) -> Option<&RustType> {
        match self {
            Self::Value(ty)
            | Self::Into(ty)
            | Self::Items(ty)
            | Self::Reference(ty)
            | Self::Values(ty)
            | Self::Slice(ty)
            | Self::DerivedFrom(ty)
            | Self::Changes(ty) => Some(ty),
            Self::Text | Self::Key | Self::Texts | Self::Bytes | Self::ByteSlice | Self::Referred => None,
        }
    }
}

/// The form of a function argument in a path.
#[derive(Clone, Debug)]
pub struct FunctionArgument {
    /// The writer of the argument, or of each of its items.
    pub writer: Writer,
    /// Whether the argument is a list.
    pub is_list: bool,
    /// The argument.
    pub value: Ident,
}

/// The format of an argument in a path. Each is a function of the runtime.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Writer {
    /// `true` or `false`.
    Bool,
    /// A date.
    Date,
    /// A date with a time and an offset.
    DateTime,
    /// A decimal number.
    Decimal,
    /// A floating-point number.
    Double,
    /// A duration.
    Duration,
    /// Members of an enum. The type name precedes them if the page writes it.
    Flags(Option<String>),
    /// A GUID.
    Guid,
    /// An integer.
    Int,
    /// JSON in the query, referenced by an alias of this name.
    Json(String),
    /// Text without quotes.
    Literal,
    /// A member of an enum. The type name precedes it if the page writes it.
    Member(Option<String>),
    /// Text in quotes.
    String,
    /// A time of day.
    TimeOfDay,
}

impl Writer {
    /// The function of the runtime.
    pub fn function(&self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Date => "date",
            Self::DateTime => "date_time",
            Self::Decimal => "decimal",
            Self::Double => "double",
            Self::Duration => "duration",
            Self::Flags(None) => "flags",
            Self::Flags(Some(_)) => "flags_of",
            Self::Guid => "guid",
            Self::Int => "int",
            Self::Json(_) => "json",
            Self::Literal => "literal",
            Self::Member(None) => "member",
            Self::Member(Some(_)) => "member_of",
            Self::String => "string",
            Self::TimeOfDay => "time_of_day",
        }
    }

    /// The name of the type or alias, which the function takes before the value.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Json(name) | Self::Member(Some(name)) | Self::Flags(Some(name)) => Some(name),
            Self::Bool
            | Self::Date
            | Self::DateTime
            | Self::Decimal
            | Self::Double
            | Self::Duration
            | Self::Flags(None)
            | Self::Guid
            | Self::Int
            | Self::Literal
            | Self::Member(None)
            | Self::String
            | Self::TimeOfDay => None,
        }
    }
}
