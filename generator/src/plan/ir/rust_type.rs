//! Data types for Rust types in generated code.

use crate::plan::ir::ident::Ident;

/// A type in Rust code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RustType {
    /// `()`
    Unit,
    /// A type that is always in scope: `bool`.
    Prelude(PreludeType),
    /// A type of the runtime: `rt::Date`.
    Runtime(RuntimeType),
    /// A generated type, by its path.
    Named(Vec<Ident>),
    /// `Option<T>`
    Option(Box<RustType>),
    /// `Box<T>`
    Boxed(Box<RustType>),
    /// `Vec<T>`
    List(Box<RustType>),
    /// A generic type of the runtime: `rt::Page<T>`.
    Generic(GenericType, Box<RustType>),
}

/// A primitive type, or `String`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PreludeType {
    /// `bool`
    Bool,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `String`
    String,
    /// `u8`
    U8,
}

impl PreludeType {
    /// Its name in Rust.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::String => "String",
            Self::U8 => "u8",
        }
    }
}

/// A type of the runtime without type parameters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RuntimeType {
    /// The monitor URL of a long-running operation.
    Accepted,
    /// Binary data within JSON.
    Binary,
    /// Bytes of a whole body.
    Bytes,
    /// `Edm.Date`
    Date,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Decimal`
    Decimal,
    /// `Edm.Duration`
    Duration,
    /// `Edm.Guid`
    Guid,
    /// Any JSON.
    Json,
    /// The URL of an entity.
    Reference,
    /// `Edm.TimeOfDay`
    TimeOfDay,
}

impl RuntimeType {
    /// Its name in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "Accepted",
            Self::Binary => "Binary",
            Self::Bytes => "Bytes",
            Self::Date => "Date",
            Self::DateTimeOffset => "DateTimeOffset",
            Self::Decimal => "Decimal",
            Self::Duration => "Duration",
            Self::Guid => "Guid",
            Self::Json => "Json",
            Self::Reference => "Reference",
            Self::TimeOfDay => "TimeOfDay",
        }
    }
}

/// A type of the runtime with one type parameter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum GenericType {
    /// A page of a delta query.
    DeltaPage,
    /// A set of enum members.
    Flags,
    /// A page of items.
    Page,
}

impl GenericType {
    /// Its name in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            Self::DeltaPage => "DeltaPage",
            Self::Flags => "Flags",
            Self::Page => "Page",
        }
    }
}

/// The module and the name of a generated type.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TypePath {
    /// The module below `models`; `None` for the default namespace.
    pub module: Option<Ident>,
    /// Its name.
    pub ident: Ident,
}

impl RustType {
    /// The paths of all generated types in this type.
    pub fn paths(&self) -> Vec<&[Ident]> {
        match self {
            Self::Unit | Self::Prelude(_) | Self::Runtime(_) => Vec::new(),
            Self::Named(path) => vec![path],
            Self::Option(inner) | Self::Boxed(inner) | Self::List(inner) | Self::Generic(_, inner) => {
                inner.paths()
            }
        }
    }
}

/// Resolves a path in a module of `models`, or outside of it.
pub fn resolve(path: &[Ident], home: Option<&Ident>) -> Option<TypePath> {
    let of =
        |module: Option<&Ident>, ident: &Ident| TypePath { module: module.cloned(), ident: ident.clone() };
    let parent = Ident::parent();
    match path {
        [first, ident] if *first == parent => Some(of(home, ident)),
        [first, second, ident] if *first == parent && *second == parent => Some(of(None, ident)),
        [_, ident] => Some(of(None, ident)),
        [_, module, ident] | [_, _, module, ident] => Some(of(Some(module), ident)),
        _ => None,
    }
}
