//! Plans a whole crate. In: linked [`Model`]s, pinned names of an earlier run. Out: [`CratePlan`]: manifest, files and documented
//! requests.

use crate::crate_docs::examples::Tour;
use crate::crate_docs::{self, root};
use crate::examples;
use crate::model::Model;
use crate::plan::files::{builder_files, model_files};
use crate::plan::ir::example::Examples;
use crate::plan::ir::file::FilePlan;
use crate::plan::ir::package::{Options, Package};
use crate::plan::naming::lock::{InvalidLine, NameLock};
use crate::plan::{Plan, VersionPlan};
use crate::source::Version;

/// A crate with all its names.
#[derive(Clone, Debug)]
pub struct CratePlan {
    /// The manifest.
    pub package: Package,
    /// The Rust files.
    pub files: Vec<FilePlan>,
    /// The documented requests, by version.
    pub examples: Vec<(Version, Examples)>,
    /// The pinned names, which added pages could otherwise take.
    pub lock: NameLock,
    /// The lines of the earlier lock with reserved names.
    pub refused: Vec<InvalidLine>,
}

/// Plans a crate of one or several versions. Pinned names stay unchanged.
pub fn crate_plan(models: &[Model], options: Options, pinned: &NameLock) -> CratePlan {
    let Plan { package, areas, versions, lock, refused } = crate::plan::plan(models, options, pinned);
    let examples: Vec<(Version, Examples)> = versions
        .iter()
        .map(|VersionPlan { model, types, builders, .. }| {
            (model.version, examples::examples(model, &package.options.name, types, builders))
        })
        .collect();
    let tour = |VersionPlan { model, types, builders, reachability }: &VersionPlan<'_>| {
        crate_docs::examples::tour(model.version, &areas, reachability, types, builders)
    };
    let tours: Vec<Tour> = versions.iter().filter_map(tour).collect();
    let mut files = vec![root::root(&package, &tours)];
    for (VersionPlan { model, types, builders, reachability }, (_, examples)) in
        versions.into_iter().zip(&examples)
    {
        let builders = examples::documented(builders, &examples.made);
        files.extend(model_files::files(model, &areas, &reachability, types));
        files.extend(builder_files::files(model.version, &areas, &reachability, builders));
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    CratePlan { package, files, examples, lock, refused }
}
