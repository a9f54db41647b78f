//! The library in xtasks, build scripts and tests.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostic::Severity;
use generator::diagnostic::suppress::Allow;
use generator::generate::Drift;
use generator::plan::ir::package::Runtime;
use generator::selection::SelectionError;
use generator::source::Version;
use generator::source::errata::ErrataError;
use generator::source::load::LoadError;
use generator::{Error, Generate};

/// A copy of the pages about messages, and folders for the output.
struct Folders {
    home: tempfile::TempDir,
}

impl Folders {
    fn new() -> Self {
        let folders = Self { home: tempfile::tempdir().unwrap() };
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
        for folder in ["v1.0/api", "v1.0/resources"] {
            fs::create_dir_all(folders.path("docs").join(folder)).unwrap();
            for entry in fs::read_dir(docs.join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if name.contains("message") {
                    fs::copy(docs.join(folder).join(&name), folders.path("docs").join(folder).join(&name))
                        .unwrap();
                }
            }
        }
        folders
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// A run for a small part of the API.
    fn generate(&self) -> Generate {
        let generate = Generate::new(self.path("docs")).api_version(Version::V1).out(self.path("graph"));
        generate.include("/me/messages/**").exclude("DELETE /**").runtime(Runtime::Version).name("graph")
    }
}

#[test]
fn a_crate_is_written_and_checked() {
    let folders = Folders::new();
    let generate = folders.generate();
    assert!(
        !generate.check().unwrap().is_current() && !folders.path("graph").exists(),
        "a check writes nothing"
    );
    let generated = generate.run().unwrap();
    assert!(generated.written().any(|path| path == Path::new("src/lib.rs")), "{:?}", generated.changes);
    assert!(generated.reading.unwrap().totals().operations > 5);
    let manifest = fs::read_to_string(folders.path("graph/Cargo.toml")).unwrap();
    assert!(manifest.contains("\"graph\"") && !folders.path("graph/runtime").exists(), "{manifest}");
    let again = generate.run().unwrap();
    assert!(again.is_current() && again.reading.is_none(), "no page is parsed");
    assert_eq!(again.tally.count(Severity::Error), 0);
    assert!(matches!(generate.clone().include("me").run(), Err(Error::Selection(_))));
    assert!(generate.clone().drift(Drift::Refuse).check().unwrap().is_current());

    let page = folders.path("docs/v1.0/resources/message.md");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("bodyPreview", "bodySummary")).unwrap();
    match generate.clone().drift(Drift::Refuse).run() {
        Err(Error::Drift { changes, .. }) => assert_eq!(changes.len(), 1, "{changes:?}"),
        other => panic!("{other:?}"),
    }
    let generated = generate.check().unwrap();
    assert!(!generated.is_current());
    assert!(generated.written().any(|path| path.ends_with("models/message.rs")), "{:?}", generated.changes);
}

#[test]
fn accepted_diagnostics_are_not_counted() {
    let folders = Folders::new();
    let page = folders.path("docs/v1.0/resources/message.md");
    let text = fs::read_to_string(&page).unwrap();
    let row = text.lines().find(|line| line.starts_with("| subject |")).unwrap();
    fs::write(&page, text.replace(row, "| subject | String |")).unwrap();
    let count = |generate: Generate| {
        generate.read().unwrap().diagnostics.iter().filter(|one| one.code == "ragged-row").count()
    };
    assert_eq!(count(folders.generate()), 1);
    assert_eq!(count(folders.generate().allow(Allow::read("ragged-row").unwrap())), 0);
}

#[test]
fn a_name_that_cargo_rejects_is_an_error() {
    let folders = Folders::new();
    for name in ["", "my graph", "2graph", "a\"b"] {
        for ended in [folders.generate().name(name).run(), folders.generate().name(name).check()] {
            let error = ended.unwrap_err().to_string();
            assert_eq!(
                error,
                format!(
                    "`{name}` does not name a crate: a crate has a letter, then letters, digits, `-` and `_`"
                )
            );
        }
    }
    assert!(!folders.path("graph").exists());
}

#[test]
fn errors_say_what_is_wrong_and_nothing_is_written() {
    let folders = Folders::new();
    let generate = || folders.generate();
    let errata = folders.path("errata.toml");
    fs::write(
        &errata,
        "[[errata]]\npage = \"v1.0/none.md\"\nfind = \"a\"\nreplace = \"b\"\nreason = \"c\"\n",
    )
    .unwrap();
    let failed = |generate: Generate| generate.run().unwrap_err();
    assert!(matches!(
        failed(generate().include("me/messages")),
        Error::Selection(SelectionError::Pattern(_))
    ));
    assert!(matches!(
        failed(generate().include("/me/message")),
        Error::Selection(SelectionError::NoMatch { near: Some(_), .. })
    ));
    assert!(matches!(failed(Generate::new("none")), Error::Load(LoadError::NoFolder(_))));
    match failed(generate().errata(&errata)) {
        Error::Load(LoadError::Errata(ErrataError::Invalid(problems))) => {
            assert_eq!((problems.len(), problems[0].position()), (1, (2, 8)));
        }
        other => panic!("{other}"),
    }
    fs::create_dir_all(folders.path("graph")).unwrap();
    fs::write(folders.path("graph/Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
    assert!(matches!(failed(generate()), Error::Sync(_)));
    assert_eq!(fs::read_dir(folders.path("graph")).unwrap().count(), 1);
}
