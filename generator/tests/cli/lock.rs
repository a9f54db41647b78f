//! The lock of the inputs: runs without work, runs that may not change the lock, and unusable locks.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use super::{PAGE, Run, Workspace, objects};

const ARGUMENTS: [&str; 2] = ["--out", "graph"];

/// A crate beside the workspace, generated once.
fn generated() -> Workspace {
    let workspace = Workspace::new();
    run(&workspace, &[]).ended(0, &["written"]);
    workspace
}

fn run(workspace: &Workspace, more: &[&str]) -> Run {
    workspace.run(&[&ARGUMENTS[..], more].concat())
}

/// All files and folders of the crate with their modification times.
fn times(workspace: &Workspace) -> Vec<(PathBuf, SystemTime)> {
    let mut found = Vec::new();
    let mut open = vec![workspace.path("graph")];
    while let Some(path) = open.pop() {
        found.push((path.clone(), fs::metadata(&path).unwrap().modified().unwrap()));
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found.sort();
    found
}

fn lock(workspace: &Workspace) -> String {
    fs::read_to_string(workspace.path("graph/msgraph.lock")).unwrap()
}

#[test]
fn a_run_with_the_inputs_of_the_last_one_touches_nothing() {
    let workspace = generated();
    let before = times(&workspace);
    let again = run(&workspace, &[]);
    again.ended(0, &["inputs and output are those of the last run\n", "graph: 0 files written"]);
    assert!(!again.stderr.contains("pages:"), "no page is parsed: {}", again.stderr);
    run(&workspace, &["--check", "--locked"])
        .ended(0, &["inputs and output are", "0 files stale or missing"]);
    run(&workspace, &["--locked"]).ended(0, &["inputs and output are"]);
    assert_eq!(run(&workspace, &["--quiet"]).stderr, "");
    assert_eq!(times(&workspace), before);
    // Output that lists diagnostics requires the pages.
    run(&workspace, &["--verbose"]).ended(0, &["2 pages:"]);
    assert!(run(&workspace, &["--format", "json"]).stdout.contains("\"pages\":2"));
    assert_eq!(times(&workspace), before, "and still nothing is touched");
}

#[test]
fn line_ends_of_a_checkout_are_no_change() {
    let workspace = generated();
    for (path, _) in times(&workspace).into_iter().filter(|(path, _)| path.is_file()) {
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    }
    let before = times(&workspace);
    run(&workspace, &["--check", "--locked"]).ended(0, &["inputs and output are"]);
    // Every file is compared.
    run(&workspace, &["--check", "--verbose"]).ended(0, &["2 pages:", "0 files stale or missing"]);
    run(&workspace, &["--verbose"]).ended(0, &["graph: 0 files written"]);
    assert_eq!(times(&workspace), before);
    let lib = workspace.path("graph/src/lib.rs");
    fs::write(&lib, fs::read_to_string(&lib).unwrap() + "// by hand\r\n").unwrap();
    run(&workspace, &["--check"]).ended(1, &["stale  graph/src/lib.rs", "1 file stale"]);
}

#[test]
fn changed_output_is_noticed_and_repaired() {
    let workspace = generated();
    let lib = workspace.path("graph/src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    let left = workspace.path("graph/src/v1/left.rs");
    let changes: [&dyn Fn(); 3] = [
        &|| fs::write(&lib, format!("{text}// by hand\n")).unwrap(),
        &|| fs::remove_file(workspace.path("graph/Cargo.toml")).unwrap(),
        &|| fs::write(&left, &text).unwrap(),
    ];
    for change in changes {
        change();
        run(&workspace, &["--check", "--locked"]).ended(1, &["`graph` is not current"]);
        run(&workspace, &["--locked"]).ended(0, &["2 pages:"]);
        run(&workspace, &["--check"]).ended(0, &["inputs and output are"]);
    }
    assert!(fs::read_to_string(&lib).unwrap() == text && !left.exists());
}

#[test]
fn other_inputs_are_read_and_recorded() {
    let workspace = generated();
    let first = lock(&workspace);
    workspace.put("docs-input/v1.0/resources/thing.md", (PAGE.to_owned() + "\n").as_bytes());
    run(&workspace, &["--check"]).ended(1, &["stale  graph/msgraph.lock\n", "1 file stale"]);
    run(&workspace, &[]).ended(0, &["graph: 1 file written"]);
    assert_ne!(lock(&workspace), first);
    for more in [&["--name", "other"][..], &["--runtime", "version"], &["--api-version", "beta"]] {
        run(&workspace, more).ended(0, &[" 0 enums, "]);
        run(&workspace, more).ended(0, &["inputs and output are"]);
    }
}

#[test]
fn refused_drift_is_listed_and_nothing_is_written() {
    let workspace = generated();
    let before = times(&workspace);
    workspace.put("docs-input/v1.0/resources/more.md", PAGE.replace("thing", "more").as_bytes());
    workspace.put("docs-input/beta/resources/thing.md", PAGE.replace("A thing", "This thing").as_bytes());
    let entry = "[[errata]]\npage = \"v1.0/resources/thing.md\"\nfind = \"How large\"\nreplace = \"How big\"\nreason = \"style\"\n";
    workspace.put("errata.toml", entry.as_bytes());
    let drift = run(&workspace, &["--locked", "--name", "other", "--errata", "errata.toml"]);
    assert_eq!(drift.code, 1);
    insta::assert_snapshot!(drift.stderr, @r#"
    error: the inputs differ from `graph/msgraph.lock`
     |
     = note: option `name`: other, was msgraph
     = note: pages of beta: other content
     = note: pages of v1.0: 2, were 1
     = note: files edited by errata: 1, were 0
     = help: run without `--locked` to accept them
    "#);
    let json = run(&workspace, &["--locked", "--format", "json"]);
    assert_eq!((json.code, json.stderr.as_str()), (1, ""));
    let changes = ["pages of beta: other content", "pages of v1.0: 2, were 1"];
    assert_eq!(
        objects(&json.stdout),
        [serde_json::json!({"kind": "drift", "lock": "graph/msgraph.lock", "changes": changes})]
    );
    run(&workspace, &["--locked", "--check"]).ended(1, &["inputs differ"]);
    assert_eq!(times(&workspace), before);
    fs::remove_file(workspace.path("graph/msgraph.lock")).unwrap();
    run(&workspace, &["--locked"]).ended(1, &["there is no lock"]);
    workspace.run(&["--locked", "--list"]).ended(2, &["cannot be used with"]);
}

#[test]
fn a_lock_that_cannot_be_used_is_refused() {
    let workspace = generated();
    let text = lock(&workspace);
    let own = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    let newer = text.replacen(&own, "version = \"99.0.0\"", 1);
    assert_ne!(newer, text);
    let damaged = text.replacen("[inputs.options]", "<<<<<<< main\n[inputs.options]", 1);
    for (text, told) in [(newer, "was written by generator 99.0.0"), (damaged, "graph/msgraph.lock:")] {
        workspace.put("graph/msgraph.lock", text.as_bytes());
        for more in [&[][..], &["--check"], &["--locked"]] {
            run(&workspace, more).ended(2, &[told, "delete the file"]);
        }
        assert_eq!(lock(&workspace), text, "nothing is written");
    }
    // A power failure can leave the file empty.
    workspace.put("graph/msgraph.lock", b"");
    run(&workspace, &[]).ended(0, &["1 file written"]);
    assert_eq!(lock(&workspace), text);
}

#[test]
fn denied_problems_are_denied_in_a_run_without_anything_to_do() {
    let workspace = Workspace::new();
    workspace.put("docs-input/beta/resources/thing.md", PAGE.replace("|The key.|", "|").as_bytes());
    run(&workspace, &[]).ended(0, &["ragged-row"]);
    run(&workspace, &[])
        .ended(0, &["inputs and output are", "0 errors, 1 warning, 0 notes (`--verbose` shows them)"]);
    run(&workspace, &["--deny", "errors"]).ended(0, &["inputs and output are"]);
    run(&workspace, &["--deny", "warnings"]).ended(1, &["ragged-row", "`graph` is as it was"]);
}

#[test]
fn a_member_of_the_workspace_needs_no_lock_to_be_current() {
    let workspace = Workspace::new();
    workspace.run(&[]).ended(0, &["written"]);
    workspace.run(&[]).ended(0, &["inputs and output are"]);
    let path = workspace.path("generated/msgraph.lock");
    let stale = fs::read_to_string(&path).unwrap().replace("name = \"msgraph\"", "name = \"other\"");
    assert!(stale.contains("other"));
    fs::write(&path, stale).unwrap();
    workspace.run(&["--check"]).ended(0, &["0 files stale or missing", "0 superfluous"]);
    fs::remove_file(path).unwrap();
    workspace.run(&["--check"]).ended(0, &["0 files stale or missing", "0 superfluous"]);
    workspace.run(&["--locked"]).ended(1, &["there is no lock"]);
}

#[test]
fn the_commit_of_a_clone_is_recorded_and_stays_with_its_pages() {
    let workspace = Workspace::new();
    let git = |arguments: &[&str]| {
        let user = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        let command = command.args(user).args(arguments).current_dir(workspace.path("docs-input"));
        command.output().ok().filter(|output| output.status.success())
    };
    if git(&["init", "--quiet"]).is_none() {
        eprintln!("SKIPPED: there is no git");
        return;
    }
    let commit = || {
        git(&["add", "."]).unwrap();
        git(&["commit", "--quiet", "--allow-empty", "--message", "pages"]).unwrap();
        String::from_utf8(git(&["rev-parse", "HEAD"]).unwrap().stdout).unwrap().trim().to_owned()
    };
    let first = commit();
    run(&workspace, &[]).ended(0, &[]);
    assert!(lock(&workspace).contains(&format!("commit = \"{first}\"")), "{}", lock(&workspace));
    // Equal pages in another commit are the same input.
    commit();
    run(&workspace, &["--check", "--locked"]).ended(0, &["inputs and output are"]);
    run(&workspace, &["--name", "other"]).ended(0, &["written"]);
    assert!(lock(&workspace).contains(&format!("commit = \"{first}\"")));
    workspace.put("docs-input/v1.0/resources/thing.md", PAGE.replace("A thing", "This thing").as_bytes());
    run(&workspace, &[]).ended(0, &["written"]);
    assert!(!lock(&workspace).contains("commit ="), "the pages are those of no commit");
    // The includes of a version folder are beside it.
    workspace.put("docs-input/includes/note.MD", b"> A note.\n");
    let third = commit();
    let beta = ["--docs", "docs-input/beta"];
    run(&workspace, &beta).ended(0, &["written"]);
    assert!(lock(&workspace).contains(&format!("commit = \"{third}\"")), "{}", lock(&workspace));
    workspace.put("docs-input/includes/note.MD", b"> Another note.\n");
    let page = PAGE.replace("A thing.", "[!INCLUDE [note](../../includes/note.MD)]");
    workspace.put("docs-input/beta/resources/thing.md", page.as_bytes());
    git(&["commit", "--quiet", "--message", "note", "beta"]).unwrap();
    run(&workspace, &beta).ended(0, &["written"]);
    assert!(!lock(&workspace).contains("commit ="), "an include differs");
}
