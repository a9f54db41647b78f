//! Assigns a type to each node and merges equal nodes. In: the literal tree, declared members. Out: [`Resolved`].

use std::collections::BTreeMap;

use crate::model::operation::Operation;
use crate::model::path_item::edge::Edge;
use crate::model::path_item::evidence::{Evidence, item};
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::Trie;
use crate::model::schema::ItemType;

/// What a knot of nodes is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Class {
    /// The root.
    Root,
    /// All places of one type.
    Kind(Kind),
    /// An untyped place: the class before it, by its number, and the edge from there.
    Below(usize, usize),
}

/// The classes of a tree.
pub(super) struct Resolved {
    /// The class of each node, by number.
    pub(super) of_node: Vec<usize>,
    /// All classes; an untyped one comes after the one before it.
    pub(super) classes: Vec<Class>,
}

/// How often what is known of one place may tell of others; real pages need fewer than ten rounds.
const ROUNDS: usize = 32;

/// Finds what stands at each node. Nodes behind the same step from the same place are one place, so what a page says of
/// one of them holds for all; that can tell what stands further down, so it is repeated until nothing changes.
pub(super) fn resolve(trie: &Trie, schema: &Schema<'_>, operations: &[Operation]) -> Resolved {
    let nodes = 0..trie.nodes.len();
    let evidence: Vec<Evidence> = nodes.map(|node| Evidence::of(trie, schema, node, operations)).collect();
    let mut kinds = vec![None; trie.nodes.len()];
    for _ in 0..ROUNDS {
        let next = round(trie, schema, &evidence, &kinds);
        if next == kinds {
            break;
        }
        kinds = next;
    }
    classify(trie, &kinds)
}

fn classify(trie: &Trie, kinds: &[Option<Kind>]) -> Resolved {
    let mut numbers = BTreeMap::new();
    let mut resolved = Resolved { of_node: Vec::new(), classes: Vec::new() };
    for (node, kind) in trie.nodes.iter().zip(kinds) {
        let class = match (resolved.of_node.get(node.parent), kind) {
            (None, _) => Class::Root,
            (Some(_), Some(kind)) => Class::Kind(*kind),
            (Some(parent), None) => Class::Below(*parent, node.edge),
        };
        let fresh = resolved.classes.len();
        let number = *numbers.entry(class).or_insert(fresh);
        if number == fresh {
            resolved.classes.push(class);
        }
        resolved.of_node.push(number);
    }
    resolved
}

fn round(
    trie: &Trie,
    schema: &Schema<'_>,
    evidence: &[Evidence],
    kinds: &[Option<Kind>],
) -> Vec<Option<Kind>> {
    let resolved = classify(trie, kinds);
    let mut slots: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, node) in trie.nodes.iter().enumerate().skip(1) {
        slots.entry((resolved.of_node[node.parent], node.edge)).or_default().push(index);
    }
    let mut next = vec![None; kinds.len()];
    for ((_, edge), nodes) in slots {
        let mut pooled = Evidence::default();
        nodes.iter().for_each(|node| pooled.merge(&evidence[*node]));
        let beside = nodes.iter().find_map(|node| {
            let parent = &trie.nodes[trie.nodes[*node].parent];
            kinds[*parent.children.get(&trie.plain[edge]?)?]
        });
        let before = nodes.first().and_then(|node| kinds[trie.nodes[*node].parent]);
        let slot = Slot { schema, before, beside, edge: &trie.edges[edge], evidence: &pooled };
        let kind = slot.kind();
        nodes.iter().for_each(|node| next[*node] = kind);
    }
    next
}

/// A step from a place, and all that is known of where it leads.
struct Slot<'a> {
    schema: &'a Schema<'a>,
    /// What stands before the step.
    before: Option<Kind>,
    /// For a step with arguments: what stands behind the step of the same name without them.
    beside: Option<Kind>,
    edge: &'a Edge,
    evidence: &'a Evidence,
}

