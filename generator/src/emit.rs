//! In: [`CratePlan`]. Out: files of Rust as text, and the manifest. Knows the plan alone.

mod builders;
mod constructors;
mod enums;
mod examples;
mod leaves;
mod manifest;
mod modules;
mod operation;
mod parameters;
mod polymorphic;
mod snippet;
mod structs;
mod text;
mod vendored;

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use self::examples::tests;
pub use self::manifest::manifest;
pub use self::snippet::{Snippet, snippet};
use crate::crate_docs::readme::readme;
use crate::crate_plan::CratePlan;
use crate::plan::ir::file::{Content, FilePlan};
use crate::plan::ir::item::ItemPlan;
use crate::plan::ir::package::{Runtime, Workspace};
use crate::plan::naming::lock;
use crate::render::{self, RustFile};

/// The folders of a crate that hold generated files only, apart from files without the header. Not every crate has all of them.
pub const FOLDERS: [&str; 3] = ["src", "tests", vendored::RUNTIME];

/// `cargo fmt` of a workspace around the crate leaves it as it was rendered.
const FORMATTING: &str = "disable_all_formatting = true\n";

/// Emits all files of a crate, each on whichever thread is free: tokens do not cross threads.
pub fn emit(plan: &CratePlan) -> (Vec<RustFile>, Vec<render::Problem>) {
    let files: Vec<_> = plan.files.par_iter().map(|file| render::render(&file.path, tokens(file))).collect();
    let manifest = render::toml("Cargo.toml", &manifest(&plan.package));
    let beside = [
        manifest,
        render::toml("rustfmt.toml", FORMATTING),
        render::toml(lock::FILE, &plan.lock.text()),
        render::markdown("README.md", &readme(&plan.package)),
    ];
    let (mut rendered, mut problems) = (Vec::from(beside), Vec::new());
    for file in files {
        match file {
            Ok(file) => rendered.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    if plan.package.options.runtime == Runtime::Vendored {
        rendered.extend(vendored::files());
    }
    // A crate that stands alone has no tests of its own: what its pages have wrong would be its user's trouble.
    if plan.package.options.workspace == Workspace::Member {
        let (tests, wrong) = tests(plan);
        rendered.extend(tests);
        problems.extend(wrong);
    }
    rendered.sort_by(|left, right| left.path.cmp(&right.path));
    (rendered, problems)
}

/// Emits one file in parts, each made when it is asked for: small pieces are parsed and formatted in less time and memory than a
/// whole file of them.
pub fn tokens(FilePlan { doc, imports, content, .. }: &FilePlan) -> impl Iterator<Item = TokenStream> {
    let doc = leaves::inner(doc);
    let imports = imports.iter().map(modules::import);
    let (start, items): (TokenStream, Box<dyn Iterator<Item = TokenStream> + '_>) = match content {
        Content::Root { guide, modules } => (modules::root(guide, modules), Box::new(iter::empty())),
        Content::Functions { version, functions } => {
            (modules::functions(version, functions), Box::new(iter::empty()))
        }
        Content::Version { version, modules } => {
            (modules::version(version, modules), Box::new(iter::empty()))
        }
        Content::Index(modules) => (modules.iter().map(modules::module).collect(), Box::new(iter::empty())),
        Content::Types(items) => (runtime(), Box::new(items.iter().map(item))),
        Content::Builders(plans) => (runtime(), Box::new(builders::builders(plans))),
        Content::Parameters(plans) => (runtime(), Box::new(parameters::parameters(plans))),
    };
    iter::once(quote! { #doc #(#imports)* #start }).chain(items)
}

/// The import of the runtime.
fn runtime() -> TokenStream {
    quote! { use msgraph_core as rt; }
}

fn item(item: &ItemPlan) -> TokenStream {
    match item {
        ItemPlan::Struct(plan) => {
            let (structure, constructor) = (structs::structure(plan), constructors::constructor(plan));
            quote! { #structure #constructor }
        }
        ItemPlan::Enum(plan) => enums::enumeration(plan),
        ItemPlan::Polymorphic(plan) => polymorphic::union(plan),
    }
}
