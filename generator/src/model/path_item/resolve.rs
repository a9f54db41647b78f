//! Assigns types to nodes. In: the tree of documented paths, declared members. Out: [`Resolved`]: a class for each node.

use std::collections::BTreeMap;

use crate::model::TypeId;
use crate::model::operation::Operation;
use crate::model::path_item::edge::Edge;
use crate::model::path_item::evidence::{Evidence, item};
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::Trie;
use crate::model::schema::ItemType;

/// A class of nodes that form one path item.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Class {
    /// The root.
    Root,
    /// All nodes of one type.
    Kind(Kind),
    /// An untyped node: the number of the class before it, and the edge from there.
    Below(usize, usize),
}

/// The classes of all nodes.
pub(super) struct Resolved {
    /// The class of each node, by number.
    pub(super) of_node: Vec<usize>,
    /// All classes. An untyped one follows the class before it.
    pub(super) classes: Vec<Class>,
}

/// The maximum number of rounds. Real pages need fewer than ten.
const ROUNDS: usize = 32;

/// Finds the type of each node.
///
/// Nodes with the same edge from the same class share their evidence. A new type can affect nodes below it, so rounds repeat until
/// nothing changes.
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

/// An edge from a class, with the evidence about its target.
struct Slot<'a> {
    schema: &'a Schema<'a>,
    /// The type before the edge.
    before: Option<Kind>,
    /// For an edge with arguments: the type after the edge of the same name without arguments.
    beside: Option<Kind>,
    edge: &'a Edge,
    evidence: &'a Evidence,
}

