//! Unites the members of a type. In: rows and JSON representations of all its pages. Out: [`Member`]s, each once.
//!
//! The type of a member is that of the table, unless the JSON representation is more specific (AD-21, AD-33).

use std::collections::BTreeSet;

use crate::facts::prose::description::MemberTraits;
use crate::facts::resource::ResourceFacts;
use crate::facts::resource::definition::{Definition, ShownMember};
use crate::facts::resource::facts::{MemberFact, MemberKind};
use crate::facts::type_text::{Primitive, TypeText};
use crate::model::names::{Names, Scope};
use crate::model::schema::{InstanceAnnotation, ItemType, Member, ValueType};
use crate::model::types::gathered_pages::Gathered;
use crate::model::types::wide_integers::Wide;
use crate::name::{AnnotationName, PropertyName};

/// Unites the members on all pages of a type. A later page adds facts that earlier pages lack.
pub fn gather(found: &Gathered<'_>, names: &Names, wide: &Wide<'_>) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for (facts, definition) in &found.sources {
        for member in of_page(facts, *definition, names, found.scope(facts), wide) {
            match members.iter_mut().find(|before| before.name == member.name) {
                Some(before) => unite_members(before, member),
                None => members.push(member),
            }
        }
        add_aliases(&mut members, *definition);
    }
    members
}

/// The members of one definition: its rows, then keys of the JSON representation without row. Of two rows, the first counts.
fn of_page(
    facts: &ResourceFacts,
    definition: Option<&Definition>,
    names: &Names,
    scope: Scope<'_>,
    wide: &Wide<'_>,
) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let json_representation: &[ShownMember] =
        definition.map_or(&[], |definition| &definition.json_representation);
    for row in facts.members.iter().filter(|row| belongs(row, facts, definition)) {
        let shown = shown(json_representation, &row.name.value);
        let member = of_row(row, shown, names, scope, wide);
        if !members.iter().any(|before| before.name == member.name) {
            members.push(member);
        }
    }
    for shown in json_representation {
        let known = |member: &Member| member.name == shown.name.value;
        let differs_in_case =
            |row: &MemberFact| row.name.value.as_str().eq_ignore_ascii_case(shown.name.value.as_str());
        if !members.iter().any(known) && !facts.members.iter().any(differs_in_case) {
            members.push(of_shown(shown, names, scope));
        }
    }
    members
}

/// Adds the facts of another page. If both state a fact, the first page counts.
fn unite_members(member: &mut Member, other: Member) {
    let is_untyped = |ty: &ValueType| *ty == ValueType::primitive(Primitive::Untyped);
    let is_documented = |ty: &ValueType| matches!(ty.item, ItemType::Type(_) | ItemType::Enum(_));
    let is_undocumented = matches!(member.ty.item, ItemType::Undocumented(_));
    if is_untyped(&member.ty) || is_undocumented && is_documented(&other.ty) {
        member.ty = other.ty;
    }
    member.traits.unite(other.traits);
    if member.values.is_empty() && !matches!(member.ty.item, ItemType::Enum(_)) {
        member.values = other.values;
    }
    if member.summary.is_empty() {
        member.summary = other.summary;
    }
}

/// Unites the instance annotations on all pages of a type.
pub fn gather_annotations(found: &Gathered<'_>, names: &Names) -> Vec<InstanceAnnotation> {
    let mut annotations: Vec<InstanceAnnotation> = Vec::new();
    let mut known = BTreeSet::new();
    let mut add = |name: &AnnotationName, ty: Option<ValueType>, summary: &str| {
        if known.insert(name.clone()) {
            let ty = ty.unwrap_or(ValueType::primitive(Primitive::Untyped));
            annotations.push(InstanceAnnotation { name: name.clone(), ty, summary: summary.to_owned() });
        }
    };
    for (facts, definition) in &found.sources {
        let resolve = |ty: &TypeText| names.resolve(ty, found.scope(facts));
        // On a page about several types, rows of annotations belong to the first type.
        let first = facts.definitions.first();
        let is_first = definition.is_none_or(|own| first.is_none_or(|first| std::ptr::eq(first, own)));
        let rows = if is_first { facts.annotations.as_slice() } else { &[] };
        for row in rows {
            add(&row.name, row.ty.as_ref().and_then(|ty| resolve(&ty.value)), &row.summary);
        }
        for (name, ty) in definition.iter().flat_map(|definition| &definition.annotations) {
            add(name, ty.as_ref().and_then(resolve), "");
        }
    }
    annotations
}

