//! The files of a crate with their imports and content.

use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::item::ItemPlan;
use std::path::PathBuf;

use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::MethodPlan;
use crate::plan::ir::query_parameter::QueryParameterPlan;
use crate::plan::ir::request_builder::RequestBuilderPlan;

/// A file of Rust.
#[derive(Clone, Debug)]
pub struct FilePlan {
    /// Where it stands in the crate: `src/v1/models/message.rs`.
    pub path: PathBuf,
    /// Its documentation.
    pub doc: Doc,
    /// Its imports.
    pub imports: Vec<Import>,
    /// Its content.
    pub content: Content,
}

/// The names that a file takes from a module.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Import {
    /// The module: `crate::v1`; `super` is a module too.
    pub module: Vec<Ident>,
    /// The names, sorted.
    pub names: Vec<Ident>,
    /// When they are there.
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
        /// The runtime's variant for the version.
        version: &'static str,
        /// Its modules.
        modules: Vec<ModulePlan>,
    },
    /// Modules alone.
    Index(Vec<ModulePlan>),
    /// Functions for the root segments of paths.
    Functions {
        /// The runtime's variant for the version.
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
    /// Its file, where the name does not lead to it.
    pub path: Option<String>,
    /// How it is seen.
    pub access: Access,
    /// When it is there.
    pub cfg: Cfg,
}

impl ModulePlan {
    /// A module that is seen as one.
    pub fn public(name: &str, cfg: Cfg) -> Self {
        Self { ident: Ident::snake(name), path: None, access: Access::Public, cfg }
    }

    /// A module of which the items are seen in the file that declares it.
    pub fn named(ident: &Ident, exports: Vec<Export>, cfg: Cfg) -> Self {
        Self { ident: ident.clone(), path: None, access: Access::Named(exports), cfg }
    }
}

/// Items of a module that are seen in the file that declares it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Export {
    /// Their names.
    pub names: Vec<Ident>,
    /// When they are compiled.
    pub cfg: Cfg,
}

/// How a module is seen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Access {
    /// As a module.
    Public,
    /// As if these of its items were in the file that declares it. The compiler resolves names faster than `*`.
    Named(Vec<Export>),
    /// As if all its public items were in the file that declares it.
    Flat,
}

/// A part of the guide.
#[derive(Clone, Debug)]
pub enum Part {
    /// Markdown, line by line.
    Text(String),
    /// Code that is compiled with some features.
    Example {
        /// These.
        cfg: Cfg,
        /// Whether it is compiled alone, because it would send something.
        is_sent: bool,
        /// The lines.
        code: String,
    },
}
