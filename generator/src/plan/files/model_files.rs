//! In: the types of a model. Out: the files of `models`, one for each namespace and for all that is compiled at the same time.

use crate::plan::ir::item::TypeItem;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::model::operation::{Body, Content as ResponseContent};
use crate::model::schema::ItemType;
use crate::model::{EnumId, Model, TypeId};
use crate::plan::features::cfg::{self, Condition};
use crate::plan::features::product_areas::Areas;
use crate::plan::features::reachability::Reachability;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::file::{Access, Content, FilePlan, Import, ModulePlan};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::ItemPlan;
use crate::plan::ir::rust_type::{RustType, TypePath};
use crate::plan::naming::lock::PinnedNames;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::type_names::{Home, TypeNames};
use crate::plan::naming::version_names::version_module;
use crate::plan::types::enums::{enumeration, union};
use crate::plan::types::required_on_create::Created;
use crate::plan::types::structs::structure;

/// Names everything in a model.
pub fn names(model: &Model, pinned: PinnedNames<'_>) -> TypeNames {
    let mut used: BTreeSet<TypeId> = BTreeSet::new();
    let mut hold = |item: &ItemType| {
        if let ItemType::Type(id) = item {
            used.insert(*id);
        }
    };
    model.types.iter().flat_map(|ty| &ty.members).for_each(|member| hold(&member.ty.item));
    model.path_items.iter().filter_map(|builder| builder.ty.as_ref()).for_each(|ty| hold(&ty.item));
    for operation in &model.operations {
        operation.parameters.iter().for_each(|parameter| hold(&parameter.ty.item));
        if let Body::Type(ty) = &operation.body {
            hold(&ty.item);
        }
        if let ResponseContent::Value(ty) = &operation.response.content {
            hold(&ty.item);
        }
    }
    TypeNames::new(model, used, pinned)
}

/// Plans the types of a model.
pub fn items(model: &Model, names: &TypeNames, areas: &Areas, pinned: PinnedNames<'_>) -> Vec<TypeItem> {
    let created = Created::new(model);
    let structs = model.types.iter().enumerate().filter(|(_, ty)| !ty.is_json).map(|(index, ty)| {
        let path = names.structure(TypeId(index));
        let mut plan = structure(model, names, TypeId(index), home(path), pinned);
        plan.constructor = created.constructor(TypeId(index), &plan);
        TypeItem { path: path.clone(), area: areas.of(&ty.about), plan: ItemPlan::Struct(plan) }
    });
    let enums = model.enums.iter().enumerate().map(|(index, one)| {
        let path = names.enumeration(EnumId(index));
        let plan = ItemPlan::Enum(enumeration(model, names, EnumId(index), pinned));
        TypeItem { path: path.clone(), area: areas.of(&one.about), plan }
    });
    let unions = names.unions().map(|(id, path)| {
        let plan = ItemPlan::Polymorphic(union(model, names, id, path, home(path), pinned));
        TypeItem { path: path.clone(), area: areas.of(&model.types[id.0].about), plan }
    });
    structs.chain(enums).chain(unions).collect()
}

/// Plans `models.rs` and the files below it: one for each namespace, and one for all types that are compiled at the same time.
pub fn files(
    model: &Model,
    areas: &Areas,
    reachability: &Reachability,
    items: Vec<TypeItem>,
) -> Vec<FilePlan> {
    let mut groups: BTreeMap<(Option<Ident>, Condition), Vec<ItemPlan>> = BTreeMap::new();
    for TypeItem { path, plan, .. } in items {
        let condition = Condition::any(reachability.of_type(&path));
        groups.entry((path.module, condition)).or_default().push(plan);
    }
    let namespaces: Vec<&str> =
        groups.keys().filter_map(|(namespace, _)| namespace.as_ref()).map(Ident::bare).collect();
    let idents = cfg::files(groups.keys().map(|(_, condition)| condition), areas, Scope::with(&namespaces));
    let folder = PathBuf::from(format!("src/{}", version_module(model.version)));
    let (mut modules, mut files) = (Vec::new(), Vec::new());
    for ((namespace, condition), items) in groups {
        let access = if namespace.is_some() { Access::Public } else { Access::Flat };
        let Some(ident) = namespace.as_ref().or(idents.get(&condition)).cloned() else { continue };
        let path = folder.join("models").join(format!("{}.rs", ident.bare()));
        files.push(type_file(path, namespace.as_ref(), &condition, areas, reachability, items));
        modules.push(ModulePlan { ident, access, cfg: condition.cfg(areas) });
    }
    let doc = "Types of requests and responses. Each namespace other than the default has a module.";
    let path = folder.join("models.rs");
    let content = Content::Index(modules);
    files.push(FilePlan { path, doc: Doc::markdown(doc), imports: Vec::new(), content });
    files
}

fn type_file(
    path: PathBuf,
    namespace: Option<&Ident>,
    condition: &Condition,
    areas: &Areas,
    reachability: &Reachability,
    mut items: Vec<ItemPlan>,
) -> FilePlan {
    items.sort_by(|left, right| left.ident().cmp(right.ident()));
    let doc = match namespace {
        Some(namespace) => format!("Types of the namespace {}.", code(namespace.bare())),
        None => format!("Types that require {}.", condition.show(areas)),
    };
    let imports =
        if namespace.is_some() { Vec::new() } else { imports(&items, condition, areas, reachability) };
    FilePlan { path, doc: Doc::markdown(&doc), imports, content: Content::Types(items) }
}

fn home(path: &TypePath) -> Home<'_> {
    path.module.as_ref().map_or(Home::Flat, Home::Namespace)
}

/// What a file of the default namespace needs from its siblings, by their conditions.
fn imports(
    items: &[ItemPlan],
    condition: &Condition,
    areas: &Areas,
    reachability: &Reachability,
) -> Vec<Import> {
    let own: BTreeSet<&Ident> = items.iter().map(ItemPlan::ident).collect();
    let foreign = items.iter().flat_map(mentions).flat_map(RustType::paths);
    let foreign = foreign.filter_map(|path| if let [ident] = path { Some(ident) } else { None });
    let mut names: BTreeMap<Condition, BTreeSet<&Ident>> = BTreeMap::new();
    for ident in foreign.filter(|ident| !own.contains(ident)) {
        let need = reachability.of_type(&TypePath { module: None, ident: ident.clone() });
        let left = Condition::any(need).beyond(condition);
        names.entry(left).or_default().insert(ident);
    }
    let import = |(left, names): (Condition, BTreeSet<&Ident>)| Import {
        module: vec![Ident::parent()],
        names: names.into_iter().cloned().collect(),
        cfg: left.cfg(areas),
    };
    names.into_iter().map(import).collect()
}

fn mentions(item: &ItemPlan) -> Vec<&RustType> {
    match item {
        ItemPlan::Struct(plan) => {
            let bases = plan.bases.iter().map(|base| &base.ty);
            plan.fields.iter().map(|field| &field.ty).chain(bases).collect()
        }
        ItemPlan::Polymorphic(plan) => plan.variants.iter().map(|variant| &variant.ty).collect(),
        ItemPlan::Enum(_) => Vec::new(),
    }
}
