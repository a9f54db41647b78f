//! Checks the bodies of examples against the model. In: documented requests and responses. Out: [`Found`]s: unknown properties, types
//! and enum members, wrong JSON types.
//!
//! Omitted properties and placeholders are not reported.

use std::collections::BTreeMap;

use super::bodies::is_open;
use super::reference::{Index, Source};
use super::{Found, Problem};
use crate::facts::PageFacts;
use crate::facts::operation::{BodyFact, ExampleFact, OperationFacts, ParameterLocation, ResponseFact};
use crate::facts::type_text::{self, TypeWord};
use crate::model::check::json_shape::{JsonShape, json_shape, show};
use crate::model::hierarchy::TypeHierarchy;
use crate::model::names::{Scope, Target};
use crate::model::operation::{Body, Content, Operation};
use crate::model::operations::body::is_annotation;
use crate::model::schema::{Base, Enum, ItemType, Member, TypeKind, ValueType};
use crate::model::types::ROOT;
use crate::model::{Model, TypeId};
use crate::name::{DEFAULT_NAMESPACE, PagePath};
use crate::page::json::{Json, Node};

pub(super) fn check(pages: &[PageFacts], index: &Index<'_>, found: &mut Vec<Found>) {
    let facts = pages.iter().filter_map(|page| page.operation.as_deref());
    let facts: BTreeMap<&PagePath, &OperationFacts> = facts.map(|facts| (&facts.page, facts)).collect();
    for operation in &index.model.operations {
        let Some(facts) = facts.get(&operation.page) else { continue };
        let namespace = facts.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
        let source = Source { index, scope: Scope { page: &facts.page, namespace } };
        let own = |example: &&ExampleFact| example.method == operation.method && !example.is_foreign;
        for example in facts.examples.iter().filter(own) {
            request(operation, example, &source, found);
            if let Some(fact) = &example.response {
                response(operation, fact, &source, found);
            }
        }
    }
}

fn request(operation: &Operation, example: &ExampleFact, source: &Source<'_>, found: &mut Vec<Found>) {
    let Some(node) = &example.body.json else { return };
    let mut check = BodyCheck { model: source.index.model, source, body: &example.body, found };
    match &operation.body {
        Body::Type(ty) => check.whole(node, &ty.item),
        Body::Parameters => {
            for (key, node) in node.value.members() {
                let rows = operation.parameters.iter().filter(|row| row.location == ParameterLocation::Body);
                if let Some(row) = rows.into_iter().find(|row| row.name.as_str() == key) {
                    check.value(key, node, &row.ty);
                }
            }
        }
        Body::None | Body::Content | Body::Unstated => {}
    }
}

fn response(operation: &Operation, fact: &ResponseFact, source: &Source<'_>, found: &mut Vec<Found>) {
    if fact.status.is_some_and(|status| status >= 400) {
        return;
    }
    let Some(node) = &fact.body.json else { return };
    let annotated = fact.ty.as_ref().map(|ty| source.index.names.resolve(&ty.value, source.scope));
    let ty = match (annotated, &operation.response.content) {
        (Some(annotated), _) => annotated,
        (None, Content::Value(ty)) => Some(ty.clone()),
        (None, Content::None | Content::Stream | Content::Unstated) => None,
    };
    if let Some(ty) = ty {
        BodyCheck { model: source.index.model, source, body: &fact.body, found }.whole(node, &ty.item);
    }
}

/// The check of one body.
struct BodyCheck<'a> {
    model: &'a Model,
    source: &'a Source<'a>,
    body: &'a BodyFact,
    found: &'a mut Vec<Found>,
}

