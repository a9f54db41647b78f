//! Copies the runtime into a generated crate. In: the sources of `msgraph-core` at compile time of the generator.
//! Out: a package in the folder [`RUNTIME`] that inherits nothing from a workspace.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use toml::{Table, Value};

use crate::render::{self, RustFile};

/// The folder of the copy of the runtime in a generated crate.
pub(super) const RUNTIME: &str = "runtime";

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../runtime/src");
const MANIFEST: &str = include_str!("../../../runtime/Cargo.toml");
const README: &str = include_str!("../../../runtime/README.md");
const WORKSPACE: &str = include_str!("../../../Cargo.toml");

/// The files of the package: manifest, README and sources.
pub(super) fn files() -> Vec<RustFile> {
    let folder = Path::new(RUNTIME);
    let mut files = vec![
        render::toml("Cargo.toml", &manifest(MANIFEST, WORKSPACE)),
        render::markdown("README.md", README),
    ];
    let mut folders = vec![&SOURCES];
    while let Some(next) = folders.pop() {
        folders.extend(next.dirs());
        for source in next.files() {
            let path = PathBuf::from("src").join(source.path());
            // All sources are UTF-8: Rust, and Markdown that the documentation includes.
            let Some(text) = source.contents_utf8() else { continue };
            let path = path.display().to_string().replace('\\', "/");
            files.push(if path.ends_with(".md") {
                render::markdown(&path, text)
            } else {
                render::text(&path, text)
            });
        }
    }
    for file in &mut files {
        file.path = folder.join(&file.path);
    }
    files
}

/// The manifest with inherited values resolved, and without tests, dev-dependencies and lints.
fn manifest(member: &str, workspace: &str) -> String {
    let (Ok(mut member), Ok(workspace)) = (member.parse::<Table>(), workspace.parse::<Table>()) else {
        return String::new();
    };
    let inherited = |table: &str| workspace.get("workspace").and_then(|workspace| workspace.get(table));
    for table in ["dev-dependencies", "lints"] {
        member.remove(table);
    }
    for (table, source) in [("package", "package"), ("dependencies", "dependencies")] {
        let Some(Value::Table(entries)) = member.get_mut(table) else { continue };
        for (name, value) in entries.iter_mut() {
            if let Some(whole) = inherited(source).and_then(|source| source.get(name)) {
                inherit(value, whole);
            }
        }
    }
    let mut lib = Table::new();
    lib.extend(["doctest", "test"].map(|key| (key.to_owned(), Value::Boolean(false))));
    member.insert("lib".to_owned(), Value::Table(lib));
    member.to_string()
}

/// Replaces `workspace = true` by the value of the workspace. Features of both are combined.
fn inherit(value: &mut Value, whole: &Value) {
    let Value::Table(own) = value else { return };
    if own.remove("workspace").is_none() {
        return;
    }
    let mut new = match whole {
        Value::Table(whole) => whole.clone(),
        version if own.is_empty() => {
            *value = version.clone();
            return;
        }
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    for (key, own) in std::mem::take(own) {
        match (new.get_mut(&key), own) {
            (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
            (_, own) => drop(new.insert(key, own)),
        }
    }
    *value = Value::Table(new);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inherited_values_are_written_out() {
        let member = "[package]\nname = \"core\"\nversion.workspace = true\n\n[dependencies]\nhttp.workspace = true\n\
            json = { workspace = true, features = [\"raw\"], optional = true }\nown = \"2\"\n\n[dev-dependencies]\nx = \"1\"\n\n[lints]\nworkspace = true\n";
        let workspace = "[workspace.package]\nversion = \"0.3.0\"\n\n[workspace.dependencies]\nhttp = \"1.5\"\n\
            json = { version = \"1\", features = [\"std\"] }\n";
        insta::assert_snapshot!(manifest(member, workspace), @r#"
        [dependencies]
        http = "1.5"
        own = "2"

        [dependencies.json]
        features = ["std", "raw"]
        optional = true
        version = "1"

        [lib]
        doctest = false
        test = false

        [package]
        name = "core"
        version = "0.3.0"
        "#);
    }

    #[test]
    fn every_embedded_file_is_part_of_the_digest_of_the_build() {
        let build = include_str!("../../build.rs");
        for embedded in ["runtime/src", "runtime/Cargo.toml", "runtime/README.md", "Cargo.toml"] {
            assert!(include_str!("vendored.rs").contains(&format!("/../{embedded}\")")), "{embedded}");
            assert!(build.contains(&format!("\"../{embedded}\"")), "{embedded}");
        }
    }

    #[test]
    fn the_copy_is_a_package_with_every_module() {
        let files = files();
        let has = |path: &str| files.iter().any(|file| file.path == Path::new(path));
        assert!(has("runtime/Cargo.toml") && has("runtime/src/lib.rs") && has("runtime/src/client.rs"));
        assert!(!files[0].text.contains("workspace"), "{}", files[0].text);
        assert!(files.iter().all(|file| file.text.lines().take(3).any(|line| line.contains(render::MARKER))));
    }
}
