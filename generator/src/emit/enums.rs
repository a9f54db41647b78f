//! Emits enums. In: [`EnumPlan`]. Out: an enum that preserves unknown members.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::ir::enums::{EnumPlan, VariantPlan};

/// Emits an enum.
pub(super) fn enumeration(plan: &EnumPlan) -> TokenStream {
    let EnumPlan { doc, deprecation, ident, variants, .. } = plan;
    let variants = variants.iter().map(variant);
    let members = members(plan);
    quote! {
        #doc
        #deprecation
        pub enum #ident {
            #(#variants)*
            /// A member that this crate does not know, as the service wrote it.
            UnknownValue(String),
        }
        rt::codegen::open_enum! { #ident : #(#members),* }
    }
}

fn variant(VariantPlan { doc, deprecation, ident, .. }: &VariantPlan) -> TokenStream {
    quote! { #doc #deprecation #ident, }
}

fn members(EnumPlan { variants, .. }: &EnumPlan) -> impl Iterator<Item = TokenStream> {
    variants.iter().enumerate().map(|(number, VariantPlan { ident, wire, .. })| {
        let number = Literal::usize_unsuffixed(number);
        quote! { #number #ident #wire }
    })
}

#[cfg(test)]
mod tests {
    use crate::model::EnumId;
    use crate::model::schema::ItemType;
    use crate::plan::sample::{enumeration, model, shown, ty};

    #[track_caller]
    fn check(members: &[&str], start: &str) -> String {
        let priority = enumeration("priority", false, members);
        shown(model(Vec::new(), vec![priority]), "src/v1/models", start)
    }

    #[test]
    fn an_enum_has_room_for_what_is_not_known() {
        insta::assert_snapshot!(check(&["low", "unknownFutureValue"], "/// Some values."), @r#"
        /// Some values.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/enums?view=graph-rest-1.0>
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
    fn variants_that_would_be_equal_are_told_apart() {
        insta::assert_snapshot!(check(&["low", "Low", "1to5", "unknownValue"], "rt::codegen::open_enum!"), @r#"
        rt::codegen::open_enum! {
            Priority:
            0 Low "low",
            1 UpperLow "Low",
            2 Value1to5 "1to5",
            3 UnknownValue2 "unknownValue"
        }
        "#);
    }

    #[test]
    fn several_members_at_once_are_flags() {
        let types = vec![ty("task", None, &[("days", ItemType::Enum(EnumId(0)), false)])];
        let days = enumeration("weekday", true, &["monday"]);
        insta::assert_snapshot!(shown(model(types, vec![days]), "src/v1/models", "/// A task."), @r#"
        /// A task.
        ///
        /// Source: <https://learn.microsoft.com/graph/api/resources/task?view=graph-rest-1.0>
        pub struct Task {
            /// The days.
            pub days: Option<rt::Flags<super::Weekday>>,
            /// Properties not modelled by this crate, and explicit nulls.
            pub additional: rt::Additional,
        }
        "#);
    }
}
