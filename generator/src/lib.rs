//! Generates typed Rust bindings for Microsoft Graph from its documentation pages.
//!
//! A run has the stages `Sources → Pages → Facts → Model → Plan → CratePlan → tokens → files`. [`source`] reads files, [`page`]
//! parses Markdown, [`facts`] interprets single pages, [`model`] links them, and only [`sync`] writes. [`Generate`] executes a
//! whole run.

pub mod crate_docs;
pub mod crate_plan;
pub mod diagnostic;
pub mod dump;
pub mod emit;
pub mod examples;
pub mod explain;
pub mod facts;
pub mod generate;
pub mod input_lock;
pub mod model;
pub mod name;
pub mod page;
pub mod plan;
pub mod reading;
pub mod render;
pub mod selection;
pub mod source;
pub mod sync;

use std::path::PathBuf;

pub use self::generate::{Generate, Generated};
use self::input_lock::InputLockError;
use self::plan::ir::package::NAME_FORM;
use self::plan::naming::lock::InvalidLine;
pub use self::reading::{Reading, Totals, read, understand};
use self::selection::SelectionError;
use self::source::load::LoadError;
use self::sync::SyncError;

/// The reason why a run failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The documentation cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The selection matches nothing.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The generated code is no valid Rust: a mistake of the generator.
    #[error(transparent)]
    Render(#[from] render::Problem),
    /// The output cannot be compared or written.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// No crate can have this name.
    #[error("`{0}` does not name a crate: {NAME_FORM}")]
    CrateName(String),
    /// The output folder is inside the documentation folder.
    #[error("the output `{}` is in the documentation folder `{}`; choose another folder with `--out`", .out.display(), .docs.display())]
    OutputInDocs {
        /// The folder of the crate.
        out: PathBuf,
        /// The documentation folder.
        docs: PathBuf,
    },
    /// No page names a product area that is to be enabled by default.
    #[error(
        "no page names the product area `{area}`, which is to be enabled by default{}",
        .near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?"))
    )]
    UnknownArea {
        /// The area.
        area: String,
        /// The nearest area.
        near: Option<String>,
    },
    /// `msgraph.lock` cannot be used.
    #[error(transparent)]
    Lock(#[from] InputLockError),
    /// The inputs differ from `msgraph.lock`, which this run may not change.
    #[error("the inputs differ from `{}`: {}", .path.display(), .changes.join("; "))]
    Drift {
        /// The lock.
        path: PathBuf,
        /// One line for each difference.
        changes: Vec<String>,
    },
    /// A line of `names.lock` is invalid.
    #[error("{}:{wrong}; fix or delete this line, or delete the file to regenerate all names", .path.display())]
    Names {
        /// The file.
        path: PathBuf,
        /// The line.
        wrong: InvalidLine,
    },
}

/// Runs the snippets of the README as doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
