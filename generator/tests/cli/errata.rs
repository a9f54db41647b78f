//! Errata: their effects, the positions of diagnostics, and entries that do not apply.

use super::{PAGE, Workspace, objects};

/// An entry that edits a page.
fn entry(page: &str, find: &str, replace: &str) -> String {
    format!(
        "[[errata]]\npage = {page:?}\nfind = {find:?}\nreplace = {replace:?}\nreason = \"upstream mistake\"\n"
    )
}

fn workspace(entries: &[String]) -> Workspace {
    let workspace = Workspace::new();
    workspace.put("errata.toml", entries.join("\n").as_bytes());
    workspace
}

#[test]
fn edits_reach_the_crate_the_model_and_the_checks() {
    let workspace = workspace(&[
        entry("v1.0/resources/thing.md", "|size|Int32|", "|length|Int64|"),
        entry("v1.0/resources/thing.md", "\"size\": 1024", "\"length\": 1024"),
    ]);
    let page = std::fs::read(workspace.path("docs-input/v1.0/resources/thing.md")).unwrap();
    workspace.run(&["--errata", "errata.toml"]).ended(0, &["written"]);
    let models = std::fs::read_to_string(workspace.path("generated/src/v1/models/thing.rs")).unwrap();
    assert!(models.contains("pub length: Option<i64>") && !models.contains("pub size"), "{models}");
    assert!(workspace.run(&["model", "--errata", "errata.toml"]).stdout.contains("\"length\""));
    workspace.run(&["check", "--errata", "errata.toml"]).ended(0, &["0 errors, 0 warnings"]);
    workspace.run(&["--check"]).ended(1, &["bring it up to date: cargo run -p generator\n"]);
    workspace.put("msgraph.toml", b"errata = \"errata.toml\"\n");
    workspace.run(&["--check"]).ended(0, &["0 files stale or missing"]);
    assert!(workspace.run(&["model"]).stdout.contains("\"length\""), "the configuration names errata too");
    assert_eq!(std::fs::read(workspace.path("docs-input/v1.0/resources/thing.md")).unwrap(), page);
}

#[test]
fn a_diagnostic_points_to_the_page_on_disk() {
    let workspace = workspace(&[
        entry("beta/resources/thing.md", "A thing.", "A thing.\n\nAnother paragraph."),
        entry("beta/resources/thing.md", "|id|String|The key.|", "|id|String|"),
    ]);
    let page = PAGE.replace("|size|Int32|How large it is.|", "|size|Int32|");
    workspace.put("docs-input/beta/resources/thing.md", page.as_bytes());
    let run = workspace.run(&["check", "--api-version", "beta", "--errata", "errata.toml"]);
    run.ended(0, &[]);
    let diagnostics = run.stderr.split("1 page:").next().unwrap();
    insta::assert_snapshot!(diagnostics, @r#"
    warning[ragged-row]: row has 2 cells, header has 3
      --> beta/resources/thing.md:14:1
       |
    14 | |id|String|The key.|
       | ^^^^^^^^^^^
       |
       = help: write one cell for each column and `\|` for a bar inside a cell; the errata in line 7 edit the page here

    warning[ragged-row]: row has 2 cells, header has 3
      --> beta/resources/thing.md:15:1
       |
    15 | |size|Int32|
       | ^^^^^^^^^^^^
       |
       = help: write one cell for each column and `\|` for a bar inside a cell
    "#);
    let arguments = ["check", "--api-version", "beta", "--errata", "errata.toml", "--format", "json"];
    let lines: Vec<_> =
        objects(&workspace.run(&arguments).stdout).into_iter().map(|line| line["line"].clone()).collect();
    assert_eq!(lines[..2], [14, 15], "as without errata");
}

#[test]
fn an_include_can_be_edited() {
    let workspace = workspace(&[entry("includes/sizes.md", "Int32", "Int64")]);
    let page =
        PAGE.replace("|size|Int32|How large it is.|\n", "[!INCLUDE [sizes](../../includes/sizes.md)]\n");
    workspace.put("docs-input/v1.0/resources/thing.md", page.as_bytes());
    workspace.put("docs-input/includes/sizes.md", b"|size|Int32|How large it is.|\n");
    let run = workspace.run(&["model", "--errata", "errata.toml"]);
    assert!(run.stdout.contains("Edm.Int64"), "{}", run.stdout);
    // The include is checked although no page of this version names it.
    workspace.put("errata.toml", entry("includes/sizes.md", "Int16", "Int64").as_bytes());
    let run = workspace.run(&["check", "--api-version", "beta", "--errata", "errata.toml"]);
    run.ended(2, &["`find` does not occur in `includes/sizes.md`"]);
}

#[test]
fn pages_of_a_version_that_is_not_read_are_skipped() {
    let workspace = workspace(&[entry("beta/resources/gone.md", "a", "b")]);
    workspace.run(&["check", "--api-version", "v1.0", "--errata", "errata.toml"]).ended(0, &[]);
    workspace.run(&["check", "docs-input/v1.0", "--errata", "errata.toml"]).ended(0, &[]);
    workspace.run(&["check", "--errata", "errata.toml"]).ended(2, &["no file `beta/resources/gone.md`"]);
}

#[test]
fn entries_that_do_not_apply_are_reported_together_and_nothing_is_written() {
    let workspace = workspace(&[
        entry("v1.0/api/thing.md", "a", "b"),
        entry("v1.0/resources/thing.md", "thing", "object"),
        entry("v1.0/resources/thing.md", "|colour|", "|color|"),
        entry("../secrets.md", "a", "b"),
        entry("includes/unused.md", "a", "b"),
    ]);
    workspace.put("docs-input/includes/unused.md", b"a\n");
    let run = workspace.run(&["--errata", "errata.toml"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @r#"
    error: the documentation has no file `v1.0/api/thing.md`
     --> errata.toml:2:8
      |
    2 | page = "v1.0/api/thing.md"
      |        ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `v1.0/resources/thing.md`?

    error: `find` occurs 4 times in `v1.0/resources/thing.md`
     --> errata.toml:9:8
      |
    9 | find = "thing"
      |        ^^^^^^^
      |
      = help: add text around the right one of lines 2, 6, 8, 22

    error: `find` does not occur in `v1.0/resources/thing.md`
      --> errata.toml:15:8
       |
    15 | find = "|colour|"
       |        ^^^^^^^^^^
       |
       = help: compare it with the page, and delete the entry if the page is fixed

    error: `../secrets.md` is not a path below the documentation folder
      --> errata.toml:20:8
       |
    20 | page = "../secrets.md"
       |        ^^^^^^^^^^^^^^^

    error: no page includes `includes/unused.md`
      --> errata.toml:26:8
       |
    26 | page = "includes/unused.md"
       |        ^^^^^^^^^^^^^^^^^^^^
    "#);
    assert!(!workspace.path("generated/Cargo.toml").exists());
}

#[test]
fn a_wrong_file_is_reported_with_its_place() {
    let workspace =
        workspace(&[entry("v1.0/resources/thing.md", "|id|", "|key|").replace("reason", "resaon")]);
    let run = workspace.run(&["check", "--errata", "errata.toml"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @r#"
    error: unknown key `resaon`
     --> errata.toml:5:1
      |
    5 | resaon = "upstream mistake"
      | ^^^^^^
      |
      = help: did you mean `reason`?
    "#);
    workspace.run(&["check", "--errata", "gone.toml"]).ended(2, &["cannot read `gone.toml`"]);
}
