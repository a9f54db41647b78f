//! In: [`StructPlan`]. Out: the struct, its constants, and the table by which it is read and written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::structure::{FieldPlan, StructKind, StructPlan};

/// Emits a struct.
pub(super) fn structure(plan: &StructPlan) -> TokenStream {
    let StructPlan { doc, ident, fields, .. } = plan;
    let fields = fields.iter().map(field);
    let (constants, table, traits) = (constants(plan), table(plan), traits(plan));
    quote! {
        #doc
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct #ident {
            #(#fields)*
            /// What the pages do not name, and the nulls that were read.
            pub additional: rt::Additional,
        }
        #constants
        #table
        #traits
    }
}

fn field(FieldPlan { doc, ident, ty, .. }: &FieldPlan) -> TokenStream {
    quote! { #doc pub #ident: #ty, }
}

fn constants(StructPlan { ident: owner, fields, kind, .. }: &StructPlan) -> Option<TokenStream> {
    let constants = fields.iter().map(|FieldPlan { wire, value, constant: (ident, doc), .. }| {
        quote! { #doc pub const #ident: rt::Property<#owner, #value> = rt::Property::new(#wire); }
    });
    let has_constants = *kind == StructKind::Model && !fields.is_empty();
    has_constants.then(|| quote! { impl #owner { #(#constants)* } })
}

fn table(plan: &StructPlan) -> TokenStream {
    let StructPlan { ident, odata_type, .. } = plan;
    let names = rows(plan).map(|field| &field.wire);
    let index = if plan.fields.is_empty() {
        quote! { _index }
    } else {
        quote! { index }
    };
    let (shared, exclusive) = (arms(plan, &quote! { & }), arms(plan, &quote! { &mut }));
    quote! {
        impl rt::Object for #ident {
            #[inline]
            fn info(&self) -> &'static rt::ObjectInfo {
                &rt::ObjectInfo { odata_type: #odata_type, names: &[#(#names),*] }
            }
            fn field(&self, #index: usize) -> &dyn rt::Field { #shared }
            fn field_mut(&mut self, #index: usize) -> &mut dyn rt::Field { #exclusive }
            #[inline]
            fn additional(&self) -> &rt::Additional { &self.additional }
            #[inline]
            fn additional_mut(&mut self) -> &mut rt::Additional { &mut self.additional }
        }
    }
}

fn rows(plan: &StructPlan) -> impl Iterator<Item = &FieldPlan> {
    plan.table.iter().filter_map(|&index| plan.fields.get(index))
}

/// The last field answers for all other numbers.
fn arms(plan: &StructPlan, reference: &TokenStream) -> TokenStream {
    let idents: Vec<_> = rows(plan).map(|field| &field.ident).collect();
    let Some((last, others)) = idents.split_last() else {
        return quote! { #reference self.additional };
    };
    let numbers = (0..others.len()).map(Literal::usize_unsuffixed);
    quote! {
        match index {
            #(#numbers => #reference self.#others,)*
            _ => #reference self.#last,
        }
    }
}

fn traits(StructPlan { ident, .. }: &StructPlan) -> TokenStream {
    quote! {
        impl rt::Value for #ident { type Kind = rt::ObjectKind; }
        impl rt::Serialize for #ident {
            #[inline]
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                rt::table::write(self, serializer)
            }
        }
        impl<'de> rt::Deserialize<'de> for #ident {
            #[inline]
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                rt::table::read(deserializer)
            }
        }
    }
}
