//! In: complete [`Drafts`]. Out: [`Place`]s: equal untyped sub-trees are one, ordered by path.

use std::collections::BTreeMap;

use super::assemble::{Draft, Drafts};
use super::edge::Edge;
use super::{Place, Step, Verb};
use crate::facts::template::Method;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{OperationId, PlaceId, TypeId};

/// What makes two untyped places equal.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
struct Content {
    /// How they are reached; places where nothing can be asked are equal however that is.
    last: Option<Edge>,
    verbs: Vec<(Method, Vec<OperationId>)>,
    steps: Vec<(Edge, usize)>,
}

/// Folds, numbers and orders the places; `item` is what a type is outside of them.
pub(super) fn fold(drafts: Drafts, item: impl Fn(TypeId) -> ItemType) -> Vec<Place> {
    let mut places = drafts.places;
    let same = find_equal(&mut places);
    let mut order: Vec<usize> = (0..places.len()).filter(|number| same[*number] == *number).collect();
    order.sort_by(|a, b| places[*a].path.text.cmp(&places[*b].path.text));
    let mut ids = vec![PlaceId(0); places.len()];
    for (id, number) in order.iter().enumerate() {
        ids[*number] = PlaceId(id);
    }
    let target = |number: usize| ids[same[number]];
    order.iter().map(|number| finish(&places[*number], target, &item)).collect()
}

/// For each place the one that it is folded into: itself, or an equal one with the shortest path. What an untyped place
/// leads to comes after it, so going backwards finds the leaves first.
fn find_equal(places: &mut [Draft]) -> Vec<usize> {
    let mut same: Vec<usize> = (0..places.len()).collect();
    let mut known: BTreeMap<Content, usize> = BTreeMap::new();
    for number in (1..places.len()).rev().filter(|number| places[*number].kind.is_none()).collect::<Vec<_>>()
    {
        let place = &places[number];
        let verbs = place.verbs.iter().map(|(method, uses)| (*method, uses.keys().copied().collect()));
        let content = Content {
            last: place.last.clone().filter(|_| !place.verbs.is_empty()),
            verbs: verbs.collect(),
            steps: place.steps.iter().map(|(edge, (_, to))| (edge.clone(), same[*to])).collect(),
        };
        let kept = *known.entry(content).or_insert(number);
        same[number] = kept;
        if kept != number {
            unite(places, number, kept);
        }
    }
    same
}

fn unite(places: &mut [Draft], from: usize, into: usize) {
    let Draft { path, verbs, last, through, .. } = std::mem::take(&mut places[from]);
    let kept = &mut places[into];
    kept.through.extend(through);
    if path < kept.path {
        (kept.path, kept.last) = (path, last);
    }
    for (method, uses) in verbs {
        for (id, templates) in uses {
            kept.verbs.entry(method).or_default().entry(id).or_default().extend(templates);
        }
    }
}

fn finish(draft: &Draft, target: impl Fn(usize) -> PlaceId, item: impl Fn(TypeId) -> ItemType) -> Place {
    let verbs = draft.verbs.iter().map(|(method, uses)| {
        let operations = uses.iter().map(|(id, templates)| {
            let mut templates = templates.clone();
            templates.sort_unstable();
            (*id, templates)
        });
        Verb { method: *method, operations: operations.collect() }
    });
    let steps = draft.steps.values();
    Place {
        path: draft.path.text.clone(),
        ty: draft.kind.map(|kind| ValueType { item: item(kind.ty), collection: kind.collection }),
        verbs: verbs.collect(),
        children: steps.map(|(segment, to)| Step { segment: segment.clone(), to: target(*to) }).collect(),
        through: draft.through.iter().copied().collect(),
    }
}
