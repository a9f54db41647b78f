//! Emits constructors. In: [`StructPlan`]. Out: `new`, with one argument for each required property.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builders::argument;
use crate::plan::ir::structs::{ConstructorPlan, Conversion, Given, StructPlan};

/// Emits the constructor of a struct; `None` if the struct has no required property.
pub(super) fn constructor(StructPlan { ident, constructor, .. }: &StructPlan) -> Option<TokenStream> {
    let ConstructorPlan { doc, fields } = constructor.as_ref()?;
    let arguments = fields.iter().map(|given| argument(&given.argument));
    let fields = fields.iter().map(field);
    Some(quote! {
        impl #ident {
            #doc
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#fields,)* ..Self::default() }
            }
        }
    })
}

fn field(Given { field, argument, conversion }: &Given) -> TokenStream {
    let value = &argument.ident;
    match conversion {
        Conversion::Same => quote! { #field: Some(#value) },
        Conversion::Boxed => quote! { #field: Some(Box::new(#value.into())) },
        Conversion::Into => quote! { #field: Some(#value.into()) },
        Conversion::Items => quote! { #field: Some(#value.into_iter().map(Into::into).collect()) },
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::template::Method;
    use crate::facts::type_text::Primitive;
    use crate::model::Model;
    use crate::model::operation::{Body, Content, Parameter};
    use crate::model::schema::{ItemType, ValueType};
    use crate::plan::sample::{literal, model, object, operation, parameter, path_item, shown, string, ty};

    #[test]
    fn each_argument_is_as_loose_as_its_field_allows() {
        let many =
            |name, item| Parameter { ty: ValueType { item, collection: true }, ..parameter(name, string()) };
        let mut sending = operation("Send", Method::Post, "/item/send", Body::Parameters, Content::None);
        sending.parameters = vec![
            parameter("item", object(0)),
            many("names", string()),
            Parameter { required: false, optional: true, ..parameter("note", string()) },
            parameter("at", ItemType::Primitive(Primitive::DateTimeOffset)),
            parameter("silent", ItemType::Primitive(Primitive::Boolean)),
        ];
        let request_builders = vec![
            path_item("", None, &[], vec![(literal("item"), 1)]),
            path_item("/item", Some((object(0), false)), &[], vec![(literal("send"), 2)]),
            path_item("/item/send", None, &[(Method::Post, 0)], Vec::new()),
        ];
        let types = vec![ty("item", None, &[])];
        let model =
            Model { operations: vec![sending], path_items: request_builders, ..model(types, Vec::new()) };
        insta::assert_snapshot!(shown(model, "src/v1/bodies", "impl ItemSendBody"), @r#"
        impl ItemSendBody {
            /// Creates a value with its required properties.
            pub fn new(
                item: impl Into<models::Item>,
                names: impl IntoIterator<Item = impl Into<String>>,
                at: impl Into<rt::DateTimeOffset>,
                silent: bool,
            ) -> Self {
                Self {
                    item: Some(Box::new(item.into())),
                    names: Some(names.into_iter().map(Into::into).collect()),
                    at: Some(at.into()),
                    silent: Some(silent),
                    ..Self::default()
                }
            }
        }
        "#);
    }
}