impl<'a> BodyCheck<'a> {
    /// Checks a whole body: an item, an array of items, or an object with the item or the items in `value`.
    fn whole(&mut self, node: &Node, item: &ItemType) {
        let has_value = matches!(item, ItemType::Type(id) if self.member(*id, "value").is_some());
        let wrapped = if has_value { None } else { node.value.get("value") };
        let inner = wrapped.unwrap_or(node);
        match (&inner.value, item) {
            (Json::Array(items), _) => items.iter().for_each(|node| self.item("value", node, item)),
            (_, ItemType::Type(_)) => self.item("value", inner, item),
            // For a primitive, the form of an object without `value` is undocumented.
            _ if wrapped.is_some() => self.item("value", inner, item),
            _ => {}
        }
    }

    fn value(&mut self, key: &str, node: &Node, ty: &ValueType) {
        match (&node.value, ty.collection) {
            (Json::Null, _) => {}
            (Json::Array(items), true) => items.iter().for_each(|node| self.item(key, node, &ty.item)),
            (Json::Array(_), false) if self.is_opaque(&ty.item) => {}
            (Json::Array(_), false) | (_, true) => self.wrong_kind(key, node, ty),
            (_, false) => self.item(key, node, &ty.item),
        }
    }

    fn item(&mut self, key: &str, node: &Node, item: &ItemType) {
        let fits = match (item, &node.value) {
            (_, Json::Null) => true,
            (ItemType::Primitive(primitive), value) => match (json_shape(*primitive), value) {
                (JsonShape::Boolean, Json::Bool(_))
                | (JsonShape::Number, Json::Number(_))
                | (JsonShape::Text, Json::String(_)) => true,
                (JsonShape::Number, Json::String(text)) => matches!(text.as_str(), "INF" | "-INF" | "NaN"),
                _ => false,
            },
            (ItemType::Enum(id), Json::String(text)) => {
                self.members(node, text, &self.model.enums[id.0]);
                true
            }
            (ItemType::Type(id), Json::Object(_)) => {
                self.object(node, *id);
                true
            }
            (ItemType::Enum(_) | ItemType::Type(_) | ItemType::Undocumented(_), _) => false,
        };
        if !fits && !self.is_opaque(item) {
            self.wrong_kind(key, node, &ValueType { item: item.clone(), collection: false });
        }
    }

    fn object(&mut self, node: &Node, declared: TypeId) {
        let Some(id) = self.shown(&node.value, declared) else { return };
        let ty = &self.model.types[id.0];
        for (key, node) in
            node.value.members().iter().filter(|(key, _)| !is_annotation(key) && !key.contains('#'))
        {
            if let Some(member) = self.member(id, key) {
                self.value(key, node, &member.ty);
                continue;
            }
            let is_key = key == "id" && ty.kind == TypeKind::Entity;
            if is_key || ty.members.is_empty() || self.may_have_more(id) || self.derived_has(id, key) {
                continue;
            }
            let cased = self.all(id).find(|member| member.name.as_str().eq_ignore_ascii_case(key));
            let problem = match cased {
                Some(member) => Problem::LetterCase {
                    written: key.clone(),
                    defined: member.name.to_string(),
                    is_wire: true,
                },
                None => Problem::ExampleUnknownProperty { name: key.clone(), ty: ty.name.clone() },
            };
            self.report_key(key, node, problem);
        }
    }

    /// The type that an object names, else the declared one. `None` when no page defines the named type.
    fn shown(&mut self, object: &Json, declared: TypeId) -> Option<TypeId> {
        let Some(node) = object.get("@odata.type") else { return Some(declared) };
        let Some(name) = node.value.as_str().filter(|name| !is_elided(name)) else { return Some(declared) };
        let TypeWord::Named { name, .. } = type_text::of_name(name).item else { return None };
        match self.source.find(&name, None) {
            Some(Target::Type(id)) => Some(id),
            Some(Target::Enum(_)) => None,
            None => {
                let near = self.source.index.suggest(&name);
                self.report(node, name.len(), Problem::UnknownType { name, near });
                None
            }
        }
    }

