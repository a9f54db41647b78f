//! Plans the root module. In: the contents of a crate. Out: `src/lib.rs`, with the guide.

use std::path::PathBuf;

use crate::crate_docs::examples::Tour;
use crate::crate_docs::readme;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::file::{Content, FilePlan, ModulePlan};
use crate::plan::ir::package::Package;
use crate::plan::naming::version_names::version_module;

/// Plans `src/lib.rs`.
pub fn root(package: &Package, tours: &[Tour]) -> FilePlan {
    let modules = package.versions.iter().map(|&version| {
        let name = version_module(version);
        ModulePlan::public(name, Cfg::feature(name))
    });
    FilePlan {
        path: PathBuf::from("src/lib.rs"),
        doc: Doc::default(),
        imports: Vec::new(),
        content: Content::Root { guide: readme::guide(package, tours), modules: modules.collect() },
    }
}
