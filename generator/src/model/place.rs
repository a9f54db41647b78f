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

use std::collections::BTreeMap;

use self::edge::Edge;
use super::operation::Operation;
use super::schema::{Enum, ItemType, Type, ValueType};
use super::{OperationId, PlaceId, TypeId};
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
    let named = schema::with_named(types, operations);
    let schema = schema::Schema::new(&named);
    let trie = trie::Trie::new(types, enums, operations);
    let resolved = resolve::resolve(&trie, &schema, operations);
    let mut drafts = assemble::assemble(&trie, &schema, &resolved, operations);
    steps::complete(&mut drafts, &schema, &trie);
    let item = |id: TypeId| match types.get(id.0) {
        Some(_) => ItemType::Type(id),
        None => ItemType::Undocumented(named[id.0].name.clone()),
    };
    fold::fold(drafts, item)
}

/// Follows a path; a segment that is no step of its own, or leads nowhere, is taken as a key.
pub fn find(places: &[Place], segments: &[Segment]) -> Option<PlaceId> {
    let step = |at: PlaceId, edge: &Edge| {
        let mut steps = places.get(at.0)?.children.iter();
        steps.find(|step| edge::of_step(&step.segment).accepts(edge)).map(|step| step.to)
    };
    follow(segments, step)
}

/// Every step of every place, for whoever follows many paths.
pub struct Steps {
    by_edge: BTreeMap<(PlaceId, Edge), PlaceId>,
    /// Calls whose arguments can be written without their names, by the number of these.
    by_count: BTreeMap<(PlaceId, String, usize), PlaceId>,
}

impl Steps {
    /// Notes the steps.
    pub fn of(places: &[Place]) -> Self {
        let mut steps = Self { by_edge: BTreeMap::new(), by_count: BTreeMap::new() };
        for (id, place) in (0..).map(PlaceId).zip(places) {
            for step in &place.children {
                let edge = edge::of_step(&step.segment);
                if let Edge::Name(name, arguments) = &edge {
                    steps.by_count.entry((id, name.clone(), arguments.len())).or_insert(step.to);
                }
                steps.by_edge.entry((id, edge)).or_insert(step.to);
            }
        }
        steps
    }

    /// As [`find`].
    pub fn find(&self, segments: &[Segment]) -> Option<PlaceId> {
        follow(segments, |at, edge| match edge {
            Edge::Name(name, arguments) if edge.is_bare() => {
                self.by_count.get(&(at, name.clone(), arguments.len())).copied()
            }
            _ => self.by_edge.get(&(at, edge.clone())).copied(),
        })
    }
}

impl Steps {
    /// Follows a path as [`find`] does and returns its segments as the places write them: a sample is the key that it stands for.
    pub fn walk(&self, places: &[Place], segments: &[Segment]) -> Option<(PlaceId, Vec<Segment>)> {
        let (mut at, mut written) = (PlaceId(0), Vec::new());
        for segment in segments {
            let mut shown = segment.clone();
            for (edge, _) in edge::edges(segment) {
                let is_exact = self.by_edge.contains_key(&(at, edge.clone()));
                let edge = if is_exact || !edge.may_be_key() { edge } else { Edge::Key };
                let to = *self.by_edge.get(&(at, edge.clone()))?;
                let mut children = places.get(at.0)?.children.iter();
                let step = children.find(|step| edge::of_step(&step.segment) == edge);
                if let (Some(step), Segment::Literal(_) | Segment::Key(_)) = (step, segment) {
                    shown = step.segment.clone();
                }
                at = to;
            }
            written.push(shown);
        }
        Some((at, written))
    }
}

/// Where a path leads. All ways are followed at once, the steps that are written before the keys that they may be, so that the
/// first way to the end counts and the work stays within the number of places.
fn follow(segments: &[Segment], step: impl Fn(PlaceId, &Edge) -> Option<PlaceId>) -> Option<PlaceId> {
    let mut ways = vec![PlaceId(0)];
    for (edge, _) in segments.iter().flat_map(edge::edges) {
        let mut next: Vec<PlaceId> = Vec::new();
        for at in ways {
            let key = edge.may_be_key().then(|| step(at, &Edge::Key)).flatten();
            for to in step(at, &edge).into_iter().chain(key) {
                if !next.contains(&to) {
                    next.push(to);
                }
            }
        }
        ways = next;
    }
    ways.first().copied()
}

#[cfg(test)]
mod tests;
