//! Names stay: a page that is added renames no type, no field, no variant, no place and no method that the others have made.
//!
//! There is one exception. A place that no page tells the type of is named by its path; once a page tells it, the place is that
//! type's, which is no other name for the same thing.

use std::collections::{BTreeMap, BTreeSet};

use generator::facts::template::Template;
use generator::model::Model;
use generator::model::place::find;
use generator::plan::file::{Content, FilePlan, ItemPlan};
use generator::plan::place::PlacePlan;
use generator::plan::{Options, Workspace, plan};
use generator::source::Sources;
use generator::source::load::load;
use rayon::prelude::*;
use tests::root;

/// How many pages are left out at once: in all, each is left out once.
const AT_ONCE: usize = 3;

/// A crate made of some pages.
struct Made {
    models: Vec<Model>,
    /// The public names: types with their fields and variants, places with their methods.
    names: BTreeSet<String>,
    /// The paths of the places that have no type, by their name.
    untyped: BTreeMap<String, String>,
}

fn make(sources: Sources) -> Made {
    let models = generator::understand(sources).models;
    let options =
        Options { name: "sample".to_owned(), runtime: "../runtime".to_owned(), workspace: Workspace::Member };
    let plan = plan(&models, options);
    let places = models.iter().flat_map(|model| &model.places).filter(|place| place.ty.is_none());
    let untyped: BTreeSet<&str> = places.map(|place| place.path.as_str()).collect();
    let untyped = places_of(&plan.files).filter_map(|place| {
        let path =
            place.doc.as_ref()?.lines().next()?.strip_prefix("What stands at `")?.strip_suffix("`.")?;
        untyped.contains(path).then(|| (place.ident.as_str().to_owned(), path.to_owned()))
    });
    let untyped = untyped.collect();
    Made { names: plan.files.iter().flat_map(of_file).collect(), untyped, models }
}

impl Made {
    /// Whether what another crate names by its path is of a type here.
    fn types(&self, name: &str, other: &Self) -> bool {
        let place = name.rsplit(' ').next().and_then(|name| name.split("::").next()).unwrap_or_default();
        let Some(path) = other.untyped.get(place) else { return false };
        let Ok(Template { segments, .. }) = Template::parse(path) else { return false };
        let stands =
            |model: &Model| find(&model.places, &segments).is_some_and(|id| model.places[id.0].ty.is_some());
        self.models.iter().any(stands)
    }
}

fn places_of(files: &[FilePlan]) -> impl Iterator<Item = &PlacePlan> {
    files.iter().flat_map(|file| match &file.content {
        Content::Places(places) => places.as_slice(),
        _ => &[],
    })
}

fn of_file(file: &FilePlan) -> Vec<String> {
    let mut path = file.path.iter().map(|part| part.to_string_lossy());
    let version = path.nth(1).unwrap_or_default().into_owned();
    let kind = path.next().unwrap_or_default().into_owned();
    let named = |owner: &str, parts: Vec<&str>| {
        let version = format!("{version} {kind}");
        let parts = parts.into_iter().map(|part| format!("{version} {owner}::{part}")).collect::<Vec<_>>();
        [vec![format!("{version} {owner}")], parts].concat()
    };
    match &file.content {
        Content::Types(items) => {
            items.iter().flat_map(|item| named(item.ident().as_str(), parts(item))).collect()
        }
        Content::Places(places) => {
            let named = |place: &PlacePlan| {
                named(
                    place.ident.as_str(),
                    place.methods.iter().map(|method| method.ident.as_str()).collect(),
                )
            };
            places.iter().flat_map(named).collect()
        }
        Content::Functions { functions, .. } => {
            functions.iter().map(|function| format!("{version} {}", function.ident.as_str())).collect()
        }
        Content::Root { .. } | Content::Index(_) | Content::Operations(_) => Vec::new(),
    }
}

fn parts(item: &ItemPlan) -> Vec<&str> {
    match item {
        ItemPlan::Struct(plan) => plan.fields.iter().map(|field| field.ident.as_str()).collect(),
        ItemPlan::Enum(plan) => plan.variants.iter().map(|variant| variant.ident.as_str()).collect(),
        ItemPlan::Union(plan) => plan.variants.iter().map(|variant| variant.ident.as_str()).collect(),
    }
}

#[test]
fn a_page_that_is_added_renames_nothing() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    let without = |left_out: &BTreeSet<usize>| {
        let pages = sources.pages.iter().enumerate().filter(|(index, _)| !left_out.contains(index));
        let pages = pages.map(|(_, page)| page.clone()).collect();
        make(Sources { pages, includes: sources.includes.clone() })
    };
    let all = without(&BTreeSet::new());
    assert!(all.names.len() > 1000, "{}", all.names.len());
    assert!(!all.untyped.is_empty());
    // Names follow from the pages of operations and from those of types: types are left out alone, for places go with them.
    let (operations, types): (Vec<usize>, Vec<usize>) =
        (0..sources.pages.len()).partition(|&index| sources.pages[index].path.contains("/api/"));
    let parts = [(&operations, ""), (&types, " models ")];
    let runs =
        parts.iter().flat_map(|(pages, kind)| pages.chunks(AT_ONCE).map(move |left_out| (left_out, *kind)));
    let lost: Vec<String> = runs
        .collect::<Vec<_>>()
        .into_par_iter()
        .flat_map_iter(|(left_out, kind)| {
            let fewer = without(&left_out.iter().copied().collect());
            let lost = fewer.names.difference(&all.names);
            let lost = lost.filter(|name| name.contains(kind) && !all.types(name, &fewer));
            lost.map(|name| format!("{}: {name}", sources.pages[left_out[0]].path)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lost, [""; 0]);
}
