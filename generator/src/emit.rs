//! Emits the files of a crate as tokens and renders them as text. In: [`CratePlan`]. Out: Rust files and the manifest.

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
use crate::plan::ir::structs::StructPlan;
use crate::plan::naming::lock;
use crate::render::{self, RustFile};

/// Top-level folders whose files with a header belong to the generator. A crate may lack some of them.
pub const FOLDERS: [&str; 3] = ["src", "tests", vendored::RUNTIME];

/// Keeps `cargo fmt` of a surrounding workspace from reformatting generated files.
const FORMATTING: &str = "disable_all_formatting = true\n";

/// Emits all files of a crate in parallel. Each file is emitted on one thread, because tokens are not `Send`.
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
    // A crate with a workspace of its own has no example tests: mistakes of pages are not the problem of its users.
    if plan.package.options.workspace == Workspace::Member {
        let (tests, wrong) = tests(plan);
        rendered.extend(tests);
        problems.extend(wrong);
    }
    rendered.sort_by(|left, right| left.path.cmp(&right.path));
    (rendered, problems)
}

/// Emits one file in parts, lazily. Parsing and formatting small parts takes less time and memory than one large token stream.
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
        Content::Types(items) => {
            let start = if items.iter().all(is_alias) { TokenStream::new() } else { runtime() };
            (start, Box::new(items.iter().map(item)))
        }
        Content::Builders(plans) => (runtime(), Box::new(builders::builders(plans))),
        Content::Parameters(plans) => (runtime(), Box::new(parameters::parameters(plans))),
    };
    iter::once(quote! { #doc #(#imports)* #start }).chain(items)
}

/// The import of the runtime.
fn runtime() -> TokenStream {
    quote! { use msgraph_core as rt; }
}

fn is_alias(item: &ItemPlan) -> bool {
    matches!(item, ItemPlan::Struct(StructPlan { alias_of: Some(_), .. }))
}

fn item(item: &ItemPlan) -> TokenStream {
    match item {
        ItemPlan::Struct(StructPlan { doc, ident, alias_of: Some(body), .. }) => {
            quote! { #doc pub type #ident = super::#body; }
        }
        ItemPlan::Struct(plan) => {
            let (structure, constructor) = (structs::structure(plan), constructors::constructor(plan));
            quote! { #structure #constructor }
        }
        ItemPlan::Enum(plan) => enums::enumeration(plan),
        ItemPlan::Polymorphic(plan) => polymorphic::union(plan),
    }
}
