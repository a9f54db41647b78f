//! Areas that are enabled by default, from arguments and from the configuration of a crate.

use std::fs;

use crate::{PAGE, Workspace};

/// A workspace with a page of the area `mail`, which holds `thing`, and one of the area `library`, which holds `book`.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for (name, area) in [("thing", "mail"), ("book", "library")] {
        let page =
            PAGE.replace("doc_type:", &format!("ms.subservice: {area}\ndoc_type:")).replace("thing", name);
        workspace.put(&format!("docs-input/v1.0/resources/{name}.md"), page.as_bytes());
    }
    workspace
}

fn read(workspace: &Workspace, file: &str) -> String {
    fs::read_to_string(workspace.path(file)).unwrap()
}

const MAIL: &str = "default = [\n    \"v1\",\n    \"builders\",\n    \"mail\",\n]\n";
const ALL: &str = "default = [\n    \"v1\",\n    \"builders\",\n    \"all-areas\",\n]\n";

#[test]
fn areas_that_are_not_named_are_opt_in() {
    let workspace = workspace();
    workspace.run(&["--out", "graph", "--default-area", "mail"]).ended(0, &[]);
    let manifest = read(&workspace, "graph/Cargo.toml");
    assert!(manifest.contains(MAIL) && manifest.contains("\nlibrary = []\n"), "{manifest}");
    let readme = read(&workspace, "graph/README.md");
    assert!(readme.contains("| `library` (opt-in) |") && readme.contains("| `mail` |"), "{readme}");
    let lock = read(&workspace, "graph/msgraph.lock");
    assert!(lock.contains("default_areas = [\"mail\"]"), "{lock}");
    let check = ["--out", "graph", "--check", "--default-area"];
    workspace.run(&[&check[..], &["mail"]].concat()).ended(0, &[]);
    workspace
        .run(&[&check[..], &["library"]].concat())
        .ended(1, &["-- --out graph --default-area library\n"]);
    workspace.run(&["--out", "graph", "--locked"]).ended(1, &["option `default-areas`: all, was mail"]);
}

#[test]
fn the_configuration_in_a_crate_is_for_this_crate() {
    let workspace = workspace();
    workspace.put("generated/msgraph.toml", b"default-areas = [\"mail\"]\n");
    workspace.put("graph/msgraph.toml", b"default-areas = \"library\"\n");
    workspace.run(&[]).ended(0, &[]);
    assert!(read(&workspace, "generated/Cargo.toml").contains(MAIL));
    workspace.run(&["--out", "graph"]).ended(0, &[]);
    assert!(read(&workspace, "graph/Cargo.toml").contains(&MAIL.replace("mail", "library")));
    workspace.run(&["--out", "other"]).ended(0, &[]);
    assert!(read(&workspace, "other/Cargo.toml").contains(ALL));
    // A configuration of the current folder is for any crate without one, also for the crate of the workspace.
    workspace.put("msgraph.toml", b"default-areas = [\"mail\", \"library\"]\n");
    workspace.run(&["--out", "other"]).ended(0, &[]);
    workspace.run(&[]).ended(0, &[]);
    for file in ["other/Cargo.toml", "generated/Cargo.toml"] {
        assert!(read(&workspace, file).contains("\"library\",\n    \"mail\",\n]\n# the versions"), "{file}");
    }
}

#[test]
fn an_area_that_no_page_names_is_an_error() {
    let workspace = workspace();
    let texts = ["error: no page names the product area `mial`", "did you mean `mail`?"];
    workspace.run(&["--default-area", "mial"]).ended(2, &texts);
    workspace.run(&["--default-area", "mial", "--check"]).ended(2, &texts);
    assert!(!workspace.path("generated/Cargo.toml").exists());
    workspace.put("generated/msgraph.toml", b"default-areas = [\"mail\", 1]\n");
    workspace.run(&[]).ended(2, &["expected a product area in quotes", "generated/msgraph.toml:1:26"]);
}
