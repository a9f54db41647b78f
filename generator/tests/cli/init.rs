//! New configurations: their text, the next run, and files that stay.

use std::fs;

use super::{Run, Workspace, objects, run};

#[test]
fn a_new_configuration_is_the_one_of_the_next_run() {
    let workspace = Workspace::new();
    let folder = tempfile::tempdir().unwrap();
    let docs = workspace.path("docs-input");
    let arguments = ["init", "--docs", docs.to_str().unwrap(), "--out", "graph", "--api-version", "beta"];
    let written = run(folder.path(), &arguments);
    written.ended(0, &["`msgraph.toml` is written; generate the crate with `generator`\n"]);
    assert_eq!(written.stdout, "");
    run(folder.path(), &[]).ended(0, &["1 page:", "graph: "]);
    assert!(folder.path().join("graph/src/beta.rs").is_file());
}

#[test]
fn a_new_configuration_explains_every_key() {
    let workspace = Workspace::new();
    let arguments =
        ["--docs", "docs-input", "--include", "/me/**", "--exclude", "List *", "--deny", "errors"];
    workspace.run(&[&["init"], &arguments[..]].concat()).ended(0, &[]);
    insta::assert_snapshot!(fs::read_to_string(workspace.path("msgraph.toml")).unwrap());
}

#[test]
fn a_configuration_elsewhere_has_paths_from_its_folder() {
    let workspace = Workspace::new();
    fs::create_dir_all(workspace.path("deep")).unwrap();
    let file = "deep/my graph.toml";
    workspace
        .run(&["init", file, "--docs", "docs-input", "--out", "deep/graph", "--runtime", "vendored"])
        .ended(0, &["generate the crate with `generator --config 'deep/my graph.toml'`"]);
    let text = fs::read_to_string(workspace.path(file)).unwrap();
    assert!(text.contains("\ndocs = \"../docs-input\"\n") && text.contains("\nout = \"graph\"\n"), "{text}");
    workspace.run(&["--config", file]).ended(0, &["deep/graph: "]);
}

#[test]
fn a_file_that_is_there_stays() {
    let workspace = Workspace::new();
    workspace.put("msgraph.toml", b"# mine\n");
    workspace
        .run(&["init", "--yes"])
        .ended(2, &["error: `msgraph.toml` exists, and `init` replaces nothing"]);
    assert_eq!(fs::read(workspace.path("msgraph.toml")).unwrap(), b"# mine\n");
    workspace.run(&["init", "no/such/folder.toml"]).ended(2, &["error: cannot write `no/such/folder.toml`"]);
    workspace.run(&["init", "docs-input"]).ended(2, &["`docs-input` exists"]);
}

#[test]
fn wrong_values_write_nothing() {
    let workspace = Workspace::new();
    for arguments in
        [["--include", "FETCH /me"], ["--name", "2"], ["--runtime", "vendor"], ["--deny", "notes"]]
    {
        workspace.run(&[&["init"], &arguments[..]].concat()).ended(2, &[arguments[0]]);
    }
    assert!(!workspace.path("msgraph.toml").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text_has_no_place_in_a_configuration() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let workspace = Workspace::new();
    for flag in ["--docs", "--out"] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_generator"));
        command.args(["init", flag]).arg(OsStr::from_bytes(b"graph-\xff"));
        let expected = "error: the path `graph-\u{fffd}` is not UTF-8, so a TOML file cannot contain it";
        Run::of(command.current_dir(workspace.folder.path())).ended(2, &[expected]);
    }
    assert!(!workspace.path("msgraph.toml").exists());
}

#[test]
fn a_program_reads_where_the_configuration_is() {
    let Run { code, stdout, stderr } = Workspace::new().run(&["init", "--format", "json"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(objects(&stdout), [serde_json::json!({"kind": "config", "path": "msgraph.toml"})]);
}
