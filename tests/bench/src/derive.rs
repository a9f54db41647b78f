//! In: the plan of a type. Out: the same type with serde derive.

use generator::plan::enumeration::{EnumPlan, UnionPlan, VariantPlan};
use generator::plan::file::ItemPlan;
use generator::plan::structure::{FieldPlan, StructPlan};
use proc_macro2::TokenStream;
use quote::quote;

/// What becomes of the properties that a type does not name.
#[derive(Clone, Copy)]
pub enum Unknown {
    /// They are lost.
    Dropped,
    /// Each value has a map of them.
    Kept,
}

/// Emits a type.
pub fn item(item: &ItemPlan, unknown: Unknown) -> TokenStream {
    match item {
        ItemPlan::Struct(plan) => structure(plan, unknown),
        ItemPlan::Enum(plan) => enumeration(plan),
        ItemPlan::Union(plan) => union(plan),
    }
}

fn structure(StructPlan { doc, ident, fields, .. }: &StructPlan, unknown: Unknown) -> TokenStream {
    let fields = fields.iter().map(|FieldPlan { doc, ident, wire, ty, cfg, .. }| {
        quote! {
            #doc #cfg
            #[serde(rename = #wire, skip_serializing_if = "Option::is_none")]
            pub #ident: #ty,
        }
    });
    let additional = match unknown {
        Unknown::Dropped => None,
        Unknown::Kept => Some(quote! {
            #[serde(flatten)]
            pub additional: serde_json::Map<String, serde_json::Value>,
        }),
    };
    quote! {
        #doc
        #[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
        #[serde(default)]
        pub struct #ident { #(#fields)* #additional }
    }
}

fn enumeration(EnumPlan { doc, ident, variants, .. }: &EnumPlan) -> TokenStream {
    let variants = variants
        .iter()
        .map(|VariantPlan { doc, ident, wire, .. }| quote! { #doc #[serde(rename = #wire)] #ident, });
    quote! {
        #doc
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, serde::Deserialize, serde::Serialize)]
        pub enum #ident {
            #(#variants)*
            #[default]
            #[serde(other)]
            UnknownValue,
        }
    }
}

/// Without polymorphism: a value of the base type.
fn union(UnionPlan { ident, base, .. }: &UnionPlan) -> TokenStream {
    quote! { pub type #ident = Box<#base>; }
}
