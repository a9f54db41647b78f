//! Tests programs that must not compile, and their error messages.
//!
//! A wrong line ends with `//~ fragment`, a part of the expected error. The rest of the error is the compiler's own wording.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;
use tests::{files_below, root};

/// The errors of a program, by line.
type Errors = BTreeMap<usize, BTreeSet<String>>;

/// The features of the generated crate that the programs use.
const FEATURES: &str = r#"["v1", "builders", "client", "outlook", "users", "directory-management"]"#;

/// Creates a package in which each program is a separate binary.
fn package(programs: &[PathBuf]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-errors");
    let bins: String = programs
        .iter()
        .map(|path| {
            format!("\n[[bin]]\nname = {:?}\npath = {path:?}\n", path.file_stem().unwrap().to_string_lossy())
        })
        .collect();
    let crate_path = root().join("generated");
    let manifest = format!(
        "[package]\nname = \"compile-errors\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         msgraph = {{ path = {crate_path:?}, default-features = false, features = {FEATURES} }}\n{bins}"
    );
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The versions of the workspace are available offline.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// Compiles all programs. Returns their errors by file name and line. No other file may have errors.
fn compile(package: &Path, programs: &[PathBuf]) -> BTreeMap<String, Errors> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--bins", "--keep-going", "--offline", "--message-format=json"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("crates"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let mut found: BTreeMap<String, Errors> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let message: Json = serde_json::from_str(line).unwrap();
        let message = &message["message"];
        if message["level"] != "error" {
            continue;
        }
        let rendered = message["rendered"].as_str().unwrap();
        let spans: Vec<&Json> = message["spans"].as_array().into_iter().flatten().collect();
        assert!(!spans.is_empty() || rendered.starts_with("error: aborting"), "not in a program: {rendered}");
        for span in spans.into_iter().filter(|span| span["is_primary"] == true) {
            let path = package.join(span["file_name"].as_str().unwrap());
            assert!(programs.contains(&path), "not in a program: {rendered}");
            let file = path.file_name().unwrap();
            let line = usize::try_from(span["line_start"].as_u64().unwrap()).unwrap();
            let errors = found.entry(file.to_string_lossy().into_owned()).or_default();
            errors.entry(line).or_default().insert(wording(rendered));
        }
    }
    assert!(!found.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    found
}

/// An error without the expectations in the source lines that it shows, and without the paths that some compilers add to types.
fn wording(rendered: &str) -> String {
    let lines = rendered.lines().map(|line| line.split_once("//~").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n").replace("msgraph::v1::models::", "")
}

/// The expected errors of a program, by line.
fn expected(program: &str) -> BTreeMap<usize, Vec<&str>> {
    let lines = program.lines().zip(1..);
    let lines = lines.filter_map(|(line, number)| Some((number, line.split_once("//~ ")?.1)));
    lines.map(|(number, fragments)| (number, fragments.split(" & ").map(str::trim).collect())).collect()
}

#[test]
fn wrong_programs_fail_with_the_expected_errors() {
    let programs: Vec<PathBuf> = files_below(&root().join("tests/compile_errors"));
    assert!(programs.len() > 2, "{programs:?}");
    let found = compile(&package(&programs), &programs);
    let wrong: Vec<String> = programs.iter().flat_map(|path| check(path, &found)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The differences between the errors of a program and those that it expects.
fn check(path: &Path, found: &BTreeMap<String, Errors>) -> Vec<String> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let program = fs::read_to_string(path).unwrap();
    let (expected, none) = (expected(&program), Errors::new());
    let errors = found.get(&name).unwrap_or(&none);
    let mut wrong = Vec::new();
    let errors_by_line =
        errors.iter().flat_map(|(line, errors)| errors.iter().map(move |error| (line, error)));
    for (line, error) in errors_by_line {
        let fragments = expected.get(line).map_or(&[][..], Vec::as_slice);
        let missing: Vec<&&str> = fragments.iter().filter(|fragment| !error.contains(**fragment)).collect();
        if fragments.is_empty() || !missing.is_empty() || error.contains("is not an iterator") {
            wrong.push(format!("{name}:{line}: expected {missing:?} in\n{error}"));
        }
    }
    let compiled = expected.keys().filter(|line| !errors.contains_key(line));
    wrong.extend(compiled.map(|line| format!("{name}:{line}: there is no error")));
    wrong
}
