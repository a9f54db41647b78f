//! In: types and operations of a model. Out: [`Place`]s: what stands at which path, one for each kind of place.

mod assemble;
mod edge;
mod evidence;
mod fold;
mod resolve;
mod schema;
mod steps;
mod trie;
mod vote;

use self::edge::Edge;
use super::operation::Operation;
use super::schema::{Enum, Type, ValueType};
use super::{OperationId, PlaceId};
use crate::facts::template::{Method, Segment};

/// A kind of place: what stands at one or many paths and everything that can be asked there.
#[derive(Clone, Debug)]
pub struct Place {
    /// The shortest documented path from the root, with `{}` for keys; unique, stable, never empty but for the root.
    pub path: String,
    /// What stands there, where that is known.
    pub ty: Option<ValueType>,
    /// What can be asked, by method.
    pub verbs: Vec<Verb>,
    /// Where the next segment leads. A path address continues the segment of the place itself.
    pub children: Vec<Step>,
    /// The operations whose documented paths end here or go on from here, in order; none for the root.
    pub through: Vec<OperationId>,
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

/// Finds the kinds of place that the operations and the members of the types tell of; the first is the root.
pub fn places(types: &[Type], enums: &[Enum], operations: &[Operation]) -> Vec<Place> {
    let schema = schema::Schema::new(types);
    let trie = trie::Trie::new(types, enums, operations);
    let resolved = resolve::resolve(&trie, &schema, operations);
    let mut drafts = assemble::assemble(&trie, &schema, &resolved, operations);
    steps::complete(&mut drafts, &schema);
    fold::fold(drafts)
}

/// Follows a path; a segment that is no step of its own, or leads nowhere, is taken as a key.
pub fn find(places: &[Place], segments: &[Segment]) -> Option<PlaceId> {
    let edges: Vec<Edge> = segments.iter().flat_map(edge::edges).map(|(edge, _)| edge).collect();
    follow(places, PlaceId(0), &edges)
}

fn follow(places: &[Place], at: PlaceId, edges: &[Edge]) -> Option<PlaceId> {
    let [edge, rest @ ..] = edges else { return Some(at) };
    let steps = &places.get(at.0)?.children;
    let by = |edge: &Edge| steps.iter().find(|step| edge::of_step(&step.segment).accepts(edge));
    let along = |step: &Step| follow(places, step.to, rest);
    by(edge).and_then(along).or_else(|| by(&Edge::Key).filter(|_| edge.may_be_key()).and_then(along))
}

#[cfg(test)]
mod tests;
