//! In: [`UnionPlan`]. Out: an enum of a base type and the types below it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::enumeration::{UnionPlan, UnionVariant};

/// Emits a union.
pub(super) fn union(plan: &UnionPlan) -> TokenStream {
    let UnionPlan { doc, ident, base, variants } = plan;
    let (polymorph, conversions, serde) = (polymorph(plan), conversions(plan), serde(plan));
    let variants = variants
        .iter()
        .map(|UnionVariant { doc, ident, ty, cfg, .. }| quote! { #doc #cfg #ident(Box<#ty>), });
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
    let cfgs: Vec<_> = variants.iter().map(|variant| &variant.cfg).collect();
    let wires = variants.iter().map(|variant| &variant.wire);
    let numbers: Vec<_> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let after = Literal::usize_unsuffixed(variants.len());
    quote! {
        impl rt::Polymorph for #ident {
            type Base = #base;
            const TYPES: &'static [&'static str] = &[#(#wires),*];
            fn make(index: usize) -> Self {
                match index { #(#cfgs #numbers => Self::#idents(Box::default()),)* _ => Self::Unknown(Box::default()) }
            }
            fn index(&self) -> usize { match self { #(#cfgs Self::#idents(_) => #numbers,)* Self::Unknown(_) => #after } }
            fn object(&self) -> &dyn rt::Object {
                match self { #(#cfgs Self::#idents(object) => &**object,)* Self::Unknown(object) => &**object }
            }
            fn object_mut(&mut self) -> &mut dyn rt::Object {
                match self { #(#cfgs Self::#idents(object) => &mut **object,)* Self::Unknown(object) => &mut **object }
            }
        }
        impl rt::Value for #ident { type Kind = rt::PolymorphKind; }
    }
}

fn conversions(UnionPlan { ident: union, base, variants, .. }: &UnionPlan) -> TokenStream {
    let derived = variants.iter().skip(1).map(|variant| &variant.ty);
    let cfgs = variants.iter().skip(1).map(|variant| &variant.cfg);
    let conversions = variants.iter().map(|UnionVariant { ident, ty, cfg, .. }| {
        quote! {
            #cfg
            impl From<#ty> for #union {
                fn from(object: #ty) -> Self { Self::#ident(Box::new(object)) }
            }
        }
    });
    quote! {
        #(#conversions)*
        impl rt::Changes<#base> for #union {}
        #(#cfgs impl rt::Changes<#base> for rt::Patch<#derived> {})*
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

#[cfg(test)]
mod tests {
    use crate::plan::sample::{model, object, shown, string, ty};

    #[track_caller]
    fn check(start: &str) -> String {
        let types = vec![
            ty("attachment", None, &[("name", string(), false)]),
            ty("fileAttachment", Some(0), &[]),
            ty("message", None, &[("attachments", object(0), true)]),
        ];
        shown(model(types, Vec::new()), "src/v1/models/mail.rs", start)
    }

    #[test]
    fn a_base_type_that_something_holds_has_an_enum() {
        insta::assert_snapshot!(check("/// A value of"), @r#"
        /// A value of `attachment` or of a type derived from it.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum AnyAttachment {
            /// `microsoft.graph.attachment`
            Attachment(Box<Attachment>),
            /// `microsoft.graph.fileAttachment`
            FileAttachment(Box<FileAttachment>),
            /// A derived type that this crate does not know, with all that it carries.
            Unknown(Box<Attachment>),
        }
        "#);
    }

    #[test]
    fn the_types_are_made_by_number() {
        insta::assert_snapshot!(check("impl rt::Polymorph"), @r#"
        impl rt::Polymorph for AnyAttachment {
            type Base = Attachment;
            const TYPES: &'static [&'static str] = &[
                "microsoft.graph.attachment",
                "microsoft.graph.fileAttachment",
            ];
            fn make(index: usize) -> Self {
                match index {
                    0 => Self::Attachment(Box::default()),
                    1 => Self::FileAttachment(Box::default()),
                    _ => Self::Unknown(Box::default()),
                }
            }
            fn index(&self) -> usize {
                match self {
                    Self::Attachment(_) => 0,
                    Self::FileAttachment(_) => 1,
                    Self::Unknown(_) => 2,
                }
            }
            fn object(&self) -> &dyn rt::Object {
                match self {
                    Self::Attachment(object) => &**object,
                    Self::FileAttachment(object) => &**object,
                    Self::Unknown(object) => &**object,
                }
            }
            fn object_mut(&mut self) -> &mut dyn rt::Object {
                match self {
                    Self::Attachment(object) => &mut **object,
                    Self::FileAttachment(object) => &mut **object,
                    Self::Unknown(object) => &mut **object,
                }
            }
        }
        "#);
    }

    #[test]
    fn what_holds_a_base_type_holds_the_enum() {
        insta::assert_snapshot!(check("/// A message."), @r#"
        /// A message.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/message?view=graph-rest-1.0>
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Message {
            /// The attachments.
            pub attachments: Option<Vec<AnyAttachment>>,
            /// What the pages do not name, and the nulls that were read.
            pub additional: rt::Additional,
        }
        "#);
    }
}
