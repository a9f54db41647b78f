//! Resolves names of types and enums. In: all types and enums of a version. Out: [`Names`], an index that resolves names on pages.

use std::collections::BTreeMap;

use crate::facts::type_text::{Primitive, TypeText, TypeWord};
use crate::model::schema::{Enum, ItemType, Type, ValueType};
use crate::model::{EnumId, TypeId};
use crate::name::{DEFAULT_NAMESPACE, GraphName, PagePath};
use crate::source::include;

/// The target of a name.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Target {
    /// An entity or complex type.
    Type(TypeId),
    /// An enum.
    Enum(EnumId),
}

/// The names of a version.
#[derive(Debug, Default)]
pub struct Names {
    exact: BTreeMap<String, Target>,
    any_case: BTreeMap<String, Vec<(GraphName, Target)>>,
    short: BTreeMap<String, Vec<(GraphName, Target)>>,
    pages: BTreeMap<String, Vec<(GraphName, Target)>>,
    of: BTreeMap<Target, GraphName>,
}

/// The page of a name, with its namespace.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'s> {
    /// The page.
    pub page: &'s PagePath,
    /// The namespace of the page.
    pub namespace: &'s str,
}

impl Names {
    /// Indexes types and enums. `pages` lists all pages that define a type; a type itself names only its main page.
    pub fn new(types: &[Type], enums: &[Enum], pages: &[(PagePath, GraphName)]) -> Self {
        let mut names = Self::default();
        for (index, ty) in types.iter().enumerate() {
            names.add(&ty.name, &ty.page, Target::Type(TypeId(index)));
            for alias in &ty.aliases {
                names.exact.entry(alias.as_str().to_owned()).or_insert(Target::Type(TypeId(index)));
            }
        }
        for (index, found) in enums.iter().enumerate() {
            names.add(&found.name, &found.page, Target::Enum(EnumId(index)));
        }
        for (page, name) in pages {
            let Some(target) = names.exact.get(name.as_str()).copied() else { continue };
            let defined = names.pages.entry(page.as_str().to_lowercase()).or_default();
            if !defined.iter().any(|(other, _)| other == name) {
                defined.push((name.clone(), target));
            }
        }
        names
    }

    fn add(&mut self, name: &GraphName, page: &PagePath, target: Target) {
        let entry = (name.clone(), target);
        self.of.insert(target, name.clone());
        self.exact.entry(name.as_str().to_owned()).or_insert(target);
        self.any_case.entry(name.as_str().to_lowercase()).or_default().push(entry.clone());
        self.short.entry(name.short().to_lowercase()).or_default().push(entry.clone());
        self.pages.entry(page.as_str().to_lowercase()).or_default().push(entry);
    }

    /// The target of an exact qualified name.
    pub fn get(&self, name: &GraphName) -> Option<Target> {
        self.exact.get(name.as_str()).copied()
    }

    /// The name of a target.
    pub fn name(&self, target: Target) -> Option<&GraphName> {
        self.of.get(&target)
    }

    /// Resolves a name on a page. In order: the exact name, the page of its link, a name in another letter case, the only such name in any
    /// namespace.
    pub fn find(&self, written: &str, link: Option<&str>, scope: Scope<'_>) -> Option<Target> {
        let linked = || link.and_then(|link| self.linked(written, link, scope.page));
        self.find_exact(written, scope).or_else(linked).or_else(|| self.find_similar(written, scope))
    }

    fn find_exact(&self, written: &str, scope: Scope<'_>) -> Option<Target> {
        if written.contains('.') {
            let exact = self.exact.get(written).copied();
            // `graph.x` omits the first part of its namespace.
            return exact.or_else(|| self.exact.get(&format!("microsoft.{written}")).copied());
        }
        let within = |namespace: &str| self.exact.get(&format!("{namespace}.{written}")).copied();
        within(scope.namespace).or_else(|| within(DEFAULT_NAMESPACE))
    }

    /// Whether a name equals its definition, including letter case.
    pub fn is_exact(&self, written: &str, scope: Scope<'_>) -> bool {
        self.find_exact(written, scope).is_some()
    }

    /// The type that the page of a link defines: the one with the written name, else the only one.
    fn linked(&self, written: &str, link: &str, page: &PagePath) -> Option<Target> {
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let path =
            if path.is_empty() { page.as_str().to_owned() } else { include::resolve(page.as_str(), path)? };
        let defined = self.pages.get(&path.to_lowercase())?;
        let short = written.rsplit('.').next().unwrap_or(written);
        let anchored = anchor.trim_end_matches("-values").to_lowercase();
        let named = |name: &str| defined.iter().find(|(other, _)| other.short().eq_ignore_ascii_case(name));
        let found = named(short).or_else(|| named(&anchored));
        let only = || {
            let types: Vec<_> =
                defined.iter().filter(|(_, target)| matches!(target, Target::Type(_))).collect();
            match (defined.as_slice(), types.as_slice()) {
                ([only], _) if path != page.as_str() => Some(only),
                (_, [only]) if anchor.is_empty() => Some(*only),
                _ => None,
            }
        };
        found.or_else(only).map(|(_, target)| *target)
    }

    fn find_similar(&self, written: &str, scope: Scope<'_>) -> Option<Target> {
        let only = |found: &Vec<(GraphName, Target)>| match found.as_slice() {
            [(_, target)] => Some(*target),
            _ => None,
        };
        if written.contains('.') {
            return self.any_case.get(&written.to_lowercase()).and_then(only);
        }
        let within = |namespace: &str| {
            self.any_case.get(&format!("{namespace}.{written}").to_lowercase()).and_then(only)
        };
        let anywhere = || self.short.get(&written.to_lowercase()).and_then(only);
        within(scope.namespace).or_else(|| within(DEFAULT_NAMESPACE)).or_else(anywhere)
    }

    /// Links a type text. An undocumented type keeps its name.
    pub fn resolve(&self, text: &TypeText, scope: Scope<'_>) -> Option<ValueType> {
        let item = match &text.item {
            TypeWord::Primitive(primitive) => ItemType::Primitive(*primitive),
            TypeWord::Integer => ItemType::Primitive(Primitive::Int32),
            TypeWord::Named { name, link } => match self.find(name, link.as_deref(), scope) {
                Some(Target::Type(id)) => ItemType::Type(id),
                Some(Target::Enum(id)) => ItemType::Enum(id),
                None => ItemType::Undocumented(GraphName::parse(name).ok()?),
            },
            TypeWord::Unclear(_) => return None,
        };
        Some(ValueType { item, collection: text.is_collection })
    }
}

impl ValueType {
    /// A single value of a primitive type.
    pub fn primitive(primitive: Primitive) -> Self {
        Self { item: ItemType::Primitive(primitive), collection: false }
    }
}
