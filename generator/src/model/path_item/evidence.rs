//! Collects evidence for the type of a node. In: its operations. Out: [`Evidence`].

use std::collections::BTreeSet;

use crate::facts::operation::title;
use crate::facts::template::{Method, Segment, Template};
use crate::model::TypeId;
use crate::model::operation::{Content, Operation};
use crate::model::path_item::edge::Edge;
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::Trie;
use crate::model::path_item::vote::Votes;

/// Evidence for the type of a node, or of all nodes that form one path item.
#[derive(Clone, Default)]
pub(super) struct Evidence {
    /// Responses of GET.
    pub(super) responses: Votes<Kind>,
    /// Responses of GET with a query, which may select a part of the resource.
    query_responses: Votes<Kind>,
    /// Responses of GET after a key.
    pub(super) key_responses: Votes<TypeId>,
    /// Responses of POST that may create an item of a collection.
    pub(super) creates: Votes<TypeId>,
    /// Responses of PATCH.
    pub(super) updates: Votes<TypeId>,
    /// Types in the titles of the next actions and functions ("user: changePassword").
    action_types: Votes<TypeId>,
    /// Types in the titles of actions and functions after a key.
    key_action_types: Votes<TypeId>,
    /// Names of the next segments.
    pub(super) followers: BTreeSet<String>,
    /// Whether a page lists items and returns a collection.
    pub(super) lists: bool,
    /// Number of pages with POST.
    pub(super) posts: usize,
    /// Number of pages with POST whose title creates or adds an item and whose response has a type.
    pub(super) create_pages: usize,
    /// Number of pages with PATCH, PUT or DELETE, which do not apply to collections.
    pub(super) changes: usize,
    /// Whether a key follows.
    pub(super) has_key: bool,
    /// Whether a segment other than `$ref`, `$count` and `$value` follows.
    pub(super) continues: bool,
    /// Whether an operation ends here.
    pub(super) has_operation: bool,
    /// Whether a page writes parentheses.
    pub(super) is_call: bool,
}

impl Evidence {
    /// Collects the evidence of one node.
    pub(super) fn of(trie: &Trie, schema: &Schema<'_>, node: usize, operations: &[Operation]) -> Self {
        let mut evidence = Self::default();
        let this = &trie.nodes[node];
        for (operation, template) in uses(trie, node, operations) {
            evidence.read_operation(operation, template, trie.edge_to(node), schema);
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
                evidence.read_child_operation(operation, template, edge, schema);
            }
            if *edge == Edge::Key {
                for (edge, child) in &trie.nodes[*child].children {
                    let titled = uses(trie, *child, operations)
                        .filter_map(|(operation, _)| bound_to(operation, &trie.edges[*edge], schema));
                    titled.for_each(|(ty, lines)| evidence.key_action_types.add(ty, lines, false));
                }
            }
            evidence.has_key |= *edge == Edge::Key;
        }
        evidence.is_call = this.spellings.any(|segment| matches!(segment, Segment::Function { .. }));
        evidence
    }

    fn read_operation(
        &mut self,
        operation: &Operation,
        template: &Template,
        edge: Option<&Edge>,
        schema: &Schema<'_>,
    ) {
        self.has_operation = true;
        self.posts += usize::from(operation.method == Method::Post);
        self.changes += usize::from(matches!(operation.method, Method::Patch | Method::Put | Method::Delete));
        let lines = operation.lines;
        let named = |ty| names(&operation.title, ty, schema);
        match (operation.method, response(operation, schema)) {
            // The response may describe the expanded resource instead.
            (Method::Get, Some(_)) if expands(template) => {}
            (Method::Get, Some(Kind { ty, collection })) => {
                let lists = lists(operation, template);
                let is_collection = collection || queries_collection(template) || lists;
                let kind = Kind { ty, collection: is_collection };
                let votes =
                    if template.query.is_empty() { &mut self.responses } else { &mut self.query_responses };
                votes.add(kind, lines, named(ty));
                self.lists |= collection && lists && template.query.is_empty();
            }
            (Method::Post, Some(Kind { ty, collection: false })) => {
                self.creates.add(ty, lines, named(ty));
                self.create_pages += usize::from(creates_item(&operation.title, edge));
            }
            (Method::Patch, Some(Kind { ty, collection: false })) => self.updates.add(ty, lines, named(ty)),
            _ => {}
        }
    }

    /// Adds the evidence of an operation at a child.
    fn read_child_operation(
        &mut self,
        operation: &Operation,
        template: &Template,
        edge: &Edge,
        schema: &Schema<'_>,
    ) {
        match (edge, operation.method, response(operation, schema)) {
            (Edge::Key, Method::Get, Some(kind)) if template.query.is_empty() => {
                let named = names(&operation.title, kind.ty, schema);
                self.key_responses.add(kind.ty, operation.lines, named);
            }
            _ => {}
        }
        if let Some((ty, lines)) = bound_to(operation, edge, schema) {
            self.action_types.add(ty, lines, false);
        }
    }

    /// Adds the evidence of another node.
    pub(super) fn merge(&mut self, other: &Self) {
        self.responses.merge(&other.responses);
        self.query_responses.merge(&other.query_responses);
        self.key_responses.merge(&other.key_responses);
        self.creates.merge(&other.creates);
        self.updates.merge(&other.updates);
        self.action_types.merge(&other.action_types);
        self.key_action_types.merge(&other.key_action_types);
        self.followers.extend(other.followers.iter().cloned());
        self.posts += other.posts;
        self.changes += other.changes;
        self.create_pages += other.create_pages;
        self.lists |= other.lists;
        self.has_key |= other.has_key;
        self.continues |= other.continues;
        self.has_operation |= other.has_operation;
        self.is_call |= other.is_call;
    }

    /// The type that GET returns. Responses with a query count only without other evidence.
    pub(super) fn response(&self, schema: &Schema<'_>) -> Option<Kind> {
        let votes = [&self.key_responses, &self.creates, &self.updates];
        let is_known = !self.responses.is_empty() || votes.iter().any(|votes| !votes.is_empty());
        let responses = if is_known { &self.responses } else { &self.query_responses };
        responses.best(|one, other| one.collection == other.collection && schema.is_derived(one.ty, other.ty))
    }

    /// The type in the titles of the next actions.
    pub(super) fn action_type(&self, schema: &Schema<'_>) -> Option<TypeId> {
        item(&self.action_types, schema)
    }

    /// The type in the titles of actions after a key.
    pub(super) fn key_action_type(&self, schema: &Schema<'_>) -> Option<TypeId> {
        item(&self.key_action_types, schema)
    }
}

