//! Builds the enums of a version. In: enum tables of all pages, and value lists in descriptions. Out: [`Enum`]s, each once.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::enumeration::EnumFacts;
use crate::facts::operation::{OperationFacts, ParameterFact};
use crate::facts::prose::description::{ListedValue, is_sentinel};
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::resource::ResourceFacts;
use crate::facts::type_text::{TypeWord, is_structured};
use crate::model::schema::{Enum, EnumMember};
use crate::name::{DEFAULT_NAMESPACE, GraphName, MemberName, PagePath};

/// Collects enums from tables, then from descriptions for names without a table.
pub fn gather(
    tables: &[&EnumFacts],
    resources: &[&ResourceFacts],
    api: &[&OperationFacts],
    is_type: impl Fn(&GraphName) -> bool,
) -> Vec<Enum> {
    let mut enums: BTreeMap<GraphName, Enum> = BTreeMap::new();
    let mut rank: BTreeMap<GraphName, (bool, usize)> = BTreeMap::new();
    for facts in tables {
        let Some(name) = name_of(facts) else { continue };
        // The page of an enum, or of enums, has priority, then the longer list.
        let order = (facts.is_own_page, facts.members.len());
        if rank.get(&name).is_some_and(|before| *before >= order) {
            continue;
        }
        rank.insert(name.clone(), order);
        enums.insert(name.clone(), of_table(facts, name));
    }
    let listed = listed(resources, api);
    for (name, found) in listed.enums {
        let known = enums.values_mut().find(|known| known.name.as_str().eq_ignore_ascii_case(name.as_str()));
        match known {
            Some(known) => complete(known, found.members),
            None if !is_type(&name) => {
                enums.insert(name, found);
            }
            None => {}
        }
    }
    for name in listed.flags {
        if let Some(found) = enums.get_mut(&name) {
            found.is_flags = true;
        }
    }
    for page in api {
        for (name, row) in named_parameters(page) {
            if let Some(found) = enums.get_mut(&name) {
                found.is_flags |= row.is_list || sends_several(page, row, found);
            }
        }
    }
    enums.into_values().collect()
}

/// Adds later members from descriptions to a table.
///
/// A table that shares no member with the description is below the wrong heading, so the description replaces it.
fn complete(table: &mut Enum, listed: Vec<EnumMember>) {
    let has = |table: &Enum, member: &EnumMember| table.members.iter().any(|known| known.name == member.name);
    if !listed.iter().any(|member| has(table, member)) {
        let same = |member: &EnumMember| {
            table.members.iter().any(|known| known.name.as_str().eq_ignore_ascii_case(member.name.as_str()))
        };
        if !listed.iter().any(same) {
            table.members = listed;
        }
        return;
    }
    for member in listed {
        if member.is_later && !has(table, &member) {
            table.members.push(member);
        }
    }
}

fn name_of(facts: &EnumFacts) -> Option<GraphName> {
    let written = &facts.name.value;
    if written.contains('.') {
        return GraphName::parse(written).ok();
    }
    GraphName::qualify(facts.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE), &lower_first(written)).ok()
}

/// The name with a lower-case first letter, which headings often lack (AD-34).
fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

fn of_table(facts: &EnumFacts, name: GraphName) -> Enum {
    let sentinel = facts.members.iter().position(|member| is_sentinel(member.name.value.as_str()));
    let is_later = |index: usize| sentinel.is_some_and(|at| index > at);
    let member = |(index, member): (usize, &crate::facts::enumeration::MemberText)| EnumMember {
        name: member.name.value.clone(),
        number: member.number,
        is_later: is_later(index),
        deprecated: member.deprecated.clone(),
        summary: member.summary.clone(),
    };
    Enum {
        name,
        page: facts.page.clone(),
        members: facts.members.iter().enumerate().map(member).collect(),
        is_flags: facts.is_flags,
        about: facts.about.clone(),
    }
}

