//! In: facts of all pages. Out: [`Model`], the linked picture of one version of the API: every name that a page mentions is
//! resolved to a typed id once, here. Knows neither Markdown nor Rust.

pub mod check;
pub mod hierarchy;
pub mod link;
pub mod names;
pub mod operation;
pub mod operations;
pub mod path_item;
pub mod problem;
pub mod schema;
pub mod types;

use self::operation::Operation;
use self::schema::{Enum, Type};
use crate::model::path_item::PathItem;
use crate::source::Version;

/// One version of the API, linked.
#[derive(Clone, Debug)]
pub struct Model {
    /// The version whose pages were read.
    pub version: Version,
    /// Entities and complex types, by name.
    pub types: Vec<Type>,
    /// Enums, by name.
    pub enums: Vec<Enum>,
    /// Operations, by page, then in the order of their first request line.
    pub operations: Vec<Operation>,
    /// The path items; the first is the root.
    pub path_items: Vec<PathItem>,
}

/// The index of a [`Type`] in its model.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeId(pub usize);

/// The index of an [`Enum`] in its model.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct EnumId(pub usize);

/// The index of an [`Operation`] in its model.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OperationId(pub usize);

/// The index of a [`PathItem`] in its model.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PathItemId(pub usize);