/// The elected type.
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

/// The type in a title such as "user: changePassword", and the number of request lines of the page.
fn bound_to(operation: &Operation, edge: &Edge, schema: &Schema<'_>) -> Option<(TypeId, usize)> {
    let Edge::Name(name, _) = edge else { return None };
    let (ty, action) = title::bound_action(&operation.title)?;
    let is_called = matches!(operation.method, Method::Get | Method::Post);
    // Changes are those of a collection, or of an item and what it holds.
    let fits = is_called && action != "delta" && name.rsplit('.').next() == Some(&*action);
    fits.then(|| schema.short(ty)).flatten().map(|ty| (ty, operation.lines))
}

/// The response type of an operation. For a single object it is the base that the title names, since the example shows a value of
/// a derived type.
fn response(operation: &Operation, schema: &Schema<'_>) -> Option<Kind> {
    match &operation.response.content {
        Content::Value(value) => {
            let stated = schema.of(&value.item)?;
            let is_named = |ty: &TypeId| names(&operation.title, *ty, schema);
            let named = schema.lineage(stated).find(is_named).filter(|_| !value.collection);
            Some(Kind { ty: named.unwrap_or(stated), collection: value.collection })
        }
        Content::None | Content::Stream | Content::Unstated => None,
    }
}

/// Whether the query expands the resource (`/me?$expand=manager`).
fn expands(template: &Template) -> bool {
    template.query.iter().any(|pair| pair.name.eq_ignore_ascii_case("$expand"))
}

/// Whether the query applies only to collections.
fn queries_collection(template: &Template) -> bool {
    const OPTIONS: [&str; 6] = ["$filter", "$orderby", "$top", "$skip", "$search", "$count"];
    template.query.iter().any(|pair| OPTIONS.contains(&pair.name.to_lowercase().as_str()))
}

/// Whether a title creates an item, unlike that of an action with such a name (`createLink`).
fn creates_item(title: &str, edge: Option<&Edge>) -> bool {
    const WORDS: [&str; 2] = ["create", "add"];
    let first = first_word(title);
    let is_action = |name: &str| WORDS.iter().any(|word| name.starts_with(word));
    WORDS.contains(&first.as_str()) && !matches!(edge, Some(Edge::Name(name, _)) if is_action(name))
}

/// Whether a title lists the resource at a path, unlike one below another path of the page.
fn lists(operation: &Operation, template: &Template) -> bool {
    let is_above = |other: &Template| {
        other.segments.len() < template.segments.len() && template.segments.starts_with(&other.segments)
    };
    first_word(&operation.title) == "list" && !operation.templates.iter().any(is_above)
}

/// Whether a title names a type, or its plural, after the first word.
fn names(title: &str, ty: TypeId, schema: &Schema<'_>) -> bool {
    let subject: String = title.split_whitespace().skip(1).collect::<String>().to_lowercase();
    let short = schema.name(ty).rsplit('.').next().unwrap_or_default().to_lowercase();
    subject.starts_with(&short)
}

fn first_word(title: &str) -> String {
    title.split_whitespace().next().unwrap_or_default().to_lowercase()
}
