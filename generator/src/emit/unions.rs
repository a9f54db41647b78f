//! In: [`UnionPlan`]. Out: an enum of a base type and the types below it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::enumeration::{UnionPlan, UnionVariant};

/// Emits a union.
pub(super) fn union(plan: &UnionPlan) -> TokenStream {
    let UnionPlan { doc, ident, base, variants } = plan;
    let (polymorph, conversions, serde) = (polymorph(plan), conversions(plan), serde(plan));
    let variants =
        variants.iter().map(|UnionVariant { doc, ident, ty, .. }| quote! { #doc #ident(Box<#ty>), });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A derived type that this crate does not know, with all that it carries.
            Unknown(Box<#base>),
        }
        #polymorph
        #conversions
        #serde
    }
}

fn polymorph(UnionPlan { ident, base, variants, .. }: &UnionPlan) -> TokenStream {
    let idents: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let wires = variants.iter().map(|variant| &variant.wire);
    let numbers: Vec<_> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let after = Literal::usize_unsuffixed(variants.len());
    quote! {
        impl rt::Polymorph for #ident {
            type Base = #base;
            const TYPES: &'static [&'static str] = &[#(#wires),*];
            fn make(index: usize) -> Self {
                match index { #(#numbers => Self::#idents(Box::default()),)* _ => Self::Unknown(Box::default()) }
            }
            fn index(&self) -> usize { match self { #(Self::#idents(_) => #numbers,)* Self::Unknown(_) => #after } }
            fn object(&self) -> &dyn rt::Object {
                match self { #(Self::#idents(object) => &**object,)* Self::Unknown(object) => &**object }
            }
            fn object_mut(&mut self) -> &mut dyn rt::Object {
                match self { #(Self::#idents(object) => &mut **object,)* Self::Unknown(object) => &mut **object }
            }
        }
        impl rt::Value for #ident { type Kind = rt::PolymorphKind; }
    }
}

fn conversions(UnionPlan { ident: union, base, variants, .. }: &UnionPlan) -> TokenStream {
    let derived = variants.iter().skip(1).map(|variant| &variant.ty);
    let conversions = variants.iter().map(|UnionVariant { ident, ty, .. }| {
        quote! {
            impl From<#ty> for #union {
                fn from(object: #ty) -> Self { Self::#ident(Box::new(object)) }
            }
        }
    });
    quote! {
        #(#conversions)*
        impl rt::Changes<#base> for #union {}
        #(impl rt::Changes<#base> for rt::Patch<#derived> {})*
    }
}

fn serde(UnionPlan { ident, .. }: &UnionPlan) -> TokenStream {
    quote! {
        impl rt::Serialize for #ident {
            #[inline]
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                rt::polymorph::write(self, serializer)
            }
        }
        impl<'de> rt::Deserialize<'de> for #ident {
            #[inline]
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                rt::polymorph::read(deserializer)
            }
        }
    }
}
