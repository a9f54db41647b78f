//! The programs of the README, of the guide and of `tests/consumer`, compiled against the crate of all of v1.0 as they are.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use generator::plan::ir::file::{Content, Part};
use generator::plan::ir::package::Workspace;
use generator::sync::Mode;
use tests::root;

/// Compiles all programs against one crate: v1.0 of 2021, and the beta pages of this project, of which there are none of 2021.
pub(crate) fn compile(shared: &Path, home: &Path) {
    let home = home.join("programs");
    let (docs, out) = (home.join("docs"), home.join("generated"));
    // An earlier run may have left a page that is gone.
    let _ = fs::remove_dir_all(&docs);
    copy(&shared.join("v1.0"), &docs.join("v1.0"));
    copy(&root().join("docs-input/beta"), &docs.join("beta"));
    copy(&root().join("docs-input/includes"), &docs.join("includes"));
    copy(&shared.join("includes"), &docs.join("includes"));
    let generate = tests::generate(&docs, &out, Workspace::Standalone);
    let reading = generate.read().unwrap();
    generate.write(&reading, &reading.models, Mode::Write).unwrap();

    let programs = home.join("tests/consumer");
    // An earlier run may have left a program that is gone.
    let _ = fs::remove_dir_all(&programs);
    copy(&root().join("tests/consumer"), &programs);
    write_snippets(&programs.join("snippets"));
    let manifest = fs::read_to_string(programs.join("Cargo.toml")).unwrap();
    let manifest = manifest.replacen("members = [", "members = [\"snippets\", ", 1);
    fs::write(programs.join("Cargo.toml"), manifest).unwrap();
    tests::cargo(&["check", "--tests", "--bins"], &programs, &home.join("crates")).unwrap();
}

/// A package with a program for each example of the README and of the guide of the crate of this project's pages.
fn write_snippets(package: &Path) {
    let mut manifest = String::from(
        "[package]\nname = \"snippets\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nmsgraph = { path = \"../../../generated\", features = [\"beta\", \"client\"] }\n\
         tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n",
    );
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let of_readme: Vec<String> = rust_blocks(&readme).collect();
    let of_guide = guide();
    assert!(of_readme.len() >= 2 && of_guide.len() >= 6, "{} and {}", of_readme.len(), of_guide.len());
    fs::create_dir_all(package.join("src")).unwrap();
    for (number, code) in of_readme.into_iter().chain(of_guide).enumerate() {
        let path = format!("src/snippet_{number}.rs");
        fs::write(package.join(&path), program(&code)).unwrap();
        write!(manifest, "\n[[bin]]\nname = \"snippet_{number}\"\npath = {path:?}\n").unwrap();
    }
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
}

/// The blocks of Rust in a Markdown file.
fn rust_blocks(text: &str) -> impl Iterator<Item = String> {
    let blocks = text.split("\n```rust").skip(1);
    blocks.filter_map(|block| Some(block.split_once('\n')?.1.split("\n```").next()?.to_owned()))
}

/// The examples of the guide.
fn guide() -> Vec<String> {
    let plan = tests::plan(&tests::read_docs().unwrap());
    let parts = plan.files.into_iter().filter_map(|file| match file.content {
        Content::Root { guide, .. } => Some(guide),
        _ => None,
    });
    let code = parts.flatten().filter_map(|part| match part {
        Part::Example { code, .. } => Some(code),
        Part::Text(_) => None,
    });
    code.collect()
}

/// An example as rustdoc compiles it: hidden lines are code, and code without `main` is the body of one.
fn program(code: &str) -> String {
    let shown = code.lines().map(|line| match line.trim_start() {
        "#" => "",
        hidden => hidden.strip_prefix("# ").unwrap_or(line),
    });
    let code = shown.collect::<Vec<_>>().join("\n");
    match code.contains("fn main()") {
        true => format!("#![allow(unused)]\n{code}\n"),
        false if code.contains("Ok::<") => format!(
            "#![allow(unused)]\nfn main() {{\n\
             fn example() -> Result<(), impl std::fmt::Debug> {{\n{code}\n}}\nexample().unwrap()\n}}\n"
        ),
        false => format!("#![allow(unused)]\nfn main() {{\n{code}\n}}\n"),
    }
}

/// Copies a folder without what cargo puts into it.
fn copy(from: &Path, to: &Path) {
    for file in tests::files_below(from) {
        let path = file.strip_prefix(from).unwrap();
        if path.starts_with("target") {
            continue;
        }
        let target = to.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, target).unwrap();
    }
}
