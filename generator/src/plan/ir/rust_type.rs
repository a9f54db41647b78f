//! Types of Rust as generated code mentions them.

use crate::plan::ir::ident::Ident;

/// A type as Rust code has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RustType {
    /// `()`
    Unit,
    /// A type that is always in scope: `bool`.
    Prelude(&'static str),
    /// A type of the runtime: `rt::Date`.
    Runtime(&'static str),
    /// A generated type, by its path.
    Named(Vec<Ident>),
    /// `Option<T>`
    Option(Box<RustType>),
    /// `Box<T>`
    Boxed(Box<RustType>),
    /// `Vec<T>`
    List(Box<RustType>),
    /// A generic type of the runtime: `rt::Page<T>`.
    Generic(&'static str, Box<RustType>),
}

/// Where a generated type stands and what it is called.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TypePath {
    /// The module below `models`; `None` for the default namespace.
    pub module: Option<Ident>,
    /// Its name.
    pub ident: Ident,
}

impl RustType {
    /// The generated types in it.
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

/// The type that a path means in a module of `models`, or outside of it.
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
