//! Merges nodes into path items. In: nodes with their classes. Out: [`Drafts`]: one path item per class, with documented methods and
//! children.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::template::{Method, Segment};
use crate::model::OperationId;
use crate::model::operation::Operation;
use crate::model::path_item::edge::{self, Edge};
use crate::model::path_item::resolve::{Class, Resolved};
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::{Spellings, Trie};
use crate::model::schema::{ItemType, ValueType};

/// Path items under construction. The root is first; an untyped one follows its parent.
pub(super) struct Drafts {
    /// All path items.
    pub(super) path_items: Vec<Draft>,
    /// The indices of typed path items.
    pub(super) kinds: BTreeMap<Kind, usize>,
}

/// A path item under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The shortest path.
    pub(super) path: Path,
    /// The shortest path that ends in a key.
    pub(super) key_path: Option<Path>,
    /// The type of the resource.
    pub(super) kind: Option<Kind>,
    /// The type of the property, if it is a primitive or an enum.
    pub(super) property: Option<ValueType>,
    /// The last edge of the shortest path.
    pub(super) last: Option<Edge>,
    /// The methods, with operations and indices of their templates.
    pub(super) verbs: BTreeMap<Method, BTreeMap<OperationId, Vec<usize>>>,
    /// The children by edge, each with the segment to show.
    pub(super) children: BTreeMap<Edge, (Segment, usize)>,
    /// The operations whose templates end here or continue from here.
    pub(super) through: BTreeSet<OperationId>,
}

/// A path with an order: fewer calls with arguments, then fewer segments, then text.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Path {
    calls: usize,
    depth: usize,
    /// The path with `{}` for keys.
    pub(super) text: String,
}

impl Path {
    /// The path with one more segment.
    pub(super) fn join(&self, segment: &Segment) -> Self {
        let is_call = matches!(segment, Segment::Function { arguments, .. } if !arguments.is_empty());
        Self {
            calls: self.calls + usize::from(is_call),
            depth: self.depth + 1,
            text: format!("{}{}", self.text, edge::show(segment)),
        }
    }
}

/// Merges the nodes of each class into one path item.
pub(super) fn assemble(
    trie: &Trie,
    schema: &Schema<'_>,
    resolved: &Resolved,
    operations: &[Operation],
) -> Drafts {
    let mut drafts = Drafts { path_items: Vec::new(), kinds: BTreeMap::new() };
    for (number, class) in resolved.classes.iter().enumerate() {
        let kind = match class {
            Class::Kind(kind) => Some(*kind),
            Class::Root | Class::Below(..) => None,
        };
        drafts.kinds.extend(kind.map(|kind| (kind, number)));
        drafts.path_items.push(Draft { kind, ..Draft::default() });
    }
    for (node, class) in trie.nodes.iter().zip(&resolved.of_node) {
        for (id, index) in &node.uses {
            let Some(operation) = operations.get(id.0) else { continue };
            let verb = drafts.path_items[*class].verbs.entry(operation.method).or_default();
            verb.entry(*id).or_default().push(*index);
        }
    }
    pass_through(&mut drafts, trie, resolved);
    connect(&mut drafts, trie, schema, resolved);
    find_paths(&mut drafts, trie, resolved);
    drafts
}

/// Adds each operation to all path items on its paths, except the root.
fn pass_through(drafts: &mut Drafts, trie: &Trie, resolved: &Resolved) {
    for (index, node) in trie.nodes.iter().enumerate() {
        let above = |at: &usize| Some(trie.nodes[*at].parent);
        let ancestors = std::iter::successors(Some(index), above).take_while(|at| *at != 0);
        let classes: Vec<usize> = ancestors.map(|at| resolved.of_node[at]).collect();
        for (id, _) in &node.uses {
            classes.iter().for_each(|class| _ = drafts.path_items[*class].through.insert(*id));
        }
    }
}