/// Whether a row belongs to a definition: the only one of its page, the one in its heading, or the one whose JSON contains it.
pub fn belongs(row: &MemberFact, facts: &ResourceFacts, definition: Option<&Definition>) -> bool {
    let (Some(definition), true) = (definition, facts.definitions.len() > 1) else { return true };
    let lower = row.under.as_deref().unwrap_or_default().to_lowercase();
    let named = |definition: &Definition| {
        let short = definition.name.value.short().to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == short)
    };
    if facts.definitions.iter().any(named) {
        return named(definition);
    }
    let shows = |definition: &Definition| {
        definition.json_representation.iter().any(|shown| shown.name.value == row.name.value)
    };
    if facts.definitions.iter().any(shows) {
        return shows(definition);
    }
    facts.definitions.first().is_some_and(|first| std::ptr::eq(first, definition))
}

/// The member of the JSON representation for a row. Its letter case is that of the wire.
pub fn shown<'s>(json_representation: &'s [ShownMember], name: &PropertyName) -> Option<&'s ShownMember> {
    let exact = json_representation.iter().find(|shown| shown.name.value == *name);
    exact.or_else(|| {
        json_representation.iter().find(|shown| shown.name.value.as_str().eq_ignore_ascii_case(name.as_str()))
    })
}

fn of_row(
    row: &MemberFact,
    shown: Option<&ShownMember>,
    names: &Names,
    scope: Scope<'_>,
    wide: &Wide<'_>,
) -> Member {
    let table = row.ty.as_ref().and_then(|ty| names.resolve(&wide.sized(&ty.value, &row.name.value), scope));
    let json = shown.and_then(|shown| shown.ty.as_ref()).and_then(|ty| names.resolve(ty, scope));
    let ty = unite(table, json);
    let values = match ty.item {
        ItemType::Enum(_) => Vec::new(),
        _ => row.values.iter().map(|value| value.text.clone()).collect(),
    };
    Member {
        name: shown.map_or(&row.name.value, |shown| &shown.name.value).clone(),
        aliases: Vec::new(),
        values,
        ty,
        kind: row.kind,
        inherited_from: None,
        traits: row.traits.clone(),
        summary: row.summary.clone(),
    }
}

fn of_shown(shown: &ShownMember, names: &Names, scope: Scope<'_>) -> Member {
    Member {
        name: shown.name.value.clone(),
        aliases: Vec::new(),
        ty: unite(None, shown.ty.as_ref().and_then(|ty| names.resolve(ty, scope))),
        kind: MemberKind::Property,
        inherited_from: None,
        traits: MemberTraits::default(),
        values: shown.values.clone(),
        summary: String::new(),
    }
}

/// The type of the table, unless the JSON representation names a documented type or a narrower primitive.
fn unite(table: Option<ValueType>, json: Option<ValueType>) -> ValueType {
    let anything = ValueType::primitive(Primitive::Untyped);
    let (table, json) = match (table, json) {
        (Some(table), Some(json)) => (table, json),
        (one, other) => return one.or(other).unwrap_or(anything),
    };
    let item = match (&table.item, &json.item) {
        (
            ItemType::Primitive(Primitive::String | Primitive::Untyped),
            ItemType::Type(_) | ItemType::Enum(_),
        ) => json.item,
        (ItemType::Primitive(loose), ItemType::Primitive(narrow)) if is_narrower(*narrow, *loose) => {
            json.item
        }
        (ItemType::Undocumented(_), ItemType::Type(_) | ItemType::Enum(_)) => json.item,
        _ => table.item,
    };
    ValueType { item, collection: table.collection }
}

/// Whether a primitive is more specific than another (AD-33).
fn is_narrower(narrow: Primitive, loose: Primitive) -> bool {
    match loose {
        Primitive::Untyped => narrow != Primitive::Untyped,
        Primitive::String => {
            matches!(narrow, Primitive::Guid | Primitive::DateTimeOffset | Primitive::Duration)
        }
        _ => false,
    }
}

fn add_aliases(members: &mut [Member], definition: Option<&Definition>) {
    for (other, name) in definition.into_iter().flat_map(|definition| &definition.property_aliases) {
        if let Some(member) = members.iter_mut().find(|member| member.name == *name) {
            member.aliases.push(other.clone());
        }
    }
}
