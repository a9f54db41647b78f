//! In: the enum tables of all pages, and the values that descriptions list for properties of an enum. Out: the enums of a version,
//! each once.

use std::collections::BTreeMap;

use super::schema::{Enum, EnumMember};
use crate::facts::about::About;
use crate::facts::description::ListedValue;
use crate::facts::enumeration::EnumFacts;
use crate::facts::resource::ResourceFacts;
use crate::facts::type_text::TypeWord;
use crate::name::{DEFAULT_NAMESPACE, GraphName, MemberName};

/// The member that stands for all later ones when a request does not ask for them.
const SENTINEL: &str = "unknownFutureValue";

/// Gathers the enums: tables first, then what descriptions list for names that nothing else defines.
pub fn gather(
    tables: &[&EnumFacts],
    resources: &[&ResourceFacts],
    is_type: impl Fn(&GraphName) -> bool,
) -> Vec<Enum> {
    let mut enums: BTreeMap<GraphName, Enum> = BTreeMap::new();
    let mut rank: BTreeMap<GraphName, (bool, usize)> = BTreeMap::new();
    for facts in tables {
        let Some(name) = name_of(facts) else { continue };
        // The page of an enum, or of enums, knows best; among equals the longer list does.
        let order = (facts.is_own_page, facts.members.len());
        if rank.get(&name).is_some_and(|before| *before >= order) {
            continue;
        }
        rank.insert(name.clone(), order);
        enums.insert(name.clone(), of_table(facts, name));
    }
    for (name, found) in listed(resources) {
        let known = enums.keys().any(|known| known.as_str().eq_ignore_ascii_case(name.as_str()));
        if !known && !is_type(&name) {
            enums.insert(name, found);
        }
    }
    for name in flags(resources) {
        let same = |(known, _): &(&GraphName, &mut Enum)| known.as_str().eq_ignore_ascii_case(name.as_str());
        enums.iter_mut().filter(same).for_each(|(_, found)| found.is_flags = true);
    }
    enums.into_values().collect()
}

fn name_of(facts: &EnumFacts) -> Option<GraphName> {
    let written = &facts.name.value;
    if written.contains('.') {
        return GraphName::parse(written).ok();
    }
    GraphName::qualify(facts.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE), &lower_first(written)).ok()
}

/// The names of types begin with a small letter; headings often do not (AD-34).
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
    let sentinel = facts.members.iter().position(|member| member.name.as_str() == SENTINEL);
    let is_later = |index: usize| sentinel.is_some_and(|at| index > at);
    let member = |(index, member): (usize, &crate::facts::enumeration::MemberText)| EnumMember {
        name: member.name.clone(),
        number: member.number,
        is_later: is_later(index),
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

/// The enums that only descriptions spell out, by name; the longest list of a name counts.
fn listed(resources: &[&ResourceFacts]) -> BTreeMap<GraphName, Enum> {
    let mut enums: BTreeMap<GraphName, Enum> = BTreeMap::new();
    for resource in resources {
        for member in &resource.members {
            let Some(TypeWord::Named { name, .. }) = member.ty.as_ref().map(|ty| &ty.value.item) else {
                continue;
            };
            let values: Vec<EnumMember> = member.values.iter().filter_map(listed_member).collect();
            let Some(name) = qualified(resource, name) else { continue };
            if values.len() < 2 || enums.get(&name).is_some_and(|before| before.members.len() >= values.len())
            {
                continue;
            }
            let about = About { area: resource.about.area.clone(), ..About::default() };
            let page = resource.page.clone();
            enums.insert(name.clone(), Enum { name, page, members: values, is_flags: false, about });
        }
    }
    enums
}

/// The name of a type as a page writes it, in the namespace of the page when it names none.
fn qualified(resource: &ResourceFacts, name: &str) -> Option<GraphName> {
    let namespace = resource.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
    match name.contains('.') {
        true => GraphName::parse(name).ok(),
        false => GraphName::qualify(namespace, name).ok(),
    }
}

/// The enums of which a description says that a value can be several members at once.
fn flags<'f>(resources: &'f [&ResourceFacts]) -> impl Iterator<Item = GraphName> + 'f {
    let members =
        resources.iter().flat_map(|resource| resource.members.iter().map(move |member| (resource, member)));
    members.filter(|(_, member)| member.traits.multi_valued).filter_map(|(resource, member)| {
        match &member.ty.as_ref()?.value.item {
            TypeWord::Named { name, .. } => qualified(resource, name),
            TypeWord::Primitive(_) | TypeWord::Unclear(_) => None,
        }
    })
}

fn listed_member(value: &ListedValue) -> Option<EnumMember> {
    let name = MemberName::parse(&value.text).ok()?;
    Some(EnumMember { name, number: None, is_later: value.is_later, summary: String::new() })
}
