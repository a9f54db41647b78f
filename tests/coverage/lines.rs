//! Tests that each request line of the real pages has a method in the generated crate or a diagnostic.

use std::collections::BTreeSet;

use generator::Reading;
use generator::model::Model;
use generator::source::{Source, Sources, Version};
use tests::methods;

/// The request lines of all generated methods: page, and method with path as written.
fn generated(reading: &Reading) -> BTreeSet<(String, String)> {
    let plan = tests::plan(reading);
    let infos = plan.files.iter().flat_map(methods).filter_map(|method| method.end.infos()).flatten();
    let lines = infos.flat_map(|info| {
        info.templates.iter().map(|path| (info.page.clone(), format!("{} {path}", info.method)))
    });
    lines.collect()
}

/// The request lines of a model.
fn stated(model: &Model) -> Vec<(String, String)> {
    let operations = model.operations.iter();
    let lines = operations.flat_map(|one| {
        let page = generator::plan::naming::page_links::page_url(&one.page, model.version);
        let lines = one.templates.iter().take(one.lines);
        lines.map(move |line| (page.clone(), format!("{} {}", one.method, line.called())))
    });
    lines.collect()
}

/// The request lines without a generated method, and the number of all request lines.
fn lost(reading: &Reading) -> (Vec<(String, String)>, usize) {
    let generated = generated(reading);
    let lines = stated(&reading.models[0]);
    let count = lines.len();
    (lines.into_iter().filter(|line| !generated.contains(line)).collect(), count)
}

/// The number of diagnostics about request lines without a method.
fn reported(reading: &Reading) -> usize {
    let codes = ["no-request", "unreached-template"];
    reading.diagnostics.iter().filter(|one| codes.contains(&one.code)).count()
}

#[test]
fn a_request_line_has_a_method_or_is_reported() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    let reading = generator::read(&docs, Some(Version::V1)).unwrap();
    let (lost, all) = lost(&reading);
    println!("{all} request lines, {} without a method, {} reported", lost.len(), reported(&reading));
    assert!(all > 3_000, "only {all} request lines");
    assert_eq!(lost.len(), reported(&reading), "{lost:#?}");
}

/// Unusual request lines: paths of the root, of keys alone, of system segments.
const ODD: &[&str] = &[
    "GET /",
    "POST /",
    "DELETE /",
    "HEAD /",
    "GET /{id}",
    "GET /$count",
    "POST /$batch",
    "GET /$ref",
    "GET /delta",
    "GET /content",
    "PUT /content",
    "GET /root:/{path}:/children",
    "GET /me/$ref/it",
    "GET /users/$count/all",
    "HEAD /users",
    "OPTIONS /users/{id}/photo/$value",
    "GET /me/photo/$value/more",
    "PATCH /a/$value",
    "POST /me/$ref",
    "GET /f(a={a})",
    "POST /f(a={a})",
    "GET /{a}/{b}/{c}",
];

#[test]
fn an_odd_request_line_has_a_method_or_is_reported() {
    for lines in (1..=ODD.len()).flat_map(|length| ODD.windows(length)) {
        let page = |(index, line): (usize, &&str)| Source {
            path: format!("v1.0/api/page{index:02}.md"),
            text: format!("# Page {index}\n\n## HTTP request\n\n```http\n{line}\n```\n"),
        };
        let pages = lines.iter().enumerate().map(page).collect();
        let reading = generator::understand(Sources { pages, ..Sources::default() });
        let (lost, all) = lost(&reading);
        assert_eq!(all, lines.len());
        assert_eq!(lost.len(), reported(&reading), "{lost:#?} of {lines:?}");
    }
}
