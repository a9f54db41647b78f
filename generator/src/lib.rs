//! Generates typed Rust bindings for Microsoft Graph from its documentation pages.

pub mod diagnostic;
pub mod facts;
pub mod model;
pub mod name;
pub mod render;
pub mod source;
pub mod sync;

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::render::RustFile;
use crate::source::load::{LoadError, load};
use crate::source::{Sources, Version};
use crate::sync::{Changes, Mode, SyncError};

/// What a run reads and writes.
#[derive(Clone, Debug)]
pub struct Config {
    /// The documentation folder.
    pub docs: PathBuf,
    /// The version to read; `None` for all that the folder has.
    pub version: Option<Version>,
    /// The folder of the generated crate.
    pub out: PathBuf,
    /// The name of the generated crate.
    pub name: String,
    /// The path of the runtime as the manifest in `out` writes it.
    pub runtime: String,
    /// Whether the crate belongs to the workspace of the generator.
    pub home: Home,
    /// Write or compare.
    pub mode: Mode,
}

/// Where a generated crate is at home.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Home {
    /// In the workspace of the generator.
    Workspace,
    /// Anywhere; a workspace of its own.
    Alone,
}

/// Why a run failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The documentation could not be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The output could not be compared or written.
    #[error(transparent)]
    Sync(#[from] SyncError),
}

/// Something that was read and is not in the model.
#[derive(Clone, Debug)]
pub struct Gap;

/// How much a model holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Pages read.
    pub pages: usize,
    /// Entities and complex types.
    pub types: usize,
    /// Enums.
    pub enums: usize,
    /// Operations.
    pub operations: usize,
    /// Places.
    pub places: usize,
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// The pages.
    pub sources: Sources,
    /// A model for each version.
    pub models: Vec<Model>,
    /// What is wrong on the pages.
    pub diagnostics: Vec<Diagnostic>,
    /// What is in no model.
    pub gaps: Vec<Gap>,
    /// How much there is.
    pub counts: Counts,
}

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    /// What was read.
    pub reading: Reading,
    /// How the output differed.
    pub changes: Changes,
}

/// Reads the documentation.
///
/// # Errors
/// [`Error::Load`] names the path that could not be read.
pub fn read(docs: &Path, version: Option<Version>) -> Result<Reading, Error> {
    let sources = load(docs, version)?;
    let models = Version::ALL
        .into_iter()
        .filter(|version| sources.pages.iter().any(|page| page.version() == Some(*version)))
        .map(|version| Model {
            version,
            types: Vec::new(),
            enums: Vec::new(),
            operations: Vec::new(),
            places: Vec::new(),
        })
        .collect();
    let counts = Counts { pages: sources.pages.len(), ..Counts::default() };
    Ok(Reading { sources, models, diagnostics: Vec::new(), gaps: Vec::new(), counts })
}

/// Writes the crate or compares it.
///
/// # Errors
/// [`Error::Sync`] names the path that could not be read or written.
pub fn write(config: &Config, reading: &Reading) -> Result<Changes, Error> {
    let header = format!("{} from {} pages", render::MARKER, reading.counts.pages);
    let manifest =
        format!("# {header}\n[package]\nname = \"{}\"\n# runtime = {}\n", config.name, config.runtime);
    let files = [
        RustFile { path: "Cargo.toml".into(), text: manifest },
        RustFile { path: "src/lib.rs".into(), text: format!("// {header}\n") },
    ];
    Ok(sync::sync(&config.out, &files, config.mode)?)
}

/// Reads and writes.
///
/// # Errors
/// As [`read`] and [`write()`].
pub fn generate(config: &Config) -> Result<Outcome, Error> {
    let reading = read(&config.docs, config.version)?;
    let changes = write(config, &reading)?;
    Ok(Outcome { reading, changes })
}

/// The model as JSON.
pub mod dump {
    use super::{Diagnostic, Model};

    /// The model as one JSON document.
    pub fn dump(model: &Model, diagnostics: &[Diagnostic]) -> serde_json::Value {
        serde_json::json!({"version": model.version.folder(), "diagnostics": diagnostics.len()})
    }
}
