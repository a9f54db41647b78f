//! Runs the generator as a library. In: folders and options. Out: a crate on disk and [`Generated`]. The command line uses it
//! too.

mod run;

use std::path::{Path, PathBuf};

use crate::diagnostic::show::Tally;
use crate::diagnostic::suppress::Allow;
use crate::plan::ir::package::{Options, Runtime, Workspace};
use crate::reading::Reading;
use crate::selection::Selection;
use crate::selection::pattern::PatternError;
use crate::selection::reach::DerivedTypes;
use crate::source::Version;
use crate::sync::Changes;

/// The default name of the crate and its folder.
const NAME: &str = "msgraph";

/// A run of the generator, for xtasks, build scripts and tests.
///
/// The options are those of the command line. [`run`](Self::run) writes the crate, [`check`](Self::check) compares it. Neither
/// prints anything. The other methods are the steps of these two.
///
/// # A test that checks a committed crate
/// ```no_run
/// use generator::Generate;
///
/// # fn the_generated_crate_is_current() -> Result<(), generator::Error> {
/// let generated = Generate::new("graph-docs").include("/me/messages/**").out("crates/graph").check()?;
/// assert!(generated.is_current(), "run `cargo xtask graph`: {:#?}", generated.changes);
/// # Ok(())
/// # }
/// ```
///
/// # A build script that writes to `OUT_DIR`
/// Cargo resolves dependencies before build scripts run, so a package cannot depend on a crate in its own `OUT_DIR`. Such a
/// script serves packages that ship or inspect the crate.
/// ```no_run
/// use std::path::PathBuf;
///
/// use generator::Generate;
/// use generator::source::Version;
///
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     let out = PathBuf::from(std::env::var("OUT_DIR")?).join("graph");
///     let generated = Generate::new("graph-docs").api_version(Version::V1).out(&out).run()?;
///     println!("cargo::warning={} in the pages of Graph", generated.tally);
///     println!("cargo::rerun-if-changed=graph-docs");
///     println!("cargo::rustc-env=GRAPH_CRATE={}", out.display());
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Generate {
    docs: PathBuf,
    versions: Vec<Version>,
    out: PathBuf,
    selection: Selection,
    package: Options,
    errata: Option<PathBuf>,
    allowed: Vec<Allow>,
    drift: Drift,
    /// The first invalid pattern.
    invalid: Option<PatternError>,
}

/// The treatment of inputs that differ from `msgraph.lock`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Drift {
    /// The run updates the lock.
    #[default]
    Accept,
    /// The run fails with [`Error::Drift`](crate::Error::Drift).
    Refuse,
}

/// The result of a run.
#[derive(Debug)]
pub struct Generated {
    /// The differences of the folder before the run. [`Generate::run`] removes them, [`Generate::check`] only reports them.
    pub changes: Changes,
    /// The number of diagnostics of each severity and code.
    pub tally: Tally,
    /// The pages, their models and their problems. `None` if inputs and output equal those of the last run, so that no page was
    /// parsed.
    pub reading: Option<Reading>,
}

impl Generated {
    /// Whether the folder contained exactly the crate before the run.
    pub fn is_current(&self) -> bool {
        self.changes.is_empty()
    }

    /// The new and changed files, below the output folder. [`Generate::check`] does not write them.
    pub fn written(&self) -> impl Iterator<Item = &Path> {
        self.changes.stale.iter().chain(&self.changes.missing).map(PathBuf::as_path)
    }
}

impl Generate {
    /// Generates all versions and operations of a documentation folder into the folder `msgraph`, with a copy of the runtime. The
    /// folder contains `v1.0/`, `beta/` and `includes/`, or is the folder of one version.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        Self {
            docs: docs.into(),
            versions: Vec::new(),
            out: PathBuf::from(NAME),
            selection: Selection::default(),
            package: Options::new(NAME, Runtime::Vendored, Workspace::Standalone),
            errata: None,
            allowed: Vec::new(),
            drift: Drift::Accept,
            invalid: None,
        }
    }

    /// Reads only this API version. Repeated calls add versions.
    #[must_use]
    pub fn api_version(mut self, version: Version) -> Self {
        self.versions.push(version);
        self
    }

    /// Generates only matching operations and the types that they reach. Repeated calls add patterns. A pattern is a path with an
    /// optional method (`GET /me/messages/**`) or the title of a page (`message: *`), see
    /// [`Pattern`](crate::selection::pattern::Pattern).
    #[must_use]
    pub fn include(mut self, pattern: &str) -> Self {
        match pattern.parse() {
            Ok(pattern) => self.selection.include.push(pattern),
            Err(error) => self.invalid = self.invalid.or(Some(error)),
        }
        self
    }

    /// Excludes matching operations.
    #[must_use]
    pub fn exclude(mut self, pattern: &str) -> Self {
        match pattern.parse() {
            Ok(pattern) => self.selection.exclude.push(pattern),
            Err(error) => self.invalid = self.invalid.or(Some(error)),
        }
        self
    }

    /// Sets whether types derived from a reached type are generated. By default, they are.
    #[must_use]
    pub fn derived(mut self, derived: DerivedTypes) -> Self {
        self.selection.derived = derived;
        self
    }

    /// Replaces the patterns and the setting for derived types.
    #[must_use]
    pub fn selection(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// Applies the edits of a file before the pages are parsed, see [`Errata`](crate::source::errata::Errata).
    #[must_use]
    pub fn errata(mut self, file: impl Into<PathBuf>) -> Self {
        self.errata = Some(file.into());
        self
    }

    /// Accepts the diagnostics of a code. Repeated calls add codes.
    #[must_use]
    pub fn allow(mut self, allowed: Allow) -> Self {
        self.allowed.push(allowed);
        self
    }

    /// Sets whether inputs may differ from `msgraph.lock`. By default, they may.
    #[must_use]
    pub fn drift(mut self, drift: Drift) -> Self {
        self.drift = drift;
        self
    }

    /// Sets the source of `msgraph-core`. The path of [`Runtime::Path`] is relative to the crate.
    #[must_use]
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.package.runtime = runtime;
        self
    }

    /// Sets the name of the crate. A name that cargo rejects is an error of the run.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.package.name = name.into();
        self
    }

    /// Sets the workspace of the crate. A member of the surrounding workspace has a test for each documented request.
    #[must_use]
    pub fn workspace(mut self, workspace: Workspace) -> Self {
        self.package.workspace = workspace;
        self
    }

    /// Enables a product area by default. Repeated calls add areas; the others become opt-in features. Without a call, all areas
    /// are enabled by default. The areas of a crate are in its README.
    #[must_use]
    pub fn default_area(mut self, area: impl Into<String>) -> Self {
        self.package.default_areas.push(area.into());
        self
    }

    /// Sets the folder of the crate.
    #[must_use]
    pub fn out(mut self, out: impl Into<PathBuf>) -> Self {
        self.out = out.into();
        self
    }
}
