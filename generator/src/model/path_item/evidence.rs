//! Collects statements about the type of a node. In: its operations. Out: [`Evidence`].

use std::collections::BTreeSet;

use crate::facts::operation::title;
use crate::facts::template::{Method, Segment, Template};
use crate::model::TypeId;
use crate::model::operation::{Content, Operation};
use crate::model::path_item::edge::Edge;
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::Trie;
use crate::model::path_item::vote::Votes;

/// What the operations of a node, or of all nodes that are one place, say about what stands there.
#[derive(Clone, Default)]
pub(super) struct Evidence {
    /// What GET answers.
    pub(super) answers: Votes<Kind>,
    /// What GET with a query answers, which may be about a part of what stands there alone.
    queried: Votes<Kind>,
    /// What GET behind a key answers.
    pub(super) key_answers: Votes<TypeId>,
    /// What POST answers where it may create an item of a collection.
    pub(super) creates: Votes<TypeId>,
    /// What PATCH answers.
    pub(super) updates: Votes<TypeId>,
    /// The types that the titles of the actions and functions behind it name ("user: changePassword").
    titled: Votes<TypeId>,
    /// The same of what is behind a key of it.
    key_titled: Votes<TypeId>,
    /// The names of what follows.
    pub(super) followers: BTreeSet<String>,
    /// Some page says that it lists, and answers a collection.
    pub(super) lists: bool,
    /// Pages with POST.
    pub(super) posts: usize,
    /// Pages with POST that call it creating or adding and say what they answer.
    pub(super) said_to_create: usize,
    /// Pages with PATCH, PUT or DELETE: what can be changed as a whole is no collection.
    pub(super) changes: usize,
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
    pub(super) fn of(trie: &Trie, schema: &Schema<'_>, node: usize, operations: &[Operation]) -> Self {
        let mut evidence = Self::default();
        let this = &trie.nodes[node];
        for (operation, template) in uses(trie, node, operations) {
            evidence.hear(operation, template, trie.edge_to(node), schema);
        }
        for (edge, child) in &this.children {
            let edge = &trie.edges[*edge];
            evidence.continues |= !edge.is_system();
            if let Edge::Name(name, _) = edge
                && !edge.is_system()
            {
                evidence.followers.insert(name.clone());
            }
            for (operation, template) in uses(trie, *child, operations) {
                evidence.overhear(operation, template, edge, schema);
            }
            if *edge == Edge::Key {
                for (edge, child) in &trie.nodes[*child].children {
                    let titled = uses(trie, *child, operations)
                        .filter_map(|(operation, _)| bound_to(operation, &trie.edges[*edge], schema));
                    titled.for_each(|(ty, lines)| evidence.key_titled.add(ty, lines, false));
                }
            }
            evidence.has_key |= *edge == Edge::Key;
        }
        evidence.is_call = this.spellings.any(|segment| matches!(segment, Segment::Function { .. }));
        evidence
    }

    fn hear(&mut self, operation: &Operation, template: &Template, edge: Option<&Edge>, schema: &Schema<'_>) {
        self.is_asked = true;
        self.posts += usize::from(operation.method == Method::Post);
        self.changes += usize::from(matches!(operation.method, Method::Patch | Method::Put | Method::Delete));
        let lines = operation.lines;
        let named = |ty| names(&operation.title, ty, schema);
        match (operation.method, answer(operation, schema)) {
            // The answer is what the query adds, as often as not.
            (Method::Get, Some(_)) if expands(template) => {}
            (Method::Get, Some(Kind { ty, collection })) => {
                let lists = lists(operation, template);
                let asks_many = asks_for_many(template) || lists;
                let kind = Kind { ty, collection: collection || asks_many };
                let votes = if template.query.is_empty() { &mut self.answers } else { &mut self.queried };
                votes.add(kind, lines, named(ty));
                self.lists |= collection && lists && template.query.is_empty();
            }
            (Method::Post, Some(Kind { ty, collection: false })) => {
                self.creates.add(ty, lines, named(ty));
                self.said_to_create += usize::from(says_create(&operation.title, edge));
            }
            (Method::Patch, Some(Kind { ty, collection: false })) => self.updates.add(ty, lines, named(ty)),
            _ => {}
        }
    }

    /// Takes in what is said one step further.
    fn overhear(&mut self, operation: &Operation, template: &Template, edge: &Edge, schema: &Schema<'_>) {
        match (edge, operation.method, answer(operation, schema)) {
            (Edge::Key, Method::Get, Some(kind)) if template.query.is_empty() => {
                let named = names(&operation.title, kind.ty, schema);
                self.key_answers.add(kind.ty, operation.lines, named);
            }
            _ => {}
        }
        if let Some((ty, lines)) = bound_to(operation, edge, schema) {
            self.titled.add(ty, lines, false);
        }
    }

