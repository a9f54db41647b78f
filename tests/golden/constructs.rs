//! Snapshots of the smallest documentation for each construct of the page format, in `tests/pages`.
//!
//! `cargo run -p generator -- model --docs tests/pages/flags` prints the model of a snapshot.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::json;

use super::{excerpt, models, remarks};

/// The folders with a test below.
const CONSTRUCTS: &[&str] = &[
    "action",
    "answers",
    "any-json",
    "callouts",
    "collection-list",
    "complex",
    "deprecations",
    "entity",
    "enum-page",
    "enums-page",
    "examples-without-annotations",
    "facts-on-two-pages",
    "flags",
    "flags-in-words",
    "function-with-arguments",
    "headers",
    "includes",
    "inherited",
    "inline-enum",
    "instance-annotations",
    "integers",
    "mime",
    "notices",
    "overloads",
    "pages-of-one-request",
    "paths-in-examples",
    "permissions",
    "places",
    "property-facts",
    "property-headings",
    "query-options",
    "query-parameters",
    "reference",
    "shown-by-examples",
    "spellings",
    "tabs",
    "type-on-two-pages",
    "zone-pivots",
];

fn folder() -> PathBuf {
    tests::root().join("tests/pages")
}

#[track_caller]
fn check(construct: &str) {
    let reading = generator::read(&folder().join(construct), None).unwrap();
    let mut model = json!({ "models": models(&reading), "remarks": remarks(&reading) });
    // An empty list adds no information.
    for model in model["models"].as_array_mut().into_iter().flatten() {
        model
            .as_object_mut()
            .unwrap()
            .retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
    }
    insta::assert_json_snapshot!(format!("{construct}.model"), model);
    insta::assert_snapshot!(format!("{construct}.rust"), excerpt::essence(&tests::emit(&reading)));
}

#[test]
fn every_folder_of_pages_has_a_test() {
    let found: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, CONSTRUCTS.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn action() {
    check("action");
}

#[test]
fn responses_without_an_annotation() {
    check("answers");
}

#[test]
fn callouts() {
    check("callouts");
}

#[test]
fn bodies_in_mime_format() {
    check("mime");
}

#[test]
fn query_parameters_of_a_request_line_and_of_a_table() {
    check("query-parameters");
}

#[test]
fn collection_list() {
    check("collection-list");
}

#[test]
fn complex() {
    check("complex");
}

#[test]
fn deprecations_of_types_properties_and_members() {
    check("deprecations");
}

#[test]
fn entity() {
    check("entity");
}

#[test]
fn enum_page() {
    check("enum-page");
}

#[test]
fn enums_page() {
    check("enums-page");
}

#[test]
fn examples_without_annotations() {
    check("examples-without-annotations");
}

#[test]
fn facts_on_two_pages() {
    check("facts-on-two-pages");
}

#[test]
fn flags() {
    check("flags");
}

#[test]
fn function_with_arguments() {
    check("function-with-arguments");
}

#[test]
fn headers() {
    check("headers");
}

#[test]
fn includes() {
    check("includes");
}

#[test]
fn inherited() {
    check("inherited");
}

#[test]
fn inline_enum() {
    check("inline-enum");
}

#[test]
fn instance_annotations() {
    check("instance-annotations");
}

#[test]
fn notices() {
    check("notices");
}

#[test]
fn overloads() {
    check("overloads");
}

#[test]
fn permissions() {
    check("permissions");
}

#[test]
fn path_addresses_alternate_keys_and_casts() {
    check("places");
}

#[test]
fn property_facts() {
    check("property-facts");
}

#[test]
fn property_headings() {
    check("property-headings");
}

#[test]
fn query_options() {
    check("query-options");
}

#[test]
fn reference() {
    check("reference");
}

#[test]
fn paths_and_responses_only_in_examples() {
    check("shown-by-examples");
}

#[test]
fn tabs() {
    check("tabs");
}

#[test]
fn type_on_two_pages() {
    check("type-on-two-pages");
}

#[test]
fn zone_pivots() {
    check("zone-pivots");
}

#[test]
fn arbitrary_json_has_no_struct() {
    check("any-json");
}

#[test]
fn flags_is_a_separate_word() {
    check("flags-in-words");
}

#[test]
fn units_decide_the_width_of_integers() {
    check("integers");
}

#[test]
fn the_page_named_after_the_operation_decides() {
    check("pages-of-one-request");
}

#[test]
fn paths_only_in_examples_and_prose() {
    check("paths-in-examples");
}

#[test]
fn a_segment_has_one_spelling() {
    check("spellings");
}
