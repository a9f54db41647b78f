//! Snapshots of the diagnostics for broken pages, as printed.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "problems/codes.rs"]
mod codes;
#[path = "problems/recovery.rs"]
mod recovery;
#[path = "problems/sarif_log.rs"]
mod sarif_log;

use std::path::Path;

use generator::Reading;
use generator::diagnostic::show::{View, human};
use generator::source::{Source, Sources};

/// Checks a file of `tests/broken-pages` that is read at a path of the documentation.
#[track_caller]
fn check(name: &str, path: &str) {
    shows(name, &understand(vec![page(name, path)]));
}

/// Like [`check`], with an additional page of a type. Without any type, undefined types are not reported.
#[track_caller]
fn check_beside_a_type(name: &str, path: &str) {
    shows(name, &understand(beside_a_type(name, path)));
}

#[track_caller]
fn shows(name: &str, reading: &Reading) {
    let view = View { verbose: true, colour: false };
    let mut shown = human(&reading.diagnostics, &reading.sources, view);
    for gap in &reading.gaps {
        shown.push_str(&format!("gap: {}: {:?}: {}\n", gap.location, gap.kind, gap.reason));
    }
    assert!(!shown.is_empty(), "nothing is said about {name}");
    insta::assert_snapshot!(name, shown);
}

fn understand(pages: Vec<Source>) -> Reading {
    generator::understand(Sources { pages, ..Sources::default() })
}

fn page(name: &str, path: &str) -> Source {
    read(&format!("broken-pages/{name}.md"), path)
}

fn beside_a_type(name: &str, path: &str) -> Vec<Source> {
    vec![page(name, path), read("pages/entity/v1.0/resources/parcel.md", "resources/parcel.md")]
}

fn read(file: &str, path: &str) -> Source {
    let text = std::fs::read_to_string(tests::root().join("tests").join(file)).unwrap();
    Source { path: format!("v1.0/{path}"), text }
}

#[test]
fn every_broken_page_has_a_test() {
    let source = include_str!("problems.rs");
    for file in tests::files_below(&tests::root().join("tests/broken-pages")) {
        let stem = file.file_stem().and_then(|stem| Path::new(stem).to_str()).unwrap_or_default();
        assert!(source.contains(&format!("\"{stem}\"")), "`{stem}` has no test");
    }
}

#[test]
fn annotation_with_broken_json() {
    check("annotation-with-broken-json", "resources/parcel.md");
}

#[test]
fn annotation_with_loose_json() {
    check("annotation-with-loose-json", "resources/parcel.md");
}

#[test]
fn annotation_with_unknown_words() {
    check("annotation-with-unknown-words", "resources/parcel.md");
}

#[test]
fn annotation_without_end() {
    check("annotation-without-end", "resources/parcel.md");
}

#[test]
fn bodies_that_are_not_json() {
    check("bodies-that-are-no-json", "api/parcel-get.md");
}

#[test]
fn annotation_without_code_block() {
    check("annotation-without-code-block", "resources/parcel.md");
}

#[test]
fn doc_type_misspelled() {
    check("doc-type-misspelt", "resources/parcel.md");
}

#[test]
fn enum_with_a_member_twice() {
    check("enum-with-a-member-twice", "resources/parcel.md");
}

#[test]
fn examples_with_denied_options() {
    check("examples-with-denied-options", "api/parcel-get.md");
}

#[test]
fn examples_with_other_paths() {
    check("examples-that-lead-elsewhere", "api/parcel-list.md");
}

#[test]
fn examples_that_do_not_fit() {
    check("examples-that-do-not-fit", "api/parcel-create.md");
}

#[test]
fn fence_without_end() {
    check("fence-without-end", "resources/parcel.md");
}

#[test]
fn includes_that_fail() {
    check("includes-that-fail", "api/parcel-get.md");
}

#[test]
fn page_annotation_twice() {
    check("page-annotation-twice", "resources/parcel.md");
}

#[test]
fn page_without_type() {
    check("page-without-type", "resources/parcel.md");
}

#[test]
fn permissions_below_a_denial() {
    check("permissions-below-a-denial", "api/parcel-get.md");
}

#[test]
fn permissions_that_rise() {
    check("permissions-that-rise", "api/parcel-get.md");
}

#[test]
fn permissions_for_unknown_requests() {
    check("permissions-for-unknown-requests", "api/parcel-get.md");
}

#[test]
fn permissions_without_names() {
    check("permissions-without-names", "api/parcel-get.md");
}

#[test]
fn property_with_bad_name() {
    check("property-with-bad-name", "resources/parcel.md");
}

#[test]
fn representation_with_broken_json() {
    check("representation-with-broken-json", "resources/parcel.md");
}

#[test]
fn representation_with_loose_json() {
    check("representation-with-loose-json", "resources/parcel.md");
}

#[test]
fn request_and_response_swapped() {
    check("request-and-response-swapped", "api/parcel-get.md");
}

#[test]
fn request_line_missing() {
    check("request-line-missing", "api/parcel-get.md");
}

#[test]
fn request_lines_that_cannot_be_parsed() {
    check("request-lines-that-are-none", "api/parcel-get.md");
}

#[test]
fn code_block_that_is_not_a_request() {
    check("request-that-is-none", "api/parcel-get.md");
}

#[test]
fn request_without_response() {
    check("request-without-response", "api/parcel-get.md");
}

#[test]
fn requests_that_are_not_supported() {
    check("requests-that-are-not-made", "api/parcel-list.md");
}

#[test]
fn requests_of_one_name() {
    check("requests-of-one-name", "api/parcel-get.md");
}

#[test]
fn resource_with_bad_name() {
    check("resource-with-bad-name", "resources/parcel.md");
}

#[test]
fn resource_without_name() {
    check("resource-without-name", "resources/parcel.md");
}

#[test]
fn response_to_an_unknown_request() {
    check("response-to-an-unknown-request", "api/parcel-get.md");
}

#[test]
fn response_without_request() {
    check("response-without-request", "api/parcel-get.md");
}

#[test]
fn responses_to_one_request() {
    check("responses-to-one-request", "api/parcel-get.md");
}

#[test]
fn suppressions() {
    check("suppressions", "resources/parcel.md");
}

#[test]
fn table_with_bad_separator() {
    check("table-with-bad-rule", "resources/parcel.md");
}

#[test]
fn table_with_ragged_rows() {
    check("table-with-ragged-rows", "resources/parcel.md");
}

#[test]
fn arguments_of_unknown_types() {
    check_beside_a_type("arguments-of-unknown-types", "api/parcel-near.md");
}

#[test]
fn bases_in_a_cycle() {
    check("bases-in-a-circle", "resources/parcel.md");
}

#[test]
fn members_of_the_same_words() {
    check("members-of-the-same-words", "resources/parcel.md");
}

#[test]
fn requests_of_the_same_words() {
    check("requests-of-the-same-words", "api/parcel-sendback.md");
}

#[test]
fn type_with_doc_type_of_an_operation() {
    check("type-called-an-operation", "resources/parcel.md");
}
