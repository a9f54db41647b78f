//! The output of each command in each format.

use super::{Run, Workspace, ragged};

/// Both streams of a run, without durations.
fn printed(workspace: &Workspace, arguments: &[&str]) -> String {
    let Run { code, stdout, stderr } = workspace.run(arguments);
    let streams = [("stdout", stdout), ("stderr", stderr)];
    let shown = streams.into_iter().filter(|(_, text)| !text.is_empty()).map(|(stream, text)| {
        let text = without_time(&without_time(&text, "finished in ", " s"), "\"seconds\":", "}");
        format!("--- {stream}\n{text}")
    });
    format!("$ generator {}\n{}--- exit code {code}\n", arguments.join(" "), shown.collect::<String>())
}

/// The text with an ellipsis between two marks.
fn without_time(text: &str, start: &str, end: &str) -> String {
    match text.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?))) {
        Some((before, (_, after))) => format!("{before}{start}…{end}{after}"),
        None => text.to_owned(),
    }
}

/// A workspace with two pages, one of which has a table with a short row.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    workspace.put("docs-input/beta/resources/thing.md", &ragged());
    workspace
}

#[test]
fn the_check_reports_problems_and_counts() {
    let workspace = workspace();
    let shown = [
        &["check"][..],
        &["check", "--deny", "warnings", "--quiet"],
        &["check", "--format", "json"],
        &["check", "--format", "json", "--deny", "warnings", "--quiet"],
    ]
    .map(|arguments| printed(&workspace, arguments));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn generating_reports_files() {
    let workspace = workspace();
    let shown = [
        &["--check", "--api-version", "v1.0"][..],
        &["--api-version", "v1.0"],
        &["--api-version", "v1.0", "--format", "json"],
        &["--api-version", "v1.0", "--quiet"],
    ]
    .map(|arguments| printed(&workspace, arguments));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_model_is_on_the_standard_output_alone() {
    let workspace = workspace();
    let shown = [&["model"][..], &["model", "--api-version", "beta", "--format", "json"]]
        .map(|arguments| printed(&workspace, arguments));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn an_explanation_has_a_wrong_and_a_right_form() {
    insta::assert_snapshot!(printed(&workspace(), &["explain", "ragged-row"]));
}
