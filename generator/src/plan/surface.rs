//! In: the places of a model. Out: the files of its builders: the version's root, `places`, `operations`, `bodies`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::area;
use super::doc::{Doc, code};
use super::draft::{Draft, finish};
use super::file::{Access, Content, FilePlan, Import, ItemPlan, ModulePlan};
use super::ident::{Ident, Scope};
use super::leaf::step;
use super::method::{End, MethodPlan};
use super::operation::OperationPlan;
use super::place::{PlacePlan, type_stem};
use super::problem::Problem;
use super::site::{Bodies, Site};
use super::types::RustType;
use super::verb::verb;
use super::{version_module, version_variant};
use crate::facts::template::Segment;
use crate::model::Model;
use crate::model::place::Place;

/// The builders of one area.
#[derive(Debug, Default)]
struct Group {
    places: Vec<PlacePlan>,
    operations: Vec<OperationPlan>,
    bodies: Vec<ItemPlan>,
}

/// The area of what can be asked at the root.
const ROOT: &str = "root";

/// What a file calls the operations of its area.
const OPERATIONS: &str = "op";

/// Plans all files of a version but its types.
pub fn surface(site: &Site<'_>, problems: &mut Vec<Problem>) -> Vec<FilePlan> {
    let model = site.model;
    let Some(root) = model.places.first() else {
        problems.extend((!model.operations.is_empty()).then_some(Problem::NoRoot));
        return vec![version_file(model, Vec::new(), false, false)];
    };
    let (mut statics, mut bodies) = (Scope::default(), Bodies::default());
    let mut groups: BTreeMap<Ident, Group> = BTreeMap::new();
    for (id, ident) in site.places.iter() {
        let place = &model.places[id.0];
        let stem = stem(site, place, ident);
        let drafts = drafts(site, place, &stem, &mut bodies, problems);
        let (methods, operations) = finish(ident.bare(), drafts, &mut statics);
        let area = area::module(area::of_place(model, place), &BTreeSet::new());
        let group = groups.entry(area).or_default();
        group.places.push(PlacePlan { doc: place_doc(place), ident: ident.clone(), methods });
        group.operations.extend(operations);
        group.bodies.extend(bodies.take().into_iter().map(ItemPlan::Struct));
    }
    let drafts = drafts(site, root, &Ident::pascal(ROOT), &mut bodies, problems);
    let (functions, operations) = finish(ROOT, drafts, &mut statics);
    let group = groups.entry(area::module(Some(ROOT), &BTreeSet::new())).or_default();
    group.operations.extend(operations);
    group.bodies.extend(bodies.take().into_iter().map(ItemPlan::Struct));
    files(model, functions, groups)
}

fn stem(site: &Site<'_>, place: &Place, ident: &Ident) -> Ident {
    let by_type = place.ty.as_ref().filter(|ty| !ty.collection).and_then(|ty| type_stem(ty, site.names));
    by_type.unwrap_or_else(|| {
        let name = ident.bare().strip_suffix("Place").unwrap_or(ident.bare());
        Ident::pascal(if name.is_empty() { ident.bare() } else { name })
    })
}

fn drafts(
    site: &Site<'_>,
    place: &Place,
    stem: &Ident,
    bodies: &mut Bodies,
    problems: &mut Vec<Problem>,
) -> Vec<Draft> {
    let mut found = Vec::new();
    for one in &place.verbs {
        match verb(site, place, stem, one, bodies) {
            Ok(drafts) => found.extend(drafts),
            Err(problem) => problems.push(problem),
        }
    }
    let mut steps: Vec<_> = place.children.iter().collect();
    steps.sort_by_key(|step| (rank(&step.segment), &step.segment));
    for one in steps {
        match step(site, place, one, stem, bodies) {
            Ok(drafts) => found.extend(drafts),
            Err(problem) => problems.push(problem),
        }
    }
    found
}

/// Where names collide, keys come first, then fixed text, then the functions with the fewest arguments.
fn rank(segment: &Segment) -> usize {
    match segment {
        Segment::Key(_) => 0,
        Segment::Literal(text) if !text.contains('.') => 1,
        Segment::Literal(_) => 2,
        Segment::PathAddress { .. } => 3,
        Segment::Function { arguments, .. } => 4 + arguments.len(),
    }
}

fn place_doc(place: &Place) -> Doc {
    Doc::markdown(&format!("What stands at {}.", code(&place.path)))
}

