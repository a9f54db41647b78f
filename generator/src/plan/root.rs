//! In: the files of all versions. Out: `src/lib.rs`, with the guide of the crate.

use std::path::PathBuf;

use super::condition::Cfg;
use super::doc::Doc;
use super::file::{Access, Content, FilePlan, ModulePlan};
use super::ident::Ident;
use super::method::{End, MethodPlan};
use super::{Options, Package, version_module};

/// Plans `src/lib.rs`.
pub fn root(package: &Package, files: &[FilePlan]) -> FilePlan {
    let modules = package.versions.iter().map(|&version| {
        let name = version_module(version);
        ModulePlan { ident: Ident::snake(name), access: Access::Public, cfg: Cfg::feature(name) }
    });
    FilePlan {
        path: PathBuf::from("src/lib.rs"),
        doc: guide(&package.options, files),
        imports: Vec::new(),
        content: Content::Root(modules.collect()),
    }
}

fn guide(options: &Options, files: &[FilePlan]) -> Doc {
    let example = files.iter().find_map(|file| match &file.content {
        Content::Functions { functions, .. } => example(options, &module_of(file), functions, files),
        _ => None,
    });
    let intro = "Typed bindings for Microsoft Graph, generated from its documentation.";
    let guide = Doc::markdown(intro)
        .paragraph("A path starts with a function of a version and goes on by methods that are named after its segments.")
        .paragraph("An operation is a value, [`Request`]: nothing is sent before you send it, by any HTTP stack.")
        .paragraph("Properties are public and optional. What the pages do not name is kept in `additional` and written back.");
    match example {
        Some(example) => guide.paragraph("```").line(&example).line("```"),
        None => guide,
    }
}

/// The shortest way to something that can be read.
fn example(options: &Options, module: &str, functions: &[MethodPlan], files: &[FilePlan]) -> Option<String> {
    let start = |function: &&MethodPlan| function.arguments.is_empty();
    let places = || {
        files.iter().flat_map(|file| match &file.content {
            Content::Places(places) => places.as_slice(),
            _ => &[],
        })
    };
    functions.iter().filter(start).find_map(|function| {
        let End::Place(place) = &function.end else { return None };
        let plan = places().find(|plan| plan.ident == *place)?;
        let reads = |method: &&MethodPlan| {
            matches!(method.ident.as_str(), "get" | "list") && method.arguments.is_empty()
        };
        let method = plan.methods.iter().find(reads)?;
        let crate_name = options.name.replace('-', "_");
        let start = function.ident.as_str();
        Some(format!("let request = {crate_name}::{module}::{start}().{}();", method.ident.as_str()))
    })
}

fn module_of(file: &FilePlan) -> String {
    let version = file.path.iter().nth(1);
    version.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
