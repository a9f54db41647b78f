//! In: what a crate holds. Out: `src/lib.rs`, with the guide of the crate.

use std::path::PathBuf;

use super::condition::Cfg;
use super::doc::Doc;
use super::file::{Access, Content, FilePlan, ModulePlan};
use super::guide;
use super::ident::Ident;
use super::tour::Tour;
use super::{Package, version_module};

/// Plans `src/lib.rs`.
pub fn root(package: &Package, tours: &[Tour]) -> FilePlan {
    let modules = package.versions.iter().map(|&version| {
        let name = version_module(version);
        ModulePlan { ident: Ident::snake(name), access: Access::Public, cfg: Cfg::feature(name) }
    });
    FilePlan {
        path: PathBuf::from("src/lib.rs"),
        doc: Doc::default(),
        imports: Vec::new(),
        content: Content::Root { guide: guide::guide(package, tours), modules: modules.collect() },
    }
}
