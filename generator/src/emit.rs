//! In: [`Plan`]. Out: files of Rust as text, and the manifest. Knows the plan alone.

mod enums;
mod leaves;
mod manifest;
mod modules;
mod operations;
mod places;
mod structs;
mod unions;

use proc_macro2::TokenStream;
use quote::quote;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use self::manifest::manifest;
use crate::plan::Plan;
use crate::plan::file::{Content, FilePlan, ItemPlan};
use crate::render::{self, RustFile};

/// Emits all files of a crate, each on whichever thread is free: tokens do not cross threads.
pub fn emit(plan: &Plan) -> (Vec<RustFile>, Vec<render::Problem>) {
    let files: Vec<_> = plan.files.par_iter().map(|file| render::render(&file.path, tokens(file))).collect();
    let (mut rendered, mut problems) = (vec![render::manifest(&manifest(&plan.package))], Vec::new());
    for file in files {
        match file {
            Ok(file) => rendered.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    rendered.sort_by(|left, right| left.path.cmp(&right.path));
    (rendered, problems)
}

/// Emits one file.
pub fn tokens(FilePlan { doc, imports, content, .. }: &FilePlan) -> TokenStream {
    let doc = leaves::inner(doc);
    let imports = imports.iter().map(modules::import);
    let content = match content {
        Content::Root(modules) => modules::root(modules),
        Content::Version { version, modules, functions } => modules::version(version, modules, functions),
        Content::Index(modules) => modules.iter().map(modules::module).collect(),
        Content::Types(items) => types(items),
        Content::Places(places) => places::places(places),
        Content::Operations(operations) => operations::operations(operations),
        Content::OperationIndex(version, modules) => operations::index(version, modules),
    };
    quote! { #doc #(#imports)* #content }
}

fn types(items: &[ItemPlan]) -> TokenStream {
    let items = items.iter().map(item);
    quote! {
        use msgraph_core as rt;
        #(#items)*
    }
}

fn item(item: &ItemPlan) -> TokenStream {
    match item {
        ItemPlan::Struct(plan) => structs::structure(plan),
        ItemPlan::Enum(plan) => enums::enumeration(plan),
        ItemPlan::Union(plan) => unions::union(plan),
    }
}
