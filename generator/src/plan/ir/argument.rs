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
            Self::Text | Self::Key | Self::Texts | Self::Bytes => None,
        }
    }
}

/// How the argument of a function is written.
#[derive(Clone, Debug)]
pub struct FunctionArgument {
    /// The function of the runtime that writes it, or each of its items.
    pub writer: &'static str,
    /// The type whose name stands before the quotes, or the name of the alias that stands for it.
    pub of: Option<String>,
    /// Whether it is any number of items.
    pub is_list: bool,
    /// The argument.
    pub value: Ident,
}
