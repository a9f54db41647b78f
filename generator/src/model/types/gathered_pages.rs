//! Groups pages by the type they define. In: the resource facts of all pages. Out: [`Gathered`], one per type, ordered by name.

use std::collections::BTreeMap;

use crate::facts::prose::page_summary::PageSummary;
use crate::facts::resource::ResourceFacts;
use crate::facts::resource::definition::Definition;
use crate::facts::type_text::{TypeText, TypeWord};
use crate::model::names::Scope;
use crate::model::schema::{Type, TypeKind};
use crate::name::{DEFAULT_NAMESPACE, GraphName, PagePath, PropertyName};

/// A type with all pages that define it.
#[derive(Debug)]
pub struct Gathered<'f> {
    /// The name.
    pub name: GraphName,
    /// The pages by path, each with its definition if it has an annotation.
    pub sources: Vec<(&'f ResourceFacts, Option<&'f Definition>)>,
}

/// Groups the definitions of each type: annotations, then titles of pages without annotations.
pub fn gather<'f>(resources: &[&'f ResourceFacts]) -> Vec<Gathered<'f>> {
    let mut types: BTreeMap<GraphName, Gathered<'f>> = BTreeMap::new();
    for facts in resources {
        for definition in &facts.definitions {
            let name = definition.name.value.clone();
            let found = types.entry(name.clone()).or_insert_with(|| Gathered { name, sources: Vec::new() });
            found.sources.push((facts, Some(definition)));
        }
    }
    let known: BTreeMap<String, GraphName> =
        types.keys().map(|name| (name.as_str().to_lowercase(), name.clone())).collect();
    for facts in resources.iter().filter(|facts| facts.definitions.is_empty() && !facts.members.is_empty()) {
        let Some(name) = title_name(facts) else { continue };
        let name = known.get(&name.as_str().to_lowercase()).cloned().unwrap_or(name);
        let found = types.entry(name.clone()).or_insert_with(|| Gathered { name, sources: Vec::new() });
        found.sources.push((facts, None));
    }
    types.into_values().collect()
}

fn title_name(facts: &ResourceFacts) -> Option<GraphName> {
    let written = &facts.title.as_ref()?.value;
    let mut chars = written.chars();
    let first = chars.next()?;
    let name: String = first.to_lowercase().chain(chars).collect();
    if name.contains('.') {
        return GraphName::parse(&name).ok();
    }
    GraphName::qualify(facts.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE), &name).ok()
}

impl Gathered<'_> {
    /// The type without members and base, which need links.
    pub fn outline(&self) -> Type {
        let definitions = || self.sources.iter().filter_map(|(_, definition)| *definition);
        let shown = self
            .sources
            .iter()
            .find(|(_, definition)| definition.is_some_and(|found| !found.json_representation.is_empty()));
        let main = shown.or_else(|| self.sources.first()).map(|(facts, _)| *facts);
        let any = |says: fn(&Definition) -> bool, prose: fn(&ResourceFacts) -> bool| {
            definitions().any(says)
                || self.sources.iter().any(|(facts, _)| facts.definitions.len() < 2 && prose(facts))
        };
        let mut key = Vec::new();
        for name in definitions().filter_map(|definition| definition.key.clone()) {
            if !key.contains(&name) {
                key.push(name);
            }
        }
        Type {
            name: self.name.clone(),
            aliases: definitions().flat_map(|definition| definition.aliases.clone()).collect(),
            kind: TypeKind::Complex,
            page: main.map_or_else(|| PagePath::new(""), |facts| facts.page.clone()),
            base: None,
            is_abstract: any(|definition| definition.is_abstract, |facts| facts.says_abstract),
            is_open: any(|definition| definition.is_open, |facts| facts.says_open),
            is_json: any(|_| false, |facts| facts.says_json),
            has_stream: definitions().any(|definition| definition.has_stream),
            key,
            members: Vec::new(),
            annotations: Vec::new(),
            about: main.map(|facts| facts.about.clone()).unwrap_or_else(PageSummary::default),
        }
    }

    /// Whether a table row states the type of a member.
    pub fn has_row(&self, name: &PropertyName) -> bool {
        let mut rows = self.sources.iter().flat_map(|(facts, _)| &facts.members);
        rows.any(|row| row.ty.is_some() && row.name.value.as_str().eq_ignore_ascii_case(name.as_str()))
    }

    /// The scope of names on a page: the namespace of the page, else of the type (AD-25).
    pub fn scope<'s>(&'s self, facts: &'s ResourceFacts) -> Scope<'s> {
        let namespace = facts.namespace.as_deref().unwrap_or(self.name.namespace());
        Scope { page: &facts.page, namespace }
    }
}

/// The name in a type text, with its link.
pub fn named(text: &TypeText) -> Option<(&str, Option<&str>)> {
    match &text.item {
        TypeWord::Named { name, link } => Some((name, link.as_deref())),
        TypeWord::Primitive(_) | TypeWord::Integer | TypeWord::Unclear(_) => None,
    }
}
