//! Emits polymorphic enums. In: [`PolymorphicPlan`]. Out: an enum of a base type and its derived types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::ir::enums::{PolymorphicPlan, PolymorphicVariant};

/// Emits a polymorphic enum.
pub(super) fn union(
    PolymorphicPlan { doc, deprecation, ident, base, variants }: &PolymorphicPlan,
) -> TokenStream {
    let rows = rows(variants);
    let variants = variants.iter().map(variant);
    quote! {
        #doc
        #deprecation
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A derived type that this crate does not know, with all that it carries.
            Unknown(Box<#base>),
        }
        rt::codegen::polymorphic_enum! { #ident #base: #(#rows),* }
    }
}

fn variant(PolymorphicVariant { doc, deprecation, ident, ty, cfg, .. }: &PolymorphicVariant) -> TokenStream {
    quote! { #doc #deprecation #cfg #ident(Box<#ty>), }
}

/// The rows of the table. The first row is that of the base type, whose struct the table names separately.
fn rows(variants: &[PolymorphicVariant]) -> impl Iterator<Item = TokenStream> {
    variants.iter().enumerate().map(|(index, PolymorphicVariant { ident, ty, wire, cfg, .. })| {
        let number = Literal::usize_unsuffixed(index);
        let ty = (index > 0).then_some(ty);
        quote! { #cfg #number #ident #wire #ty }
    })
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
        shown(model(types, Vec::new()), "src/v1/models", start)
    }

    #[test]
    fn a_base_type_that_something_holds_has_an_enum() {
        insta::assert_snapshot!(check("/// A `attachment`"), @r#"
        /// A `attachment` or a type derived from it.
        #[non_exhaustive]
        pub enum AnyAttachment {
            /// `microsoft.graph.attachment`
            Attachment(Box<super::Attachment>),
            /// `microsoft.graph.fileAttachment`
            FileAttachment(Box<super::FileAttachment>),
            /// A derived type that this crate does not know, with all that it carries.
            Unknown(Box<super::Attachment>),
        }
        "#);
    }

    #[test]
    fn the_types_are_made_by_number() {
        insta::assert_snapshot!(check("rt::codegen::polymorphic_enum!"), @r#"
        rt::codegen::polymorphic_enum! {
            AnyAttachment super::Attachment:
            0 Attachment "microsoft.graph.attachment",
            1 FileAttachment "microsoft.graph.fileAttachment" super::FileAttachment
        }
        "#);
    }

    #[test]
    fn the_table_of_a_base_names_its_enum() {
        insta::assert_snapshot!(check("rt::codegen::object! {\n    Attachment"), @r##"
        rt::codegen::object! {
            Attachment "#microsoft.graph.attachment" @base AnyAttachment:
            name "name";
            "name The name"
        }
        "##);
    }

    #[test]
    fn what_holds_a_base_type_holds_its_struct() {
        insta::assert_snapshot!(check("/// A message."), @r#"
        /// A message.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/message?view=graph-rest-1.0>
        pub struct Message {
            /// The attachments.
            pub attachments: Option<Vec<super::Attachment>>,
            /// Properties not modelled by this crate, and explicit nulls.
            pub additional: rt::Additional,
        }
        "#);
    }
}
