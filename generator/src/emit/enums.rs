//! In: [`EnumPlan`]. Out: an enum that keeps the members that it does not know.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::enumeration::{EnumPlan, VariantPlan};

/// Emits an enum.
pub(super) fn enumeration(plan: &EnumPlan) -> TokenStream {
    let EnumPlan { doc, ident, variants } = plan;
    let variants = variants.iter().map(|VariantPlan { doc, ident, .. }| quote! { #doc #ident, });
    let (open, text, serde) = (open(plan), text(plan), serde(plan));
    quote! {
        #doc
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A member that this crate does not know, as the service wrote it.
            UnknownValue(String),
        }
        #open
        #text
        #serde
    }
}

fn open(EnumPlan { ident, variants, .. }: &EnumPlan) -> TokenStream {
    let (idents, wires): (Vec<_>, Vec<_>) =
        variants.iter().map(|variant| (&variant.ident, &variant.wire)).unzip();
    let make = make(&idents);
    quote! {
        impl rt::OpenEnum for #ident {
            const NAMES: &'static [&'static str] = &[#(#wires),*];
            fn from_index(index: usize) -> Self { #make }
            fn unknown(text: String) -> Self { Self::UnknownValue(text) }
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::UnknownValue(text) => text,
                }
            }
        }
        impl rt::Value for #ident { type Kind = rt::EnumKind; }
    }
}

fn make(idents: &[&crate::plan::ident::Ident]) -> TokenStream {
    let Some((last, others)) = idents.split_last() else {
        return quote! { Self::UnknownValue(index.to_string()) };
    };
    let numbers = (0..others.len()).map(Literal::usize_unsuffixed);
    quote! {
        match index {
            #(#numbers => Self::#others,)*
            _ => Self::#last,
        }
    }
}

fn text(EnumPlan { ident, .. }: &EnumPlan) -> TokenStream {
    quote! {
        impl std::fmt::Display for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { rt::open_enum::display(self, f) }
        }
        impl From<&str> for #ident {
            fn from(text: &str) -> Self { rt::open_enum::parse(text) }
        }
        impl std::str::FromStr for #ident {
            type Err = std::convert::Infallible;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Ok(rt::open_enum::parse(text)) }
        }
    }
}

fn serde(EnumPlan { ident, .. }: &EnumPlan) -> TokenStream {
    quote! {
        impl rt::Serialize for #ident {
            #[inline]
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                rt::open_enum::serialize(self, serializer)
            }
        }
        impl<'de> rt::Deserialize<'de> for #ident {
            #[inline]
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                rt::open_enum::deserialize(deserializer)
            }
        }
    }
}
