//! The manifest of the crate as data.

use crate::source::Version;

/// Options of the crate, set by the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Options {
    /// The name of the package.
    pub name: String,
    /// Where the package takes `msgraph-core` from.
    pub runtime: Runtime,
    /// Whether the package is a workspace of its own.
    pub workspace: Workspace,
}

/// Where a package takes `msgraph-core` from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Runtime {
    /// A folder, as a path from the package.
    Path(String),
    /// The registry of crates; the version is that of the generator.
    Version,
    /// A Git repository, as its URL.
    Git(String),
    /// A copy in the folder `runtime` of the package.
    Vendored,
}

/// Which workspace a package belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Workspace {
    /// The one around it.
    Member,
    /// Its own.
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
    /// Features that turn on an area, by name: another spelling of it, or an area that is compiled with others.
    pub aliases: Vec<(String, String)>,
}

/// A product area as a feature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AreaPlan {
    /// The name of the feature.
    pub feature: String,
    /// What it is about, in words of its pages.
    pub topics: Vec<String>,
    /// The items compiled with this feature alone, for each version.
    pub contents: Vec<Contents>,
}

/// How much of a version is compiled for an area.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Contents {
    /// Structs and enums of the models.
    pub types: usize,
    /// Methods that make a request.
    pub operations: usize,
}
