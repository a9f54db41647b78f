//! Help, completions, manual pages, and misspelt words.

use std::process::{Command, Stdio};

use super::{Run, Workspace, objects};

/// The commands of the program.
const COMMANDS: [&str; 8] = ["generate", "check", "model", "code", "explain", "init", "completions", "man"];

/// A run whose help has the same width on all terminals.
fn help(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_generator"));
    command.args(arguments).arg("--help").env_remove("COLUMNS").stdin(Stdio::null());
    let Run { code, stdout, stderr } = Run::of(&mut command);
    assert_eq!((code, stderr.as_str()), (0, ""));
    stdout
}

#[test]
fn the_program_has_help() {
    insta::assert_snapshot!(help(&[]));
}

#[test]
fn every_command_has_help() {
    for command in COMMANDS {
        insta::assert_snapshot!(format!("help_of_{command}"), help(&[command]));
    }
}

#[test]
fn shells_complete_every_command() {
    let workspace = Workspace::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let Run { code, stdout, stderr } = workspace.run(&["completions", shell]);
        assert_eq!((code, stderr.as_str()), (0, ""));
        let missing: Vec<&str> = COMMANDS.into_iter().filter(|command| !stdout.contains(command)).collect();
        assert!(missing.is_empty() && stdout.contains("api-version"), "{shell}: {missing:?}");
    }
    workspace.run(&["completions", "csh"]).ended(2, &["csh", "possible values: bash, elvish, fish"]);
}

#[cfg(unix)]
#[test]
fn bash_can_read_its_completions() {
    let Run { stdout, .. } = Workspace::new().run(&["completions", "bash"]);
    let workspace = Workspace::new();
    workspace.put("completions", stdout.as_bytes());
    match Command::new("bash").arg("-n").arg(workspace.path("completions")).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => eprintln!("SKIPPED: there is no bash"),
    }
}

#[test]
fn the_manual_has_a_page_of_every_command() {
    let workspace = Workspace::new();
    let page = |arguments: &[&str]| workspace.run(&[&["man"], arguments].concat()).stdout;
    let program = page(&[]);
    assert!(program.contains(".TH generator 1") && program.contains(".SH SUBCOMMANDS"), "{program}");
    for command in COMMANDS {
        let page = page(&[command]);
        assert!(page.contains(&format!(".TH generator-{command} 1")), "{page}");
        assert!(page.contains("Examples:") && page.contains(".SH OPTIONS"), "{page}");
        assert!(program.contains(&format!("generator\\-{command}(1)")), "{program}");
    }
    workspace.run(&["man", "modle"]).ended(2, &["there is no command `modle`; did you mean `model`?"]);
    workspace.run(&["man", "sideways"]).ended(2, &["error: there is no command `sideways`\n"]);
}

#[test]
fn misspelt_words_lead_to_the_right_ones() {
    let workspace = Workspace::new();
    let errors = [
        &["chekc"][..],
        &["--inclde", "/me/**"],
        &["check", "--denny", "warnings"],
        &["code", "--formt", "json", "/me"],
        &["check", "--deny", "warning"],
        &["check", "--format", "jsn"],
        &["explain", "raged-row"],
        &["completions", "bsh"],
    ]
    .map(|arguments| {
        let Run { code, stdout, stderr } = workspace.run(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        format!("$ generator {}\n{stderr}\n", arguments.join(" "))
    });
    insta::assert_snapshot!(errors.concat());
}

#[test]
fn explanations_are_json_where_a_program_reads_them() {
    let workspace = Workspace::new();
    let one = objects(&workspace.run(&["explain", "ragged-row", "--format", "json"]).stdout);
    let [explanation] = one.as_slice() else { panic!("{one:?}") };
    assert_eq!((&explanation["kind"], &explanation["code"]), (&"explanation".into(), &"ragged-row".into()));
    assert!(explanation["text"].as_str().unwrap().contains("Wrong:"), "{explanation}");
    let all = objects(&workspace.run(&["explain", "--format", "json"]).stdout);
    let listed = workspace.run(&["explain"]).stdout;
    assert_eq!(all.len(), listed.lines().count());
    assert!(all.contains(explanation) && all.iter().all(|one| one["summary"].as_str().is_some()));
}

#[test]
fn a_code_is_explained() {
    let workspace = Workspace::new();
    let run = workspace.run(&["explain", "ragged-row"]);
    assert!(
        run.code == 0 && run.stdout.starts_with("ragged-row: ") && run.stdout.contains("Wrong"),
        "{}",
        run.stdout
    );
    assert!(workspace.run(&["explain"]).stdout.contains("no-request-line"));
    workspace.run(&["explain", "raged-row"]).ended(2, &["`raged-row`; did you mean `ragged-row`?"]);
    workspace.run(&["explain", "sideways"]).ended(2, &["`sideways`"]);
}

#[test]
fn the_program_tells_its_version() {
    for arguments in [&["--version", "v1.0"][..], &["check", "docs-input", "--version=beta"]] {
        let named = format!("--api-version {}", if arguments.len() == 2 { "v1.0" } else { "beta" });
        Workspace::new().run(arguments).ended(2, &[&named]);
    }
    for flag in ["-V", "--version"] {
        let run = Workspace::new().run(&[flag]);
        assert_eq!((run.code, run.stdout), (0, format!("generator {}\n", env!("CARGO_PKG_VERSION"))));
    }
}

#[test]
fn the_foot_of_each_manual_page_names_the_program() {
    for command in [&["man"][..], &["man", "check"]] {
        let page = Workspace::new().run(command).stdout;
        let title = page.lines().find(|line| line.starts_with(".TH ")).unwrap_or_default();
        assert!(title.contains(concat!("\"generator ", env!("CARGO_PKG_VERSION"), "\"")), "{title}");
    }
}