impl Slot<'_> {
    fn kind(&self) -> Option<Kind> {
        match self.edge {
            Edge::Key => self.behind_key(),
            Edge::Address => match self.before {
                Some(kind) => Some(Kind::one(kind.ty)),
                None => self.answered(),
            },
            Edge::Name(..) if self.edge.is_system() => None,
            Edge::Name(name, arguments) => match self.schema.cast(name) {
                Some(ty) => Some(Kind { ty, collection: self.is_cast_of_many() }),
                None if arguments.is_empty() => self.behind_name(name),
                None => self.behind_call(name),
            },
        }
    }

    fn answered(&self) -> Option<Kind> {
        self.evidence.answer(self.schema)
    }

    /// One of the collection; a key behind a single item is a mistake of the page, or the name of a property.
    fn behind_key(&self) -> Option<Kind> {
        let answered = self.answered().map(|kind| kind.ty);
        let ty = match self.before {
            Some(Kind { ty, collection: true }) => Some(ty),
            Some(Kind { ty, collection: false }) => {
                answered.or_else(|| self.schema.has_key(ty).then_some(ty))
            }
            None => answered
                .or_else(|| item(&self.evidence.updates, self.schema))
                .or_else(|| self.evidence.title(self.schema)),
        };
        ty.map(Kind::one)
    }

    fn is_cast_of_many(&self) -> bool {
        let answered = || self.answered().is_some_and(|kind| kind.collection);
        self.before.map_or_else(|| self.evidence.has_key || answered(), |kind| kind.collection)
    }

    /// A member of the type before, or what the operations tell.
    fn behind_name(&self, name: &str) -> Option<Kind> {
        let single = self.before.filter(|kind| !kind.collection);
        let Some(member) = single.and_then(|kind| self.schema.member(kind.ty, name)) else {
            return self.behind_undeclared(name);
        };
        let Some(ty) = self.schema.of(&member.ty.item) else {
            let is_undocumented = matches!(member.ty.item, ItemType::Undocumented(_));
            return if is_undocumented && self.evidence.continues {
                self.behind_undeclared(name)
            } else {
                None
            };
        };
        // The row of a page can forget to say that there are any number of them.
        let answered = self.answered() == Some(Kind::many(ty));
        let is_seen = self.evidence.has_key || self.evidence.lists && name.ends_with('s');
        Some(Kind { ty, collection: member.ty.collection || answered && is_seen })
    }

    /// An alternate key of a collection, or a function.
    fn behind_call(&self, name: &str) -> Option<Kind> {
        let single = self.before.filter(|kind| !kind.collection);
        let member = single.and_then(|kind| self.schema.member(kind.ty, name));
        let many = member.filter(|member| member.ty.collection);
        match (many.and_then(|member| self.schema.of(&member.ty.item)), self.beside) {
            (Some(ty), _) => Some(Kind::one(ty)),
            (_, Some(Kind { ty, collection: true })) if self.before.is_none() => Some(Kind::one(ty)),
            _ => self.behind_undeclared(name),
        }
    }

    /// What GET answers, then what a key leads to, what POST creates, what PATCH answers, what titles of actions name.
    fn behind_undeclared(&self, name: &str) -> Option<Kind> {
        let Evidence { has_key, continues, is_call, changes, posts, .. } = *self.evidence;
        let many = self.before.filter(|kind| kind.collection);
        let answered = self.answered();
        if let Some(item) = self.well_known_item(answered) {
            return Some(item);
        }
        if !continues && (is_call || many.is_some() || matches!(name, "delta" | "content")) {
            return self.created().filter(|_| !is_call && many.is_none() && answered.is_none());
        }
        let behind_key = item(&self.evidence.key_answers, self.schema);
        let updated = item(&self.evidence.updates, self.schema).filter(|_| !is_call);
        match (answered, behind_key) {
            (Some(Kind { ty, collection }), _) => {
                let is_keyed = has_key && (self.schema.has_key(ty) || behind_key == Some(ty));
                Some(Kind { ty, collection: collection || is_keyed })
            }
            // Nothing is added to it, and it is changed as a whole: the key is the name of a property.
            (None, Some(ty)) if changes > 0 && posts == 0 => Some(Kind::one(ty)),
            (None, Some(ty)) => Some(Kind::many(ty)),
            (None, None) => self
                .created()
                .or(updated.map(Kind::one))
                .or_else(|| self.titled(name))
                .or_else(|| self.called(name)),
        }
    }

    /// A well-known key instead of an id: `/sites/root`.
    fn well_known_item(&self, answered: Option<Kind>) -> Option<Kind> {
        let Evidence { continues, is_call, is_asked, .. } = *self.evidence;
        let many = self.before.filter(|kind| kind.collection && !is_call && self.schema.has_key(kind.ty))?;
        let item = Kind::one(many.ty);
        (answered == Some(item) || continues && !is_asked).then_some(item)
    }

    /// What titles say that the actions behind it, or behind a key of it, are actions of.
    fn titled(&self, name: &str) -> Option<Kind> {
        if let Some(ty) = self.evidence.title_of_item(self.schema) {
            return Some(Kind::many(ty));
        }
        let ty = self.evidence.title(self.schema)?;
        let short = self.schema.name(ty).rsplit('.').next().unwrap_or_default().to_lowercase();
        let collection = self.evidence.has_key || name.len() > short.len() && name.starts_with(&short);
        Some(Kind { ty, collection })
    }

    /// The type of the same name (`/drive`), where most of what follows are its members.
    fn called(&self, name: &str) -> Option<Kind> {
        let ty = self.schema.short(name)?;
        let followers = &self.evidence.followers;
        let members = followers.iter().filter(|follower| self.schema.member(ty, follower).is_some()).count();
        (members * 2 > followers.len()).then_some(Kind::one(ty))
    }

    /// The collection that POST adds an item to: keys follow, or each page says that it creates one.
    fn created(&self) -> Option<Kind> {
        let Evidence { has_key, is_call, posts, said_to_create, .. } = *self.evidence;
        let ty = item(&self.evidence.creates, self.schema).filter(|_| !is_call)?;
        (has_key || posts == said_to_create).then_some(Kind::many(ty))
    }
}
