//! In: [`OperationPlan`]. Out: a static with what the pages say of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::modules::version_variant;
use crate::facts::cloud::Cloud;
use crate::facts::permission::Permissions;
use crate::facts::template::Method;
use crate::plan::operation::{InfoPlan, OperationPlan};

/// Emits the operations of a file.
pub(super) fn operations(operations: &[OperationPlan]) -> TokenStream {
    let operations = operations.iter().map(operation);
    quote! {
        use msgraph_core::{Cloud, Method, Operation, OperationInfo, Permissions, Version};
        #(#operations)*
    }
}

fn operation(OperationPlan { ident, infos }: &OperationPlan) -> TokenStream {
    let infos = infos.iter().map(info);
    quote! { pub(crate) static #ident: &Operation = &Operation { infos: &[#(#infos),*] }; }
}

fn info(plan: &InfoPlan) -> TokenStream {
    let InfoPlan { title, templates, page, .. } = plan;
    let (method, version) = (method(plan.method), version_variant(plan.version));
    let (permissions, clouds) = (permissions(&plan.permissions), clouds(plan.clouds.as_deref()));
    let status = Literal::u16_unsuffixed(plan.status);
    let deprecated = option(plan.deprecated.as_ref().map(|text| quote! { #text }));
    quote! {
        OperationInfo {
            title: #title, method: Method::#method, version: Version::#version, templates: &[#(#templates),*],
            permissions: #permissions, page: #page, status: #status, deprecated: #deprecated, clouds: #clouds,
        }
    }
}

fn permissions(permissions: &Permissions) -> TokenStream {
    let Permissions { delegated_work, delegated_personal, application } = permissions;
    if *permissions == Permissions::default() {
        return quote! { Permissions::NONE };
    }
    quote! {
        Permissions {
            delegated_work: &[#(#delegated_work),*],
            delegated_personal: &[#(#delegated_personal),*],
            application: &[#(#application),*],
        }
    }
}

fn clouds(clouds: Option<&[Cloud]>) -> TokenStream {
    option(clouds.map(|clouds| {
        let clouds = clouds.iter().map(|cloud| match cloud {
            Cloud::Global => quote! { Cloud::Global },
            Cloud::UsGovernmentL4 => quote! { Cloud::UsGovL4 },
            Cloud::UsGovernmentL5 => quote! { Cloud::UsGovL5 },
            Cloud::China => quote! { Cloud::China },
        });
        quote! { &[#(#clouds),*] }
    }))
}

fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote! { None }, |value| quote! { Some(#value) })
}

fn method(method: Method) -> TokenStream {
    match method {
        Method::Get => quote! { Get },
        Method::Post => quote! { Post },
        Method::Patch => quote! { Patch },
        Method::Put => quote! { Put },
        Method::Delete => quote! { Delete },
        // No request is made with these, so no static mentions them.
        Method::Head | Method::Options => quote! { Head },
    }
}
