//! In: linked [`Model`]s. Out: [`Plan`], every decision about the generated crate: files, names, types, docs.
//! The only stage that knows both Graph and Rust.

use crate::plan::ir::package::Options;
use crate::plan::ir::package::Package;
pub mod builders;
pub mod crate_docs;
pub mod examples;
pub mod features;
pub mod files;
pub mod ir;
pub mod naming;
#[cfg(test)]
pub(crate) mod sample;
pub mod types;

use crate::model::Model;
use crate::name::PagePath;
use crate::plan::crate_docs::examples::Tour;
use crate::plan::features::product_areas::Areas;
use crate::plan::features::reachability::Reachability;
use crate::plan::ir::example::Examples;
use crate::plan::ir::file::FilePlan;
use crate::plan::naming::lock::{InvalidLine, NameLock, PinnedNames};
use crate::source::Version;

/// A crate, decided to the last name.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the manifest says.
    pub package: Package,
    /// The Rust files, by path.
    pub files: Vec<FilePlan>,
    /// The documented requests, by version.
    pub examples: Vec<(Version, Examples)>,
    /// The names that a page which is added could take away.
    pub lock: NameLock,
    /// The lines of the lock before whose names something fixed has.
    pub refused: Vec<InvalidLine>,
}

/// Plans a crate of one or several versions, in which what the lock names keeps its name.
pub fn plan(models: &[Model], options: Options, pinned: &NameLock) -> Plan {
    let mut sorted: Vec<&Model> = models.iter().collect();
    sorted.sort_by_key(|model| model.version);
    let areas = Areas::new(&sorted);
    let (mut files, mut reachability, mut tours, mut examples) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut lock, mut refused) = (NameLock::default(), Vec::new());
    for model in &sorted {
        let planned = version(model, &areas, &options.name, pinned.of(model.version), &mut lock);
        refused.extend(planned.refused);
        files.extend(planned.files);
        reachability.push(planned.reachability);
        tours.extend(planned.tour);
        examples.push((model.version, planned.examples));
    }
    let package = Package {
        options,
        description: "Typed Rust bindings for Microsoft Graph".to_owned(),
        versions: sorted.iter().map(|model| model.version).collect(),
        areas: areas.plan(|area| reachability.iter().map(|version| version.contents(area)).collect()),
        aliases: areas.aliases().map(|(alias, area)| (alias.to_owned(), area.to_owned())).collect(),
    };
    files.push(crate_docs::root::root(&package, &tours));
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Plan { package, files, examples, lock, refused }
}

/// What one version gives to the crate.
struct Planned {
    files: Vec<FilePlan>,
    reachability: Reachability,
    tour: Option<Tour>,
    examples: Examples,
    refused: Vec<InvalidLine>,
}

fn version(
    model: &Model,
    areas: &Areas,
    package: &str,
    pinned: PinnedNames<'_>,
    lock: &mut NameLock,
) -> Planned {
    let names = files::model_files::names(model, pinned);
    let builder_names = naming::builder_names::BuilderNames::new(model, &names, pinned);
    let queries = builders::required_query::Queries::new(model);
    let context = builders::context::Context {
        model,
        names: &names,
        builder_names: &builder_names,
        pinned,
        queries: &queries,
    };
    let mut types = files::model_files::items(model, &names, areas, pinned);
    let mut builders = builders::surface(&context);
    let version_names =
        naming::update_lock::VersionNames { model, names: &names, builder_names: &builder_names, pinned };
    let refused = naming::update_lock::update_lock(&version_names, &types, &builders, lock);
    let reachability = Reachability::new(model, areas, &types, &builders);
    types.iter_mut().for_each(|item| reachability.part(areas, item));
    let examples = examples::examples(model, package, &types, &builders);
    examples::attach(&mut builders, &examples.made);
    let tour = crate_docs::examples::tour(model.version, areas, &reachability, &types, &builders);
    let mut files = files::model_files::files(model, areas, &reachability, types);
    files.extend(files::builder_files::files(model.version, areas, &reachability, builders));
    Planned { files, reachability, tour, examples, refused }
}

/// The module of a version.
pub fn version_module(version: Version) -> &'static str {
    match version {
        Version::V1 => "v1",
        Version::Beta => "beta",
    }
}

/// The runtime's variant for a version.
pub fn version_variant(version: Version) -> &'static str {
    match version {
        Version::V1 => "V1",
        Version::Beta => "Beta",
    }
}

/// The address of the published form of a page.
pub fn page_url(page: &PagePath, version: Version) -> String {
    let view = match version {
        Version::V1 => "graph-rest-1.0",
        Version::Beta => "graph-rest-beta",
    };
    let path = page.as_str().strip_suffix(".md").unwrap_or(page.as_str());
    let path = path.strip_prefix("api/").unwrap_or(path);
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let path: String = path.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    format!("https://learn.microsoft.com/graph/api/{path}?view={view}")
}

/// The paragraph that names the page of an item.
pub fn source_page(page: &PagePath, version: Version) -> String {
    format!("Source: <{}>", page_url(page, version))
}

#[cfg(test)]
mod tests {
    use super::{page_url, source_page};
    use crate::name::PagePath;
    use crate::source::Version;

    #[test]
    fn a_page_is_linked_in_its_version() {
        let page = |path| PagePath::new(path);
        assert_eq!(
            page_url(&page("api/message-move.md"), Version::V1),
            "https://learn.microsoft.com/graph/api/message-move?view=graph-rest-1.0"
        );
        assert_eq!(
            source_page(&page("resources/message.md"), Version::Beta),
            "Source: <https://learn.microsoft.com/graph/api/resources/message?view=graph-rest-beta>"
        );
    }
}
