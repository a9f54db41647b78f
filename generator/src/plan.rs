//! Decides names, types, documentation and features of each version. In: linked [`Model`]s. Out: [`Plan`].
//!
//! The only stage that knows both Graph and Rust.

pub mod builders;
pub mod features;
pub mod files;
pub mod ir;
pub mod naming;
#[cfg(test)]
pub(crate) mod sample;
pub mod types;

use self::builders::context::Context;
use self::builders::required_query::Queries;
use self::features::area_contents::AreaContents;
use self::features::product_areas::Areas;
use self::features::reachability::Reachability;
use self::files::model_files;
use self::ir::item::TypeItem;
use self::ir::package::{Options, Package};
use self::ir::request_builder::Builders;
use self::naming::builder_names::BuilderNames;
use self::naming::lock::{InvalidLine, NameLock, PinnedNames};
use self::naming::update_lock::{VersionNames, VersionPins, pins};
use crate::model::Model;

/// The plan of all versions of a crate.
#[derive(Debug)]
pub struct Plan<'m> {
    /// The manifest.
    pub package: Package,
    /// The product areas.
    pub areas: Areas,
    /// The versions, in order.
    pub versions: Vec<VersionPlan<'m>>,
    /// The names that an added page could take.
    pub lock: NameLock,
    /// The lines of the earlier lock whose names are reserved.
    pub refused: Vec<InvalidLine>,
}

/// The part of a crate that one version contributes.
#[derive(Debug)]
pub struct VersionPlan<'m> {
    /// The model.
    pub model: &'m Model,
    /// The types.
    pub types: Vec<TypeItem>,
    /// The request builders.
    pub builders: Builders,
    /// The product areas that need each type and builder.
    pub reachability: Reachability,
}

/// Plans the versions of a crate. Pinned names do not change.
pub fn plan<'m>(models: &'m [Model], options: Options, pinned: &NameLock) -> Plan<'m> {
    let mut models: Vec<&Model> = models.iter().collect();
    models.sort_by_key(|model| model.version);
    let areas = Areas::new(&models);
    let planned = models.iter().map(|model| version(model, &areas, pinned.of(model.version)));
    let (versions, pins): (Vec<VersionPlan<'_>>, Vec<VersionPins>) = planned.unzip();
    let area_contents = AreaContents::new(&models, &areas);
    let package = Package {
        options,
        description: "Typed Rust bindings for Microsoft Graph".to_owned(),
        versions: models.iter().map(|model| model.version).collect(),
        areas: areas.plan(
            |area| area_contents.of(area),
            |area| versions.iter().map(|version| version.reachability.contents(area)).collect(),
        ),
        aliases: areas.aliases().map(|(alias, area)| (alias.to_owned(), area.to_owned())).collect(),
    };
    let refused = pins.iter().flat_map(|version| version.refused.clone()).collect();
    let lock = pins.into_iter().map(|version| version.lock).collect();
    Plan { package, areas, versions, lock, refused }
}

fn version<'m>(model: &'m Model, areas: &Areas, pinned: PinnedNames<'_>) -> (VersionPlan<'m>, VersionPins) {
    let names = model_files::names(model, pinned);
    let builder_names = BuilderNames::new(model, &names, pinned);
    let queries = Queries::new(model);
    let context = Context { model, names: &names, builder_names: &builder_names, pinned, queries: &queries };
    let (types, builders) =
        rayon::join(|| model_files::items(model, &names, areas, pinned), || builders::surface(&context));
    let version_names = VersionNames { model, names: &names, builder_names: &builder_names, pinned };
    let pins = pins(&version_names, &types, &builders);
    let reachability = Reachability::new(model, areas, &types, &builders);
    let types = types.into_iter().map(|item| reachability.with_cfg(areas, item)).collect();
    (VersionPlan { model, types, builders, reachability }, pins)
}
