//! Shared code of the tests: folders, and the pages of `docs-input`.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::crate_plan::CratePlan;
use generator::facts::PageFacts;
use generator::model::Model;
use generator::plan::ir::file::{Content, FilePlan};
use generator::plan::ir::method::MethodPlan;
use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::naming::lock::NameLock;
use generator::render::RustFile;
use generator::source::load::LoadError;
use generator::{Generate, Reading};

/// Compiles the snippets of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_owned()
}

/// A folder of real pages beside the project. `None` when it does not exist.
///
/// Reports missing pages on standard error. The calling test then ends as skipped.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let path = root().parent()?.join("shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    // The test harness hides the output of `eprintln` for tests that pass.
    let _ = writeln!(io::stderr(), "SKIPPED: there are no pages at `../shared/{folder}`");
    None
}

/// Reads `docs-input`.
///
/// # Errors
/// Those of the generator.
pub fn read_docs() -> Result<Reading, LoadError> {
    generator::read(&root().join("docs-input"), None)
}

/// A run that writes the generated crate, from a folder of pages to a folder.
pub fn generate(docs: &Path, out: &Path, workspace: Workspace) -> Generate {
    let runtime = match workspace {
        Workspace::Member => "../runtime".to_owned(),
        Workspace::Standalone => root().join("runtime").display().to_string(),
    };
    Generate::new(docs).out(out).runtime(Runtime::Path(runtime)).workspace(workspace)
}

/// The plan of the crate for a reading.
pub fn plan(reading: &Reading) -> CratePlan {
    crate_plan(&reading.models, &NameLock::default())
}

/// The plan of the crate for models and pinned names.
pub fn crate_plan(models: &[Model], pinned: &NameLock) -> CratePlan {
    generator::crate_plan::crate_plan(models, package(), pinned)
}

/// The options of the crate as a member of the workspace.
pub fn package() -> Options {
    Options::new("msgraph", Runtime::Path("../runtime".to_owned()), Workspace::Member)
}

/// The methods of the builders in a file, or its root functions.
pub fn methods(file: &FilePlan) -> Vec<&MethodPlan> {
    match &file.content {
        Content::Builders(places) => places.iter().flat_map(|place| &place.methods).collect(),
        Content::Functions { functions, .. } => functions.iter().collect(),
        Content::Root { .. }
        | Content::Version { .. }
        | Content::Index(_)
        | Content::Types(_)
        | Content::Parameters(_) => Vec::new(),
    }
}

/// The files of the crate for a reading, in memory.
pub fn emit(reading: &Reading) -> Vec<RustFile> {
    generator::emit::emit(&plan(reading)).0
}

/// Runs cargo on a generated crate. Every warning is an error.
///
/// # Errors
/// The messages of the compiler, or a missing compiler.
pub fn cargo(arguments: &[&str], package: &Path, target: &Path) -> io::Result<()> {
    // The versions of the workspace are available offline.
    std::fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock"))?;
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()?;
    if output.status.success() && output.stderr.is_empty() {
        return Ok(());
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}

/// Whether a page has facts in the model.
pub fn states_something(page: &PageFacts) -> bool {
    page.resource.is_some() || page.operation.is_some() || !page.enums.is_empty()
}

/// All files below a folder, sorted. Empty if the folder does not exist.
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
