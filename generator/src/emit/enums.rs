//! In: [`EnumPlan`]. Out: an enum that keeps the members that it does not know.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::enumeration::{EnumPlan, VariantPlan};
use crate::plan::ident::Ident;

/// Emits an enum.
pub(super) fn enumeration(plan: &EnumPlan) -> TokenStream {
    let EnumPlan { doc, ident, variants } = plan;
    let variants = variants.iter().map(|VariantPlan { doc, ident, .. }| quote! { #doc #ident, });
    let (open, text, serde) = (open(plan), text(plan), serde(plan));
    quote! {
        #doc
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
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
    let (index, make) = make(&idents);
    quote! {
        impl rt::OpenEnum for #ident {
            const NAMES: &'static [&'static str] = &[#(#wires),*];
            fn from_index(#index: usize) -> Self { #make }
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

/// The name of the argument, and the variant with that number; the last answers for all other numbers.
fn make(idents: &[&Ident]) -> (TokenStream, TokenStream) {
    match idents.split_last() {
        None => (quote! { index }, quote! { Self::UnknownValue(index.to_string()) }),
        Some((last, [])) => (quote! { _index }, quote! { Self::#last }),
        Some((last, others)) => {
            let numbers = (0..others.len()).map(Literal::usize_unsuffixed);
            (quote! { index }, quote! { match index { #(#numbers => Self::#others,)* _ => Self::#last } })
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

#[cfg(test)]
mod tests {
    use crate::model::EnumId;
    use crate::model::schema::ItemType;
    use crate::plan::sample::{enumeration, model, shown, ty};

    #[track_caller]
    fn check(members: &[&str], start: &str) -> String {
        let priority = enumeration("priority", false, members);
        shown(model(Vec::new(), vec![priority]), "src/v1/models/mail.rs", start)
    }

    #[test]
    fn an_enum_has_room_for_what_is_not_known() {
        insta::assert_snapshot!(check(&["low", "unknownFutureValue"], "/// Some values."), @r#"
        /// Some values.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/enums?view=graph-rest-1.0>
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        pub enum Priority {
            /// `low`.
            Low,
            /// `unknownFutureValue`.
            UnknownFutureValue,
            /// A member that this crate does not know, as the service wrote it.
            UnknownValue(String),
        }
        "#);
    }

    #[test]
    fn variants_that_would_be_equal_get_numbers() {
        insta::assert_snapshot!(check(&["low", "Low", "1to5", "unknownValue"], "impl rt::OpenEnum"), @r#"
        impl rt::OpenEnum for Priority {
            const NAMES: &'static [&'static str] = &["low", "Low", "1to5", "unknownValue"];
            fn from_index(index: usize) -> Self {
                match index {
                    0 => Self::Low2,
                    1 => Self::Low,
                    2 => Self::Value1to5,
                    _ => Self::UnknownValue2,
                }
            }
            fn unknown(text: String) -> Self {
                Self::UnknownValue(text)
            }
            fn as_str(&self) -> &str {
                match self {
                    Self::Low2 => "low",
                    Self::Low => "Low",
                    Self::Value1to5 => "1to5",
                    Self::UnknownValue2 => "unknownValue",
                    Self::UnknownValue(text) => text,
                }
            }
        }
        "#);
    }

    #[test]
    fn several_members_at_once_are_flags() {
        let types = vec![ty("task", None, &[("days", ItemType::Enum(EnumId(0)), false)])];
        let days = enumeration("weekday", true, &["monday"]);
        insta::assert_snapshot!(shown(model(types, vec![days]), "src/v1/models/mail.rs", "/// A task."), @r#"
        /// A task.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/task?view=graph-rest-1.0>
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Task {
            /// The days.
            pub days: Option<rt::Flags<Weekday>>,
            /// What the pages do not name, and the nulls that were read.
            pub additional: rt::Additional,
        }
        "#);
    }
}
