//! Distributes builders over files. In: [`Builders`] and their conditions. Out: files of builders and bodies, and lists of
//! modules with the conditions.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::plan::features::cfg::Condition;
use crate::plan::features::product_areas::Areas;
use crate::plan::features::reachability::Reachability;
use crate::plan::files::imports::Imports;
use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::file::{Content, Export, FilePlan, Import, ModulePlan};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::ItemPlan;
use crate::plan::ir::method::{End, MethodPlan};
use crate::plan::ir::query_parameter::{QueriedRequest, QueryParameterPlan};
use crate::plan::ir::request_builder::{Builders, RequestBuilderPlan};
use crate::plan::ir::rust_type::RustType;
use crate::plan::ir::structs::StructPlan;
use crate::plan::naming::file_names;
use crate::plan::naming::version_names::{version_module, version_variant};
use crate::source::Version;

/// The feature of all items that send requests.
pub const BUILDERS: &str = "builders";

/// The documentation of the module of query parameters.
const PARAMETERS: &str = "\
Query parameters that pages name beside those of OData. Each is a trait with a method that sets it; requests have the method \
where the trait is imported.";

/// Plans the files of one version.
struct Planner<'a> {
    version: Version,
    areas: &'a Areas,
    reachability: &'a Reachability,
}

/// Plans all files of a version except those of its types.
pub fn files(
    version: Version,
    areas: &Areas,
    reachability: &Reachability,
    builders: Builders,
) -> Vec<FilePlan> {
    let Builders { request_builders, functions, bodies, parameters } = builders;
    let planner = Planner { version, areas, reachability };
    let mut modules = vec![ModulePlan::public("models", Cfg::default())];
    let mut files = Vec::new();
    if !request_builders.is_empty() {
        modules.push(ModulePlan::public("builders", Cfg::feature(BUILDERS)));
        files.extend(planner.builders(request_builders.into_iter().map(|(_, plan)| plan)));
    }
    if !bodies.is_empty() {
        modules.push(ModulePlan::public("bodies", Cfg::feature(BUILDERS)));
        files.extend(planner.bodies(bodies));
    }
    if !parameters.is_empty() {
        let (file, when) = planner.parameters(parameters);
        modules.push(ModulePlan::public("parameters", when.cfg(areas).and(BUILDERS)));
        files.push(file);
    }
    if !functions.is_empty() {
        let (file, module) = planner.roots(functions);
        modules.push(module);
        files.push(file);
    }
    files.push(version_file(version, modules));
    files
}

fn version_file(version: Version, modules: Vec<ModulePlan>) -> FilePlan {
    FilePlan {
        path: PathBuf::from(format!("src/{}.rs", version_module(version))),
        doc: Doc::markdown(match version {
            Version::V1 => "Version `v1.0`, the stable API. Paths start with a function of this module.",
            Version::Beta => {
                "Version `beta`, which may change at any time. Paths start with a function of this module."
            }
        }),
        imports: Vec::new(),
        content: Content::Version { version: version_variant(version), modules },
    }
}

