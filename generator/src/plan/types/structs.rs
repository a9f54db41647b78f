//! In: a type of the model. Out: [`StructPlan`].

use crate::facts::resource::facts::MemberKind;
use crate::model::operation::Parameter;
use crate::model::schema::{ItemType, Type, TypeKind};
use crate::model::{Model, TypeId};
use crate::plan::builders::context::Context;
use crate::plan::builders::operation_doc::{list, notices};
use crate::plan::deprecation::Deprecation;
use crate::plan::features::cfg::Cfg;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::ident::{Ident, Scope};
use crate::plan::naming::lock::{Kind, PinnedNames, within};
use crate::plan::naming::type_names::{Home, RustType, TypeNames};
use crate::plan::property::{self, PropertyFacts};
use crate::plan::source_page;
use crate::plan::types::constructors::ConstructorPlan;
use crate::plan::types::flatten::{FlatMember, members};

/// A struct whose fields are read and written by a table.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// What it is.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// What it is in the list of names that are pinned: the qualified name, or the action that sends it.
    pub lock_key: String,
    /// The text of `@odata.type`; empty for a body of parameters.
    pub odata_type: String,
    /// Its fields in the order of the page.
    pub fields: Vec<FieldPlan>,
    /// The indexes of the fields, sorted by the length of the wire name, then by its bytes.
    pub table: Vec<usize>,
    /// What it offers besides its fields.
    pub kind: StructKind,
    /// Whether values are of types derived from it, so that one of this very type is made by reading alone.
    pub is_abstract: bool,
    /// How it is made of what it must have.
    pub constructor: Option<ConstructorPlan>,
}

/// What a struct is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StructKind {
    /// A type of the model: each property has a constant.
    Model,
    /// The parameters of an action.
    Body,
}

/// A field.
#[derive(Clone, Debug)]
pub struct FieldPlan {
    /// What it holds.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub ty: RustType,
    /// The type of its value.
    pub value: RustType,
    /// Its constant, and the documentation of that.
    pub constant: (Ident, Doc),
    /// The facts about it as data.
    pub facts: PropertyFacts,
    /// Whether it leads to things of their own, which answers hold only when they are asked to.
    pub is_reference: bool,
    /// Whether it says much of a value: one of the type's own that can be set and asked for in a filter.
    pub is_prominent: bool,
    /// When it is there; otherwise what is read goes to what is additional.
    pub cfg: Cfg,
}

/// The field that keeps what the pages do not name.
const ADDITIONAL: &str = "additional";

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
        odata_type: format!("#{}", ty.name),
        table: table(&wires),
        fields: fields.collect(),
        kind: StructKind::Model,
        is_abstract,
        constructor: None,
    }
}

/// Whether values are of derived types alone. Where no page tells of a derived type, pages make values of this one.
pub fn is_abstract(model: &Model, names: &TypeNames, id: TypeId) -> bool {
    model.types[id.0].is_abstract && !names.below(id).is_empty()
}

/// Plans the struct of an action's parameters; `lock_keys` is what the action is known as.
pub fn body(
    ident: Ident,
    doc: Doc,
    parameters: &[&Parameter],
    context: &Context<'_>,
    lock_keys: &[String],
) -> StructPlan {
    let names = context.names;
    let wires: Vec<&str> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let pinned = |wire: &str| {
        lock_keys.iter().find_map(|lock_key| context.pinned.name(Kind::Parameter, &within(lock_key, wire)))
    };
    let idents = Scope::with(&[ADDITIONAL]).take_all(&wires, Ident::snake, "_", pinned);
    let fields = parameters.iter().zip(idents).map(|(parameter, ident)| FieldPlan {
        doc: parameter_doc(parameter),
        deprecation: Deprecation::default(),
        constant: (ident.to_constant(), Doc::default()),
        facts: PropertyFacts::default(),
        ident,
        wire: parameter.name.as_str().to_owned(),
        ty: names.field(&parameter.ty, Home::Outside),
        value: names.value(&parameter.ty, Home::Outside),
        is_reference: false,
        is_prominent: false,
        cfg: Cfg::default(),
    });
    let fields = fields.collect();
    let (odata_type, table) = (String::new(), table(&wires));
    let (kind, is_abstract, constructor) = (StructKind::Body, false, None);
    let lock_key = lock_keys.first().cloned().unwrap_or_default();
    let deprecation = Deprecation::default();
    StructPlan {
        doc,
        deprecation,
        ident,
        lock_key,
        odata_type,
        table,
        fields,
        kind,
        is_abstract,
        constructor,
    }
}

/// What a parameter holds, and whether it must be given.
pub fn parameter_doc(parameter: &Parameter) -> Doc {
    let doc = Doc::new(&parameter.summary, &otherwise("parameter", parameter.name.as_str()));
    match (parameter.required, parameter.optional) {
        (true, _) if !parameter.summary.to_lowercase().contains("required") => doc.and("Required."),
        (_, true) if !parameter.summary.to_lowercase().contains("optional") => doc.and("Optional."),
        _ => doc,
    }
}

fn table(wires: &[&str]) -> Vec<usize> {
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

/// An entity can hang on nothing but a navigation property, whichever table of the page it stands in.
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

/// What values carry beside their fields; it is read into what is additional.
fn annotations(ty: &Type) -> String {
    let names = ty.annotations.iter().map(|annotation| code(annotation.name.as_str()));
    list("Carried beside the fields", names)
}

fn otherwise(lock_key: &str, name: &str) -> String {
    format!("The {lock_key} {}.", code(name))
}
