//! In: [`StructPlan`]. Out: the struct, its constants, and the table by which it is read and written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::condition::Cfg;
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

fn field(FieldPlan { doc, ident, ty, cfg, .. }: &FieldPlan) -> TokenStream {
    quote! { #doc #cfg pub #ident: #ty, }
}

fn constants(StructPlan { ident, fields, kind, .. }: &StructPlan) -> Option<TokenStream> {
    let constants = fields.iter().map(|FieldPlan { wire, value, constant: (ident, doc), cfg, .. }| {
        quote! { #doc #cfg pub const #ident: rt::Property<Self, #value> = rt::Property::new(#wire); }
    });
    let has_constants = *kind == StructKind::Model && !fields.is_empty();
    has_constants.then(|| quote! { impl #ident { #(#constants)* } })
}

fn table(plan: &StructPlan) -> TokenStream {
    let StructPlan { ident, odata_type, .. } = plan;
    let names = rows(plan).map(|field| &field.wire);
    let index = match plan.fields.as_slice() {
        [] | [_] if !is_conditional(plan) => quote! { _index },
        _ => quote! { index },
    };
    let (shared, exclusive) = (arms(plan, &quote! { & }), arms(plan, &quote! { &mut }));
    quote! {
        impl rt::Object for #ident {
            #[inline]
            fn info(&self) -> &'static rt::ObjectInfo {
                &rt::ObjectInfo { odata_type: #odata_type, names: &[#(#names),*] }
            }
            #[inline]
            fn field(&self, #index: usize) -> &dyn rt::Field { #shared }
            #[inline]
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

/// The field with a number; the last answers for all other numbers, or what is additional where a field may not be there.
fn arms(plan: &StructPlan, reference: &TokenStream) -> TokenStream {
    let idents: Vec<_> = rows(plan).map(|field| &field.ident).collect();
    let numbers = (0..idents.len()).map(Literal::usize_unsuffixed);
    let cfgs = rows(plan).map(|field| &field.cfg);
    match idents.split_last() {
        None => quote! { #reference self.additional },
        _ if is_conditional(plan) => {
            quote! { match index { #(#cfgs #numbers => #reference self.#idents,)* _ => #reference self.additional } }
        }
        Some((last, [])) => quote! { #reference self.#last },
        Some((last, others)) => {
            quote! { match index { #(#numbers => #reference self.#others,)* _ => #reference self.#last } }
        }
    }
}

fn is_conditional(plan: &StructPlan) -> bool {
    plan.fields.iter().any(|field| field.cfg != Cfg::default())
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

#[cfg(test)]
mod tests {
    use crate::model::schema::Type;
    use crate::plan::sample::{model, object, shown, string, ty};

    fn types() -> Vec<Type> {
        let item = ty("outlookItem", None, &[("changeKey", string(), false)]);
        let members = [
            ("type", string(), false),
            ("sender", object(2), false),
            ("toRecipients", object(2), true),
            ("additional", string(), true),
        ];
        vec![item, ty("message", Some(0), &members), ty("recipient", None, &[])]
    }

    #[track_caller]
    fn check(start: &str) -> String {
        shown(model(types(), Vec::new()), "src/v1/models/mail.rs", start)
    }

    #[test]
    fn a_struct_has_the_members_of_its_base_first() {
        insta::assert_snapshot!(check("/// A message."), @r#"
        /// A message.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/message?view=graph-rest-1.0>
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Message {
            /// The changeKey. Inherited from `outlookItem`.
            pub change_key: Option<String>,
            /// The type.
            pub r#type: Option<String>,
            /// The sender.
            pub sender: Option<Box<Recipient>>,
            /// The toRecipients.
            pub to_recipients: Option<Vec<Recipient>>,
            /// The additional.
            pub additional_2: Option<Vec<String>>,
            /// What the pages do not name, and the nulls that were read.
            pub additional: rt::Additional,
        }
        "#);
    }

    #[test]
    fn each_property_has_a_constant() {
        insta::assert_snapshot!(check("impl Message"), @r#"
        impl Message {
            /// `changeKey`
            pub const CHANGE_KEY: rt::Property<Self, String> = rt::Property::new("changeKey");
            /// `type`
            pub const TYPE: rt::Property<Self, String> = rt::Property::new("type");
            /// `sender`
            pub const SENDER: rt::Property<Self, Recipient> = rt::Property::new("sender");
            /// `toRecipients`
            pub const TO_RECIPIENTS: rt::Property<Self, Vec<Recipient>> = rt::Property::new(
                "toRecipients",
            );
            /// `additional`
            pub const ADDITIONAL_2: rt::Property<Self, Vec<String>> = rt::Property::new(
                "additional",
            );
        }
        "#);
    }

    #[test]
    fn names_are_sorted_by_length() {
        insta::assert_snapshot!(check("impl rt::Object for Message"), @r##"
        impl rt::Object for Message {
            #[inline]
            fn info(&self) -> &'static rt::ObjectInfo {
                &rt::ObjectInfo {
                    odata_type: "#microsoft.graph.message",
                    names: &["type", "sender", "changeKey", "additional", "toRecipients"],
                }
            }
            #[inline]
            fn field(&self, index: usize) -> &dyn rt::Field {
                match index {
                    0 => &self.r#type,
                    1 => &self.sender,
                    2 => &self.change_key,
                    3 => &self.additional_2,
                    _ => &self.to_recipients,
                }
            }
            #[inline]
            fn field_mut(&mut self, index: usize) -> &mut dyn rt::Field {
                match index {
                    0 => &mut self.r#type,
                    1 => &mut self.sender,
                    2 => &mut self.change_key,
                    3 => &mut self.additional_2,
                    _ => &mut self.to_recipients,
                }
            }
            #[inline]
            fn additional(&self) -> &rt::Additional {
                &self.additional
            }
            #[inline]
            fn additional_mut(&mut self) -> &mut rt::Additional {
                &mut self.additional
            }
        }
        "##);
    }

    #[test]
    fn a_struct_without_properties_answers_with_what_is_additional() {
        insta::assert_snapshot!(check("impl rt::Object for Recipient"), @r##"
        impl rt::Object for Recipient {
            #[inline]
            fn info(&self) -> &'static rt::ObjectInfo {
                &rt::ObjectInfo {
                    odata_type: "#microsoft.graph.recipient",
                    names: &[],
                }
            }
            #[inline]
            fn field(&self, _index: usize) -> &dyn rt::Field {
                &self.additional
            }
            #[inline]
            fn field_mut(&mut self, _index: usize) -> &mut dyn rt::Field {
                &mut self.additional
            }
            #[inline]
            fn additional(&self) -> &rt::Additional {
                &self.additional
            }
            #[inline]
            fn additional_mut(&mut self) -> &mut rt::Additional {
                &mut self.additional
            }
        }
        "##);
    }
}
