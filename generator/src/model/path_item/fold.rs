//! Folds equal subtrees without types. In: complete [`Drafts`]. Out: [`PathItem`]s, ordered by path.

use std::collections::BTreeMap;

use crate::facts::template::Method;
use crate::model::path_item::assemble::{Draft, Drafts, shortest};
use crate::model::path_item::edge::Edge;
use crate::model::path_item::{Child, PathItem, Verb};
use crate::model::schema::{ItemType, ValueType};
use crate::model::{OperationId, PathItemId, TypeId};

/// The content of an untyped path item. Path items with equal content are merged.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
struct Content {
    /// The last edge. `None` without methods, where the edge is irrelevant.
    last: Option<Edge>,
    property: Option<ValueType>,
    verbs: Vec<(Method, Vec<OperationId>)>,
    children: Vec<(Edge, usize)>,
}

/// Folds, numbers and orders the path items. `item` converts the id of a type.
pub(super) fn fold(drafts: Drafts, item: impl Fn(TypeId) -> ItemType) -> Vec<PathItem> {
    let mut path_items = drafts.path_items;
    let same = find_equal(&mut path_items);
    let mut order: Vec<usize> = (0..path_items.len()).filter(|number| same[*number] == *number).collect();
    order.sort_by(|a, b| path_items[*a].path.text.cmp(&path_items[*b].path.text));
    let mut ids = vec![PathItemId(0); path_items.len()];
    for (id, number) in order.iter().enumerate() {
        ids[*number] = PathItemId(id);
    }
    let target = |number: usize| ids[same[number]];
    order.iter().map(|number| finish(&path_items[*number], target, &item)).collect()
}

/// The path item that each one is folded into: itself, or an equal one. Children of untyped path items follow them, so a backward
/// iteration visits leaves first.
fn find_equal(path_items: &mut [Draft]) -> Vec<usize> {
    let mut same: Vec<usize> = (0..path_items.len()).collect();
    let mut known: BTreeMap<Content, usize> = BTreeMap::new();
    for number in
        (1..path_items.len()).rev().filter(|number| path_items[*number].kind.is_none()).collect::<Vec<_>>()
    {
        let path_item = &path_items[number];
        let verbs = path_item.verbs.iter().map(|(method, uses)| (*method, uses.keys().copied().collect()));
        let content = Content {
            last: if path_item.verbs.is_empty() { None } else { path_item.last.clone() },
            property: path_item.property.clone(),
            verbs: verbs.collect(),
            children: path_item.children.iter().map(|(edge, (_, to))| (edge.clone(), same[*to])).collect(),
        };
        let kept = *known.entry(content).or_insert(number);
        same[number] = kept;
        if kept != number {
            unite(path_items, number, kept);
        }
    }
    same
}

fn unite(path_items: &mut [Draft], from: usize, into: usize) {
    let Draft { path, key_path, verbs, last, through, .. } = std::mem::take(&mut path_items[from]);
    let kept = &mut path_items[into];
    kept.through.extend(through);
    kept.key_path = shortest(kept.key_path.take(), key_path);
    if path < kept.path {
        (kept.path, kept.last) = (path, last);
    }
    for (method, uses) in verbs {
        for (id, templates) in uses {
            kept.verbs.entry(method).or_default().entry(id).or_default().extend(templates);
        }
    }
}

fn finish(
    draft: &Draft,
    target: impl Fn(usize) -> PathItemId,
    item: impl Fn(TypeId) -> ItemType,
) -> PathItem {
    let verbs = draft.verbs.iter().map(|(method, uses)| {
        let operations = uses.iter().map(|(id, templates)| {
            let mut templates = templates.clone();
            templates.sort_unstable();
            (*id, templates)
        });
        Verb { method: *method, operations: operations.collect() }
    });
    let children = draft.children.values();
    PathItem {
        path: draft.path.text.clone(),
        key_path: draft.key_path.as_ref().map(|path| path.text.clone()),
        ty: draft.kind.map(|kind| ValueType { item: item(kind.ty), collection: kind.collection }),
        property: draft.property.clone(),
        verbs: verbs.collect(),
        children: children
            .map(|(segment, to)| Child { segment: segment.clone(), target: target(*to) })
            .collect(),
        through: draft.through.iter().copied().collect(),
    }
}
