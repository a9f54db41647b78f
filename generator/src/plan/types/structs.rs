//! Plans structs. In: a type of the model. Out: [`StructPlan`].

use crate::facts::resource::facts::MemberKind;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::operation::Parameter;
use crate::model::schema::{ItemType, Type, TypeKind};
use crate::model::{Model, TypeId};
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::structs::{BasePlan, FieldPlan, StructKind, StructPlan};
use crate::plan::naming::lock::{Kind, PinnedNames, within};
use crate::plan::naming::page_links::source_page;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::type_names::{Home, TypeNames, named};
use crate::plan::types::flatten::{FlatMember, members};
use crate::plan::types::page_notices::{list, notices};
use crate::plan::types::property;

/// The field for properties that the crate does not model.
pub const ADDITIONAL: &str = "additional";

/// Plans the struct of a type.
pub fn structure(
    model: &Model,
    names: &TypeNames,
    id: TypeId,
    home: Home<'_>,
    pinned: PinnedNames<'_>,
) -> StructPlan {
    let ty = &model.types[id.0];
    let members = members(model, id);
    let wires: Vec<&str> = members.iter().map(|flat| flat.member.name.as_str()).collect();
    let pinned = |wire: &str| pinned.name(Kind::Property, &within(ty.name.as_str(), wire));
    let idents = Scope::with(&[ADDITIONAL]).take_all(&wires, Ident::snake, "_", pinned);
    let fields = members.iter().zip(idents);
    let fields = fields.map(|(flat, ident)| field(model, flat, ident, names, home));
    let is_abstract = is_abstract(model, names, id);
    StructPlan {
        doc: type_doc(model, ty, is_abstract),
        deprecation: Deprecation::new(ty.about.deprecated.as_deref()),
        ident: names.structure(id).ident.clone(),
        lock_key: ty.name.as_str().to_owned(),
        odata_type: Some(format!("#{}", ty.name)),
        table: table(&wires),
        fields: fields.collect(),
        bases: bases(model, names, id, home),
        kind: StructKind::Model,
        alias_of: None,
        polymorphic: names.union(id).map(|path| path.ident.clone()),
        is_abstract,
        constructor: None,
    }
}

/// The structs of the base types. A base without a struct is arbitrary JSON, so it is omitted.
fn bases(model: &Model, names: &TypeNames, id: TypeId, home: Home<'_>) -> Vec<BasePlan> {
    let has_struct = |base: &TypeId| model.types.get(base.0).is_some_and(|ty| !ty.is_json);
    let bases = TypeHierarchy(&model.types).bases(id).filter(has_struct);
    bases.map(|base| BasePlan { ty: named(names.structure(base), home), cfg: Cfg::default() }).collect()
}

/// Whether all values are of derived types. Without documented derived types, pages create values of the type itself.
pub fn is_abstract(model: &Model, names: &TypeNames, id: TypeId) -> bool {
    model.types[id.0].is_abstract && !names.below(id).is_empty()
}

/// The documentation of a parameter, including whether it is required.
pub fn parameter_doc(parameter: &Parameter) -> Doc {
    let doc = Doc::new(&parameter.summary, &otherwise("parameter", parameter.name.as_str()));
    let doc = match (parameter.required, parameter.optional) {
        (true, _) if !parameter.summary.to_lowercase().contains("required") => doc.and("Required."),
        (_, true) if !parameter.summary.to_lowercase().contains("optional") => doc.and("Optional."),
        _ => doc,
    };
    doc.and(&parameter_values(parameter))
}

/// The values and the default of a parameter that its description does not state.
pub fn parameter_values(parameter: &Parameter) -> String {
    let values = property::possible_values(&parameter.values, &parameter.summary);
    let default =
        parameter.default.as_ref().filter(|_| !parameter.summary.to_lowercase().contains("default"));
    let default = default.map(|default| format!("Default: {}.", code(default)));
    values.into_iter().chain(default).collect::<Vec<_>>().join(" ")
}

/// The indices of the fields, sorted by the length of the wire name, then by its bytes.
pub fn table(wires: &[&str]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wires.len()).collect();
    order.sort_by_key(|&index| (wires[index].len(), wires[index].as_bytes()));
    order
}

fn field(model: &Model, flat: &FlatMember<'_>, ident: Ident, names: &TypeNames, home: Home<'_>) -> FieldPlan {
    let wire = flat.member.name.as_str();
    FieldPlan {
        doc: property::field_doc(flat),
        deprecation: Deprecation::new(flat.member.traits.deprecated.as_deref()),
        constant: (ident.to_constant(), property::constant_doc(flat)),
        facts: property::facts(flat),
        ident,
        wire: wire.to_owned(),
        ty: names.field(flat.ty, home),
        value: names.value(flat.ty, home),
        is_reference: is_reference(model, flat),
        is_prominent: is_prominent(flat),
        cfg: Cfg::default(),
    }
}

fn is_prominent(flat: &FlatMember<'_>) -> bool {
    let traits = &flat.member.traits;
    let is_current = traits.deprecated.is_none();
    flat.owner.is_none() && is_current && !traits.read_only && (traits.filter.is_some() || traits.order_by)
}

/// Whether a member is a navigation property. A member with an entity type always is, even in the table of properties.
fn is_reference(model: &Model, flat: &FlatMember<'_>) -> bool {
    let is_entity = |id: &TypeId| model.types.get(id.0).is_some_and(|ty| ty.kind == TypeKind::Entity);
    match flat.member.kind {
        MemberKind::Relationship => true,
        MemberKind::Property => matches!(&flat.ty.item, ItemType::Type(id) if is_entity(id)),
    }
}

fn type_doc(model: &Model, ty: &Type, is_abstract: bool) -> Doc {
    let facts = [
        (is_abstract, "Abstract: values are of a derived type, and none is made of this one."),
        (ty.is_open, "Open: values may carry more properties."),
        (ty.has_stream, "A media entity: its bytes are at `$value`."),
    ];
    let facts: Vec<&str> = facts.iter().filter(|(holds, _)| *holds).map(|&(_, text)| text).collect();
    Doc::new(&ty.about.summary, &otherwise("type", ty.name.short()))
        .and(&facts.join(" "))
        .paragraph(&notices(&ty.about))
        .deprecated(ty.about.deprecated.as_deref())
        .paragraph(&annotations(ty))
        .paragraph(&source_page(&ty.page, model.version))
}

/// The instance annotations of values, which are kept as additional properties.
fn annotations(ty: &Type) -> String {
    let names = ty.annotations.iter().map(|annotation| code(annotation.name.as_str()));
    list("Carried beside the fields", names)
}

fn otherwise(kind: &str, name: &str) -> String {
    format!("The {kind} {}.", code(name))
}
