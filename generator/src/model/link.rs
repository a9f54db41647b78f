//! Runs the stage. In: facts of all pages of one version. Out: [`Model`].

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::PageFacts;
use crate::model::names::Names;
use crate::model::operations::body;
use crate::model::operations::shown_paths;
use crate::model::path_item;
use crate::model::types::enums;
use crate::model::types::gathered_pages;
use crate::model::types::gathered_pages::Gathered;
use crate::model::types::wide_integers::Wide;
use crate::model::{Model, operations, types};
use crate::name::{GraphName, PagePath};
use crate::source::Version;

/// Links the facts of one version.
pub fn link<P: Borrow<PageFacts>>(version: Version, pages: &[P]) -> Model {
    let pages: Vec<&PageFacts> = pages.iter().map(P::borrow).collect();
    let resources: Vec<_> = pages.iter().filter_map(|page| page.resource.as_deref()).collect();
    let tables: Vec<_> = pages.iter().flat_map(|page| &page.enums).collect();
    let api: Vec<_> = pages.iter().filter_map(|page| page.operation.as_deref()).collect();
    let gathered = gathered_pages::gather(&resources);
    let mut types: Vec<_> = gathered.iter().map(Gathered::outline).collect();
    let known: BTreeSet<&GraphName> = gathered.iter().map(|found| &found.name).collect();
    let enums = enums::gather(&tables, &resources, &api, |name| known.contains(name));
    let defined: Vec<(PagePath, GraphName)> = defined(&gathered);
    let names = Names::new(&types, &enums, &defined);
    types::link_bases(&mut types, &gathered, &names);
    types::complete(&mut types, &gathered, &names, &Wide::of(&api));
    let mut operations = operations::gather(&api, &types, &names, &BTreeMap::new());
    types::mark_addressed(&mut types, &operations);
    let mut path_items = path_item::path_items(&types, &enums, &operations);
    let shown = shown_paths::find(version, &api, &path_items);
    if !shown.is_empty() {
        operations = operations::gather(&api, &types, &names, &shown);
        path_items = path_item::path_items(&types, &enums, &operations);
    }
    types::keep_addressed(&mut types, &path_items);
    body::infer_body_types(&mut operations, &path_items, &types);
    Model { version, types, enums, operations, path_items }
}

/// All pages that define a type, with the name of the type.
pub fn defined(gathered: &[Gathered<'_>]) -> Vec<(PagePath, GraphName)> {
    let of = |found: &Gathered<'_>| {
        let pages = found.sources.iter().map(|(facts, _)| facts.page.clone());
        pages.map(|page| (page, found.name.clone())).collect::<Vec<_>>()
    };
    gathered.iter().flat_map(of).collect()
}
