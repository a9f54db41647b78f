//! In: [`Builders`] and when each part of them is there. Out: their files: one for all that is compiled at the same time, so
//! that a condition stands once, where the file is declared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::plan::features::cfg::{self, Condition};
use crate::plan::features::product_areas::Areas;
use crate::plan::features::reachability::Reachability;
use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::file::{Access, Content, FilePlan, Import, ModulePlan};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::ItemPlan;
use crate::plan::ir::method::{End, MethodPlan};
use crate::plan::ir::request_builder::{Builders, RequestBuilderPlan};
use crate::plan::ir::rust_type::RustType;
use crate::plan::ir::structs::StructPlan;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::version_names::{version_module, version_variant};
use crate::source::Version;

/// The feature of everything that makes requests.
pub const BUILDERS: &str = "builders";

/// What is compiled at the same time.
#[derive(Debug, Default)]
struct Group {
    request_builders: Vec<RequestBuilderPlan>,
    functions: Vec<MethodPlan>,
    bodies: Vec<StructPlan>,
}

/// Where a file stands.
struct Spot<'a> {
    version: Version,
    ident: &'a Ident,
    when: String,
}

/// Plans all files of a version but its types.
pub fn files(
    version: Version,
    areas: &Areas,
    reachability: &Reachability,
    builders: Builders,
) -> Vec<FilePlan> {
    let groups = groups(reachability, builders);
    let idents = cfg::files(groups.keys(), areas, Scope::default());
    let mut parts: BTreeMap<Kind, Vec<(ModulePlan, FilePlan)>> = BTreeMap::new();
    let mut used: BTreeMap<Kind, AreaSet> = BTreeMap::new();
    for (condition, group) in groups {
        let Some(ident) = idents.get(&condition) else { continue };
        let spot = Spot { version, ident, when: condition.show(areas) };
        for (kind, file) in group_files(&spot, group) {
            let access = if declares(&file) { Access::Flat } else { Access::Private };
            let module = ModulePlan { ident: ident.clone(), access, cfg: condition.cfg(areas) };
            used.entry(kind).or_default().add(condition.areas());
            parts.entry(kind).or_default().push((module, file));
        }
    }
    let mut files = vec![version_file(version, areas, &used)];
    for (kind, parts) in parts {
        let (modules, of_kind): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        files.push(kind.index(version, modules));
        files.extend(of_kind);
    }
    files
}

/// Whether a file declares anything; the file of a place's other methods does not.
fn declares(file: &FilePlan) -> bool {
    match &file.content {
        Content::Builders(request_builders) => request_builders.iter().any(|builder| builder.doc.is_some()),
        _ => true,
    }
}

fn groups(reachability: &Reachability, builders: Builders) -> BTreeMap<Condition, Group> {
    let mut groups: BTreeMap<Condition, Group> = BTreeMap::new();
    for (_, RequestBuilderPlan { doc, ident, methods }) in builders.request_builders {
        let always = Condition::any(reachability.of_builder(&ident));
        let mut by_condition = BTreeMap::from([(always.clone(), Vec::new())]);
        for method in methods {
            by_condition.entry(reachability.of_method(Some(&ident), &method)).or_default().push(method);
        }
        for (condition, methods) in by_condition {
            let doc = doc.clone().filter(|_| condition == always);
            let plan = RequestBuilderPlan { doc, ident: ident.clone(), methods };
            groups.entry(condition).or_default().request_builders.push(plan);
        }
    }
    for function in builders.functions {
        groups.entry(reachability.of_method(None, &function)).or_default().functions.push(function);
    }
    for body in builders.bodies {
        groups.entry(Condition::any(reachability.of_body(&body.ident))).or_default().bodies.push(body);
    }
    groups
}

/// The modules of a version that are made of files of their own, in the order in which its root declares them.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Kind {
    Builders,
    Bodies,
    Roots,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Builders => "builders",
            Self::Bodies => "bodies",
            Self::Roots => "roots",
        }
    }

    /// How the module is seen in the version.
    fn module(self) -> Access {
        match self {
            Self::Builders | Self::Bodies => Access::Public,
            Self::Roots => Access::Flat,
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Builders => "Request builders: one struct for each kind of path item.",
            Self::Bodies => "Request bodies of actions.",
            Self::Roots => "Root segments of the API.",
        }
    }

    /// The file that declares the others.
    fn index(self, version: Version, modules: Vec<ModulePlan>) -> FilePlan {
        let content = Content::Index(modules);
        let path = PathBuf::from(format!("src/{}/{}.rs", version_module(version), self.name()));
        FilePlan { path, doc: Doc::markdown(self.what()), imports: Vec::new(), content }
    }
}

