//! Runs on a terminal, which `script` of util-linux provides.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Workspace, run};

/// Everything that a run prints on a terminal; `None` where there is no `script`.
fn on_terminal(folder: &Path, arguments: &str, environment: &[(&str, &str)]) -> Option<String> {
    let mut command = Command::new("script");
    command.args([
        "-q",
        "-e",
        "-c",
        &format!("{} {arguments}", env!("CARGO_BIN_EXE_generator")),
        "/dev/null",
    ]);
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("CI")
        .env_remove("NO_COLOR")
        .env("TERM", "xterm");
    match command.envs(environment.iter().copied()).output() {
        Ok(output) if cfg!(target_os = "linux") => Some(String::from_utf8(output.stdout).unwrap()),
        _ => {
            eprintln!("SKIPPED: there is no `script` of util-linux");
            None
        }
    }
}

#[test]
fn a_long_step_is_shown_on_a_terminal_without_colour_where_none_is_wanted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let Some(shown) = on_terminal(&root, "check docs-input", &[("NO_COLOR", "1")]) else { return };
    assert!(shown.contains("reading `docs-input` 1s"), "{shown}");
    assert!(!shown.contains("\u{1b}[3") && shown.contains("finished in"), "{shown}");
}

#[test]
fn a_short_step_is_not_shown() {
    let workspace = Workspace::new();
    let Some(shown) = on_terminal(workspace.folder.path(), "check", &[]) else { return };
    assert!(shown.contains("2 pages") && !shown.contains("reading"), "{shown}");
    let piped = run(workspace.folder.path(), &["check"]).stderr;
    assert!(!piped.contains('\u{1b}'), "{piped}");
}