impl Slot<'_> {
    fn kind(&self) -> Option<Kind> {
        match self.edge {
            Edge::Key => self.after_key(),
            Edge::Address => match self.before {
                Some(kind) => Some(Kind::one(kind.ty)),
                None => self.response(),
            },
            Edge::Name(..) if self.edge.is_system() => None,
            Edge::Name(name, arguments) => match self.schema.cast(name) {
                Some(ty) => Some(Kind { ty, collection: self.is_cast_of_many() }),
                None if arguments.is_empty() => self.after_name(name),
                None => self.after_call(name),
            },
        }
    }

    fn response(&self) -> Option<Kind> {
        self.evidence.response(self.schema)
    }

    /// The type after a key: an item of the collection. A key after a single item is a mistake of the page, or the name of a property.
    fn after_key(&self) -> Option<Kind> {
        let response = self.response().map(|kind| kind.ty);
        let ty = match self.before {
            Some(Kind { ty, collection: true }) => Some(ty),
            Some(Kind { ty, collection: false }) => {
                // Pages about several paths often state the type of the item at all of them.
                let other = response.filter(|response| *response != ty);
                let keyed = || self.schema.has_key(ty).then_some(ty);
                other.or_else(|| self.schema.property_type(ty)).or(response).or_else(keyed)
            }
            None => response
                .or_else(|| item(&self.evidence.updates, self.schema))
                .or_else(|| self.evidence.action_type(self.schema)),
        };
        ty.map(Kind::one)
    }

    fn is_cast_of_many(&self) -> bool {
        let returns_many = || self.response().is_some_and(|kind| kind.collection);
        self.before.map_or_else(|| self.evidence.has_key || returns_many(), |kind| kind.collection)
    }

    /// The type after fixed text: that of a member of the type before, else from the operations.
    fn after_name(&self, name: &str) -> Option<Kind> {
        let single = self.before.filter(|kind| !kind.collection);
        let Some(member) = single.and_then(|kind| self.schema.member(kind.ty, name)) else {
            return self.after_undeclared_name(name);
        };
        let Some(ty) = self.schema.of(&member.ty.item) else {
            let is_undocumented = matches!(member.ty.item, ItemType::Undocumented(_));
            return if is_undocumented && self.evidence.continues {
                self.after_undeclared_name(name)
            } else {
                None
            };
        };
        // The row of the member may omit that it is a collection.
        let returns_many = self.response() == Some(Kind::many(ty));
        let is_seen = self.evidence.has_key || self.evidence.lists && name.ends_with('s');
        Some(Kind { ty, collection: member.ty.collection || returns_many && is_seen })
    }

    /// The type after a call: an alternate key of a collection, or a function.
    fn after_call(&self, name: &str) -> Option<Kind> {
        let single = self.before.filter(|kind| !kind.collection);
        let member = single.and_then(|kind| self.schema.member(kind.ty, name));
        let many = member.filter(|member| member.ty.collection);
        match (many.and_then(|member| self.schema.of(&member.ty.item)), self.beside) {
            (Some(ty), _) => Some(Kind::one(ty)),
            (_, Some(Kind { ty, collection: true })) if self.before.is_none() => Some(Kind::one(ty)),
            _ => self.after_undeclared_name(name),
        }
    }

    /// The type after an undeclared name, from the responses of GET, GET after a key, POST, PATCH, then from the titles of actions.
    fn after_undeclared_name(&self, name: &str) -> Option<Kind> {
        let Evidence { has_key, continues, is_call, changes, posts, .. } = *self.evidence;
        let many = self.before.filter(|kind| kind.collection);
        let response = self.response();
        if let Some(item) = self.well_known_item(response) {
            return Some(item);
        }
        if !continues && (is_call || many.is_some() || matches!(name, "delta" | "content")) {
            let may_create = !is_call && many.is_none() && response.is_none();
            return if may_create { self.created() } else { None };
        }
        let key_item = item(&self.evidence.key_responses, self.schema);
        let updated = if is_call { None } else { item(&self.evidence.updates, self.schema) };
        match (response, key_item) {
            (Some(Kind { ty, collection }), _) => {
                let is_keyed = has_key && (self.schema.has_key(ty) || key_item == Some(ty));
                Some(Kind { ty, collection: collection || is_keyed })
            }
            // The resource is changed as a whole and never extended, so the key is the name of a property.
            (None, Some(ty)) if changes > 0 && posts == 0 => Some(Kind::one(ty)),
            (None, Some(ty)) => Some(Kind::many(ty)),
            (None, None) => self
                .created()
                .or(updated.map(Kind::one))
                .or_else(|| self.type_of_actions(name))
                .or_else(|| self.type_of_name(name)),
        }
    }

    /// The item at a well-known name instead of an id: `/sites/root`.
    fn well_known_item(&self, response: Option<Kind>) -> Option<Kind> {
        let Evidence { continues, is_call, has_operation, .. } = *self.evidence;
        let many = self.before.filter(|kind| kind.collection && !is_call && self.schema.has_key(kind.ty))?;
        let item = Kind::one(many.ty);
        (response == Some(item) || continues && !has_operation).then_some(item)
    }

    /// The type in the titles of actions after the name, or after a key.
    fn type_of_actions(&self, name: &str) -> Option<Kind> {
        if let Some(ty) = self.evidence.key_action_type(self.schema) {
            return Some(Kind::many(self.derived_type_of_name(name, ty).unwrap_or(ty)));
        }
        let ty = self.evidence.action_type(self.schema)?;
        let short = self.schema.name(ty).rsplit('.').next().unwrap_or_default().to_lowercase();
        // The plural of the type, or of its last words: `roleAssignments` of `unifiedRoleAssignment`.
        let is_plural_of_end =
            name.strip_suffix('s').is_some_and(|one| !one.is_empty() && short.ends_with(one));
        let is_plural = name.len() > short.len() && name.starts_with(&short) || is_plural_of_end;
        Some(Kind { ty, collection: self.evidence.has_key || is_plural })
    }

    /// The derived type whose plural is the name. The title of an inherited action names the base: `directoryObject:
    /// checkMemberGroups` documents `/groups/{id}/checkMemberGroups`.
    fn derived_type_of_name(&self, name: &str, base: TypeId) -> Option<TypeId> {
        let ty = self.schema.short(name.strip_suffix('s')?)?;
        self.schema.is_derived(ty, base).then_some(ty)
    }

    /// The type with the name of the segment (`/drive`), if most of the next segments are its members.
    fn type_of_name(&self, name: &str) -> Option<Kind> {
        let ty = self.schema.short(name)?;
        let followers = &self.evidence.followers;
        let members = followers.iter().filter(|follower| self.schema.member(ty, follower).is_some()).count();
        (members * 2 > followers.len()).then_some(Kind::one(ty))
    }

    /// The collection that POST adds an item to: a key follows, or all pages with POST create an item.
    fn created(&self) -> Option<Kind> {
        let Evidence { has_key, is_call, posts, create_pages, .. } = *self.evidence;
        let ty = item(&self.evidence.creates, self.schema)?;
        (!is_call && (has_key || posts == create_pages)).then_some(Kind::many(ty))
    }
}