fn group_files(spot: &Spot<'_>, group: Group) -> Vec<(Kind, FilePlan)> {
    let Group { request_builders, functions, bodies } = group;
    let file = |kind: Kind, imports, content| {
        let folder = format!("src/{}/{}", version_module(spot.version), kind.name());
        let path = PathBuf::from(folder).join(format!("{}.rs", spot.ident.bare()));
        let doc = Doc::markdown(&format!("{} Requires {}.", kind.what(), spot.when));
        (kind, FilePlan { path, doc, imports, content })
    };
    let mut files = Vec::new();
    if !request_builders.is_empty() {
        files.push(file(
            Kind::Builders,
            place_imports(spot, &request_builders),
            Content::Builders(request_builders),
        ));
    }
    if !functions.is_empty() {
        let version = version_variant(spot.version);
        let imports = function_imports(spot, &functions);
        files.push(file(Kind::Roots, imports, Content::Functions { version, functions }));
    }
    if !bodies.is_empty() {
        let imports = body_imports(spot.version, &bodies);
        let bodies = bodies.into_iter().map(ItemPlan::Struct).collect();
        files.push(file(Kind::Bodies, imports, Content::Types(bodies)));
    }
    files
}

fn version_file(version: Version, areas: &Areas, used: &BTreeMap<Kind, AreaSet>) -> FilePlan {
    let models = ModulePlan { ident: Ident::snake("models"), access: Access::Public, cfg: Cfg::default() };
    let others = used.iter().map(|(&kind, &used)| ModulePlan {
        ident: Ident::snake(kind.name()),
        access: kind.module(),
        // A module that nobody sees would be unused where nothing is in it.
        cfg: match kind {
            Kind::Roots => Condition::any(used).cfg(areas).and(BUILDERS),
            Kind::Builders | Kind::Bodies => Cfg::feature(BUILDERS),
        },
    });
    FilePlan {
        path: PathBuf::from(format!("src/{}.rs", version_module(version))),
        doc: Doc::markdown(match version {
            Version::V1 => "Version `v1.0`, the stable API. Paths start with a function of this module.",
            Version::Beta => {
                "Version `beta`, which may change at any time. Paths start with a function of this module."
            }
        }),
        imports: Vec::new(),
        content: Content::Version {
            version: version_variant(version),
            modules: std::iter::once(models).chain(others).collect(),
        },
    }
}

/// What methods mention: places, and the modules of types and bodies.
#[derive(Default)]
struct Mentions {
    request_builders: BTreeSet<Ident>,
    modules: BTreeSet<Ident>,
}

impl Mentions {
    fn add(&mut self, method: &MethodPlan) {
        match &method.end {
            End::Builder(builder) => _ = self.request_builders.insert(builder.clone()),
            End::Call { answer, call, .. } => {
                self.modules.extend([Some(answer), call.made()].into_iter().flatten().flat_map(heads));
            }
        }
        for argument in &method.arguments {
            self.modules.extend(argument.ty.mentioned().into_iter().flat_map(heads));
        }
    }

    /// The imports, with the places from a module.
    fn imports(self, spot: &Spot<'_>, request_builders: Vec<Ident>) -> Vec<Import> {
        let here = vec![Ident::crate_root(), Ident::snake(version_module(spot.version))];
        let names = |module, names: BTreeSet<Ident>| {
            let names: Vec<Ident> = names.into_iter().collect();
            (!names.is_empty()).then_some(Import { module, names, cfg: Cfg::default() })
        };
        [names(request_builders, self.request_builders), names(here, self.modules)]
            .into_iter()
            .flatten()
            .collect()
    }
}

fn place_imports(spot: &Spot<'_>, request_builders: &[RequestBuilderPlan]) -> Vec<Import> {
    let mut mentions = Mentions::default();
    request_builders.iter().flat_map(|builder| &builder.methods).for_each(|method| mentions.add(method));
    mentions.request_builders.extend(request_builders.iter().map(|builder| builder.ident.clone()));
    for builder in request_builders.iter().filter(|builder| builder.doc.is_some()) {
        mentions.request_builders.remove(&builder.ident);
    }
    mentions.imports(spot, vec![Ident::parent()])
}

fn function_imports(spot: &Spot<'_>, functions: &[MethodPlan]) -> Vec<Import> {
    let mut mentions = Mentions::default();
    functions.iter().for_each(|function| mentions.add(function));
    let version = Ident::snake(version_module(spot.version));
    mentions.imports(spot, vec![Ident::crate_root(), version, Ident::snake(Kind::Builders.name())])
}

fn body_imports(version: Version, bodies: &[StructPlan]) -> Vec<Import> {
    let fields = bodies.iter().flat_map(|plan| &plan.fields);
    let names: BTreeSet<Ident> = fields.flat_map(|field| heads(&field.ty)).collect();
    let module = vec![Ident::crate_root(), Ident::snake(version_module(version))];
    let import = Import { module, names: names.into_iter().collect(), cfg: Cfg::default() };
    Some(import).filter(|import| !import.names.is_empty()).into_iter().collect()
}

fn heads(ty: &RustType) -> impl Iterator<Item = Ident> {
    ty.paths().into_iter().filter_map(|path| path.first().cloned())
}