fn files(model: &Model, functions: Vec<MethodPlan>, groups: BTreeMap<Ident, Group>) -> Vec<FilePlan> {
    let version = version_module(model.version);
    let folder = PathBuf::from(format!("src/{version}"));
    let (mut places, mut operations, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    for (area, group) in groups {
        let about = |what: &str| Doc::markdown(&format!("{what} of the area {}.", code(area.bare())));
        let path = |kind: &str| folder.join(kind).join(format!("{}.rs", area.bare()));
        let file = |kind: &str, what, imports, content| FilePlan {
            path: path(kind),
            doc: about(what),
            imports,
            content,
        };
        let own: BTreeSet<Ident> = group.places.iter().map(|place| place.ident.clone()).collect();
        if !group.places.is_empty() {
            let imports =
                place_imports(version, &area, &own, group.places.iter().flat_map(|place| &place.methods));
            places.push((area.clone(), file("places", "Places", imports, Content::Places(group.places))));
        }
        if !group.operations.is_empty() {
            let content = Content::Operations(group.operations);
            operations.push((area.clone(), file("operations", "Operations", Vec::new(), content)));
        }
        if !group.bodies.is_empty() {
            let imports = body_imports(version, &group.bodies);
            bodies.push((
                area.clone(),
                file("bodies", "What actions send", imports, Content::Types(group.bodies)),
            ));
        }
    }
    let has_bodies = !bodies.is_empty();
    let mut files = vec![version_file(model, functions, true, has_bodies)];
    let kinds = [
        ("places", "What stands at the paths: one struct for each kind of place.", Access::Flat, places),
        ("operations", "What the pages say of each operation.", Access::Crate, operations),
        ("bodies", "The parameters of actions.", Access::Flat, bodies),
    ];
    for (kind, what, access, parts) in
        kinds.into_iter().filter(|(kind, .., parts)| *kind != "bodies" || !parts.is_empty())
    {
        let modules = parts.iter().map(|(ident, _)| ModulePlan { ident: ident.clone(), access }).collect();
        let path = folder.join(format!("{kind}.rs"));
        let content = match access {
            Access::Crate => Content::OperationIndex(version_variant(model.version), modules),
            Access::Public | Access::Private | Access::Flat => Content::Index(modules),
        };
        files.push(FilePlan { path, doc: Doc::markdown(what), imports: Vec::new(), content });
        files.extend(parts.into_iter().map(|(_, file)| file));
    }
    files
}

fn version_file(model: &Model, functions: Vec<MethodPlan>, has_places: bool, has_bodies: bool) -> FilePlan {
    let version = version_module(model.version);
    let module = |name: &str, access| ModulePlan { ident: Ident::snake(name), access };
    let modules = [
        (true, module("models", Access::Public)),
        (has_places, module("places", Access::Public)),
        (has_places, module("operations", Access::Private)),
        (has_bodies, module("bodies", Access::Public)),
    ];
    let modules: Vec<ModulePlan> =
        modules.into_iter().filter(|(holds, _)| *holds).map(|(_, module)| module).collect();
    let imports = place_imports(version, &Ident::snake(ROOT), &BTreeSet::new(), functions.iter());
    let imports = imports.into_iter().filter_map(|import| root_import(version, import)).collect();
    FilePlan {
        path: PathBuf::from(format!("src/{version}.rs")),
        doc: Doc::markdown(match version {
            "v1" => "Version `v1.0`: what can be relied on. Paths start with a function of this module.",
            _ => "Version `beta`: what may change at any time. Paths start with a function of this module.",
        }),
        imports,
        content: Content::Version { version: version_variant(model.version), modules, functions },
    }
}

/// The root declares the modules that others import.
fn root_import(version: &str, import: Import) -> Option<Import> {
    match import {
        Import::Names { module, names } if module == [Ident::parent()] => {
            Some(Import::Names { module: vec![Ident::this(), Ident::snake("places")], names })
        }
        Import::Names { module, .. } if module == [Ident::crate_root(), Ident::snake(version)] => None,
        other => Some(other),
    }
}

/// What a file of places needs: other places, types, bodies, and the operations of its area.
fn place_imports<'a>(
    version: &str,
    area: &Ident,
    own: &BTreeSet<Ident>,
    methods: impl Iterator<Item = &'a MethodPlan>,
) -> Vec<Import> {
    let (mut places, mut modules, mut calls) = (BTreeSet::new(), BTreeSet::new(), false);
    for method in methods {
        match &method.end {
            End::Place(place) if !own.contains(place) => _ = places.insert(place.clone()),
            End::Place(_) => {}
            End::Call { answer, call, .. } => {
                calls = true;
                modules.extend([Some(answer), call.made()].into_iter().flatten().flat_map(heads));
            }
        }
        for argument in &method.arguments {
            modules.extend(argument.ty.mentioned().into_iter().flat_map(heads));
        }
    }
    let here = || vec![Ident::crate_root(), Ident::snake(version)];
    let names = [
        Import::Names { module: vec![Ident::parent()], names: places.into_iter().collect() },
        Import::Names { module: here(), names: modules.into_iter().collect() },
    ];
    let operations = Import::Alias {
        module: here().into_iter().chain([Ident::snake("operations"), area.clone()]).collect(),
        alias: Ident::snake(OPERATIONS),
    };
    let used =
        names.into_iter().filter(|import| !matches!(import, Import::Names { names, .. } if names.is_empty()));
    used.chain(calls.then_some(operations)).collect()
}

