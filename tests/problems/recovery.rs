//! Tests recovery: a mistake on a page does not affect other facts of the page.

use generator::crate_plan::CratePlan;
use generator::plan::ir::file::Content;
use generator::plan::ir::item::ItemPlan;

use super::{beside_a_type, page, understand};

fn plan(name: &str, path: &str) -> CratePlan {
    tests::plan(&understand(vec![page(name, path)]))
}

/// The types of a plan with fields or variants, each with Rust name and wire name.
fn types(plan: &CratePlan) -> Vec<String> {
    let shown = |item: &ItemPlan| {
        let parts: Vec<String> = match item {
            ItemPlan::Struct(plan) => {
                plan.fields.iter().map(|field| format!("{}={}", field.ident.bare(), field.wire)).collect()
            }
            ItemPlan::Enum(plan) => {
                plan.variants.iter().map(|one| format!("{}={}", one.ident.bare(), one.wire)).collect()
            }
            ItemPlan::Polymorphic(plan) => {
                plan.variants.iter().map(|one| one.ident.bare().to_owned()).collect()
            }
        };
        format!("{}: {}", item.ident().bare(), parts.join(" "))
    };
    let items = plan.files.iter().filter_map(|file| match &file.content {
        Content::Types(items) => Some(items),
        _ => None,
    });
    let mut shown: Vec<String> = items.flatten().map(shown).collect();
    shown.sort();
    shown
}

/// The methods of builders with their arguments.
fn methods(plan: &CratePlan) -> Vec<String> {
    let places = plan.files.iter().filter_map(|file| match &file.content {
        Content::Builders(places) => Some(places),
        _ => None,
    });
    let methods = places.flatten().flat_map(|place| &place.methods);
    let mut shown: Vec<String> = methods
        .map(|method| {
            let arguments: Vec<&str> = method.arguments.iter().map(|one| one.ident.bare()).collect();
            format!("{}({})", method.ident.bare(), arguments.join(", "))
        })
        .collect();
    shown.sort();
    shown
}

#[test]
fn types_in_a_cycle_keep_their_own_properties() {
    let found = types(&plan("bases-in-a-circle", "resources/parcel.md"));
    assert_eq!(found, ["BoxType: width=width", "Parcel: width=width id=id weight=weight"]);
}

#[test]
fn a_page_keeps_its_valid_requests() {
    let found = methods(&plan("requests-that-are-not-made", "api/parcel-list.md"));
    assert_eq!(found, ["depot()", "get()", "id(id)"]);
}

#[test]
fn an_argument_of_an_unknown_type_is_taken_as_text() {
    let pages = beside_a_type("arguments-of-unknown-types", "api/parcel-near.md");
    let found = methods(&tests::plan(&understand(pages)));
    assert!(found.contains(&"near_by_place_and_metres(place, metres)".to_owned()), "{found:?}");
}

#[test]
fn items_of_the_same_words_have_different_names() {
    let found = types(&plan("members-of-the-same-words", "resources/parcel.md"));
    let expected = [
        "Parcel: id=id upper_weight_limit=WeightLimit weight_limit=weightLimit weight=weight",
        "ParcelEnum: Small=small Large=large",
        "ParcelState: OnItsWay=onItsWay OnDashItsDashWay=on-its-way",
    ];
    assert_eq!(found, expected);
    let actions = plan("requests-of-the-same-words", "api/parcel-sendback.md");
    let expected = [
        "ParcelsItemSendBackBody: upper_reason=Reason reason=reason note=note",
        "ParcelsItemSendUnderscoreBackBody: upper_reason=Reason reason=reason note=note",
    ];
    assert_eq!(types(&actions), expected);
    let expected = [
        "id(id)",
        "send_back(upper_reason, reason, note)",
        "send_back_with(body)",
        "send_underscore_back(upper_reason, reason, note)",
        "send_underscore_back_with(body)",
    ];
    assert_eq!(methods(&actions), expected);
}
