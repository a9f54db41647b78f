//! The library's entry point: one run from pages to a crate. In: folders and options. Out: a crate on disk and [`Generated`]. The command
//! line runs it too.

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

/// The name of the crate and of its folder when none is given.
const NAME: &str = "msgraph";

/// A run of the generator, for xtasks, build scripts and tests.
///
/// The options are those of the command line. [`run`](Self::run) writes the crate; [`check`](Self::check) compares it. Nothing is printed.
/// The other methods are the steps of these two.
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
/// Cargo resolves dependencies before it runs build scripts, so a package cannot depend on a crate in its own `OUT_DIR`. Such a script
/// serves packages that ship or inspect the crate.
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
    /// The first pattern of a wrong form.
    invalid: Option<PatternError>,
}

/// Whether a run may have other inputs than `msgraph.lock` records.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Drift {
    /// The lock is updated.
    #[default]
    Accept,
    /// The run fails with [`Error::Drift`](crate::Error::Drift).
    Refuse,
}

/// The result of a run.
#[derive(Debug)]
pub struct Generated {
    /// The difference of the folder before the run. [`Generate::run`] has removed it, [`Generate::check`] has left it.
    pub changes: Changes,
    /// The number of diagnostics of each severity and code.
    pub tally: Tally,
    /// The pages, their models and their problems; `None` when inputs and output are those of the last run, so that no page was parsed.
    pub reading: Option<Reading>,
}

impl Generated {
    /// Whether the folder held exactly the crate before the run.
    pub fn is_current(&self) -> bool {
        self.changes.is_empty()
    }

    /// The files that the run has written, or would write, below the output folder.
    pub fn written(&self) -> impl Iterator<Item = &Path> {
        self.changes.stale.iter().chain(&self.changes.missing).map(PathBuf::as_path)
    }
}

impl Generate {
    /// Generates from a folder with `v1.0/`, `beta/` and `includes/`, or from the folder of one version: all of its versions and operations,
    /// into the folder `msgraph`, with a copy of the runtime.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        Self {
            docs: docs.into(),
            versions: Vec::new(),
            out: PathBuf::from(NAME),
            selection: Selection::default(),
            package: Options {
                name: NAME.to_owned(),
                runtime: Runtime::Vendored,
                workspace: Workspace::Standalone,
            },
            errata: None,
            allowed: Vec::new(),
            drift: Drift::Accept,
            invalid: None,
        }
    }

    /// Reads this API version only; may be repeated.
    #[must_use]
    pub fn api_version(mut self, version: Version) -> Self {
        self.versions.push(version);
        self
    }

    /// Generates only operations that match this pattern and those of other calls, and the types that they reach. A pattern is a path with an
    /// optional method (`GET /me/messages/**`) or the title of a page (`message: *`), see [`Pattern`](crate::selection::pattern::Pattern).
    #[must_use]
    pub fn include(mut self, pattern: &str) -> Self {
        match pattern.parse() {
            Ok(pattern) => self.selection.include.push(pattern),
            Err(error) => self.invalid = self.invalid.or(Some(error)),
        }
        self
    }

    /// Leaves out operations that match this pattern.
    #[must_use]
    pub fn exclude(mut self, pattern: &str) -> Self {
        match pattern.parse() {
            Ok(pattern) => self.selection.exclude.push(pattern),
            Err(error) => self.invalid = self.invalid.or(Some(error)),
        }
        self
    }

    /// Chooses whether types derived from a reached type are generated, which they are by default.
    #[must_use]
    pub fn derived(mut self, derived: DerivedTypes) -> Self {
        self.selection.derived = derived;
        self
    }

    /// Replaces the patterns and the choice of derived types.
    #[must_use]
    pub fn selection(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// Applies the edits of a file to the pages before they are read, see [`Errata`](crate::source::errata::Errata).
    #[must_use]
    pub fn errata(mut self, file: impl Into<PathBuf>) -> Self {
        self.errata = Some(file.into());
        self
    }

    /// Accepts the diagnostics of a code; may be repeated.
    #[must_use]
    pub fn allow(mut self, allowed: Allow) -> Self {
        self.allowed.push(allowed);
        self
    }

    /// Chooses whether inputs may differ from `msgraph.lock`, which they may by default.
    #[must_use]
    pub fn drift(mut self, drift: Drift) -> Self {
        self.drift = drift;
        self
    }

    /// The source of `msgraph-core`; the path of [`Runtime::Path`] is relative to the crate.
    #[must_use]
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.package.runtime = runtime;
        self
    }

    /// The name of the crate.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.package.name = name.into();
        self
    }

    /// The workspace of the crate. A member of the workspace around it has a test for each request of the pages.
    #[must_use]
    pub fn workspace(mut self, workspace: Workspace) -> Self {
        self.package.workspace = workspace;
        self
    }

    /// The folder of the crate.
    #[must_use]
    pub fn out(mut self, out: impl Into<PathBuf>) -> Self {
        self.out = out.into();
        self
    }
}
