//! Data types for the files of a crate: imports and content.

use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::item::ItemPlan;
use std::path::PathBuf;

use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::MethodPlan;
use crate::plan::ir::query_parameter::QueryParameterPlan;
use crate::plan::ir::request_builder::RequestBuilderPlan;

/// A Rust file.
#[derive(Clone, Debug)]
pub struct FilePlan {
    /// The path in the crate: `src/v1/models/message.rs`.
    pub path: PathBuf,
    /// Its documentation.
    pub doc: Doc,
    /// Its imports.
    pub imports: Vec<Import>,
    /// Its content.
    pub content: Content,
}

/// The names that a file imports from a module.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Import {
    /// The module: `crate::v1`, or `super`.
    pub module: Vec<Ident>,
    /// The names, sorted.
    pub names: Vec<Ident>,
    /// The condition of the import.
    pub cfg: Cfg,
}

/// The content of a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// The root of the crate.
    Root {
        /// Its documentation.
        guide: Vec<Part>,
        /// One module for each version.
        modules: Vec<ModulePlan>,
    },
    /// The root of a version.
    Version {
        /// The variant of the runtime for the version.
        version: &'static str,
        /// Its modules.
        modules: Vec<ModulePlan>,
    },
    /// A list of modules.
    Index(Vec<ModulePlan>),
    /// Functions for the root segments of paths.
    Functions {
        /// The variant of the runtime for the version.
        version: &'static str,
        /// The functions.
        functions: Vec<MethodPlan>,
    },
    /// Types.
    Types(Vec<ItemPlan>),
    /// Builders.
    Builders(Vec<RequestBuilderPlan>),
    /// Query parameters.
    Parameters(Vec<QueryParameterPlan>),
}

/// A module that a file declares.
#[derive(Clone, Debug)]
pub struct ModulePlan {
    /// Its name.
    pub ident: Ident,
    /// Its file, if the name does not determine it.
    pub path: Option<String>,
    /// Its visibility.
    pub access: Access,
    /// Its condition.
    pub cfg: Cfg,
}

impl ModulePlan {
    /// A public module.
    pub fn public(name: &str, cfg: Cfg) -> Self {
        Self { ident: Ident::snake(name), path: None, access: Access::Public, cfg }
    }

    /// A private module whose items the declaring file exports.
    pub fn named(ident: &Ident, exports: Vec<Export>, cfg: Cfg) -> Self {
        Self { ident: ident.clone(), path: None, access: Access::Named(exports), cfg }
    }
}

/// Items of a module that the declaring file exports.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Export {
    /// Their names.
    pub names: Vec<Ident>,
    /// The condition of the export.
    pub cfg: Cfg,
}

/// The visibility of a module.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Access {
    /// A public module.
    Public,
    /// A private module with some of its items exported by name. The compiler resolves names faster than `*`, and names the feature
    /// of a missing item.
    Named(Vec<Export>),
}

/// A part of the crate documentation.
#[derive(Clone, Debug)]
pub enum Part {
    /// Markdown, line by line.
    Text(String),
    /// Code that compiles with some features.
    Example {
        /// The features.
        cfg: Cfg,
        /// Whether the code is only compiled, because running it would send a request.
        is_sent: bool,
        /// The lines.
        code: String,
    },
}
