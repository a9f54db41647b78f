//! Tests that the committed crate is exactly the output of the generator, and that the output depends only on the pages.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use generator::Generate;
use generator::plan::ir::package::Workspace;
use generator::sync::Mode;
use tests::{generate, read_docs, root};

#[test]
fn the_generated_crate_is_current() {
    let (docs, out) = (root().join("docs-input"), root().join("generated"));
    let generate = generate(&docs, &out, Workspace::Member);
    let generate = default_areas(&out).into_iter().fold(generate, Generate::default_area);
    let changes = generate.check().unwrap().changes;
    assert!(changes.is_empty(), "run `cargo run -p generator` to mend this: {changes:#?}");
    assert!(changes.unchanged > 10, "nothing was compared: {changes:#?}");
}

#[test]
fn the_number_of_threads_does_not_change_the_output() {
    let run = |threads: usize| {
        let folder = tempfile::tempdir().unwrap();
        let generate = generate(&root().join("docs-input"), folder.path(), Workspace::Member);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let reading = pool.install(|| generate.run()).unwrap().reading.unwrap();
        (files(folder.path()), reading.diagnostics, reading.gaps)
    };
    let (one, two) = (run(1), run(2));
    assert!(one.0.len() > 10, "only {} files were written", one.0.len());
    assert_eq!(one, two);
}

#[test]
fn a_second_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let generate = generate(&root().join("docs-input"), folder.path(), Workspace::Member);
    let reading = read_docs().unwrap();
    let first = generate.write(&reading, &reading.models, Mode::Write).unwrap();
    assert!(first.written() > 10);
    let second = generate.write(&reading, &reading.models, Mode::Write).unwrap();
    assert!(second.is_empty(), "{:#?}", second);
}

/// The areas that the configuration of a crate enables by default.
fn default_areas(out: &std::path::Path) -> Vec<String> {
    let text = std::fs::read_to_string(out.join("msgraph.toml")).unwrap();
    let settings: toml::Table = toml::from_str(&text).unwrap();
    let areas = settings["default-areas"].as_array().unwrap();
    areas.iter().map(|area| area.as_str().unwrap().to_owned()).collect()
}

/// The files below a folder, by path.
fn files(folder: &std::path::Path) -> Vec<(std::path::PathBuf, String)> {
    let mut found: Vec<_> = tests::files_below(folder)
        .into_iter()
        .map(|path| (path.strip_prefix(folder).unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    found
}
