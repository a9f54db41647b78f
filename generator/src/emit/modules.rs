//! Emits the modules of a crate. In: modules and imports of a plan. Out: the crate root, version roots and root functions.

use proc_macro2::TokenStream;
use quote::quote;

use super::leaves::{name_of, predicate, spaced};
use crate::crate_docs::readme::CLIENT;
use crate::emit::builders;
use crate::plan::files::builder_files::BUILDERS;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::file::{Access, Export, Import, ModulePlan, Part};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::MethodPlan;

/// Emits the root of a crate.
pub(super) fn root(guide: &[Part], modules: &[ModulePlan]) -> TokenStream {
    let (guide, modules) = (guide.iter().enumerate().map(part), modules.iter().map(module));
    let (client, runtime) = (Cfg::feature(CLIENT), runtime());
    quote! {
        #(#guide)*
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![allow(deprecated, reason = "types and their impls name what users are warned of")]
        #(#modules)*
        #runtime
        #client
        #[doc(inline)]
        pub use msgraph_core::{Client, client};
    }
}

/// The re-exports of the runtime.
fn runtime() -> TokenStream {
    quote! {
        pub use msgraph_core;
        #[doc(inline)]
        pub use msgraph_core::{
            Accepted, AccountKind, Additional, FromResponse, Batch, BatchResponse, BatchId, BatchResults, BatchRetry, Binary, Body, Bytes,
            Callout, CalloutKind, CalloutSection, CalloutTopic,
            CanQuery, Changes, Cloud, Content, Date, DateTimeOffset, Decimal, DeltaItem, DeltaPage, DerivedFrom, Deserialized, Download, DownloadResponse, Duration,
            Endpoint, Error, ErrorDetail, ErrorKind, Expand, Extends, Filter, FilterOperator, Flags, Guid, InnerError, IntoFilter, IntoReference, IntoValue, Json, Method, Monitor, PropertyPath,
            PermissionSet, NoToken, OnDerivedType, OpenEnum, OperationInfo, Order, Page, Part, Patch, Permissions, Polymorphic, Progress, Property, PropertyInfo, Reference, Removed,
            QueryOptions, QuerySupport,
            Request, RequestBuilder, RequiredPermissions, Response, RetryAfter, ServiceError, State, StreamBody, Text, TimeOfDay, Untyped, UntypedRequestBuilder, Upload, UploadResponse, UploadStep, Uploaded,
            Version, convert, http, jiff, misfits, required_permissions, serde_json, some, strict, uuid,
        };
    }
}

/// Emits a part of the guide. An example is always shown, but compiled only with the features it uses.
fn part((index, part): (usize, &Part)) -> TokenStream {
    let gap = (index > 0).then(|| quote! { #![doc = ""] });
    let lines = |text: &str| -> TokenStream {
        text.lines().map(spaced).map(|line| quote! { #![doc = #line] }).collect()
    };
    match part {
        Part::Text(text) => {
            let lines = lines(text);
            quote! { #gap #lines }
        }
        Part::Example { cfg, is_sent, code } => {
            let (fence, code, cfg) =
                (if *is_sent { " ```no_run" } else { " ```" }, lines(code), predicate(cfg));
            quote! {
                #gap
                #![cfg_attr(#cfg, doc = #fence)]
                #![cfg_attr(not(#cfg), doc = " ```ignore")]
                #code
                #![doc = " ```"]
            }
        }
    }
}

/// Emits the root functions of a version.
pub(super) fn functions(version: &str, functions: &[MethodPlan]) -> TokenStream {
    let version = name_of(version);
    let functions = functions.iter().map(|plan| builders::function(&version, plan));
    quote! { use msgraph_core as rt; #(#functions)* }
}

/// Emits the root of a version: its modules, and the function for paths that no page documents.
pub(super) fn version(version: &str, modules: &[ModulePlan]) -> TokenStream {
    let (version, modules, builders) = (name_of(version), modules.iter().map(module), Cfg::feature(BUILDERS));
    quote! {
        #(#modules)*
        /// Builds requests to a path that no page documents, such as `places/1/rooms`. The caller names the types.
        ///
        /// The path may have a query, whose options go with all requests. A path that could lead to another host or upwards is
        /// refused when the request is built.
        #builders
        pub fn path(path: impl AsRef<str>) -> msgraph_core::UntypedRequestBuilder {
            msgraph_core::codegen::path(msgraph_core::Version::#version, path)
        }
    }
}

/// Emits the declaration of a module.
pub(super) fn module(ModulePlan { ident, path, access, cfg }: &ModulePlan) -> TokenStream {
    let path = path.as_ref().map(|path| quote! { #[path = #path] });
    match access {
        Access::Public => quote! { #cfg #path pub mod #ident; },
        Access::Named(exports) => {
            let exports = exports.iter().map(|export| self::export(ident, export));
            quote! { #cfg #path mod #ident; #(#exports)* }
        }
    }
}

fn export(module: &Ident, Export { names, cfg }: &Export) -> TokenStream {
    match names.as_slice() {
        [name] => quote! { #cfg pub use self::#module::#name; },
        names => quote! { #cfg pub use self::#module::{#(#names),*}; },
    }
}

/// Emits an import.
pub(super) fn import(Import { module, names, cfg }: &Import) -> TokenStream {
    match names.as_slice() {
        [name] => quote! { #cfg use #(#module::)*#name; },
        names => quote! { #cfg use #(#module::)*{#(#names),*}; },
    }
}