fn body_imports(version: &str, bodies: &[ItemPlan]) -> Vec<Import> {
    let mentions =
        bodies.iter().filter_map(|item| if let ItemPlan::Struct(plan) = item { Some(plan) } else { None });
    let names: BTreeSet<Ident> =
        mentions.flat_map(|plan| &plan.fields).flat_map(|field| heads(&field.ty)).collect();
    let module = vec![Ident::crate_root(), Ident::snake(version)];
    match names.is_empty() {
        true => Vec::new(),
        false => vec![Import::Names { module, names: names.into_iter().collect() }],
    }
}

fn heads(ty: &RustType) -> impl Iterator<Item = Ident> {
    ty.paths().into_iter().filter_map(|path| path.first().cloned())
}

#[cfg(test)]
mod tests {
    use crate::facts::template::{Method, Segment};
    use crate::model::Model;
    use crate::model::operation::{Body, Content as Answer};
    use crate::plan::file::Content;
    use crate::plan::sample::{literal, model, object, operation, place, plan, ty};

    /// The methods of all places of a model with one item that has these steps, each to a place of its own.
    fn methods(steps: Vec<(Segment, Option<Method>)>) -> Vec<String> {
        let mut places = vec![
            place("", None, &[], vec![(literal("item"), 1)]),
            place("/item", Some((object(0), false)), &[(Method::Get, 0), (Method::Delete, 0)], Vec::new()),
        ];
        let mut children = Vec::new();
        for (index, (segment, method)) in steps.into_iter().enumerate() {
            let verbs: Vec<(Method, usize)> = method.into_iter().map(|method| (method, 0)).collect();
            children.push((segment, index + 2));
            places.push(place(&format!("/item/{index}"), None, &verbs, Vec::new()));
        }
        places[1].children = place("", None, &[], children).children;
        let operations = vec![operation("Ask", Method::Get, "/item", Body::None, Answer::Unstated)];
        let model = Model { operations, places, ..model(vec![ty("item", None, &[])], Vec::new()) };
        let files = plan(model).files;
        let places = files.iter().filter_map(|file| match &file.content {
            Content::Places(places) => Some(places),
            _ => None,
        });
        let place = places.flatten().find(|place| place.ident.as_str() == "ItemPlace").unwrap();
        place.methods.iter().map(|method| method.ident.as_str().to_owned()).collect()
    }

    fn function(name: &str, arguments: &[&str]) -> Segment {
        let arguments = arguments.iter().map(|&name| (name.to_owned(), "{x}".to_owned())).collect();
        Segment::Function { name: name.to_owned(), arguments }
    }

    #[test]
    fn what_collides_is_told_apart_by_its_kind() {
        let steps = vec![
            (literal("delete"), Some(Method::Post)),
            (literal("get"), None),
            (literal("clone"), Some(Method::Post)),
        ];
        assert_eq!(methods(steps), ["get", "delete", "clone_action", "delete_action", "get_place"]);
    }

    #[test]
    fn functions_of_one_name_are_told_apart_by_their_arguments() {
        let get = Some(Method::Get);
        let steps = vec![(function("range", &["address"]), get), (function("range", &[]), get)];
        assert_eq!(methods(steps), ["get", "delete", "range", "range_by_address"]);
    }

    #[test]
    fn a_cast_says_so() {
        assert_eq!(methods(vec![(literal("microsoft.graph.group"), None)]), ["get", "delete", "as_group"]);
    }

    #[test]
    fn references_and_bytes_are_methods() {
        let steps = vec![
            (literal("$ref"), Some(Method::Put)),
            (literal("content"), Some(Method::Put)),
            (literal("$count"), Some(Method::Get)),
        ];
        assert_eq!(methods(steps), ["get", "delete", "count", "set_ref", "upload"]);
    }
}
