//! Tests that the log of all broken pages satisfies SARIF 2.1.0.

use std::collections::BTreeSet;

use generator::Reading;
use generator::diagnostic::sarif;
use generator::explain;
use generator::source::{Source, Sources};
use serde_json::Value;

/// All broken pages as one documentation, at paths that a URI must encode.
fn read() -> Reading {
    let folder = tests::root().join("tests/broken-pages");
    let page = |file: &std::path::PathBuf| {
        let text = std::fs::read_to_string(file).unwrap();
        let is_api = text.contains("\n## HTTP request\n");
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let folder = if is_api { "api" } else { "resources" };
        Source { path: format!("v1.0/{folder}/{stem} é%20#1.md"), text }
    };
    let pages = tests::files_below(&folder).iter().map(page).collect();
    generator::understand(Sources { pages, ..Sources::default() })
}

/// Whether a text is a relative reference with only a path (RFC 3986).
fn is_relative(uri: &str) -> bool {
    let mut rest = uri.bytes();
    let mut fits = !uri.is_empty() && !uri.starts_with('/') && !uri.split('/').any(|name| name.contains(':'));
    while let Some(byte) = rest.next() {
        fits &= match byte {
            b'%' => (0..2).all(|_| rest.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
            byte => byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte),
        };
    }
    fits
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[test]
fn a_log_of_every_kind_of_problem_is_valid() {
    let reading = read();
    let rules: Vec<_> = explain::all().collect();
    let log = sarif::log(&reading.diagnostics, &reading.sources, &rules, "my docs");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-2.1.0.json"));
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert!(!driver["name"].as_str().unwrap().is_empty());
    let ids: Vec<&str> =
        driver["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), reading.diagnostics.len());
    let kinds: BTreeSet<&str> = results.iter().map(|result| result["ruleId"].as_str().unwrap()).collect();
    assert!(kinds.len() > 25, "only {kinds:?}");
    for result in results {
        assert_eq!(ids[number(&result["ruleIndex"]) as usize], result["ruleId"], "{result}");
        assert!(!result["message"]["text"].as_str().unwrap().is_empty(), "{result}");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        assert!(is_relative(place["artifactLocation"]["uri"].as_str().unwrap()), "{place}");
        let at = |key: &str| number(&place["region"][key]);
        assert!(at("startLine") >= 1 && at("startColumn") >= 1, "{place}");
        assert!((at("startLine"), at("startColumn")) <= (at("endLine"), at("endColumn")), "{place}");
    }
}
