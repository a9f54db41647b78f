//! Emits types with serde derive for comparison. In: the plan of a type. Out: the type in one of three variants.

use generator::plan::ir::enums::{EnumPlan, VariantPlan};
use generator::plan::ir::enums::{PolymorphicPlan, PolymorphicVariant};
use generator::plan::ir::item::ItemPlan;
use generator::plan::ir::structs::{FieldPlan, StructPlan};
use proc_macro2::TokenStream;
use quote::quote;

/// The content of the types with derive.
#[derive(Clone, Copy)]
pub enum Variant {
    /// Documented properties. Scalars are strings, and a value of a derived type becomes one of its base.
    Plain,
    /// Documented and unknown properties.
    Kept,
    /// The same content as generated types, as far as derive supports it.
    Same,
}

impl Variant {
    /// The variant of this name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "derive" => Some(Self::Plain),
            "derive-kept" => Some(Self::Kept),
            "derive-same" => Some(Self::Same),
            _ => None,
        }
    }

    /// The field of unknown properties.
    fn additional(self) -> Option<TokenStream> {
        match self {
            Self::Plain => None,
            Self::Kept | Self::Same => Some(quote! {
                #[serde(flatten)]
                pub additional: serde_json::Map<String, serde_json::Value>,
            }),
        }
    }

    /// The runtime types of fields.
    fn scalars(self) -> TokenStream {
        match self {
            Self::Plain | Self::Kept => quote! {
                pub type Binary = String;
                pub type Date = String;
                pub type DateTimeOffset = String;
                pub type Decimal = f64;
                pub type Duration = String;
                pub type Flags<T> = T;
                pub type Guid = String;
                pub type TimeOfDay = String;
            },
            // The flags of the runtime are also strings, but require a table for their enum.
            Self::Same => quote! {
                pub use msgraph_core::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
                #[derive(Clone, Debug, Default, Eq, Hash, PartialEq, Deserialize, Serialize)]
                #[serde(transparent, bound = "")]
                pub struct Flags<E>(pub String, #[serde(skip)] std::marker::PhantomData<E>);
            },
        }
    }
}

/// Emits replacements for runtime types.
pub fn runtime(variant: Variant) -> TokenStream {
    let (scalars, additional) = (variant.scalars(), variant.additional());
    quote! {
        use serde::{Deserialize, Serialize};
        pub use serde_json::Value as Json;
        #scalars
        #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
        pub struct Page<T> {
            pub value: Vec<T>,
            #[serde(rename = "@odata.count", skip_serializing_if = "Option::is_none")]
            pub count: Option<i64>,
            #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
            pub next_link: Option<String>,
            #additional
        }
    }
}

/// Emits a type.
pub fn item(item: &ItemPlan, variant: Variant) -> TokenStream {
    match item {
        ItemPlan::Struct(plan) => structure(plan, variant),
        ItemPlan::Enum(plan) => enumeration(plan, variant),
        ItemPlan::Polymorphic(plan) => union(plan, variant),
    }
}

fn structure(StructPlan { doc, ident, fields, .. }: &StructPlan, variant: Variant) -> TokenStream {
    let fields = fields.iter().map(|FieldPlan { doc, ident, wire, ty, cfg, .. }| {
        quote! {
            #doc #cfg
            #[serde(rename = #wire, skip_serializing_if = "Option::is_none")]
            pub #ident: #ty,
        }
    });
    let additional = variant.additional();
    quote! {
        #doc
        #[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
        #[serde(default)]
        pub struct #ident { #(#fields)* #additional }
    }
}

fn enumeration(EnumPlan { doc, ident, variants, .. }: &EnumPlan, variant: Variant) -> TokenStream {
    let variants = variants
        .iter()
        .map(|VariantPlan { doc, ident, wire, .. }| quote! { #doc #[serde(rename = #wire)] #ident, });
    let (simple, unknown) = match variant {
        Variant::Plain | Variant::Kept => {
            (Some(quote! { Copy, Default, }), quote! { #[default] #[serde(other)] UnknownValue })
        }
        Variant::Same => (None, quote! { #[serde(untagged)] UnknownValue(String) }),
    };
    quote! {
        #doc
        #[derive(Clone, #simple Debug, Eq, Hash, PartialEq, serde::Deserialize, serde::Serialize)]
        pub enum #ident { #(#variants)* #unknown }
    }
}

fn union(plan: &PolymorphicPlan, variant: Variant) -> TokenStream {
    let PolymorphicPlan { ident, base, .. } = plan;
    match variant {
        Variant::Plain | Variant::Kept => quote! { pub type #ident = Box<#base>; },
        Variant::Same => tagged(plan),
    }
}

/// Emits a tagged enum. Serde requires the untagged base to be last: it accepts values without tag or with an unknown tag, so there is no
/// variant `Unknown`.
fn tagged(PolymorphicPlan { doc, ident, variants, .. }: &PolymorphicPlan) -> TokenStream {
    let numbered = || variants.iter().enumerate();
    let base_last = numbered().skip(1).chain(numbered().take(1));
    let variants = base_last.map(|(index, PolymorphicVariant { doc, ident, ty, wire, cfg, .. })| {
        let tag = format!("#{wire}");
        let how = if index == 0 {
            quote! { untagged }
        } else {
            quote! { rename = #tag }
        };
        quote! { #doc #cfg #[serde(#how)] #ident(Box<#ty>), }
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        #[serde(tag = "@odata.type")]
        pub enum #ident { #(#variants)* }
    }
}
