//! Tests of the binary: exit codes, output streams, and errors that name the path.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "cli/code.rs"]
mod code;
#[path = "cli/default_areas.rs"]
mod default_areas;
#[path = "cli/environment.rs"]
mod environment;
#[path = "cli/errata.rs"]
mod errata;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/init.rs"]
mod init;
#[path = "cli/installed.rs"]
mod installed;
#[path = "cli/lock.rs"]
mod lock;
#[path = "cli/outputs.rs"]
mod outputs;
#[path = "cli/selection.rs"]
mod selection;
#[path = "cli/terminal.rs"]
mod terminal;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/vendored.rs"]
mod vendored;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PAGE: &str = "---\ntitle: \"thing resource type\"\ndoc_type: resourcePageType\n---\n\n# thing resource type\n\nA thing.\n\n\
    ## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n|size|Int32|How large it is.|\n\n\
    ## JSON representation\n\n<!-- {\n  \"blockType\": \"resource\",\n  \"keyProperty\": \"id\",\n  \
    \"@odata.type\": \"microsoft.graph.thing\"\n} -->\n\n```json\n{\n  \"id\": \"String (identifier)\",\n  \"size\": 1024\n}\n```\n";

/// A temporary workspace with one page each in v1.0 and beta.
struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    fn new() -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        for version in ["v1.0", "beta"] {
            workspace.put(&format!("docs-input/{version}/resources/thing.md"), PAGE.as_bytes());
        }
        for folder in ["generated", "runtime"] {
            fs::create_dir_all(workspace.path(folder)).unwrap();
        }
        workspace.put("generator/Cargo.toml", b"[package]\nname = \"generator\"\n");
        workspace
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(self.folder.path(), arguments)
    }
}

struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: status.code().unwrap(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Checks the exit code and that stderr contains these texts.
    #[track_caller]
    fn ended(&self, code: i32, texts: &[&str]) {
        assert_eq!(self.code, code, "{}", self.stderr);
        for text in texts {
            assert!(self.stderr.contains(text), "`{text}` is not in:\n{}", self.stderr);
        }
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_generator"));
    Run::of(command.args(arguments).current_dir(folder).stdin(Stdio::null()))
}

fn objects(lines: &str) -> Vec<serde_json::Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn without_arguments_the_crate_is_generated() {
    let workspace = Workspace::new();
    let run = workspace.run(&[]);
    run.ended(0, &["2 pages", "written", "finished in"]);
    assert_eq!(run.stdout, "");
    assert!(
        workspace.path("generated/Cargo.toml").is_file() && workspace.path("generated/src/lib.rs").is_file()
    );
    workspace.run(&["generate", "--check"]).ended(0, &["0 files stale or missing", "0 superfluous"]);
}

#[test]
fn the_workspace_is_found_from_a_folder_below() {
    let workspace = Workspace::new();
    run(&workspace.path("docs-input/beta"), &[]).ended(0, &["2 pages"]);
    assert!(workspace.path("generated/src/lib.rs").is_file());
}

#[test]
fn stale_files_are_named_with_the_command_that_mends_them() {
    let workspace = Workspace::new();
    workspace.run(&["--quiet"]).ended(0, &[]);
    let lib = workspace.path("generated/src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap() + "// by hand\n";
    fs::write(&lib, &text).unwrap();
    fs::remove_file(workspace.path("generated/Cargo.toml")).unwrap();
    workspace.put("generated/src/old.rs", text.as_bytes());
    let run = workspace.run(&["--check"]);
    run.ended(1, &["stale  generated/src/lib.rs", "missing  generated/Cargo.toml"]);
    run.ended(1, &["superfluous  generated/src/old.rs", "error: `generated` is not current"]);
    run.ended(1, &["cargo run -p generator\n"]);
    assert_eq!(fs::read_to_string(&lib).unwrap(), text, "nothing is written");
    let run = workspace.run(&["--check", "--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(objects(&run.stdout).iter().any(|object| object["state"] == "missing"), "{}", run.stdout);
    workspace.run(&["--quiet"]).ended(0, &[]);
    workspace.run(&["--check"]).ended(0, &[]);
    assert!(!workspace.path("generated/src/old.rs").exists());
}

#[test]
fn the_mending_command_repeats_the_arguments() {
    let workspace = Workspace::new();
    let arguments = ["--api-version", "beta", "--out", "my crate", "--name", "thing", "--check"];
    workspace
        .run(&arguments)
        .ended(1, &["cargo run -p generator -- --api-version beta --out 'my crate' --name thing\n"]);
}

#[test]
fn the_manifest_elsewhere_leads_to_the_runtime() {
    let workspace = Workspace::new();
    workspace.run(&["--out", "deep/down/out", "--name", "thing"]).ended(0, &["deep/down/out: "]);
    let manifest = fs::read_to_string(workspace.path("deep/down/out/Cargo.toml")).unwrap();
    assert!(manifest.contains("../../../runtime") && manifest.contains("thing"), "{manifest}");
}

#[test]
fn quiet_says_nothing() {
    let run = Workspace::new().run(&["--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn json_is_on_stdout_alone() {
    let run = Workspace::new().run(&["check", "--format", "json"]);
    run.ended(0, &[]);
    assert_eq!(run.stderr, "");
    let summary = objects(&run.stdout).pop().unwrap();
    assert_eq!((&summary["kind"], &summary["pages"]), (&"summary".into(), &2.into()));
}

/// A page with a table that has a short row.
fn ragged() -> Vec<u8> {
    PAGE.replace("|The key.|", "|").into_bytes()
}

#[test]
fn a_log_for_code_review_is_one_document() {
    let workspace = Workspace::new();
    workspace.put("docs-input/beta/resources/thing.md", &ragged());
    for arguments in
        [&["check", "--format", "sarif"][..], &["check", "docs-input/beta", "--format", "sarif", "-q"]]
    {
        let run = workspace.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let result = &log["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs-input/beta/resources/thing.md");
        assert_eq!(place["region"]["startLine"], 14);
        let rule = &log["runs"][0]["tool"]["driver"]["rules"]
            [usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!((&rule["id"], &result["ruleId"]), (&"ragged-row".into(), &"ragged-row".into()));
    }
    workspace.run(&["check", "--format", "sarif", "--deny", "warnings"]).ended(1, &["error: "]);
}

#[test]
fn the_configuration_says_what_the_arguments_do_not() {
    let workspace = Workspace::new();
    workspace.put("docs/beta/resources/thing.md", &ragged());
    workspace.put(
        "msgraph.toml",
        b"docs = \"docs\"\nout = \"deep/graph\"\nname = \"graph\"\ndeny = \"warnings\"\n",
    );
    workspace.run(&["check"]).ended(1, &["1 page:", "ragged-row", "error: "]);
    workspace.run(&["check", "--deny", "errors"]).ended(0, &[]);
    workspace.run(&["check", "docs-input"]).ended(0, &["2 pages:"]);
    workspace.run(&[]).ended(1, &["`deep/graph` is as it was"]);
    workspace.put("msgraph.toml", b"docs = \"docs\"\nout = \"deep/graph\"\nname = \"graph\"\ndeny = \"warnings\"\nallow = [\"ragged-row:beta/**\"]\n");
    workspace.run(&[]).ended(0, &["deep/graph: ", "0 warnings"]);
    assert!(fs::read_to_string(workspace.path("deep/graph/Cargo.toml")).unwrap().contains("\"graph\""));
    workspace.put("other.toml", b"\ndosc = \"docs\"\n");
    workspace
        .run(&["check", "--config", "other.toml"])
        .ended(2, &["error: unknown key `dosc`\n", " other.toml:2:1\n", "help: did you mean `docs`?\n"]);
    workspace.run(&["--config", "gone.toml"]).ended(2, &["cannot read `gone.toml`"]);
}

#[test]
fn check_takes_the_folder_as_an_argument() {
    let workspace = Workspace::new();
    run(Path::new("/"), &["check", workspace.path("docs-input").to_str().unwrap()]).ended(0, &["2 pages"]);
    workspace.run(&["check", "docs-input", "--api-version", "beta"]).ended(0, &["1 page:"]);
}

#[test]
fn the_folder_of_one_version_is_not_read_as_another() {
    let workspace = Workspace::new();
    let told = "`docs-input/beta` is the folder of beta and holds no pages of v1.0";
    for command in ["generate", "check", "model"] {
        let arguments = [command, "--docs", "docs-input/beta", "--api-version", "v1.0"];
        workspace.run(&arguments).ended(2, &[told]);
    }
    workspace.run(&["code", "--docs", "docs-input/beta", "/v1.0/things"]).ended(2, &[told]);
    // A folder in the arguments wins over the version of the configuration, except for the crate.
    workspace.put("msgraph.toml", b"api-version = \"v1.0\"\n");
    for folder in [&["docs-input/beta"][..], &["--docs", "docs-input/beta"]] {
        let run = workspace.run(&[&["check"], folder, &["--format", "json"]].concat());
        run.ended(0, &[]);
        assert_eq!(objects(&run.stdout).pop().unwrap()["pages"], 1);
    }
    let run = workspace.run(&["model", "--docs", "docs-input/beta"]);
    assert_eq!(objects(&run.stdout)[0]["version"], "beta");
    workspace.run(&["code", "--docs", "docs-input/beta", "/thing"]).ended(2, &["no page of beta documents"]);
    workspace.run(&["--docs", "docs-input/beta"]).ended(2, &[told]);
}

#[test]
fn the_model_is_one_document_and_nothing_else() {
    let workspace = Workspace::new();
    let json = ["model", "--api-version", "beta", "--format", "json"];
    for (arguments, told) in [(&["model"][..], "1 page: "), (&json, "\"pages\":1,")] {
        let run = workspace.run(arguments);
        run.ended(0, &[told]);
        assert_eq!(objects(&run.stdout).len(), 1);
    }
    let run = workspace.run(&["model", "--docs", "docs-input/beta", "--quiet"]);
    run.ended(0, &[]);
    assert_eq!(objects(&run.stdout).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let workspace = Workspace::new();
    for arguments in ["model", "--help", "check --format json"] {
        let binary = env!("CARGO_BIN_EXE_generator");
        // The reader ends before the first write. The printed code is that of the generator.
        let script =
            format!("exec 3>&1; {{ sleep 0.2; '{binary}' {arguments} 2>&3; echo \"code $?\" >&3; }} | true");
        let output =
            Command::new("sh").args(["-c", &script]).current_dir(workspace.folder.path()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("code 0") && !text.contains("panicked"), "{arguments}: {text}");
    }
}

#[test]
fn a_missing_folder_is_named() {
    let workspace = Workspace::new();
    for arguments in [&["--docs", "no-docs"][..], &["check", "no-docs"], &["model", "--docs", "no-docs"]] {
        workspace.run(arguments).ended(2, &["error: ", "`no-docs`"]);
    }
}

#[test]
fn an_empty_folder_and_a_file_are_named() {
    let workspace = Workspace::new();
    fs::create_dir_all(workspace.path("empty")).unwrap();
    workspace.run(&["--docs", "empty"]).ended(2, &["`empty` holds no pages"]);
    workspace.run(&["--docs", "docs-input/beta/resources/thing.md"]).ended(2, &["thing.md` is not a folder"]);
    workspace.put("clone/api-reference/v1.0/api/a.md", b"# A\n");
    workspace
        .run(&["--docs", "clone"])
        .ended(2, &["`clone` holds no pages", "; did you mean `clone/api-reference`?\n"]);
    fs::create_dir_all(workspace.path("hollow/v1.0")).unwrap();
    workspace.run(&["--docs", "hollow"]).ended(2, &["hollow", "v1.0", "no pages"]);
    fs::remove_dir_all(workspace.path("docs-input/v1.0")).unwrap();
    let both = ["--api-version", "beta", "--api-version", "v1.0"];
    workspace.run(&both).ended(2, &["`docs-input` holds no pages of v1.0"]);
}

#[test]
fn a_page_that_is_not_utf8_is_named_and_the_old_output_stays() {
    let workspace = Workspace::new();
    workspace.run(&[]).ended(0, &[]);
    let old = fs::read_to_string(workspace.path("generated/src/lib.rs")).unwrap();
    workspace.put("docs-input/beta/api/bad.md", b"# caf\xe9\n");
    workspace.run(&[]).ended(2, &["bad.md", "UTF-8"]);
    assert_eq!(fs::read_to_string(workspace.path("generated/src/lib.rs")).unwrap(), old);
}

#[test]
fn a_page_that_is_added_renames_nothing_that_was_generated() {
    let workspace = Workspace::new();
    let lock = || fs::read_to_string(workspace.path("generated/names.lock")).unwrap();
    let page_of = |name: &str| {
        let file = format!("generated/src/v1/models/{}.rs", name.to_lowercase());
        let models = fs::read_to_string(workspace.path(&file)).unwrap();
        let before = models.split(&format!("pub struct {name} {{")).next().unwrap();
        let page = before.rsplit("Source: <").next().unwrap().split('?').next().unwrap();
        page.rsplit('/').next().unwrap().to_owned()
    };
    let upper = PAGE.replace("graph.thing", "graph.Thing");
    workspace.put("docs-input/v1.0/resources/thing.md", upper.as_bytes());
    workspace.run(&[]).ended(0, &[]);
    assert!(lock().contains("\nv1.0 type microsoft.graph.Thing Thing\n"), "{}", lock());
    workspace.put("docs-input/v1.0/resources/another.md", PAGE.as_bytes());
    workspace.run(&["--check"]).ended(1, &["stale  generated/names.lock"]);
    workspace.run(&[]).ended(0, &[]);
    assert_eq!([page_of("Thing"), page_of("Thing2")], ["thing", "another"]);
    workspace.run(&["--check"]).ended(0, &[]);
    workspace.run(&["--api-version", "beta"]).ended(0, &[]);
    assert!(!lock().contains("v1.0"), "{}", lock());
}

#[test]
fn a_name_that_cannot_be_kept_is_named_and_the_old_output_stays() {
    let workspace = Workspace::new();
    let page = PAGE.replace("size", "Size");
    workspace.put("docs-input/v1.0/resources/thing.md", page.as_bytes());
    workspace.run(&[]).ended(0, &[]);
    let lock = fs::read_to_string(workspace.path("generated/names.lock")).unwrap();
    let old = fs::read_to_string(workspace.path("generated/src/lib.rs")).unwrap();
    workspace.put("docs-input/v1.0/resources/more.md", page.replace("thing", "more").as_bytes());
    let mut told = String::new();
    let additional = lock.replace("Size size", "Size additional");
    for text in [
        lock.clone() + "<<<<<<< ours\n",
        lock.clone() + "v1.0 type microsoft.graph.thing thing\n",
        additional,
        String::new(),
    ] {
        workspace.put("generated/names.lock", text.as_bytes());
        let run = workspace.run(&["--quiet"]);
        assert_eq!(
            (run.code, fs::read_to_string(workspace.path("generated/names.lock")).unwrap()),
            (2, text)
        );
        told.push_str(&run.stderr);
    }
    insta::assert_snapshot!(told, @r"
    error: generated/names.lock:7: `<<<<<<< ours` is not a version, a kind, a wire name and a pinned name; fix or delete this line, or delete the file to regenerate all names
    error: generated/names.lock:7: `thing` cannot be the name of a type; fix or delete this line, or delete the file to regenerate all names
    error: generated/names.lock:6: the name `additional` means something else there; fix or delete this line, or delete the file to regenerate all names
    error: `generated/names.lock` is empty; restore it, or delete it to regenerate all names
    ");
    assert_eq!(fs::read_to_string(workspace.path("generated/src/lib.rs")).unwrap(), old);
    workspace.put("generated/names.lock", b"my own\n");
    workspace.run(&[]).ended(2, &["`generated/names.lock` was not written by the generator"]);
    fs::remove_file(workspace.path("generated/names.lock")).unwrap();
    workspace.run(&[]).ended(0, &[]);
}

#[test]
fn threads_do_not_change_the_output() {
    let workspace = Workspace::new();
    workspace.run(&["--threads", "1"]).ended(0, &[]);
    workspace.run(&["--threads", "2", "--check"]).ended(0, &[]);
}
