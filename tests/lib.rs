//! What the tests of the workspace share: where things are, and the pages of this project read once.

use std::path::{Path, PathBuf};

use generator::plan::{Options, Workspace};
use generator::render::RustFile;
use generator::sync::Mode;
use generator::{Config, Error, Reading};

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
    eprintln!("SKIPPED: there are no pages at `../shared/{folder}`");
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
    let package = Options { name: "msgraph".to_owned(), runtime, workspace };
    Config { docs: docs.to_owned(), version: None, out: out.to_owned(), package, mode }
}

/// The files of the crate that a reading makes, without writing them.
pub fn emit(reading: &Reading) -> Vec<RustFile> {
    let package = Options {
        name: "msgraph".to_owned(),
        runtime: "../runtime".to_owned(),
        workspace: Workspace::Member,
    };
    let (plan, _) = generator::plan::plan(&reading.models, package);
    generator::emit::emit(&plan).0
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
