//! In: the operations of a node. Out: [`Evidence`]: what they say about what stands there.

use std::collections::BTreeMap;

use super::edge::Edge;
use super::schema::Kind;
use super::trie::Trie;
use crate::facts::template::{Method, Segment, Template};
use crate::model::TypeId;
use crate::model::operation::{Content, Operation};
use crate::model::schema::ItemType;

/// What the operations of a node, or of all nodes that are one place, say about what stands there.
#[derive(Clone, Default)]
pub(super) struct Evidence {
    /// What GET answers, and on how many pages.
    pub(super) answers: BTreeMap<Kind, usize>,
    /// What GET behind a key answers.
    pub(super) key_answers: BTreeMap<TypeId, usize>,
    /// What POST answers where it may create an item of a collection.
    pub(super) creates: BTreeMap<TypeId, usize>,
    /// What PATCH answers.
    pub(super) updates: BTreeMap<TypeId, usize>,
    /// Pages with POST.
    pub(super) posts: usize,
    /// Pages with POST that call it creating or adding and say what they answer.
    pub(super) said_to_create: usize,
    /// A key follows.
    pub(super) has_key: bool,
    /// Something other than `$ref`, `$count` and `$value` follows.
    pub(super) continues: bool,
    /// Something can be asked.
    pub(super) is_asked: bool,
    /// Some page writes parentheses.
    pub(super) is_call: bool,
}

impl Evidence {
    /// Reads what the pages of one node say.
    pub(super) fn of(trie: &Trie, node: usize, operations: &[Operation]) -> Self {
        let mut evidence = Self::default();
        let this = &trie.nodes[node];
        for (id, index) in &this.uses {
            let Some(operation) = operations.get(id.0) else { continue };
            let asks_many = operation.templates.get(*index).is_some_and(asks_for_many)
                || first_word(&operation.title) == "list";
            evidence.hear(operation, asks_many, trie.edge_to(node));
        }
        for (edge, child) in &this.children {
            evidence.continues |= !trie.edges[*edge].is_system();
            if trie.edges[*edge] == Edge::Key {
                evidence.has_key = true;
                let uses = trie.nodes[*child].uses.iter().filter_map(|(id, _)| operations.get(id.0));
                for kind in uses.filter(|operation| operation.method == Method::Get).filter_map(answer) {
                    *evidence.key_answers.entry(kind.ty).or_default() += 1;
                }
            }
        }
        evidence.is_call = this.spellings.any(|segment| matches!(segment, Segment::Function { .. }));
        evidence
    }

    fn hear(&mut self, operation: &Operation, asks_many: bool, edge: Option<&Edge>) {
        self.is_asked = true;
        self.posts += usize::from(operation.method == Method::Post);
        match (operation.method, answer(operation)) {
            (Method::Get, Some(Kind { ty, collection })) => {
                let kind = Kind { ty, collection: collection || asks_many };
                *self.answers.entry(kind).or_default() += 1;
            }
            (Method::Post, Some(Kind { ty, collection: false })) => {
                *self.creates.entry(ty).or_default() += 1;
                self.said_to_create += usize::from(says_create(&operation.title, edge));
            }
            (Method::Patch, Some(Kind { ty, collection: false })) => {
                *self.updates.entry(ty).or_default() += 1;
            }
            _ => {}
        }
    }

    /// Adds what the pages of another node say.
    pub(super) fn merge(&mut self, other: &Self) {
        sum(&mut self.answers, &other.answers);
        sum(&mut self.key_answers, &other.key_answers);
        sum(&mut self.creates, &other.creates);
        sum(&mut self.updates, &other.updates);
        self.posts += other.posts;
        self.said_to_create += other.said_to_create;
        self.has_key |= other.has_key;
        self.continues |= other.continues;
        self.is_asked |= other.is_asked;
        self.is_call |= other.is_call;
    }
}

fn sum<K: Copy + Ord>(own: &mut BTreeMap<K, usize>, other: &BTreeMap<K, usize>) {
    for (key, count) in other {
        *own.entry(*key).or_default() += count;
    }
}

/// What most pages say; of equals the first type.
pub(super) fn majority<K: Copy + Ord>(votes: &BTreeMap<K, usize>) -> Option<K> {
    votes.iter().max_by_key(|(key, count)| (**count, std::cmp::Reverse(**key))).map(|(key, _)| *key)
}

/// The documented type that an operation answers.
fn answer(operation: &Operation) -> Option<Kind> {
    match &operation.response.content {
        Content::Value(value) => match value.item {
            ItemType::Type(ty) => Some(Kind { ty, collection: value.collection }),
            ItemType::Primitive(_) | ItemType::Enum(_) | ItemType::Undocumented(_) => None,
        },
        Content::None | Content::Stream | Content::Unstated => None,
    }
}

/// Whether the query makes sense for a collection alone.
fn asks_for_many(template: &Template) -> bool {
    const OPTIONS: [&str; 6] = ["$filter", "$orderby", "$top", "$skip", "$search", "$count"];
    template.query.iter().any(|name| OPTIONS.contains(&name.to_lowercase().as_str()))
}

/// Whether a title says that an item is created; the segment of an action says so itself (`createLink`).
fn says_create(title: &str, edge: Option<&Edge>) -> bool {
    const WORDS: [&str; 2] = ["create", "add"];
    let first = first_word(title);
    let is_action = |name: &str| WORDS.iter().any(|word| name.starts_with(word));
    WORDS.contains(&first.as_str()) && !matches!(edge, Some(Edge::Name(name, _)) if is_action(name))
}

fn first_word(title: &str) -> String {
    title.split_whitespace().next().unwrap_or_default().to_lowercase()
}