/// Adds the children of all path items. Their spelling is that of the declared member or of pages, whichever separates more words.
fn connect(drafts: &mut Drafts, trie: &Trie, schema: &Schema<'_>, resolved: &Resolved) {
    let mut slots: BTreeMap<(usize, usize), (Spellings, usize)> = BTreeMap::new();
    for (index, node) in trie.nodes.iter().enumerate().skip(1) {
        let slot = (resolved.of_node[node.parent], node.edge);
        let (spellings, _) = slots.entry(slot).or_insert((Spellings::default(), resolved.of_node[index]));
        spellings.merge(&node.spellings);
    }
    for ((from, number), (spellings, to)) in slots {
        let edge = &trie.edges[number];
        let before = drafts.path_items[from].kind.filter(|kind| !kind.collection);
        let declared = declared(edge, before, drafts.path_items[to].kind, schema);
        if drafts.path_items[to].kind.is_none() {
            drafts.path_items[to].property = property(edge, before, schema);
        }
        let Some(segment) = declared.or_else(|| spellings.best(edge)) else { continue };
        let segment = trie.spelled(segment);
        drafts.path_items[from].children.insert(edge.clone(), (segment, to));
    }
}

/// The segment as declared by the type before it, or the name of the type of a cast.
fn declared(edge: &Edge, before: Option<Kind>, to: Option<Kind>, schema: &Schema<'_>) -> Option<Segment> {
    let Edge::Name(name, arguments) = edge else { return None };
    if !arguments.is_empty() {
        return None;
    }
    let cast = schema.cast(name).filter(|cast| to.is_some_and(|to| to.ty == *cast));
    let member = before.and_then(|kind| schema.member(kind.ty, name));
    let member =
        member.map(|member| member.name.as_str()).filter(|declared| declared.eq_ignore_ascii_case(name));
    cast.map(|cast| schema.name(cast)).or(member).map(|name| Segment::Literal(name.to_owned()))
}

/// The type of a declared property with values that are no resources.
fn property(edge: &Edge, before: Option<Kind>, schema: &Schema<'_>) -> Option<ValueType> {
    let Edge::Name(name, arguments) = edge else { return None };
    let member = schema.member(before?.ty, name).filter(|_| arguments.is_empty())?;
    matches!(member.ty.item, ItemType::Primitive(_) | ItemType::Enum(_)).then(|| member.ty.clone())
}

/// Sets the shortest documented paths of each path item.
fn find_paths(drafts: &mut Drafts, trie: &Trie, resolved: &Resolved) {
    let mut paths: Vec<Path> = Vec::new();
    let mut best: Vec<Option<(Path, Option<Edge>)>> = vec![None; drafts.path_items.len()];
    let mut by_key: Vec<Option<Path>> = vec![None; drafts.path_items.len()];
    for (index, node) in trie.nodes.iter().enumerate() {
        let edge = trie.edge_to(index);
        let before = &drafts.path_items[resolved.of_node[node.parent]];
        let path = match edge.and_then(|edge| before.children.get(edge)) {
            Some((segment, _)) => paths[node.parent].join(segment),
            None => Path::default(),
        };
        let number = resolved.of_node[index];
        if edge == Some(&Edge::Key) {
            by_key[number] = shortest(by_key[number].take(), Some(path.clone()));
        }
        let known = &mut best[number];
        if known.as_ref().is_none_or(|(known, _)| path < *known) {
            *known = Some((path.clone(), edge.cloned()));
        }
        paths.push(path);
    }
    for ((draft, best), by_key) in drafts.path_items.iter_mut().zip(best).zip(by_key) {
        (draft.path, draft.last) = best.unwrap_or_default();
        draft.key_path = by_key;
    }
}

/// The shorter of two optional paths.
pub(super) fn shortest(one: Option<Path>, other: Option<Path>) -> Option<Path> {
    one.into_iter().chain(other).min()
}
