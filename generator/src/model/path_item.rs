//! Builds the tree of documented paths and assigns a type to each node. In: types and operations. Out: [`PathItem`]s.

mod assemble;
mod edge;
mod evidence;
mod fold;
mod inherited_children;
pub mod placeholders;
mod resolve;
mod schema;
mod trie;
mod vote;

use std::collections::BTreeMap;

use crate::facts::template::{Method, Segment};
use crate::model::operation::Operation;
use crate::model::path_item::edge::Edge;
use crate::model::schema::{Enum, ItemType, Type, ValueType};
use crate::model::{OperationId, PathItemId, TypeId};

/// The resource at one or several equivalent paths, with its methods and the segments that may follow.
#[derive(Clone, Debug)]
pub struct PathItem {
    /// The shortest documented path from the root, with `{}` for keys. Unique, and empty only for the root.
    pub path: String,
    /// The shortest documented path that ends in a key, if any.
    pub key_path: Option<String>,
    /// The type of the resource, if known.
    pub ty: Option<ValueType>,
    /// The type of the property at this path, if its values are no resources: a primitive or an enum. `ty` is then `None`.
    pub property: Option<ValueType>,
    /// The HTTP methods.
    pub verbs: Vec<Verb>,
    /// The next segments. A path address continues the segment of this path item.
    pub children: Vec<Child>,
    /// The operations whose paths end here or continue from here, in order. Empty for the root.
    pub through: Vec<OperationId>,
}

/// An HTTP method of a path item, with the operations that document it.
#[derive(Clone, Debug)]
pub struct Verb {
    /// The method.
    pub method: Method,
    /// The operations with the indices of their templates that end here, by page. Never empty.
    pub operations: Vec<(OperationId, Vec<usize>)>,
}

/// A segment after a path item.
#[derive(Clone, Debug)]
pub struct Child {
    /// The segment, with the placeholders of the first page.
    pub segment: Segment,
    /// The path item after the segment.
    pub target: PathItemId,
}

/// Builds the path items from the paths of operations and the members of types, the root first.
pub fn path_items(types: &[Type], enums: &[Enum], operations: &[Operation]) -> Vec<PathItem> {
    let named = schema::with_named(types, operations);
    let schema = schema::Schema::new(&named);
    let trie = trie::Trie::new(types, enums, operations);
    let resolved = resolve::resolve(&trie, &schema, operations);
    let mut drafts = assemble::assemble(&trie, &schema, &resolved, operations);
    inherited_children::complete(&mut drafts, &schema, &trie);
    let item = |id: TypeId| match types.get(id.0) {
        Some(_) => ItemType::Type(id),
        None => ItemType::Undocumented(named[id.0].name.clone()),
    };
    fold::fold(drafts, item)
}

/// Resolves a path. A segment that matches no child, or leads to a dead end, counts as a key.
pub fn find(path_items: &[PathItem], segments: &[Segment]) -> Option<PathItemId> {
    route(path_items, segments, |_| true).map(|(end, _)| end)
}

/// Resolves a path like [`find`] to the first end that `is_end` accepts. Returns the end, and each path item before it with the index of
/// the next child.
pub fn route(
    path_items: &[PathItem],
    segments: &[Segment],
    is_end: impl Fn(PathItemId) -> bool,
) -> Option<(PathItemId, Vec<(PathItemId, usize)>)> {
    let child = |at: PathItemId, edge: &Edge| {
        let children = &path_items.get(at.0)?.children;
        let index = children.iter().position(|child| edge::of_segment(&child.segment).accepts(edge))?;
        Some((children[index].target, (at, index)))
    };
    follow(segments, child).into_iter().find(|(end, _)| is_end(*end))
}

/// An index of all children of all path items, to resolve many paths.
pub struct PathIndex {
    by_edge: BTreeMap<(PathItemId, Edge), PathItemId>,
    /// Functions by their number of arguments, for calls without argument names.
    by_count: BTreeMap<(PathItemId, String, usize), PathItemId>,
}

impl PathIndex {
    /// Indexes the children of all path items.
    pub fn of(path_items: &[PathItem]) -> Self {
        let mut children = Self { by_edge: BTreeMap::new(), by_count: BTreeMap::new() };
        for (id, path_item) in (0..).map(PathItemId).zip(path_items) {
            for child in &path_item.children {
                let edge = edge::of_segment(&child.segment);
                if let Edge::Name(name, arguments) = &edge {
                    children.by_count.entry((id, name.clone(), arguments.len())).or_insert(child.target);
                }
                children.by_edge.entry((id, edge)).or_insert(child.target);
            }
        }
        children
    }

    /// Resolves a path like [`find`].
    pub fn find(&self, segments: &[Segment]) -> Option<PathItemId> {
        let child = |at, edge: &Edge| match edge {
            Edge::Name(name, arguments) if edge.is_bare() => {
                self.by_count.get(&(at, name.clone(), arguments.len()))
            }
            _ => self.by_edge.get(&(at, edge.clone())),
        };
        let ends = follow(segments, |at, edge| child(at, edge).map(|target| (*target, ())));
        ends.first().map(|(end, _)| *end)
    }
}

impl PathIndex {
    /// Resolves a path like [`find`], and returns the segments of the path items. Samples become keys.
    pub fn resolve(
        &self,
        path_items: &[PathItem],
        segments: &[Segment],
    ) -> Option<(PathItemId, Vec<Segment>)> {
        let (mut at, mut written) = (PathItemId(0), Vec::new());
        for segment in segments {
            let mut shown = segment.clone();
            for (edge, _) in edge::edges(segment) {
                let is_exact = self.by_edge.contains_key(&(at, edge.clone()));
                let edge = if is_exact || !edge.may_be_key() { edge } else { Edge::Key };
                let to = *self.by_edge.get(&(at, edge.clone()))?;
                let mut children = path_items.get(at.0)?.children.iter();
                let child = children.find(|child| edge::of_segment(&child.segment) == edge);
                if let (Some(child), Segment::Literal(_) | Segment::Key(_)) = (child, segment) {
                    shown = child.segment.clone();
                }
                at = to;
            }
            written.push(shown);
        }
        Some((at, written))
    }
}

/// The ends of a path, each with its steps.
///
/// Follows all routes at once, so that the work per segment is bounded by the number of path items. Fixed text precedes a key, and the
/// first route to an end counts.
fn follow<S: Copy>(
    segments: &[Segment],
    child: impl Fn(PathItemId, &Edge) -> Option<(PathItemId, S)>,
) -> Vec<(PathItemId, Vec<S>)> {
    let mut routes = vec![(PathItemId(0), Vec::new())];
    for (edge, _) in segments.iter().flat_map(edge::edges) {
        let mut next: Vec<(PathItemId, Vec<S>)> = Vec::new();
        for (at, steps) in &routes {
            let key = edge.may_be_key().then(|| child(*at, &Edge::Key)).flatten();
            for (target, step) in child(*at, &edge).into_iter().chain(key) {
                if next.iter().all(|(other, _)| *other != target) {
                    next.push((target, steps.iter().copied().chain([step]).collect()));
                }
            }
        }
        routes = next;
    }
    routes
}

#[cfg(test)]
mod tests;