/// The enums in descriptions of properties.
#[derive(Default)]
struct Listed {
    /// The enums with listed members. The longest list of a name counts.
    enums: BTreeMap<GraphName, Enum>,
    /// The enums whose values combine several members.
    flags: BTreeSet<GraphName>,
}

/// The parameters of a page that are no collections, with the names of their types.
fn named_parameters(page: &OperationFacts) -> impl Iterator<Item = (GraphName, &ParameterFact)> {
    let namespace = page.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
    let single = page.parameters.iter().filter(|row| !row.ty.value.is_collection);
    single.filter_map(move |row| match &row.ty.value.item {
        TypeWord::Named { name, .. } => Some((qualified(namespace, name)?, row)),
        TypeWord::Primitive(_) | TypeWord::Integer | TypeWord::Unclear(_) => None,
    })
}

/// Whether an example sends several members of an enum in one text. The letter case in examples may differ.
fn sends_several(page: &OperationFacts, row: &ParameterFact, found: &Enum) -> bool {
    let is_member =
        |part: &str| found.members.iter().any(|one| one.name.as_str().eq_ignore_ascii_case(part.trim()));
    let bodies = page.examples.iter().filter_map(|example| example.body.json.as_ref());
    let mut texts = bodies.filter_map(|body| body.value.get(row.name.as_str())?.value.as_str());
    texts.any(|text| text.contains(',') && text.split(',').all(is_member))
}

/// The qualified name of a name in a cell.
fn qualified(namespace: &str, name: &str) -> Option<GraphName> {
    let parsed =
        if name.contains('.') { GraphName::parse(name) } else { GraphName::qualify(namespace, name) };
    parsed.ok()
}

fn listed(resources: &[&ResourceFacts], api: &[&OperationFacts]) -> Listed {
    let mut listed = Listed::default();
    for resource in resources {
        let origin = Origin {
            page: &resource.page,
            namespace: resource.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE),
            area: resource.about.area.as_deref(),
        };
        for member in &resource.members {
            let Some(ty) = &member.ty else { continue };
            let name = listed.add(origin, &ty.value.item, &member.values);
            listed.flags.extend(name.filter(|_| member.traits.multi_valued));
        }
    }
    for page in api {
        let origin = Origin {
            page: &page.page,
            namespace: page.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE),
            area: page.about.area.as_deref(),
        };
        for row in &page.parameters {
            listed.add(origin, &row.ty.value.item, &row.values);
        }
    }
    listed
}

/// The page of a description.
#[derive(Clone, Copy)]
struct Origin<'f> {
    page: &'f PagePath,
    namespace: &'f str,
    area: Option<&'f str>,
}

impl Listed {
    /// Adds the values of a row whose type cell names a type. Returns this name.
    fn add(&mut self, origin: Origin<'_>, ty: &TypeWord, values: &[ListedValue]) -> Option<GraphName> {
        let TypeWord::Named { name, .. } = ty else { return None };
        let name = qualified(origin.namespace, name)?;
        let members: Vec<EnumMember> = values.iter().filter_map(listed_member).collect();
        let longer = |before: &Enum| before.members.len() >= members.len();
        if members.len() > 1 && !is_structured(name.short()) && !self.enums.get(&name).is_some_and(longer) {
            let about = PageSummary { area: origin.area.map(str::to_owned), ..PageSummary::default() };
            let page = origin.page.clone();
            let found = Enum { name: name.clone(), page, members, is_flags: false, about };
            self.enums.insert(name.clone(), found);
        }
        Some(name)
    }
}

fn listed_member(value: &ListedValue) -> Option<EnumMember> {
    let name = MemberName::parse(&value.text).ok()?;
    Some(EnumMember {
        name,
        number: None,
        is_later: value.is_later,
        deprecated: None,
        summary: String::new(),
    })
}

#[cfg(test)]
mod tests;
