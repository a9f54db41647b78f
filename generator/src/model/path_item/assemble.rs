//! In: nodes with their classes. Out: [`Drafts`]: one place for each class, with what the pages write out.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::template::{Method, Segment};
use crate::model::OperationId;
use crate::model::operation::Operation;
use crate::model::path_item::edge::{self, Edge};
use crate::model::path_item::resolve::{Class, Resolved};
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::{Spellings, Trie};

/// Places under construction; the first is the root, an untyped one comes after the one before it.
pub(super) struct Drafts {
    /// All of them.
    pub(super) path_items: Vec<Draft>,
    /// Those with a type.
    pub(super) kinds: BTreeMap<Kind, usize>,
}

/// A place under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The shortest path.
    pub(super) path: Path,
    /// What stands there.
    pub(super) kind: Option<Kind>,
    /// The edge of the shortest path that leads here.
    pub(super) last: Option<Edge>,
    /// What can be asked.
    pub(super) verbs: BTreeMap<Method, BTreeMap<OperationId, Vec<usize>>>,
    /// Where the next edge leads, and the segment to show for it.
    pub(super) children: BTreeMap<Edge, (Segment, usize)>,
    /// The operations whose templates end here or go on from here.
    pub(super) through: BTreeSet<OperationId>,
}

/// A path that compares by its number of segments, then as text; calls come after plain segments and keys.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Path {
    calls: usize,
    depth: usize,
    /// The path with `{}` for keys.
    pub(super) text: String,
}

impl Path {
    /// The path one step on.
    pub(super) fn join(&self, segment: &Segment) -> Self {
        let is_call = matches!(segment, Segment::Function { arguments, .. } if !arguments.is_empty());
        Self {
            calls: self.calls + usize::from(is_call),
            depth: self.depth + 1,
            text: format!("{}{}", self.text, edge::show(segment)),
        }
    }
}

/// Makes one place of the nodes of each class.
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

/// Tells every place on the way to an operation of it; the root, which is on the way to all, is told nothing.
fn pass_through(drafts: &mut Drafts, trie: &Trie, resolved: &Resolved) {
    for (index, node) in trie.nodes.iter().enumerate() {
        let above = |at: &usize| Some(trie.nodes[*at].parent);
        let way = std::iter::successors(Some(index), above).take_while(|at| *at != 0);
        let way: Vec<usize> = way.map(|at| resolved.of_node[at]).collect();
        for (id, _) in &node.uses {
            way.iter().for_each(|class| _ = drafts.path_items[*class].through.insert(*id));
        }
    }
}

/// Makes the steps between the places, each in the spelling of the declared member or of the pages, whichever parts more words.
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
        let Some(segment) = declared.or_else(|| spellings.best(edge)) else { continue };
        let segment = trie.spelled(segment);
        drafts.path_items[from].children.insert(edge.clone(), (segment, to));
    }
}

/// The segment as the type before declares it, or the name of the type that is cast to.
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

/// Gives each place the shortest path at which a page shows it.
fn find_paths(drafts: &mut Drafts, trie: &Trie, resolved: &Resolved) {
    let mut paths: Vec<Path> = Vec::new();
    let mut best: Vec<Option<(Path, Option<Edge>)>> = vec![None; drafts.path_items.len()];
    for (index, node) in trie.nodes.iter().enumerate() {
        let edge = trie.edge_to(index);
        let before = &drafts.path_items[resolved.of_node[node.parent]];
        let path = match edge.and_then(|edge| before.children.get(edge)) {
            Some((segment, _)) => paths[node.parent].join(segment),
            None => Path::default(),
        };
        let known = &mut best[resolved.of_node[index]];
        if known.as_ref().is_none_or(|(known, _)| path < *known) {
            *known = Some((path.clone(), edge.cloned()));
        }
        paths.push(path);
    }
    for (draft, best) in drafts.path_items.iter_mut().zip(best) {
        (draft.path, draft.last) = best.unwrap_or_default();
    }
}
