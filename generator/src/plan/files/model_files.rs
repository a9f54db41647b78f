//! Distributes types over files. In: the types of a model. Out: the files of `models`, one for each type, and lists of modules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::model::operation::{Body, Content as ResponseContent};
use crate::model::schema::ItemType;
use crate::model::{EnumId, Model, TypeId};
use crate::plan::features::cfg::Condition;
use crate::plan::features::product_areas::Areas;
use crate::plan::features::reachability::Reachability;
use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::file::{Access, Content, Export, FilePlan, ModulePlan};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::{ItemPlan, TypeItem};
use crate::plan::ir::rust_type::TypePath;
use crate::plan::naming::file_names;
use crate::plan::naming::lock::PinnedNames;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::type_names::{Home, TypeNames};
use crate::plan::naming::version_names::version_module;
use crate::plan::types::enums::{enumeration, union};
use crate::plan::types::required_on_create::Created;
use crate::plan::types::structs::structure;

/// Names the types of a model.
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

/// Plans `models.rs` and the files below it: one for each type, and a folder for each namespace other than the default.
pub fn files(
    model: &Model,
    areas: &Areas,
    reachability: &Reachability,
    items: Vec<TypeItem>,
) -> Vec<FilePlan> {
    let mut namespaces: BTreeMap<Option<Ident>, Vec<TypeItem>> = BTreeMap::new();
    for item in items {
        namespaces.entry(item.path.module.clone()).or_default().push(item);
    }
    let version = version_module(model.version);
    let flat = namespaces.remove(&None).unwrap_or_default();
    let root = Folder { version, namespace: None, when: Condition::default(), areas, reachability };
    let (mut modules, mut files) = root.files(flat);
    for (namespace, items) in namespaces {
        let needs = items.iter().map(|item| reachability.of_type(&item.path));
        let when = Condition::any(AreaSet::union(needs));
        let cfg = when.cfg(areas);
        let Some(ident) = namespace.as_ref() else { continue };
        let folder = Folder { namespace: Some(ident), when, ..root.clone() };
        let (types, of_types) = folder.files(items);
        let doc = format!("Types of the namespace {}.", code(ident.bare()));
        files.push(folder.list(folder.path().join("mod.rs"), &doc, types));
        files.extend(of_types);
        modules.push(ModulePlan { ident: ident.clone(), path: None, access: Access::Public, cfg });
    }
    part(&mut modules);
    let doc = "Types of requests and responses. Each namespace other than the default has a module.";
    files.push(root.list(PathBuf::from(format!("src/{version}/models.rs")), doc, modules));
    files
}

/// Resolves collisions between a type and a namespace. The private module of the type gets another name.
fn part(modules: &mut [ModulePlan]) {
    let taken: Vec<String> = modules.iter().map(|module| module.ident.bare().to_owned()).collect();
    let mut scope = Scope::with(&taken.iter().map(String::as_str).collect::<Vec<_>>());
    let is_namespace = |module: &&mut ModulePlan| module.access == Access::Public;
    let (namespaces, mut types): (Vec<_>, Vec<_>) = modules.iter_mut().partition(is_namespace);
    for namespace in namespaces {
        let name = namespace.ident.bare().to_owned();
        for module in types.iter_mut().filter(|module| module.ident == namespace.ident) {
            namespace.path = Some(format!("models/{name}/mod.rs"));
            module.path = Some(format!("models/{name}.rs"));
            module.ident = scope.take(&[namespace.ident.with_suffix("_type")], "_");
        }
    }
}

/// The files of one namespace.
#[derive(Clone)]
struct Folder<'a> {
    version: &'static str,
    namespace: Option<&'a Ident>,
    /// The condition of its list of modules.
    when: Condition,
    areas: &'a Areas,
    reachability: &'a Reachability,
}

impl Folder<'_> {
    fn path(&self) -> PathBuf {
        let models = PathBuf::from(format!("src/{}/models", self.version));
        self.namespace.map_or(models.clone(), |namespace| models.join(namespace.bare()))
    }

    fn list(&self, path: PathBuf, doc: &str, modules: Vec<ModulePlan>) -> FilePlan {
        FilePlan { path, doc: Doc::markdown(doc), imports: Vec::new(), content: Content::Index(modules) }
    }

    /// One file for each type.
    fn files(&self, items: Vec<TypeItem>) -> (Vec<ModulePlan>, Vec<FilePlan>) {
        let folder = self.namespace.map_or("models", Ident::bare);
        let mut by_file: BTreeMap<Ident, Vec<TypeItem>> = BTreeMap::new();
        for item in items {
            by_file.entry(file_names::of_type(item.plan.file_ident(), folder)).or_default().push(item);
        }
        by_file.into_iter().map(|(ident, items)| self.type_file(&ident, items)).unzip()
    }

    fn type_file(&self, ident: &Ident, mut items: Vec<TypeItem>) -> (ModulePlan, FilePlan) {
        // A struct precedes the enum of its derived types.
        items.sort_by_key(|item| (item.plan.ident() != item.plan.file_ident(), item.path.ident.clone()));
        let needs = items.iter().map(|item| self.reachability.of_type(&item.path));
        let when = Condition::any(AreaSet::union(needs));
        let names: Vec<Ident> = items.iter().map(|item| item.path.ident.clone()).collect();
        let items: Vec<ItemPlan> = items.into_iter().map(|item| item.plan).collect();
        let path = self.path().join(format!("{}.rs", ident.bare()));
        let file =
            FilePlan { path, doc: Doc::default(), imports: Vec::new(), content: Content::Types(items) };
        let cfg = when.beyond(&self.when).cfg(self.areas);
        (ModulePlan::named(ident, vec![Export { names, cfg: cfg.clone() }], cfg), file)
    }
}

fn home(path: &TypePath) -> Home<'_> {
    path.module.as_ref().map_or(Home::Flat, Home::Namespace)
}
