//! Faults of the environment: unreadable and vanished files, an output that cannot be written, concurrent runs. The run names the
//! path, exits with code 2, and the output is unchanged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Run, Workspace, objects, run};

impl Workspace {
    /// All files of the output with their texts.
    fn output(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut open = vec![self.path("generated")];
        while let Some(path) = open.pop() {
            match path.is_dir() {
                true => open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path())),
                false => found.push((path.clone(), fs::read(&path).unwrap())),
            }
        }
        found.sort();
        found
    }

    /// Checks that a run with changes exits with code 2 and these texts, and leaves the output unchanged.
    #[track_caller]
    fn fails(&self, texts: &[&str], start: impl FnOnce() -> Run) {
        self.run(&[]).ended(0, &[]);
        let old = self.output();
        let page = super::PAGE.replace("A thing.", "Another thing.");
        self.put("docs-input/v1.0/resources/thing.md", page.as_bytes());
        start().ended(2, texts);
        assert_eq!(self.output(), old, "the output is as it was");
    }
}

#[cfg(unix)]
#[test]
fn a_page_that_is_gone_when_it_is_read_is_named() {
    let workspace = Workspace::new();
    workspace.fails(&["cannot read `docs-input/beta/resources/gone.md`"], || {
        // The folder lists the link, but opening it fails, as for a file that vanishes.
        let link = workspace.path("docs-input/beta/resources/gone.md");
        std::os::unix::fs::symlink("nowhere.md", link).unwrap();
        workspace.run(&[])
    });
}

