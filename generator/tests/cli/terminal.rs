//! Runs on a terminal, simulated by `script` of util-linux.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Workspace, run};

/// The output of a run on a terminal with typed keys; `None` without `script`.
fn on_terminal(folder: &Path, arguments: &str, keys: &str, environment: &[(&str, &str)]) -> Option<String> {
    let run = format!("{} {arguments}", env!("CARGO_BIN_EXE_generator"));
    // A time limit keeps an open question from blocking the tests.
    let mut command = Command::new("timeout");
    command.args(["100", "script", "-q", "-e", "-c", &run, "/dev/null"]).current_dir(folder);
    command.env_remove("CI").env_remove("NO_COLOR").env("TERM", "xterm").envs(environment.iter().copied());
    let is_there = cfg!(target_os = "linux") && Command::new("script").arg("--version").output().is_ok();
    if !is_there {
        eprintln!("SKIPPED: there is no `script` of util-linux");
        return None;
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    // The terminal stays open until the run ends.
    let mut typed = child.stdin.take().unwrap();
    typed.write_all(keys.as_bytes()).unwrap();
    let mut shown = String::new();
    child.stdout.take().unwrap().read_to_string(&mut shown).unwrap();
    assert!(child.wait().unwrap().success(), "{shown}");
    Some(shown)
}

#[test]
fn a_long_step_is_shown_on_a_terminal_without_colour_where_none_is_wanted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let Some(shown) = on_terminal(&root, "check docs-input", "", &[("NO_COLOR", "1")]) else { return };
    let seconds = shown.split_once("finished in ").and_then(|(_, rest)| rest.split_once(" s")).unwrap().0;
    assert!(!shown.contains("\u{1b}[3"), "{shown}");
    match seconds.parse::<f64>().unwrap() > 1.5 {
        true => assert!(shown.contains("reading `docs-input` 1s"), "{shown}"),
        false => eprintln!("SKIPPED: the pages are read in {seconds} s here"),
    }
}

#[test]
fn a_short_step_is_not_shown() {
    let workspace = Workspace::new();
    let Some(shown) = on_terminal(workspace.folder.path(), "check", "", &[]) else { return };
    assert!(shown.contains("2 pages") && !shown.contains("reading"), "{shown}");
    let piped = run(workspace.folder.path(), &["check"]).stderr;
    assert!(!piped.contains('\u{1b}'), "{piped}");
}

#[test]
fn a_new_configuration_has_the_answers() {
    let workspace = Workspace::new();
    // The second version, an invalid crate name, a valid one, and the defaults.
    let keys = "\r\u{1b}[B\rmy-crate\r2\rmy-graph\r\r";
    let Some(shown) = on_terminal(workspace.folder.path(), "init", keys, &[]) else { return };
    assert!(shown.contains("a crate has a letter, then letters") && shown.contains("is written"), "{shown}");
    let text = fs::read_to_string(workspace.path("msgraph.toml")).unwrap();
    let values: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let expected = [
        "docs = \"docs-input\"",
        "api-version = [\"beta\"]",
        "out = \"my-crate\"",
        "name = \"my-graph\"",
        "runtime = \"vendored\"",
    ];
    assert_eq!(values, expected);
    workspace.run(&[]).ended(0, &["1 page:", "my-crate: "]);
}

#[test]
fn arguments_are_not_asked_for() {
    let workspace = Workspace::new();
    let arguments = "init --docs docs-input --api-version v1.0 --out graph --name graph --runtime vendored";
    let Some(shown) = on_terminal(workspace.folder.path(), arguments, "", &[]) else { return };
    assert!(!shown.contains('?') && shown.contains("is written"), "{shown}");
    let yes = on_terminal(workspace.folder.path(), "init other.toml --yes", "", &[]);
    assert!(yes.is_some_and(|shown| shown.contains("`other.toml` is written")));
}
