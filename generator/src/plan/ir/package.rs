//! Data types for the manifest of a crate.

use crate::source::Version;

/// Options of the crate, chosen by the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Options {
    /// The name of the package.
    pub name: String,
    /// The source of the dependency `msgraph-core`.
    pub runtime: Runtime,
    /// The workspace of the package.
    pub workspace: Workspace,
    /// The product areas that are enabled by default; all if empty.
    pub default_areas: Vec<String>,
}

impl Options {
    /// A crate with all product areas enabled by default.
    pub fn new(name: impl Into<String>, runtime: Runtime, workspace: Workspace) -> Self {
        Self { name: name.into(), runtime, workspace, default_areas: Vec::new() }
    }
}

/// The form of a crate's name, for errors.
pub const NAME_FORM: &str = "a crate has a letter, then letters, digits, `-` and `_`";

/// Whether cargo and the registry accept the name of a crate.
pub fn is_crate_name(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(fits) && text.len() <= 64
}

/// The source of a package's runtime.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Runtime {
    /// A folder, relative to the package.
    Path(String),
    /// The crate registry. The version equals that of the generator.
    Version,
    /// A Git repository, as its URL.
    Git(String),
    /// A copy in the folder `runtime` of the package.
    Vendored,
}

/// The workspace of a package.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Workspace {
    /// The enclosing workspace.
    Member,
    /// A workspace of its own.
    Standalone,
}

/// The manifest of a crate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Package {
    /// Options set by the user.
    pub options: Options,
    /// The description of the crate.
    pub description: String,
    /// The versions in it, each a feature.
    pub versions: Vec<Version>,
    /// The product areas, each a feature, by name.
    pub areas: Vec<AreaPlan>,
    /// Features that enable an area: an alternative spelling, or an area that shares a feature with others.
    pub aliases: Vec<(String, String)>,
}

impl Package {
    /// The product areas that are enabled by default; `None` if all are. An alias enables its area.
    pub fn default_areas(&self) -> Option<Vec<&str>> {
        let chosen = &self.options.default_areas;
        let is_chosen = |area: &&str| {
            let aliases =
                self.aliases.iter().filter(|(_, target)| target == area).map(|(alias, _)| alias.as_str());
            aliases.chain([*area]).any(|name| chosen.iter().any(|one| one == name))
        };
        let areas = self.areas.iter().map(|area| area.feature.as_str());
        (!chosen.is_empty()).then(|| areas.filter(is_chosen).collect())
    }

    /// Whether a product area must be enabled by name.
    pub fn is_opt_in(&self, area: &str) -> bool {
        self.default_areas().is_some_and(|areas| !areas.contains(&area))
    }
}

/// A product area as a feature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AreaPlan {
    /// The name of the feature.
    pub feature: String,
    /// Its subjects, in words of its pages.
    pub topics: Vec<String>,
    /// The items compiled with this feature alone, for each version.
    pub contents: Vec<Contents>,
}

/// The number of items that a version compiles for an area.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Contents {
    /// Structs and enums of the models.
    pub types: usize,
    /// Methods that send a request.
    pub operations: usize,
}
