//! Builds the types of a version. In: the pages of each type. Out: [`Type`]s with united members, linked bases and marked inherited
//! members.

pub mod enums;
pub mod gathered_pages;
pub mod members;
pub mod wide_integers;

use std::collections::{BTreeMap, BTreeSet};

use self::gathered_pages::{Gathered, named};
use self::wide_integers::Wide;
use crate::facts::resource::ResourceFacts;
use crate::facts::resource::facts::MemberKind;
use crate::facts::template::{Method, Segment};
use crate::facts::type_text::TypeWord;
use crate::model::TypeId;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::names::{Names, Target};
use crate::model::operation::{Content, Operation};
use crate::model::path_item::PathItem;
use crate::model::schema::{Base, ItemType, Member, Type, TypeKind, ValueType};
use crate::name::{GraphName, PropertyName};

/// The root of all entities, by convention of the service.
pub const ROOT: &str = "microsoft.graph.entity";

/// The key of entities, by convention of the service.
const KEY: &str = "id";

/// Links the bases of all types: in order, the annotation, "Inherits from" in prose, "Inherited from" in rows.
pub fn link_bases(types: &mut [Type], gathered: &[Gathered<'_>], names: &Names) {
    for (ty, found) in types.iter_mut().zip(gathered) {
        ty.base = stated_base(found, names).filter(|base| *base != self_base(names, &found.name));
    }
    let noted: Vec<Option<Base>> =
        (0..types.len()).map(|index| noted_base(types, gathered, names, index)).collect();
    for (ty, base) in types.iter_mut().zip(noted) {
        if ty.base.is_none() {
            ty.base = base;
        }
    }
    cut_cycles(types);
}

fn self_base(names: &Names, name: &GraphName) -> Base {
    match names.get(name) {
        Some(Target::Type(id)) => Base::Type(id),
        _ => Base::Undocumented(name.clone()),
    }
}

fn stated_base(found: &Gathered<'_>, names: &Names) -> Option<Base> {
    let of = |written: &str, link: Option<&str>, facts: &ResourceFacts| match names.find(
        written,
        link,
        found.scope(facts),
    ) {
        Some(Target::Type(id)) => Some(Base::Type(id)),
        Some(Target::Enum(_)) => None,
        None => GraphName::parse(written).ok().map(Base::Undocumented),
    };
    let annotated = found.sources.iter().find_map(|(facts, definition)| {
        let base = definition.as_ref()?.base.as_deref()?;
        of(base, None, facts)
    });
    let prose = || {
        found.sources.iter().find_map(|(facts, _)| match &facts.base.as_ref()?.value.item {
            // Prose without a link counts only if it names a documented type.
            TypeWord::Named { name, link } => of(name, link.as_deref(), facts)
                .filter(|base| link.is_some() || matches!(base, Base::Type(_))),
            TypeWord::Primitive(_) | TypeWord::Integer | TypeWord::Unclear(_) => None,
        })
    };
    annotated.or_else(prose)
}

/// The most derived of the types that the rows of a type name as their origin.
fn noted_base(types: &[Type], gathered: &[Gathered<'_>], names: &Names, index: usize) -> Option<Base> {
    let found = gathered.get(index)?;
    let mut noted: BTreeSet<TypeId> = BTreeSet::new();
    for (facts, _) in &found.sources {
        for note in facts.members.iter().filter_map(|member| member.inherited_from.as_ref()) {
            let Some(name) = named(note) else { continue };
            if let Some(Target::Type(id)) = names.find(name.0, name.1, found.scope(facts)) {
                noted.insert(id);
            }
        }
    }
    noted.remove(&TypeId(index));
    let is_base_of_other =
        |id: &TypeId| noted.iter().any(|other| other != id && TypeHierarchy(types).is_derived(*other, *id));
    let mut derived = noted.iter().filter(|id| !is_base_of_other(id));
    derived.next().map(|id| Base::Type(*id))
}

/// Removes bases that close a cycle.
fn cut_cycles(types: &mut [Type]) {
    for index in 0..types.len() {
        let mut seen = BTreeSet::new();
        let mut at = TypeId(index);
        let closes = loop {
            if !seen.insert(at) {
                break at == TypeId(index);
            }
            match types.get(at.0).and_then(|ty| ty.base.clone()) {
                Some(Base::Type(base)) => at = base,
                _ => break false,
            }
        };
        if closes {
            types[index].base = None;
        }
    }
}

/// Adds members, owners of inherited members, and the kind of each type.
pub fn complete(types: &mut [Type], gathered: &[Gathered<'_>], names: &Names, wide: &Wide<'_>) {
    for (ty, found) in types.iter_mut().zip(gathered) {
        ty.members = members::gather(found, names, wide);
        ty.annotations = members::gather_annotations(found, names);
    }
    mark_inherited(types, gathered, names);
    let targets = relationship_targets(types);
    for index in 0..types.len() {
        let id = TypeId(index);
        let keyed = !types[index].key.is_empty()
            || types[index].name.as_str() == ROOT
            || TypeHierarchy(types).bases(id).any(|base| !types[base.0].key.is_empty())
            || reaches_root(types, id);
        if keyed || targets.contains(&id) {
            types[index].kind = TypeKind::Entity;
        }
        if !keyed && targets.contains(&id) {
            give_key(&mut types[index]);
        }
    }
    let bases: BTreeSet<TypeId> = types
        .iter()
        .filter_map(|ty| match ty.base {
            Some(Base::Type(base)) => Some(base),
            Some(Base::Undocumented(_)) | None => None,
        })
        .collect();
    for (index, ty) in types.iter_mut().enumerate() {
        let has_form = !ty.members.is_empty() || ty.base.is_some() || bases.contains(&TypeId(index));
        ty.is_json &= !has_form && ty.kind == TypeKind::Complex;
    }
}

/// The targets of relationships, which are entities.
fn relationship_targets(types: &[Type]) -> BTreeSet<TypeId> {
    let relationships =
        types.iter().flat_map(|ty| &ty.members).filter(|member| member.kind == MemberKind::Relationship);
    let target = |member: &Member| match member.ty.item {
        ItemType::Type(id) => Some(id),
        ItemType::Primitive(_) | ItemType::Enum(_) | ItemType::Undocumented(_) => None,
    };
    relationships.filter_map(target).collect()
}

/// Marks types as entities that have an `id` and a path of their own.
pub fn mark_addressed(types: &mut [Type], operations: &[Operation]) {
    for operation in operations.iter().filter(|operation| operation.method == Method::Get) {
        let Content::Value(ValueType { item: ItemType::Type(id), .. }) = operation.response.content else {
            continue;
        };
        // A function can return any type.
        let is_called =
            operation.title.contains(':') || operation.title.to_lowercase().ends_with(" function");
        let is_fixed = |segment: &Segment| matches!(segment, Segment::Literal(_) | Segment::Key(_));
        let by_path =
            !is_called && operation.templates.iter().any(|template| template.segments.iter().all(is_fixed));
        let has_id = types[id.0].members.iter().any(|member| member.name.as_str() == KEY);
        if types[id.0].kind == TypeKind::Complex && by_path && has_id {
            types[id.0].kind = TypeKind::Entity;
            give_key(&mut types[id.0]);
        }
    }
}

/// Keeps the struct of a type with a path, even if its page describes it only as JSON.
pub fn keep_addressed(types: &mut [Type], path_items: &[PathItem]) {
    for ty in path_items.iter().filter_map(|path_item| path_item.ty.as_ref()) {
        if let ItemType::Type(id) = ty.item
            && let Some(ty) = types.get_mut(id.0)
        {
            ty.is_json = false;
        }
    }
}

/// Makes `id` the key of an entity, by convention of the service.
fn give_key(ty: &mut Type) {
    let id = ty.members.iter().find(|member| member.name.as_str() == KEY);
    ty.key.extend(id.map(|member| member.name.clone()));
}

fn reaches_root(types: &[Type], id: TypeId) -> bool {
    let is_root = |ty: &Type| match &ty.base {
        Some(Base::Undocumented(name)) => name.as_str() == ROOT,
        Some(Base::Type(base)) => types[base.0].name.as_str() == ROOT,
        None => false,
    };
    is_root(&types[id.0]) || TypeHierarchy(types).bases(id).any(|base| is_root(&types[base.0]))
}

/// Marks inherited members.
///
/// The owner of a member is the topmost base that lists it, else the base that the row names. A member that occurs only in the JSON
/// representation of a derived type has the type that its owner states.
fn mark_inherited(types: &mut [Type], gathered: &[Gathered<'_>], names: &Names) {
    let listed: Vec<BTreeMap<PropertyName, ValueType>> = types
        .iter()
        .map(|ty| ty.members.iter().map(|member| (member.name.clone(), member.ty.clone())).collect())
        .collect();
    for index in 0..types.len() {
        let bases: Vec<TypeId> = TypeHierarchy(types).bases(TypeId(index)).collect();
        let notes = notes(&gathered[index], names);
        let mut members = std::mem::take(&mut types[index].members);
        for member in &mut members {
            let owner = bases
                .iter()
                .rev()
                .find_map(|base| listed[base.0].get_key_value(&member.name).map(|(_, ty)| (base, ty)));
            if let Some((base, ty)) = owner {
                member.inherited_from = Some(types[base.0].name.clone());
                if !gathered[index].has_row(&member.name) {
                    member.ty = ty.clone();
                }
                continue;
            }
            let noted = notes.get(member.name.as_str()).filter(|noted| **noted != types[index].name);
            member.inherited_from = noted.cloned();
        }
        types[index].members = members;
    }
}

fn notes(found: &Gathered<'_>, names: &Names) -> BTreeMap<String, GraphName> {
    let mut notes = BTreeMap::new();
    for (facts, _) in &found.sources {
        for member in &facts.members {
            let Some(text) = &member.inherited_from else { continue };
            let Some((written, link)) = named(text) else { continue };
            let name = match names.find(written, link, found.scope(facts)) {
                Some(target) => names.name(target).cloned(),
                None => GraphName::parse(written).ok(),
            };
            if let Some(name) = name {
                notes.entry(member.name.value.as_str().to_owned()).or_insert(name);
            }
        }
    }
    notes
}
