//! In: the types of a model. Out: the files of `models`, one for each product area and each namespace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::area;
use super::doc::{Doc, code};
use super::enumeration::{enumeration, union};
use super::file::{Access, Content, FilePlan, Import, ItemPlan, ModulePlan};
use super::ident::Ident;
use super::problem::Problem;
use super::structure::structure;
use super::types::{Home, RustType, TypeNames, TypePath, ancestors};
use super::version_module;
use crate::model::operation::{Body, Content as Answer};
use crate::model::schema::{Base, ItemType};
use crate::model::{EnumId, Model, TypeId};

/// A file below `models`: the module and whether it is a namespace of its own.
type ModuleKey = (Ident, Option<Ident>);

/// Names everything in a model.
pub fn names(model: &Model, problems: &mut Vec<Problem>) -> TypeNames {
    let mut held: BTreeSet<TypeId> = BTreeSet::new();
    let mut hold = |item: &ItemType| {
        if let ItemType::Type(id) = item {
            held.insert(*id);
        }
    };
    model.types.iter().flat_map(|ty| &ty.members).for_each(|member| hold(&member.ty.item));
    model.places.iter().filter_map(|place| place.ty.as_ref()).for_each(|ty| hold(&ty.item));
    for operation in &model.operations {
        operation.parameters.iter().for_each(|parameter| hold(&parameter.ty.item));
        if let Body::Type(ty) = &operation.body {
            hold(&ty.item);
        }
        if let Answer::Value(ty) = &operation.response.content {
            hold(&ty.item);
        }
    }
    problems.extend(circular(model));
    TypeNames::new(model, held)
}

fn circular(model: &Model) -> impl Iterator<Item = Problem> {
    (0..model.types.len()).filter_map(|index| {
        let last = ancestors(model, TypeId(index)).last().copied().unwrap_or(TypeId(index));
        let closes = matches!(model.types[last.0].base, Some(Base::Type(base)) if base == TypeId(index));
        closes.then(|| Problem::CircularBase(model.types[index].name.clone()))
    })
}

/// Plans `models.rs` and the files below it.
pub fn files(model: &Model, names: &TypeNames) -> Vec<FilePlan> {
    let version = version_module(model.version);
    let mut modules: BTreeMap<ModuleKey, Vec<ItemPlan>> = BTreeMap::new();
    for (path, area, item) in items(model, names) {
        modules.entry((area, path.module.clone())).or_default().push(item);
    }
    let folder = PathBuf::from(format!("src/{version}"));
    let declared = modules.keys().map(|(ident, namespace)| ModulePlan {
        ident: ident.clone(),
        access: if namespace.is_some() { Access::Public } else { Access::Flat },
    });
    let index = FilePlan {
        path: folder.join("models.rs"),
        doc: Doc::markdown(
            "The types of requests and answers. Types of a namespace of their own stand in its module.",
        ),
        imports: Vec::new(),
        content: Content::Index(declared.collect()),
    };
    let files = modules.into_iter().map(|((ident, namespace), items)| {
        let path = folder.join("models").join(format!("{}.rs", ident.bare()));
        type_file(path, &ident, namespace.is_some(), items)
    });
    std::iter::once(index).chain(files).collect()
}

fn type_file(path: PathBuf, ident: &Ident, is_namespace: bool, mut items: Vec<ItemPlan>) -> FilePlan {
    items.sort_by(|left, right| left.ident().cmp(right.ident()));
    let what = if is_namespace { "The types of the namespace" } else { "The types of the area" };
    let imports = if is_namespace { None } else { imports(&items) };
    FilePlan {
        path,
        doc: Doc::markdown(&format!("{what} {}.", code(ident.bare()))),
        imports: imports.into_iter().collect(),
        content: Content::Types(items),
    }
}

/// Every type with its place and its module.
fn items(model: &Model, names: &TypeNames) -> Vec<(TypePath, Ident, ItemPlan)> {
    let paths = (0..model.types.len()).map(|index| names.structure(TypeId(index)));
    let namespaces =
        area::namespaces(paths.chain((0..model.enums.len()).map(|index| names.enumeration(EnumId(index)))));
    let module = |path: &TypePath, area: Option<&str>| match &path.module {
        Some(namespace) => namespace.clone(),
        None => area::module(area, &namespaces),
    };
    let structs = model.types.iter().enumerate().map(|(index, ty)| {
        let path = names.structure(TypeId(index));
        let plan = structure(model, names, TypeId(index), home(path));
        (path.clone(), module(path, ty.about.area.as_deref()), ItemPlan::Struct(plan))
    });
    let enums = model.enums.iter().enumerate().map(|(index, one)| {
        let path = names.enumeration(EnumId(index));
        let plan = enumeration(model, names, EnumId(index));
        (path.clone(), module(path, one.about.area.as_deref()), ItemPlan::Enum(plan))
    });
    let unions = names.unions().map(|(id, path)| {
        let plan = union(model, names, id, path, home(path));
        let area = model.types[id.0].about.area.as_deref();
        (path.clone(), module(path, area), ItemPlan::Union(plan))
    });
    structs.chain(enums).chain(unions).collect()
}

fn home(path: &TypePath) -> Home<'_> {
    path.module.as_ref().map_or(Home::Flat, Home::Namespace)
}

/// What a file of the default namespace needs from its siblings.
fn imports(items: &[ItemPlan]) -> Option<Import> {
    let own: BTreeSet<&Ident> = items.iter().map(ItemPlan::ident).collect();
    let foreign = items.iter().flat_map(mentions).flat_map(RustType::paths);
    let foreign: BTreeSet<&Ident> = foreign
        .filter_map(|path| if let [ident] = path { Some(ident) } else { None })
        .filter(|ident| !own.contains(ident))
        .collect();
    let names: Vec<Ident> = foreign.into_iter().cloned().collect();
    (!names.is_empty()).then(|| Import::Names { module: vec![Ident::parent()], names })
}

fn mentions(item: &ItemPlan) -> Vec<&RustType> {
    match item {
        ItemPlan::Struct(plan) => plan.fields.iter().map(|field| &field.ty).collect(),
        ItemPlan::Union(plan) => plan.variants.iter().map(|variant| &variant.ty).collect(),
        ItemPlan::Enum(_) => Vec::new(),
    }
}
