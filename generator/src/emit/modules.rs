//! In: modules and imports of a plan. Out: the files that hold other files together.

use proc_macro2::TokenStream;
use quote::quote;

use super::leaves::name_of;
use super::places;
use crate::plan::file::{Access, Import, ModulePlan};
use crate::plan::method::MethodPlan;

/// Emits the root of a crate.
pub(super) fn root(modules: &[ModulePlan]) -> TokenStream {
    let modules = modules.iter().map(module);
    quote! {
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #(#modules)*
        pub use msgraph_core;
        #[doc(inline)]
        pub use msgraph_core::{
            Additional, Binary, Bytes, Cloud, Date, DateTimeOffset, Decimal, DeltaPage, Duration, Endpoint, Error, Flags,
            Guid, Json, Method, OpenEnum, OperationInfo, Page, Patch, Permissions, Polymorph, Property, Request,
            TimeOfDay, Version,
        };
    }
}

/// Emits what a path can start with.
pub(super) fn functions(version: &str, functions: &[MethodPlan]) -> TokenStream {
    let version = name_of(version);
    let functions = functions.iter().map(|plan| places::function(&version, plan));
    quote! { use msgraph_core as rt; #(#functions)* }
}

/// Emits the declaration of a module.
pub(super) fn module(ModulePlan { ident, access, cfg }: &ModulePlan) -> TokenStream {
    match access {
        Access::Public => quote! { #cfg pub mod #ident; },
        Access::Private => quote! { #cfg mod #ident; },
        Access::Crate => quote! { #cfg pub(crate) mod #ident; },
        Access::Flat => quote! { #cfg mod #ident; #cfg pub use self::#ident::*; },
    }
}

/// Emits an import.
pub(super) fn import(import: &Import) -> TokenStream {
    match import {
        Import::Names { module, names, cfg } => quote! { #cfg use #(#module::)*{#(#names),*}; },
        Import::Alias { module, alias } => quote! { use #(#module)::* as #alias; },
    }
}