#[cfg(unix)]
#[test]
fn a_page_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::new();
    let page = workspace.path("docs-input/beta/resources/thing.md");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&page).is_ok() {
        eprintln!("SKIPPED: this user may read everything");
        return;
    }
    workspace.run(&[]).ended(2, &["cannot read `docs-input/beta/resources/thing.md`"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_back_into_itself_is_named() {
    let workspace = Workspace::new();
    workspace.fails(&["`docs-input/beta/resources/more/again`"], || {
        let more = workspace.path("docs-input/beta/resources/more");
        fs::create_dir_all(&more).unwrap();
        for link in ["again", "and-again"] {
            std::os::unix::fs::symlink("../..", more.join(link)).unwrap();
        }
        workspace.run(&[])
    });
}

#[cfg(unix)]
#[test]
fn a_folder_may_be_a_link_to_another() {
    let workspace = Workspace::new();
    workspace.put("elsewhere/other.md", super::PAGE.replace("thing", "other").as_bytes());
    std::os::unix::fs::symlink("../../elsewhere", workspace.path("docs-input/beta/linked")).unwrap();
    workspace.run(&[]).ended(0, &["3 pages"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_changes_nothing() {
    let workspace = Workspace::new();
    workspace.fails(&["cannot write `", "nothing was changed"], || {
        // A file size limit with the signal ignored makes writes fail, as on a full disk.
        let script = format!("trap '' XFSZ; ulimit -f 1; exec '{}'", env!("CARGO_BIN_EXE_generator"));
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).current_dir(workspace.folder.path());
        Run::of(shell.stdin(Stdio::null()))
    });
    workspace.run(&[]).ended(0, &["written"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_no_page() {
    let workspace = Workspace::new();
    workspace.fails(&["`docs-input/v1.0/resources/pipe.md` is not a regular file"], || {
        let made = Command::new("mkfifo").arg(workspace.path("docs-input/v1.0/resources/pipe.md")).status();
        assert!(made.is_ok_and(|status| status.success()));
        workspace.run(&[])
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_whose_name_is_no_text_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let workspace = Workspace::new();
    let name = |name: &'static [u8]| {
        workspace.path("docs-input/v1.0/resources").join(std::ffi::OsStr::from_bytes(name))
    };
    fs::write(name(b"no-page-\xff.png"), "").unwrap();
    workspace.fails(&["the name of `docs-input/v1.0/resources/page-", ".md` is not UTF-8"], || {
        fs::write(name(b"page-\xff.md"), "").unwrap();
        workspace.run(&[])
    });
}

#[cfg(target_os = "linux")]
#[test]
fn json_holds_paths_that_are_no_text() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let workspace = Workspace::new();
    // A question mark becomes a byte that is not UTF-8.
    let no_text = |argument: &&str| {
        OsString::from_vec(argument.bytes().map(|byte| if byte == b'?' { 0xff } else { byte }).collect())
    };
    let start = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_generator"));
        command.args(arguments.iter().map(no_text)).args(["--format", "json"]);
        Run::of(command.current_dir(workspace.folder.path()).stdin(Stdio::null()))
    };
    for (arguments, code, key, value) in [
        (&["--check", "--out", "graph-?"][..], 1, "path", "graph-\u{fffd}/Cargo.toml"),
        (&["--out", "graph-?"], 0, "out", "graph-\u{fffd}"),
        (&["--out", "graph-?", "--name", "other", "--locked"], 1, "lock", "graph-\u{fffd}/msgraph.lock"),
        (&["init", "file-?.toml"], 0, "path", "file-\u{fffd}.toml"),
    ] {
        let run = start(arguments);
        run.ended(code, &[]);
        let found = objects(&run.stdout).into_iter().any(|object| {
            let holder = if key == "out" { &object["files"] } else { &object };
            holder[key] == value
        });
        assert!(found, "no `{value}` in:\n{}", run.stdout);
    }
}

#[cfg(unix)]
#[test]
fn a_name_begins_no_line_of_the_log() {
    let workspace = Workspace::new();
    workspace.put("docs-input/v1.0/resources/a\n::error::b\u{202e}.md", b"# Nothing\n\nText.\n");
    for format in ["human", "json", "sarif"] {
        let run = workspace.run(&["check", "--verbose", "--format", format]);
        let shown =
            [&run.stdout, &run.stderr].map(|text| text.lines().any(|line| line.starts_with("::error")));
        assert_eq!(shown, [false, false], "{}{}", run.stdout, run.stderr);
        assert!(!run.stdout.contains('\u{202e}') && !run.stderr.contains('\u{202e}'));
        assert!(run.stdout.contains("::error::b") || run.stderr.contains("::error::b") || format == "sarif");
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_output_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::new();
    workspace.run(&[]).ended(0, &[]);
    let out = workspace.path("generated");
    let mode = |mode| fs::set_permissions(&out, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    if fs::write(out.join("probe"), "").is_ok() {
        fs::remove_file(out.join("probe")).unwrap();
        eprintln!("SKIPPED: this user may write everywhere");
        return;
    }
    workspace.fails(&["cannot write `generated`"], || workspace.run(&[]));
    mode(0o755);
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_where_nothing_can_be_made_is_named() {
    let workspace = Workspace::new();
    workspace.fails(&["cannot write `/proc/self/crate`"], || workspace.run(&["--out", "/proc/self/crate"]));
}

#[test]
fn output_that_cannot_be_written_is_named() {
    let workspace = Workspace::new();
    workspace.put("file", b"mine");
    workspace.run(&["--out", "file"]).ended(2, &["`file` is not a folder", "--out"]);
    workspace.run(&["--out", "file/below"]).ended(2, &["`file/below`"]);
    workspace.put("mine/Cargo.toml", b"[package]\nname = \"mine\"\n");
    workspace.run(&["--out", "mine"]).ended(2, &["`mine/Cargo.toml` was not written by the generator"]);
    assert_eq!(fs::read_dir(workspace.path("mine")).unwrap().count(), 1);
    workspace.put("photos/a.jpg", b"mine");
    workspace
        .run(&["--out", "photos"])
        .ended(2, &["the output `photos` holds `a.jpg` and no generated crate"]);
    assert_eq!(fs::read_dir(workspace.path("photos")).unwrap().count(), 1);
}

#[test]
fn files_of_others_in_the_output_stay() {
    let workspace = Workspace::new();
    workspace.put("generated/README.md", b"mine");
    workspace.run(&[]).ended(0, &[]);
    workspace.put("generated/src/v1/mine.rs", b"// mine");
    workspace.run(&["--name", "other"]).ended(0, &[]);
    workspace.run(&[]).ended(0, &[]);
    assert_eq!(fs::read(workspace.path("generated/src/v1/mine.rs")).unwrap(), b"// mine");
    workspace.run(&["--check"]).ended(0, &["0 superfluous"]);
    assert_eq!(fs::read(workspace.path("generated/README.md")).unwrap(), b"mine");
    workspace.put("generated/src/lib.rs", b"// mine");
    let page = super::PAGE.replace("A thing.", "Another thing.");
    workspace.put("docs-input/v1.0/resources/thing.md", page.as_bytes());
    let old = workspace.output();
    workspace.run(&[]).ended(2, &["`generated/src/lib.rs` was not written by the generator"]);
    assert_eq!(workspace.output(), old);
}

#[test]
fn the_output_is_no_documentation() {
    let workspace = Workspace::new();
    workspace.fails(&["`generated`", "--out"], || workspace.run(&["--docs", "generated"]));
    workspace.run(&["check", "generated"]).ended(2, &["`generated` holds no pages"]);
    for out in ["docs-input", "docs-input/v1.0", "docs-input/v1.0/new/crate", "generated/../docs-input/x"] {
        workspace.run(&["--out", out]).ended(2, &[&format!("`{out}`"), "`docs-input`"]);
    }
    assert_eq!(fs::read_dir(workspace.path("docs-input")).unwrap().count(), 2);
    workspace.run(&["--docs", "docs-input", "--out", "docs-input-crate"]).ended(0, &[]);
}

#[test]
fn of_several_runs_at_once_none_spoils_the_output() {
    let workspace = Workspace::new();
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_generator"));
        command.current_dir(workspace.folder.path()).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let runs: Vec<_> = (0..6).map(|_| start()).collect();
    for child in runs {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => {}
            Some(2) => assert!(said.contains("another run is writing to `generated`"), "{said}"),
            code => panic!("{code:?}: {said}"),
        }
    }
    workspace.run(&[]).ended(0, &[]);
    run(Path::new(workspace.folder.path()), &["--check"]).ended(0, &["0 files stale or missing"]);
    assert!(!workspace.path("generated/.msgraph-staging").exists());
}
