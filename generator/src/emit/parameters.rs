//! Emits query parameters. In: [`QueryParameterPlan`]s. Out: a trait for each, implemented for the requests that support it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builders::argument;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::query_parameter::{QueriedRequest, QueryParameterPlan};

/// Emits the traits of a file.
pub(super) fn parameters(plans: &[QueryParameterPlan]) -> impl Iterator<Item = TokenStream> {
    plans.iter().map(parameter)
}

fn parameter(plan: &QueryParameterPlan) -> TokenStream {
    let QueryParameterPlan { trait_doc, doc, ident, setter, ty, requests, cfg, .. } = plan;
    let value = argument(&ArgumentPlan { ident: Ident::snake("value"), ty: ty.clone() });
    let requests = requests.iter().map(|request| takes(plan, request));
    quote! {
        #trait_doc
        #cfg
        pub trait #ident: Sized {
            #doc
            #[must_use]
            fn #setter(self, #value) -> Self;
        }
        #(#requests)*
    }
}

fn takes(
    QueryParameterPlan { ident, setter, wire, ty, .. }: &QueryParameterPlan,
    QueriedRequest { response, cfg, .. }: &QueriedRequest,
) -> TokenStream {
    let value = argument(&ArgumentPlan { ident: Ident::snake("value"), ty: ty.clone() });
    let text = match ty {
        ArgumentType::Text => quote! { value.as_ref() },
        ArgumentType::Texts => quote! { rt::codegen::joined(value) },
        _ => quote! { value.to_string() },
    };
    quote! {
        #cfg
        impl #ident for rt::Request<#response> {
            fn #setter(self, #value) -> Self { self.query(#wire, #text) }
        }
    }
}
