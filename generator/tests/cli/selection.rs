//! Crates of selected operations: patterns, lists and errors.

use std::fs;
use std::path::Path;

use super::{Run, Workspace, objects, run};

/// A page of an operation with the type of the workspace.
fn api(title: &str, line: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\ndoc_type: apiPageType\n---\n\n# {title}\n\nText.\n\n## HTTP request\n\n```http\n{line}\n```\n\n\
         ## Response\n\n`200 OK` and a [thing](../resources/thing.md) object.\n"
    )
}

fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for (stem, title, line) in [
        ("thing-get", "Get thing", "GET /things/{id}"),
        ("thing-list", "List things", "GET /things"),
        ("me-get-thing", "Get my thing", "GET /me/thing"),
    ] {
        workspace.put(&format!("docs-input/v1.0/api/{stem}.md"), api(title, line).as_bytes());
    }
    workspace
}

fn generated(workspace: &Workspace) -> String {
    let mut files = vec![workspace.path("generated/src")];
    let mut text = String::new();
    while let Some(path) = files.pop() {
        match path.is_dir() {
            true => files.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())),
            false => text.push_str(&fs::read_to_string(path).unwrap()),
        }
    }
    text
}

#[test]
fn only_the_selected_operations_are_generated() {
    let workspace = workspace();
    workspace.run(&["--include", "/things/**", "--exclude", "List *"]).ended(0, &["1 operation,"]);
    let text = generated(&workspace);
    assert!(text.contains("api/thing-get?") && !text.contains("api/me-get-thing?"), "{text}");
    workspace.run(&["--check"]).ended(1, &["stale"]);
    let arguments = ["--check", "--include", "/things/**", "--exclude", "List *"];
    workspace.run(&arguments).ended(0, &["0 files stale"]);
    workspace
        .run(&[&arguments[..], &["--name", "x"]].concat())
        .ended(1, &["cargo run -p generator -- --name x --include '/things/**' --exclude 'List *'\n"]);
}

#[test]
fn the_configuration_selects_too() {
    let workspace = workspace();
    workspace.put("msgraph.toml", b"api-version = \"v1.0\"\ninclude = \"GET /me/**\"\n");
    workspace.run(&[]).ended(0, &["1 operation,"]);
    workspace.run(&["--include", "Get thing"]).ended(0, &["1 operation,"]);
    assert!(generated(&workspace).contains("api/thing-get?"), "arguments win over the configuration");
}

#[test]
fn the_list_names_operations_and_reasons() {
    let workspace = workspace();
    let Run { code, stdout, .. } =
        workspace.run(&["--api-version", "v1.0", "--include", "/things/**", "--list"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(stdout, @r"
    v1.0: 2 of 3 operations, 1 of 1 types, 0 of 0 enums
      GET /things
      GET /things/{id}
      microsoft.graph.thing: used by `Get thing` (api/thing-get.md)
    ");
    assert!(!workspace.path("generated/Cargo.toml").exists(), "a list writes nothing");
    let json = workspace.run(&["--include", "/things/**", "--list", "--format", "json"]).stdout;
    assert!(
        objects(&json).iter().any(|line| line["kind"] == "request" && line["request"] == "GET /things"),
        "{json}"
    );
}

#[test]
fn the_list_states_why_types_derived_from_a_base_are_reached() {
    let workspace = workspace();
    let page = |name: &str, base: &str, member: &str| {
        let text =
            super::PAGE.replace("|size|Int32|", member).replace("  \"size\": 1024\n", "  \"id\": \"\"\n");
        let base = format!("\"baseType\": \"microsoft.graph.{base}\",\n  \"keyProperty\"");
        let text = text.replace("\"keyProperty\"", &base).replace("thing", name);
        workspace.put(&format!("docs-input/v1.0/resources/{name}.md"), text.as_bytes());
    };
    page("thing", "item", "|holder|[holder](holder.md)|");
    page("holder", "none", "|held|[item](item.md)|");
    page("item", "none", "|note|String|");
    page("other", "item", "|note|String|");
    let arguments = ["--api-version", "v1.0", "--include", "/things", "--list", "--quiet"];
    let listed = workspace.run(&arguments).stdout;
    for line in [
        "microsoft.graph.item: base of `thing`; held by `holder.held`\n",
        "microsoft.graph.other: derived from `item`\n",
        "microsoft.graph.holder: held by `thing.holder`\n",
    ] {
        assert!(listed.contains(line), "{listed}");
    }
}

#[test]
fn names_survive_a_run_that_leaves_them_out() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--docs", docs.to_str().unwrap(), "--out", "graph", "--api-version", "v1.0", "--quiet"];
    let files = |more: &[&str]| {
        run(folder.path(), &[&arguments[..], more].concat()).ended(0, &[]);
        fs::read_to_string(folder.path().join("graph/names.lock")).unwrap()
    };
    let whole = files(&[]);
    let part = files(&["--include", "/me/messages/**"]);
    assert_eq!(part, whole, "names of operations that are left out stay pinned");
    assert_eq!(files(&[]), whole);
}

#[test]
fn a_pattern_that_selects_nothing_is_refused() {
    let workspace = workspace();
    let refused = |arguments: &[&str], message: &str| workspace.run(arguments).ended(2, &[message]);
    refused(&["--include", "GET /thing"], "matches no operation; the nearest one is `GET /things`");
    refused(&["--exclude", "Get things"], "matches no operation; the nearest one is `Get thing`");
    refused(&["--include", "/me/**", "--exclude", "/me/**"], "the patterns select no operation");
    refused(&["--include", "FETCH /me"], "is not an HTTP method");
    refused(&["--include", "GET me/thing"], "begins without `/`");
    refused(&["--no-derived"], "derived types can be left out of a selection only");
    refused(&["--list", "--format", "sarif"], "`--list` has no SARIF form");
    refused(&["--list", "--deny", "errors"], "cannot be used with");
    assert!(!workspace.path("generated/Cargo.toml").exists(), "nothing is written");
}

#[test]
fn the_mail_of_a_user_needs_a_fifth_of_the_types() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let list = |patterns: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let docs = docs.to_str().unwrap();
        let arguments = ["--docs", docs, "--out", "x", "--api-version", "v1.0", "--list", "--format", "json"];
        let patterns = patterns.iter().flat_map(|pattern| ["--include", pattern]);
        let arguments: Vec<&str> = arguments.into_iter().chain(patterns).collect();
        let lines = objects(&run(folder.path(), &arguments).stdout);
        lines.iter().filter(|line| line["kind"] == "type" || line["kind"] == "enum").count()
    };
    let (mail, whole) = (list(&["/me/messages/**", "/me/mailFolders/**"]), list(&["**"]));
    assert!(mail > 10 && mail * 5 < whole, "{mail} of {whole}");
}