    /// Checks values of an enum, separated by commas.
    fn members(&mut self, node: &Node, text: &str, of: &Enum) {
        if of.members.is_empty() || is_placeholder(text) {
            return;
        }
        for value in text.split(',').map(str::trim) {
            let is = |known: &str| known.eq_ignore_ascii_case(value);
            if !of.members.iter().any(|member| is(member.name.as_str())) {
                let problem = Problem::ExampleUnknownMember { value: value.to_owned(), ty: of.name.clone() };
                self.report(node, text.len() + 2, problem);
            }
        }
    }

    /// Whether the JSON of a type is undocumented: untyped, without a page, or without members.
    fn is_opaque(&self, item: &ItemType) -> bool {
        match item {
            ItemType::Primitive(primitive) => json_shape(*primitive) == JsonShape::Any,
            ItemType::Type(id) => self.all(*id).next().is_none(),
            ItemType::Enum(_) => false,
            ItemType::Undocumented(_) => true,
        }
    }

    fn member(&self, id: TypeId, name: &str) -> Option<&'a Member> {
        self.all(id).find(|member| member.name.as_str() == name)
    }

    /// The members of a type, including inherited ones.
    fn all(&self, id: TypeId) -> impl Iterator<Item = &'a Member> + use<'a> {
        TypeHierarchy(&self.model.types).members(id)
    }

    /// Whether values of a type may have undocumented properties.
    fn may_have_more(&self, id: TypeId) -> bool {
        let last = TypeHierarchy(&self.model.types).lineage(id).last().unwrap_or(id);
        let unknown = |base: &Option<Base>| matches!(base, Some(Base::Undocumented(name)) if !name.as_str().eq_ignore_ascii_case(ROOT));
        is_open(self.model, id) || unknown(&self.model.types[last.0].base)
    }

    /// Whether a derived type has a member, because an example need not name its type.
    fn derived_has(&self, id: TypeId, name: &str) -> bool {
        let types = &self.model.types;
        let has = |index: &usize| types[*index].members.iter().any(|member| member.name.as_str() == name);
        (0..types.len()).filter(has).any(|index| TypeHierarchy(types).is_derived(TypeId(index), id))
    }

    fn wrong_kind(&mut self, key: &str, node: &Node, wanted: &ValueType) {
        let found = match &node.value {
            Json::Null => return,
            Json::String(text) if is_placeholder(text) => return,
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::String(_) => "a string",
            Json::Array(_) => "an array",
            Json::Object(_) => "an object",
        };
        let problem =
            Problem::ExampleWrongKind { name: key.to_owned(), found, wanted: show(self.model, wanted) };
        self.report_key(key, node, problem);
    }

    /// Reports a problem at a key.
    fn report_key(&mut self, key: &str, node: &Node, problem: Problem) {
        let before = self.body.text.get(..node.at).unwrap_or_default();
        match before.rfind(&format!("\"{key}\"")) {
            Some(at) if self.body.is_verbatim => self.report_at(at, key.len() + 2, problem),
            _ => self.report(node, 1, problem),
        }
    }

    /// Reports a problem at a value.
    fn report(&mut self, node: &Node, length: usize, problem: Problem) {
        let at = if self.body.is_verbatim { node.at } else { 0 };
        self.report_at(at, length, problem);
    }

    fn report_at(&mut self, at: usize, length: usize, problem: Problem) {
        let start = self.body.at + at;
        self.source.report(&(start..start + length), problem, self.found);
    }
}

/// Whether a string is a placeholder: `...`, `{id}`, `<name>`, `String (timestamp)`, `name-value`.
fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    if is_elided(text) {
        return true;
    }
    let is_kind = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    text.is_empty()
        || text.ends_with("value")
        || ["string", "timestamp", "datetime", "edm.", "boolean", "guid", "int", "microsoft.graph."]
            .iter()
            .any(|word| is_kind(word))
}

/// Whether a string contains an ellipsis or a placeholder.
fn is_elided(text: &str) -> bool {
    text.contains("...") || text.contains(['…', '{', '<', '|', '@'])
}
