//! Emits structs. In: [`StructPlan`]. Out: the struct, its constants, and the table for its serialization.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::leaves::alias;
use super::text::{line, lines};
use crate::plan::ir::structs::{BasePlan, FieldPlan, PropertyFacts, StructKind, StructPlan};

/// Emits a struct.
pub(super) fn structure(plan: &StructPlan) -> TokenStream {
    let StructPlan { doc, deprecation, ident, fields, is_abstract, .. } = plan;
    let fields = fields.iter().map(field);
    let closed = is_abstract.then(|| quote! { #[non_exhaustive] });
    let (constants, table, bases) = (constants(plan), table(plan), bases(plan));
    quote! {
        #doc
        #deprecation
        #closed
        pub struct #ident {
            #(#fields)*
            /// Properties not modelled by this crate, and explicit nulls.
            pub additional: rt::Additional,
        }
        #constants
        #table
        #bases
    }
}

fn field(FieldPlan { doc, deprecation, ident, wire, ty, cfg, .. }: &FieldPlan) -> TokenStream {
    let alias = alias(ident, wire);
    quote! { #doc #alias #deprecation #cfg pub #ident: #ty, }
}

fn constants(StructPlan { ident, fields, kind, .. }: &StructPlan) -> Option<TokenStream> {
    let constants = fields.iter().map(constant);
    let has_constants = *kind == StructKind::Model && !fields.is_empty();
    has_constants.then(|| quote! { impl #ident { #(#constants)* } })
}

fn constant(FieldPlan { wire, value, constant, deprecation, cfg, .. }: &FieldPlan) -> TokenStream {
    let (ident, doc) = constant;
    quote! { #doc #deprecation #cfg pub const #ident: rt::Property<Self, #value> = rt::codegen::property(#wire); }
}

/// The implementations of `DerivedFrom` and `Extends`, for each base type.
fn bases(StructPlan { ident, bases, .. }: &StructPlan) -> TokenStream {
    let bases = bases.iter().map(|BasePlan { ty, cfg }| {
        quote! {
            #cfg impl rt::DerivedFrom<#ty> for #ident {}
            #cfg impl rt::Extends<#ty> for #ident {}
        }
    });
    bases.collect()
}

/// The rows of the table, as plain tokens that `syn` and the formatter leave alone. The facts follow the rows.
fn table(plan: &StructPlan) -> TokenStream {
    let StructPlan { ident, odata_type, fields, table, polymorphic, is_abstract, .. } = plan;
    let odata_type = odata_type.as_deref().unwrap_or_default();
    let rows = table.iter().filter_map(|&index| fields.get(index));
    let rows = rows.map(|FieldPlan { ident, wire, cfg, .. }| quote! { #cfg #ident #wire });
    let mark = is_abstract.then(|| quote! { @abstract });
    let base = polymorphic.as_ref().map(|any| quote! { @base #any });
    let facts = facts(plan).map(|text| quote! { ; #text });
    quote! { rt::codegen::object! { #ident #odata_type #mark #base : #(#rows),* #facts } }
}

/// The facts of all properties as text; `None` if pages state none. `PropertyInfo::parse` of the runtime parses it.
fn facts(StructPlan { fields, .. }: &StructPlan) -> Option<Literal> {
    let stated = fields.iter().filter(|field| field.facts != PropertyFacts::default());
    let properties: Vec<String> = stated.map(|field| property(&field.wire, &field.facts)).collect();
    (!properties.is_empty()).then(|| lines(&properties.join("\n")))
}

fn property(wire: &str, PropertyFacts { description, lines }: &PropertyFacts) -> String {
    let joined = |key: &str, value: &Option<String>| match value {
        Some(value) => line(&format!("{key} {value}")),
        None => line(key),
    };
    let first = joined(wire, description);
    let others = lines.iter().map(|(key, value)| joined(key, value));
    std::iter::once(first).chain(others).collect::<Vec<_>>().join("\n ")
}

#[cfg(test)]
mod tests {
    use crate::model::schema::Type;
    use crate::plan::sample::{model, object, shown, string, ty};

    fn types() -> Vec<Type> {
        let item = ty("outlookItem", None, &[("changeKey", string(), false)]);
        let members = [
            ("type", string(), false),
            ("owner", object(2), false),
            ("toRecipients", object(2), true),
            ("additional", string(), true),
        ];
        vec![item, ty("message", Some(0), &members), ty("recipient", None, &[])]
    }

    #[track_caller]
    fn check(start: &str) -> String {
        shown(model(types(), Vec::new()), "src/v1/models", start)
    }

    #[test]
    fn a_struct_has_the_members_of_its_base_first() {
        insta::assert_snapshot!(check("/// A message."), @r#"
        /// A message.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/message?view=graph-rest-1.0>
        pub struct Message {
            /// The changeKey. Inherited from `outlookItem`.
            pub change_key: Option<String>,
            /// The type.
            pub r#type: Option<String>,
            /// The owner.
            pub owner: Option<Box<super::Recipient>>,
            /// The toRecipients.
            pub to_recipients: Option<Vec<super::Recipient>>,
            /// The additional.
            pub additional_2: Option<Vec<String>>,
            /// Properties not modelled by this crate, and explicit nulls.
            pub additional: rt::Additional,
        }
        "#);
    }

    #[test]
    fn an_abstract_type_is_not_made_by_a_literal() {
        let mut types = types();
        types[0].is_abstract = true;
        insta::assert_snapshot!(shown(model(types, Vec::new()), "src/v1/models", "/// A outlookItem."), @r#"
        /// A outlookItem. Abstract: values are of a derived type, and none is made of this one.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/outlookitem?view=graph-rest-1.0>
        #[non_exhaustive]
        pub struct OutlookItem {
            /// The changeKey.
            pub change_key: Option<String>,
            /// Properties not modelled by this crate, and explicit nulls.
            pub additional: rt::Additional,
        }
        "#);
    }

    #[test]
    fn an_abstract_type_that_nothing_derives_from_is_one_like_others() {
        let mut types = types();
        types[2].is_abstract = true;
        let text = shown(model(types, Vec::new()), "src/v1/models", "/// A recipient.");
        assert!(!text.contains("non_exhaustive"), "{text}");
    }

    #[test]
    fn a_derived_type_names_all_its_bases() {
        let mut types = types();
        types.push(ty("eventMessage", Some(1), &[]));
        let model = model(types, Vec::new());
        insta::assert_snapshot!(shown(model, "src/v1/models", "impl rt::DerivedFrom"), @r#"
        impl rt::DerivedFrom<super::Message> for EventMessage {}
        impl rt::Extends<super::Message> for EventMessage {}
        impl rt::DerivedFrom<super::OutlookItem> for EventMessage {}
        impl rt::Extends<super::OutlookItem> for EventMessage {}
        "#);
    }

    #[test]
    fn each_property_has_a_constant() {
        insta::assert_snapshot!(check("impl Message"), @r#"
        impl Message {
            /// `changeKey`: The changeKey.
            pub const CHANGE_KEY: rt::Property<Self, String> = rt::codegen::property(
                "changeKey",
            );

            /// `type`: The type.
            pub const TYPE: rt::Property<Self, String> = rt::codegen::property("type");

            /// `owner`: The owner.
            pub const OWNER: rt::Property<Self, super::Recipient> = rt::codegen::property(
                "owner",
            );

            /// `toRecipients`: The toRecipients.
            pub const TO_RECIPIENTS: rt::Property<Self, Vec<super::Recipient>> = rt::codegen::property(
                "toRecipients",
            );

            /// `additional`: The additional.
            pub const ADDITIONAL_2: rt::Property<Self, Vec<String>> = rt::codegen::property(
                "additional",
            );
        }
        "#);
    }

    #[test]
    fn names_are_sorted_by_length() {
        insta::assert_snapshot!(check("rt::codegen::object! {\n    Message"), @r##"
        rt::codegen::object! {
            Message "#microsoft.graph.message":
            r#type "type",
            owner "owner",
            change_key "changeKey",
            additional_2 "additional",
            to_recipients "toRecipients";
            "changeKey The changeKey
        type The type
        owner The owner
        toRecipients The toRecipients
        additional The additional"
        }
        "##);
    }

    #[test]
    fn a_struct_without_properties_has_no_rows() {
        insta::assert_snapshot!(check("rt::codegen::object! { Recipient"), @r##"rt::codegen::object! { Recipient "#microsoft.graph.recipient": }"##);
    }
}
