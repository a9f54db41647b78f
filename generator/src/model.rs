//! Links the facts of all pages. In: facts. Out: [`Model`] of one API version, in which every name is resolved to a typed id. Knows
//! neither Markdown nor Rust.

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

/// The linked model of one API version.
#[derive(Clone, Debug)]
pub struct Model {
    /// The API version.
    pub version: Version,
    /// Entities and complex types, by name.
    pub types: Vec<Type>,
    /// Enums, by name.
    pub enums: Vec<Enum>,
    /// Operations, by page, then in the order of their first request line.
    pub operations: Vec<Operation>,
    /// The path items, the root first.
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
