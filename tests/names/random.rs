//! Random tests: pages are added and removed in any order, and other operations keep their names.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use generator::facts::template::Template;
use generator::model::path_item::find;
use generator::model::schema::ItemType;
use generator::model::{Model, PathItemId};
use generator::plan::ir::argument::ArgumentPlan;
use generator::plan::ir::ident::Ident;
use generator::plan::ir::method::{End, MethodPlan, PathSegment};
use generator::plan::ir::rust_type::RustType;
use generator::plan::naming::lock::NameLock;
use generator::source::load::load;
use generator::source::{Source, Sources};
use tests::{crate_plan, root};

use crate::builders_of;
use crate::name_collisions::{collisions_with_priority, equal_collisions, request, resource, users};

/// The names of an operation: builder, method and arguments.
#[derive(Debug, Eq, PartialEq)]
struct Named {
    /// The types on its path, in lower case. An operation with other types is a different one.
    types: Vec<String>,
    names: String,
}

/// The names of all operations by page and path, and the lock that pins them.
fn names_of(sources: Sources, pinned: &NameLock) -> (BTreeMap<String, Named>, NameLock) {
    let models = generator::understand(sources).models;
    let plan = crate_plan(&models, pinned);
    assert_eq!(plan.refused, []);
    let mut found = BTreeMap::new();
    for builder in builders_of(&plan.files) {
        for method in &builder.methods {
            for (key, template) in operations(method) {
                let types = models.iter().map(|model| types(model, &template).join("/")).collect();
                let bodies: Vec<_> = method.arguments.iter().filter_map(body).collect();
                let names = format!("{}::{} {bodies:?}", builder.ident.as_str(), method.ident.as_str());
                found.insert(key, Named { types, names });
            }
        }
    }
    (found, NameLock::parse(&plan.lock.text()).unwrap())
}

/// The struct for the parameters of an action.
fn body(argument: &ArgumentPlan) -> Option<&[Ident]> {
    match argument.ty.mentioned()? {
        RustType::Named(path) if path.first().is_some_and(|first| first.as_str() == "bodies") => Some(path),
        _ => None,
    }
}

/// The operations of a method: page, lock key and path of each.
fn operations(method: &MethodPlan) -> Vec<(String, String)> {
    let End::Call { infos, .. } = &method.end else { return Vec::new() };
    let rows = infos.iter().flat_map(|info| info.templates.iter().map(move |template| (info, template)));
    // `count` has the operations of the collection whose items it counts.
    let counts =
        method.path.iter().any(|segment| matches!(segment, PathSegment::Segment(name) if name == "$count"));
    let key = |page: &str, template: &str| format!("{page} {:?} {counts} {template}", method.lock_key);
    rows.map(|(info, template)| (key(&info.page, template), template.clone())).collect()
}

fn types(model: &Model, template: &str) -> Vec<String> {
    let Ok(Template { segments, .. }) = Template::parse(template) else { return Vec::new() };
    let places = (1..=segments.len()).map(|count| find(&model.path_items, &segments[..count]));
    places.map(|place| place.map_or(String::new(), |PathItemId(index)| type_of(model, index))).collect()
}

fn type_of(model: &Model, place: usize) -> String {
    let Some(ty) = &model.path_items[place].ty else { return String::new() };
    let name = match &ty.item {
        ItemType::Type(id) => model.types[id.0].name.as_str(),
        ItemType::Enum(id) => model.enums[id.0].name.as_str(),
        ItemType::Undocumented(name) => name.as_str(),
        ItemType::Primitive(_) => "primitive",
    };
    format!("{}{}", name.to_lowercase(), ty.collection)
}

/// Removes and adds pages, and generates each time with the previous lock. Returns the number of compared names.
fn check_stable(all: &Sources, steps: usize, at_once: usize, random: &mut Rng) -> usize {
    let mut absent = BTreeSet::new();
    let mut compared = 0;
    let (mut before, mut lock): (BTreeMap<String, Named>, NameLock) = Default::default();
    for _ in 0..steps {
        let pages = all.pages.iter().enumerate().filter(|(index, _)| !absent.contains(index));
        let pages = pages.map(|(_, page)| page.clone()).collect();
        let (after, next) =
            names_of(Sources { pages, includes: all.includes.clone(), ..Sources::default() }, &lock);
        for (key, old) in &before {
            let Some(new) = after.get(key).filter(|new| new.types == old.types) else { continue };
            let gone: Vec<&str> =
                absent.iter().map(|index: &usize| all.pages[*index].path.as_str()).collect();
            assert_eq!(old.names, new.names, "{key} without {gone:?}");
            compared += 1;
        }
        (before, lock) = (after, next);
        for _ in 0..random.usize(1..=at_once) {
            let page = random.usize(0..all.pages.len());
            let _ = absent.remove(&page) || absent.insert(page);
        }
    }
    compared
}

#[test]
fn names_of_few_pages_are_stable() {
    let mut random = Rng::with_seed(15);
    let collisions = [collisions_with_priority(), equal_collisions(), different_spellings()].concat();
    let mut compared = 0;
    for (pages, added) in collisions {
        let pages = pages.into_iter().chain([added]);
        let mut pages: Vec<Source> =
            pages.map(|(path, text)| Source { path: path.to_owned(), text }).collect();
        pages.sort_by(|one, other| one.path.cmp(&other.path));
        compared += check_stable(&Sources { pages, ..Sources::default() }, 40, 2, &mut random);
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn names_of_docs_input_are_stable() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    let compared = check_stable(&sources, 12, 12, &mut Rng::with_seed(15));
    assert!(compared > 500, "{compared}");
}

/// Types whose own pages spell them differently from other pages.
fn different_spellings() -> Vec<crate::name_collisions::Collision> {
    let get = |path: &str, name: &str| {
        format!(
            "# Get\n\n## HTTP request\n\n```http\nGET {path}\n```\n\n## Response\n\nReturns a [{name}](../resources/{name}.md).\n"
        )
    };
    let assign = |path: &str| {
        let body =
            "## Request body\n\n|Parameter|Type|Description|\n|:-|:-|:-|\n|note|String|Text.|\n\n## Response";
        request(&format!("POST {path}/assign")).replace("## Response", body)
    };
    let pages = [
        ("v1.0/api/a-setup-get.md", get("/setups/{id}", "deviceSetup")),
        ("v1.0/api/b-setup-assign.md", assign("/setups/{id}")),
        ("v1.0/api/c-device-get.md", get("/devices/{id}", "device")),
        ("v1.0/api/d-device-assign.md", assign("/devices/{id}/setupAssign")),
    ];
    let spellings =
        ["microsoft.graph.deviceSetup", "microsoft.graph.DeviceSetup", "microsoft.graph.devicesetup"];
    let collision = |name: &&str| {
        let added = ("v1.0/resources/setup.md", resource(name, "|id|String|Its key.|"));
        ([users(), pages.to_vec()].concat(), added)
    };
    spellings.iter().map(collision).collect()
}