    /// Adds what the pages of another node say.
    pub(super) fn merge(&mut self, other: &Self) {
        self.answers.merge(&other.answers);
        self.queried.merge(&other.queried);
        self.key_answers.merge(&other.key_answers);
        self.creates.merge(&other.creates);
        self.updates.merge(&other.updates);
        self.titled.merge(&other.titled);
        self.key_titled.merge(&other.key_titled);
        self.followers.extend(other.followers.iter().cloned());
        self.posts += other.posts;
        self.changes += other.changes;
        self.said_to_create += other.said_to_create;
        self.lists |= other.lists;
        self.has_key |= other.has_key;
        self.continues |= other.continues;
        self.is_asked |= other.is_asked;
        self.is_call |= other.is_call;
    }

    /// What GET answers: without a query, and with one only where nothing else tells what stands there.
    pub(super) fn answer(&self, schema: &Schema<'_>) -> Option<Kind> {
        let votes = [&self.key_answers, &self.creates, &self.updates];
        let told = !self.answers.is_empty() || votes.iter().any(|votes| !votes.is_empty());
        let answers = if told { &self.answers } else { &self.queried };
        answers.best(|one, other| one.collection == other.collection && schema.is_derived(one.ty, other.ty))
    }

    /// What the titles of the actions behind it say it is.
    pub(super) fn title(&self, schema: &Schema<'_>) -> Option<TypeId> {
        item(&self.titled, schema)
    }

    /// What the titles of the actions behind a key of it say one of it is.
    pub(super) fn title_of_item(&self, schema: &Schema<'_>) -> Option<TypeId> {
        item(&self.key_titled, schema)
    }
}

/// What counts of votes for types.
pub(super) fn item(votes: &Votes<TypeId>, schema: &Schema<'_>) -> Option<TypeId> {
    votes.best(|one, other| schema.is_derived(one, other))
}

/// The operations that end at a node, with their templates.
fn uses<'a>(
    trie: &'a Trie,
    node: usize,
    operations: &'a [Operation],
) -> impl Iterator<Item = (&'a Operation, &'a Template)> {
    trie.nodes[node].uses.iter().filter_map(|(id, index)| {
        let operation = operations.get(id.0)?;
        Some((operation, operation.templates.get(*index)?))
    })
}

/// The type that a title such as "user: changePassword" names before the name of its action, and the request lines of its page.
fn bound_to(operation: &Operation, edge: &Edge, schema: &Schema<'_>) -> Option<(TypeId, usize)> {
    let Edge::Name(name, _) = edge else { return None };
    let (ty, action) = title::bound_action(&operation.title)?;
    let is_called = matches!(operation.method, Method::Get | Method::Post);
    let fits = is_called && name.rsplit('.').next() == Some(&*action);
    fits.then(|| schema.short(ty)).flatten().map(|ty| (ty, operation.lines))
}

/// The type that an operation answers.
fn answer(operation: &Operation, schema: &Schema<'_>) -> Option<Kind> {
    match &operation.response.content {
        Content::Value(value) => schema.of(&value.item).map(|ty| Kind { ty, collection: value.collection }),
        Content::None | Content::Stream | Content::Unstated => None,
    }
}

/// Whether the query adds something to what stands there (`/me?$expand=manager`).
fn expands(template: &Template) -> bool {
    template.query.iter().any(|name| name.eq_ignore_ascii_case("$expand"))
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

/// Whether a title says that what stands at a path is listed: not what stands below another path of the page.
fn lists(operation: &Operation, template: &Template) -> bool {
    let is_above = |other: &Template| {
        other.segments.len() < template.segments.len() && template.segments.starts_with(&other.segments)
    };
    first_word(&operation.title) == "list" && !operation.templates.iter().any(is_above)
}

/// Whether a title is about a type: its name, or its plural, follows the first word.
fn names(title: &str, ty: TypeId, schema: &Schema<'_>) -> bool {
    let subject: String = title.split_whitespace().skip(1).collect::<String>().to_lowercase();
    let short = schema.name(ty).rsplit('.').next().unwrap_or_default().to_lowercase();
    subject.starts_with(&short)
}

fn first_word(title: &str) -> String {
    title.split_whitespace().next().unwrap_or_default().to_lowercase()
}
