//! Names stay: a page that is added renames no type, no field and no variant that the others have made, and a page of an
//! operation no method and no place of a type either. A place without a type is named by its path; once a page tells its type
//! it is that type's place, which is no other name for the same thing.

use std::collections::BTreeSet;

use generator::plan::file::{Content, FilePlan, ItemPlan};
use generator::plan::place::PlacePlan;
use generator::plan::{Options, Workspace, plan};
use generator::source::Sources;
use generator::source::load::load;
use rayon::prelude::*;
use tests::root;

/// The public names of a crate made of some pages: types with their fields and variants, places of a type with their methods.
fn names(sources: Sources) -> BTreeSet<String> {
    let reading = generator::understand(sources);
    let options =
        Options { name: "sample".to_owned(), runtime: "../runtime".to_owned(), workspace: Workspace::Member };
    let places = reading.models.iter().flat_map(|model| &model.places).filter(|place| place.ty.is_some());
    let typed: BTreeSet<String> = places.map(|place| format!("What stands at `{}`.", place.path)).collect();
    let plan = plan(&reading.models, options);
    let is_typed = |place: &&PlacePlan| {
        place.doc.as_ref().and_then(|doc| doc.lines().next()).is_some_and(|first| typed.contains(first))
    };
    let owners: BTreeSet<&str> =
        places_of(&plan.files).filter(is_typed).map(|place| place.ident.as_str()).collect();
    assert!(!owners.is_empty());
    plan.files.iter().flat_map(|file| of_file(file, &owners)).collect()
}

fn places_of(files: &[FilePlan]) -> impl Iterator<Item = &PlacePlan> {
    files.iter().flat_map(|file| match &file.content {
        Content::Places(places) => places.as_slice(),
        _ => &[],
    })
}

fn of_file(file: &FilePlan, owners: &BTreeSet<&str>) -> Vec<String> {
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
        Content::Places(places) => places
            .iter()
            .filter(|place| owners.contains(place.ident.as_str()))
            .flat_map(|place| {
                let methods = place.methods.iter().map(|method| method.ident.as_str());
                named(place.ident.as_str(), methods.collect())
            })
            .collect(),
        Content::Functions { functions, .. } => {
            functions.iter().map(|function| format!("{version} {}", function.ident.as_str())).collect()
        }
        Content::Root { .. } | Content::Index(_) | Content::Operations(_) | Content::OperationIndex(..) => {
            Vec::new()
        }
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
    let all = names(Sources { pages: sources.pages.clone(), includes: sources.includes.clone() });
    assert!(all.len() > 1000, "{}", all.len());
    let pages: Vec<usize> = (0..sources.pages.len()).step_by(3).collect();
    let lost: Vec<String> = pages
        .into_par_iter()
        .flat_map_iter(|left_out| {
            let mut fewer = Sources { pages: sources.pages.clone(), includes: sources.includes.clone() };
            let page = fewer.pages.remove(left_out);
            let before = names(fewer);
            let stays = |name: &&String| page.path.contains("/api/") || name.contains(" models ");
            before
                .difference(&all)
                .filter(stays)
                .map(|name| format!("{}: {name}", page.path))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lost, [""; 0]);
}