impl Planner<'_> {
    /// Plans the files of builders. An item and its collection share one file.
    fn builders(&self, request_builders: impl Iterator<Item = RequestBuilderPlan>) -> Vec<FilePlan> {
        let mut by_file: BTreeMap<Ident, Vec<RequestBuilderPlan>> = BTreeMap::new();
        for plan in request_builders {
            by_file.entry(file_names::of_builder(&plan.ident)).or_default().push(plan);
        }
        let (mut modules, mut files) = (Vec::new(), Vec::new());
        for (ident, mut plans) in by_file {
            // The builder of an item precedes that of its collection.
            plans.sort_by_key(|plan| (plan.ident.bare().len(), plan.ident.clone()));
            let needs = plans.iter().map(|plan| self.reachability.of_builder(&plan.ident));
            let when = Condition::any(AreaSet::union(needs));
            let mut imports = Imports::default();
            let mut exports: BTreeMap<Condition, Vec<Ident>> = BTreeMap::new();
            for plan in &mut plans {
                let of_builder = Condition::any(self.reachability.of_builder(&plan.ident));
                for method in &mut plan.methods {
                    let of_method = self.reachability.of_method(Some(&plan.ident), method);
                    mention(method, &of_method, &mut imports);
                    method.cfg = of_method.beyond(&of_builder).cfg(self.areas);
                }
                plan.cfg = of_builder.beyond(&when).cfg(self.areas);
                exports.entry(of_builder).or_default().push(plan.ident.clone());
            }
            let exports = exports.into_iter().map(|(when, names)| self.export(names, &when)).collect();
            modules.push(ModulePlan::named(&ident, exports, when.cfg(self.areas)));
            let imports = imports.imports(&self.module(), &when, self.areas);
            files.push(self.file("builders", &ident, imports, Content::Builders(plans)));
        }
        files.push(self.index(
            "builders",
            "Request builders: one struct for each kind of path item.",
            modules,
        ));
        files
    }

    /// Plans the files of bodies.
    fn bodies(&self, bodies: Vec<StructPlan>) -> Vec<FilePlan> {
        let mut by_file: BTreeMap<Ident, Vec<StructPlan>> = BTreeMap::new();
        for plan in bodies {
            by_file.entry(file_names::of_body(&plan.ident)).or_default().push(plan);
        }
        let (mut modules, mut files) = (Vec::new(), Vec::new());
        for (ident, mut plans) in by_file {
            plans.sort_by(|one, other| one.ident.cmp(&other.ident));
            let needs = plans.iter().map(|plan| self.reachability.of_body(&plan.ident));
            let when = Condition::any(AreaSet::union(needs));
            let mut imports = Imports::default();
            let structs = plans.iter().filter(|plan| plan.alias_of.is_none());
            let types = structs.flat_map(|plan| &plan.fields).flat_map(|field| heads(&field.ty));
            types.for_each(|head| imports.mention(&head, &when));
            let names = plans.iter().map(|plan| plan.ident.clone()).collect();
            modules.push(ModulePlan::named(&ident, vec![self.export(names, &when)], when.cfg(self.areas)));
            let content = Content::Types(plans.into_iter().map(ItemPlan::Struct).collect());
            let imports = imports.imports(&self.module(), &when, self.areas);
            files.push(self.file("bodies", &ident, imports, content));
        }
        files.push(self.index("bodies", "Request bodies of actions.", modules));
        files
    }

    /// Plans the functions for root segments, each exported by name: the compiler names the feature of a function that is missing
    /// by its own export only.
    fn roots(&self, mut functions: Vec<MethodPlan>) -> (FilePlan, ModulePlan) {
        let needs: Vec<Condition> =
            functions.iter().map(|function| self.reachability.of_method(None, function)).collect();
        let when = Condition::any(AreaSet::union(needs.iter().map(Condition::areas)));
        let mut imports = Imports::default();
        let mut exports: BTreeMap<Condition, Vec<Ident>> = BTreeMap::new();
        for (function, need) in functions.iter_mut().zip(&needs) {
            mention(function, need, &mut imports);
            exports.entry(need.clone()).or_default().push(function.ident.clone());
            if let End::Builder(_) = function.end {
                imports.mention(&Ident::snake("builders"), need);
            }
            function.cfg = need.beyond(&when).cfg(self.areas);
        }
        let file = FilePlan {
            path: PathBuf::from(format!("src/{}/roots.rs", version_module(self.version))),
            doc: Doc::markdown("Root segments of the API."),
            imports: imports.imports(&self.module(), &when, self.areas),
            content: Content::Functions { version: version_variant(self.version), functions },
        };
        let exports = exports.into_iter().map(|(need, names)| {
            let Export { names, cfg } = self.export(names, &need);
            Export { names, cfg: cfg.and(BUILDERS) }
        });
        // A private module without items would cause a warning.
        let cfg = when.cfg(self.areas).and(BUILDERS);
        (file, ModulePlan::named(&Ident::snake("roots"), exports.collect(), cfg))
    }

    /// Plans the query parameters. Returns the file, and the condition under which it has content.
    fn parameters(&self, mut plans: Vec<QueryParameterPlan>) -> (FilePlan, Condition) {
        let need = |request: &QueriedRequest| {
            AreaSet::union(request.operations.iter().map(|&id| self.reachability.of_operation(id)))
        };
        let when = Condition::any(AreaSet::union(plans.iter().flat_map(|plan| &plan.requests).map(need)));
        let mut imports = Imports::default();
        for plan in &mut plans {
            let own = Condition::any(AreaSet::union(plan.requests.iter().map(need)));
            plan.ty.mentioned().into_iter().flat_map(heads).for_each(|head| imports.mention(&head, &own));
            for request in &mut plan.requests {
                let of_request = Condition::any(need(request));
                heads(&request.response).for_each(|head| imports.mention(&head, &of_request));
                request.cfg = of_request.beyond(&when).cfg(self.areas);
            }
            plan.cfg = own.beyond(&when).cfg(self.areas);
        }
        let file = FilePlan {
            path: PathBuf::from(format!("src/{}/parameters.rs", version_module(self.version))),
            doc: Doc::markdown(PARAMETERS),
            imports: imports.imports(&self.module(), &when, self.areas),
            content: Content::Parameters(plans),
        };
        (file, when)
    }

    fn export(&self, names: Vec<Ident>, when: &Condition) -> Export {
        Export { names, cfg: when.cfg(self.areas) }
    }

    /// The module of the version.
    fn module(&self) -> Vec<Ident> {
        vec![Ident::crate_root(), Ident::snake(version_module(self.version))]
    }

    fn file(&self, folder: &str, ident: &Ident, imports: Vec<Import>, content: Content) -> FilePlan {
        let path =
            PathBuf::from(format!("src/{}/{folder}/{}.rs", version_module(self.version), ident.bare()));
        FilePlan { path, doc: Doc::default(), imports, content }
    }

    /// The file that declares the modules of a folder.
    fn index(&self, folder: &str, doc: &str, modules: Vec<ModulePlan>) -> FilePlan {
        let path = PathBuf::from(format!("src/{}/{folder}.rs", version_module(self.version)));
        FilePlan { path, doc: Doc::markdown(doc), imports: Vec::new(), content: Content::Index(modules) }
    }
}

/// Records the modules that a method mentions: those of types and bodies.
fn mention(method: &MethodPlan, when: &Condition, imports: &mut Imports) {
    method.mentioned().flat_map(heads).for_each(|head| imports.mention(&head, when));
}

fn heads(ty: &RustType) -> impl Iterator<Item = Ident> {
    ty.paths().into_iter().filter_map(|path| path.first().cloned())
}
