//! In: types and operations of a model. Out: [`Place`]s: what stands at which path, one for each kind of place.

use super::schema::ValueType;
use super::{OperationId, PlaceId};
use crate::facts::template::{Method, Segment};

/// A kind of place: what stands at one or many paths and everything that can be asked there.
#[derive(Clone, Debug)]
pub struct Place {
    /// The path from the root where it was met first, with `{}` for keys; unique, stable, never empty but for the root.
    pub path: String,
    /// What stands there, where that is known.
    pub ty: Option<ValueType>,
    /// What can be asked, by method.
    pub verbs: Vec<Verb>,
    /// Where the next segment leads.
    pub children: Vec<Step>,
}

/// Something that can be asked at a place, with every page that documents it.
#[derive(Clone, Debug)]
pub struct Verb {
    /// The method.
    pub method: Method,
    /// The operations and which of their templates end here, by page; never empty.
    pub operations: Vec<(OperationId, Vec<usize>)>,
}

/// A step from one place to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// The segment; the placeholders of a key and of arguments are those of the first page.
    pub segment: Segment,
    /// Where it leads.
    pub to: PlaceId,
}

/// stub
pub fn places(
    _types: &[super::schema::Type],
    _enums: &[super::schema::Enum],
    _operations: &[super::operation::Operation],
) -> Vec<Place> {
    Vec::new()
}
