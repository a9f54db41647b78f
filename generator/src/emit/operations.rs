//! In: [`OperationPlan`]. Out: a static with what the pages say of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::leaves::name_of;
use super::modules::module;
use crate::plan::file::ModulePlan;
use crate::plan::operation::{InfoPlan, OperationPlan, PermissionsPlan};

/// Emits the modules of operations, and what an operation is of which nothing is said.
pub(super) fn index(version: &str, modules: &[ModulePlan]) -> TokenStream {
    let (version, modules) = (name_of(version), modules.iter().map(module));
    quote! {
        #(#modules)*
        use msgraph_core::{OperationInfo, Version};
        const INFO: OperationInfo = OperationInfo { version: Version::#version, ..OperationInfo::UNDOCUMENTED };
    }
}

/// Emits what the operations of a file import.
pub(super) fn imports(operations: &[OperationPlan]) -> TokenStream {
    let infos = || operations.iter().flat_map(|operation| &operation.infos);
    let cloud = infos().any(|info| info.clouds.is_some()).then(|| quote! { Cloud, });
    let permissions = infos().any(|info| info.permissions.is_some()).then(|| quote! { Permissions, });
    quote! {
        use super::INFO;
        use msgraph_core::{#cloud Method, Operation, OperationInfo, #permissions};
    }
}

/// Emits an operation.
pub(super) fn operation(OperationPlan { ident, infos }: &OperationPlan) -> TokenStream {
    let infos = infos.iter().map(info);
    quote! { pub(crate) static #ident: &Operation = &Operation { infos: &[#(#infos),*] }; }
}

fn info(
    InfoPlan { title, method, templates, permissions, page, headers, status, deprecated, clouds, .. }: &InfoPlan,
) -> TokenStream {
    let (method, status) = (name_of(method), Literal::u16_unsuffixed(*status));
    let permissions = permissions.as_ref().map(self::permissions);
    let deprecated = deprecated.as_ref().map(|text| quote! { deprecated: Some(#text), });
    let clouds = clouds.as_deref().map(self::clouds);
    let headers = (!headers.is_empty()).then(|| quote! { headers: &[#(#headers),*], });
    quote! {
        OperationInfo {
            title: #title, method: Method::#method, templates: &[#(#templates),*], #permissions
            page: #page, #headers status: #status, #deprecated #clouds ..INFO
        }
    }
}

fn permissions(
    PermissionsPlan { delegated_work, delegated_personal, application }: &PermissionsPlan,
) -> TokenStream {
    quote! {
        permissions: Some(Permissions {
            delegated_work: &[#(#delegated_work),*],
            delegated_personal: &[#(#delegated_personal),*],
            application: &[#(#application),*],
        }),
    }
}

fn clouds(clouds: &[&str]) -> TokenStream {
    let clouds = clouds.iter().map(|cloud| name_of(cloud));
    quote! { clouds: Some(&[#(Cloud::#clouds),*]), }
}
