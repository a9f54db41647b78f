//! Locks of small sets of pages, changes that the lock detects, and unusable files.

use std::path::Path;

use super::*;
use crate::plan::ir::package::Workspace;
use crate::render::{MARKER, RustFile};

fn sources(pages: &[(&str, &str)]) -> Sources {
    let page = |(path, text): &(&str, &str)| Source { path: (*path).to_owned(), text: (*text).to_owned() };
    Sources { pages: pages.iter().map(page).collect(), ..Sources::default() }
}

fn package() -> Options {
    Options::new("graph", Runtime::Vendored, Workspace::Standalone)
}

fn inputs(pages: &[(&str, &str)]) -> Inputs {
    Inputs::of(&sources(pages), &package(), &Selection::default(), &[])
}

fn lock() -> InputLock {
    let mut inputs = inputs(&[("beta/a.md", "one"), ("v1.0/a.md", "one")]);
    inputs.generator = Build { version: "0.1.0".to_owned(), source: "0123456789abcdef".to_owned() };
    let tally = Tally { codes: [((Severity::Warning, "ragged-row"), 2)].into() };
    let file = |path: &str| RustFile { path: path.into(), text: format!("// {MARKER}\n") };
    let output = Output::of(&[file("src/lib.rs"), file("README.md")]);
    InputLock::new(inputs, Some("0".repeat(40)), &tally, output)
}

#[test]
fn the_file_has_all_inputs_and_is_read_back() {
    let text = lock().text().unwrap();
    insta::assert_snapshot!(text, @r#"
    # The inputs of the last run. Commit this file: a run whose inputs and output are as recorded generates nothing,
    # and `--locked` refuses other inputs.
    format = 1
    commit = "0000000000000000000000000000000000000000"

    [inputs.generator]
    version = "0.1.0"
    source = "0123456789abcdef"

    [inputs.options]
    name = "graph"
    runtime = "vendored"
    derived = true
    include = []
    exclude = []
    allow = []

    [inputs.pages.beta]
    files = 1
    sha256 = "81ef5ab2d59dd174c7c9500140a47b0eeef61fe910cc199339d24222896f314f"

    [inputs.pages."v1.0"]
    files = 1
    sha256 = "6ae54762fc863a241adfc1676c0af2fc31167d49e732ad065bd0e462d2d710cb"

    [inputs.includes]
    files = 0
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    [inputs.errata]
    files = 0
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    [diagnostics.warning]
    ragged-row = 2

    [output.crate_files]
    files = 1
    sha256 = "a793e934fe55a1ca402052bfdd034687be8f90491e1fb4c0678876e084ef12dd"

    [output.documents]
    "README.md" = "4e83bd15903882216f2e85a711dad526e0745b10653540e1f2a638cb0c074ce5"
    "#);
    assert_eq!(parse(Path::new(FILE), &text).unwrap(), lock());
    assert_eq!(lock().tally().unwrap().to_string(), "0 errors, 2 warnings, 0 notes");
}

#[test]
fn a_code_that_is_gone_makes_the_record_unusable() {
    let text = lock().text().unwrap().replace("ragged-row", "former-code");
    assert_eq!(parse(Path::new(FILE), &text).unwrap().tally(), None);
}

#[test]
fn every_kind_of_difference_has_a_line() {
    let recorded = lock().inputs;
    let mut now = inputs(&[("v1.0/a.md", "two"), ("v1.0/b.md", "one")]);
    now.generator = Build { version: "0.1.0".to_owned(), source: "fedcba9876543210".to_owned() };
    now.options.include = vec!["/me/**".to_owned(), "message: *".to_owned()];
    now.options.runtime = "version".to_owned();
    now.options.default_areas = vec!["mail".to_owned()];
    now.errata = Digest { files: 1, sha256: String::new() };
    insta::assert_snapshot!(drift(&now, &recorded).join("\n"), @r#"
    generator: 0.1.0 (fedcba9876543210), was 0.1.0 (0123456789abcdef)
    option `runtime`: version, was vendored
    option `include`: /me/**, message: *, was none
    option `default-areas`: mail, was all
    pages of beta: 0, were 1
    pages of v1.0: 2, were 1
    files edited by errata: 1, were 0
    "#);
    assert!(drift(&recorded, &recorded).is_empty());
    let other = inputs(&[("v1.0/a.md", "two"), ("beta/a.md", "one")]);
    assert_eq!(
        drift(&other, &inputs(&[("v1.0/a.md", "one"), ("beta/a.md", "one")])),
        ["pages of v1.0: other content"]
    );
}

#[test]
fn the_order_of_patterns_makes_no_difference() {
    let of = |patterns: &[&str]| {
        let include = patterns.iter().map(|pattern| pattern.parse().unwrap()).collect();
        let selection = Selection { include, ..Selection::default() };
        Inputs::of(&sources(&[]), &package(), &selection, &[])
    };
    assert_eq!(of(&["/a", "/b"]), of(&["/b", "/a", "/a"]));
}

#[test]
fn the_digest_is_of_the_text_on_disk_and_of_the_edits() {
    let mut edited = sources(&[("v1.0/a.md", "two")]);
    let on_disk = crate::source::edited::Edited { on_disk: "one".to_owned(), edits: Vec::new() };
    edited.edited.insert("v1.0/a.md".to_owned(), on_disk);
    let edited = Inputs::of(&edited, &package(), &Selection::default(), &[]);
    assert_eq!(drift(&edited, &inputs(&[("v1.0/a.md", "one")])), ["files edited by errata: 1, were 0"]);
}

#[test]
fn the_line_ends_of_a_checkout_make_no_difference() {
    let of = |text: &str| {
        let mut sources = sources(&[("v1.0/a.md", text)]);
        let include = Source { path: "includes/b.md".to_owned(), text: text.to_owned() };
        sources.includes.insert("includes/b.md".to_owned(), include);
        let on_disk = crate::source::edited::Edited { on_disk: text.to_owned(), edits: Vec::new() };
        sources.edited.insert("v1.0/a.md".to_owned(), on_disk);
        Inputs::of(&sources, &package(), &Selection::default(), &[])
    };
    assert_eq!(of("one\r\ntwo\r\n"), of("one\ntwo\n"));
    assert_ne!(of("one\rtwo\n"), of("one\ntwo\n"), "a lone carriage return is content");
}

#[test]
fn a_lock_that_cannot_be_used_is_refused() {
    let refused = |text: &str| parse(Path::new("graph/msgraph.lock"), text).unwrap_err().to_string();
    let text = lock().text().unwrap();
    let own = env!("CARGO_PKG_VERSION");
    let newer = |found: &str| {
        format!(
            "`graph/msgraph.lock` was written by generator {found}, and this is {own}; install the newer one, or delete the file"
        )
    };
    assert_eq!(refused(&text.replace("version = \"0.1.0\"", "version = \"99.0.0\"")), newer("99.0.0"));
    // A later format may have other keys.
    let later = text.replace("format = 1", "format = 2\nsideways = true");
    assert_eq!(refused(&later), newer("0.1.0"));
    let error = refused(&text.replace("format = 1", "format = 1\nsideways = true"));
    assert!(error.starts_with("graph/msgraph.lock:4:1: unknown field `sideways`"), "{error}");
    assert!(error.ends_with("; delete the file; the next run writes it again"), "{error}");
    assert!(
        refused(&text.replace("format = 1", "<<<<<<< main\nformat = 1")).starts_with("graph/msgraph.lock:3:")
    );
}
