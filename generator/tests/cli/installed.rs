//! The installed program: a file in another folder, without the workspace and the environment of cargo.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{PAGE, Run};

/// The program in its own folder, and a folder with one page.
struct Installed {
    bin: tempfile::TempDir,
    home: tempfile::TempDir,
}

impl Installed {
    fn new() -> Self {
        let bin = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let installed = Self { bin, home: tempfile::tempdir().unwrap() };
        let built = Path::new(env!("CARGO_BIN_EXE_generator"));
        // A copy stays open for writing in processes that other tests start at the same moment, and cannot be run meanwhile.
        fs::hard_link(built, installed.bin.path().join(built.file_name().unwrap())).unwrap();
        let page = installed.home.path().join("docs/v1.0/resources/thing.md");
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(page, PAGE).unwrap();
        installed
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let built = Path::new(env!("CARGO_BIN_EXE_generator"));
        let mut command = Command::new(self.bin.path().join(built.file_name().unwrap()));
        Run::of(command.args(arguments).current_dir(self.home.path()).env_clear().stdin(Stdio::null()))
    }
}

#[test]
fn the_installed_program_works_in_any_folder() {
    let installed = Installed::new();
    installed.run(&["check", "docs"]).ended(0, &["1 page: 1 type"]);
    assert!(installed.run(&["model", "--docs", "docs"]).stdout.contains("microsoft.graph.thing"));
    installed.run(&["--docs", "docs", "--out", "graph"]).ended(0, &["written"]);
    installed.run(&["--docs", "docs", "--out", "graph", "--check"]).ended(0, &["0 files stale or missing"]);
    for file in ["Cargo.toml", "src/lib.rs", "src/v1/models/thing.rs", "runtime/src/lib.rs"] {
        assert!(installed.home.path().join("graph").join(file).is_file(), "{file}");
    }
    installed.run(&[]).ended(2, &["no workspace with `docs-input/` and `generated/`"]);
}

#[test]
fn outside_a_workspace_only_missing_folders_are_demanded() {
    let installed = Installed::new();
    let demand = |texts: &str| format!("run the generator inside its workspace, or name {texts}\n");
    let (docs, out) = ("the folder of the pages with `--docs`", "the folder of the crate with `--out`");
    installed.run(&["--docs", "docs"]).ended(2, &[&demand(out)]);
    installed.run(&["--out", "graph"]).ended(2, &[&demand(docs)]);
    installed.run(&["--list"]).ended(2, &[&demand(docs)]);
    installed
        .run(&[])
        .ended(2, &[&demand("the folders of the pages and of the crate with `--docs` and `--out`")]);
}

#[test]
fn a_new_configuration_without_folders_is_completed_first() {
    for (arguments, open) in [
        (&[][..], "set `docs` and `out` in it, then "),
        (&["--docs", "docs"], "set `out` in it, then "),
        (&["--out", "graph"], "set `docs` in it, then "),
        (&["--docs", "docs", "--out", "graph"], ""),
    ] {
        let expected = format!("`msgraph.toml` is written; {open}generate the crate with `generator`\n");
        Installed::new().run(&[&["init"], arguments].concat()).ended(0, &[&expected]);
    }
}
