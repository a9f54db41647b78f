//! The program outside its workspace, and crates with a copy of the runtime.

use std::fs;

use super::{PAGE, Workspace, run};

/// A folder outside any workspace, with one page.
fn elsewhere() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("docs/v1.0/resources/thing.md");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(page, PAGE).unwrap();
    folder
}

#[test]
fn outside_a_workspace_the_crate_carries_the_runtime() {
    let folder = elsewhere();
    run(folder.path(), &["--docs", "docs", "--out", "graph"]).ended(0, &["1 page:", "written"]);
    let text = |path: &str| fs::read_to_string(folder.path().join("graph").join(path)).unwrap();
    assert!(text("Cargo.toml").contains("msgraph-core = { path = \"runtime\" }"));
    assert!(
        text("runtime/Cargo.toml").contains("name = \"msgraph-core\"")
            && text("runtime/src/lib.rs").contains("mod request;")
    );
    run(folder.path(), &["--docs", "docs", "--out", "graph", "--check"]).ended(0, &["0 files stale"]);
    run(folder.path(), &["--docs", "docs", "--out", "graph", "--runtime", "version", "--quiet"])
        .ended(0, &[]);
    assert!(text("Cargo.toml").contains(&format!("msgraph-core = \"{}\"", env!("CARGO_PKG_VERSION"))));
    assert!(!folder.path().join("graph/runtime").exists(), "the copy is deleted with its last use");
}

#[test]
fn the_runtime_comes_from_where_it_is_asked_for() {
    let workspace = Workspace::new();
    let manifest = |runtime: &str| {
        workspace.run(&["--out", "out", "--runtime", runtime]).ended(0, &[]);
        fs::read_to_string(workspace.path("out/Cargo.toml")).unwrap()
    };
    assert!(manifest("path").contains("{ path = \"../runtime\", "));
    assert!(manifest("path=generated/../core").contains("{ path = \"../core\", "));
    assert!(manifest("git=https://git.example/graph").contains("{ git = \"https://git.example/graph\" }"));
    assert!(manifest("vendored").contains("{ path = \"runtime\" }"));
}

#[test]
fn a_wrong_source_of_the_runtime_is_refused() {
    let folder = elsewhere();
    let refused = |runtime: &str, message: &str| {
        run(folder.path(), &["--docs", "docs", "--out", "graph", "--runtime", runtime]).ended(2, &[message]);
    };
    refused("path", "there is no workspace, so the runtime has no folder");
    refused("git", "`git` needs the URL of a repository");
    refused("vendor", "`vendor` is no source of the runtime");
    assert!(!folder.path().join("graph").exists(), "nothing is written");
}

#[test]
fn outside_a_workspace_the_update_command_is_the_program() {
    let folder = elsewhere();
    run(folder.path(), &["--docs", "docs", "--out", "graph", "--check"])
        .ended(1, &["bring it up to date: generator --docs docs --out graph\n"]);
}

#[test]
fn a_list_outside_a_workspace_needs_no_output() {
    let folder = elsewhere();
    let listed = run(folder.path(), &["--docs", "docs", "--list"]);
    listed.ended(0, &[]);
    assert!(listed.stdout.contains("microsoft.graph.thing: documented"), "{}", listed.stdout);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written");
}

#[test]
fn outside_a_workspace_the_folders_must_be_named() {
    let elsewhere = tempfile::tempdir().unwrap();
    run(elsewhere.path(), &["--docs", "docs"])
        .ended(2, &["no workspace", "name the folder of the crate with `--out`\n"]);
    run(elsewhere.path(), &[]).ended(2, &["no workspace", "docs-input/", elsewhere.path().to_str().unwrap()]);
    for command in ["check", "model"] {
        let run = run(elsewhere.path(), &[command]);
        run.ended(2, &["or name the folder of the pages with `--docs`\n"]);
    }
}

#[test]
fn both_folders_named_need_no_workspace() {
    let elsewhere = tempfile::tempdir().unwrap();
    let docs = elsewhere.path().join("docs/v1.0/resources");
    fs::create_dir_all(&docs).unwrap();
    fs::write(docs.join("thing.md"), PAGE).unwrap();
    run(elsewhere.path(), &["--docs", "docs", "--out", "graph"]).ended(0, &[]);
    let manifest = fs::read_to_string(elsewhere.path().join("graph/Cargo.toml")).unwrap();
    let runtime = manifest.split("path = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let runtime = elsewhere.path().join("graph").join(runtime).join("Cargo.toml");
    assert!(fs::read_to_string(runtime).unwrap().contains("name = \"msgraph-core\""));
    run(elsewhere.path(), &["--docs", "docs", "--out", "graph", "--check"]).ended(0, &[]);
}
