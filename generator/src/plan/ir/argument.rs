//! The arguments of methods.

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
    /// Anything whose text is a key.
    Key,
    /// A value that is moved.
    Value(RustType),
    /// Anything that becomes a value.
    Into(RustType),
    /// Anything that gives values one by one.
    Items(RustType),
    /// A reference.
    Reference(RustType),
    /// Any texts.
    Texts,
    /// Anything that gives values that are moved.
    Values(RustType),
    /// A reference to values.
    Slice(RustType),
    /// A reference to a value of the type or of one derived from it.
    DerivedFrom(RustType),
    /// A reference to what changes a value of the type.
    Changes(RustType),
    /// Anything that becomes bytes.
    Bytes,
    /// Anything that lends bytes.
    ByteSlice,
}

impl ArgumentType {
    /// The type that it mentions.
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
            Self::Text | Self::Key | Self::Texts | Self::Bytes | Self::ByteSlice => None,
        }
    }
}

/// How the argument of a function is written.
#[derive(Clone, Debug)]
pub struct FunctionArgument {
    /// The form of it, or of each of its items, in a path.
    pub writer: Writer,
    /// Whether it is any number of items.
    pub is_list: bool,
    /// The argument.
    pub value: Ident,
}

/// The form of an argument in a path: each is a function of the runtime.
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
    /// Members of an enum, behind the name of its type where the page writes it.
    Flags(Option<String>),
    /// A GUID.
    Guid,
    /// An integer.
    Int,
    /// JSON in the query, to which an alias of this name refers.
    Json(String),
    /// Text without quotes.
    Literal,
    /// A member of an enum, behind the name of its type where the page writes it.
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

    /// The name of the type or alias that the function takes before the value.
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
