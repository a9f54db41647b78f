//! What the tests of the workspace share: where things are, and the pages of this project read once.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::crate_plan::CratePlan;
use generator::facts::PageFacts;
use generator::plan::ir::file::{Content, FilePlan};
use generator::plan::ir::method::MethodPlan;
use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::naming::lock::NameLock;
use generator::render::RustFile;
use generator::sync::Mode;
use generator::{Config, Error, Reading};

/// The snippets of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_owned()
}

/// A folder of real pages, which stand beside the project where there are any.
///
/// Who gets `None` tells so and ends: a test that needs them says nothing about a machine without them.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let path = root().parent()?.join("shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    // not `eprintln`, which shows nothing of a test that passes
    let _ = writeln!(io::stderr(), "SKIPPED: there are no pages at `../shared/{folder}`");
    None
}

/// The pages of this project.
///
/// # Errors
/// Those of the generator.
pub fn read_docs() -> Result<Reading, Error> {
    generator::read(&root().join("docs-input"), None)
}

/// The run that writes the generated crate, in another mode or to another folder.
pub fn config(docs: &Path, out: &Path, workspace: Workspace, mode: Mode) -> Config {
    let runtime = match workspace {
        Workspace::Member => "../runtime".to_owned(),
        Workspace::Standalone => root().join("runtime").display().to_string(),
    };
    let package = Options { name: "msgraph".to_owned(), runtime: Runtime::Path(runtime), workspace };
    Config {
        docs: docs.to_owned(),
        version: None,
        out: out.to_owned(),
        selection: generator::selection::Selection::default(),
        package,
        mode,
    }
}

/// The plan of the crate that a reading makes.
pub fn plan(reading: &Reading) -> CratePlan {
    let package = Options {
        name: "msgraph".to_owned(),
        runtime: Runtime::Path("../runtime".to_owned()),
        workspace: Workspace::Member,
    };
    generator::crate_plan::crate_plan(&reading.models, package, &NameLock::default())
}

/// What can be called in a file: the methods of its places, or the functions that paths start with.
pub fn methods(file: &FilePlan) -> Vec<&MethodPlan> {
    match &file.content {
        Content::Builders(places) => places.iter().flat_map(|place| &place.methods).collect(),
        Content::Functions { functions, .. } => functions.iter().collect(),
        Content::Root { .. } | Content::Version { .. } | Content::Index(_) | Content::Types(_) => Vec::new(),
    }
}

/// The files of the crate that a reading makes, without writing them.
pub fn emit(reading: &Reading) -> Vec<RustFile> {
    generator::emit::emit(&plan(reading)).0
}

/// Runs cargo on a crate that was generated elsewhere; every warning is an error.
///
/// # Errors
/// What the compiler says, or that there is none.
pub fn cargo(arguments: &[&str], package: &Path, target: &Path) -> io::Result<()> {
    // The versions that the workspace was built with are there, so nothing has to be fetched.
    std::fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock"))?;
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()?;
    match output.status.success() && output.stderr.is_empty() {
        true => Ok(()),
        false => Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}

/// Whether something of a page is in the model.
pub fn states_something(page: &PageFacts) -> bool {
    page.resource.is_some() || page.operation.is_some() || !page.enums.is_empty()
}

/// All files below a folder, sorted; none where there is no such folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => files_below(&path),
            path => vec![path],
        })
        .collect();
    files.sort();
    files
}
