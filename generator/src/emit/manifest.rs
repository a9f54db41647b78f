//! In: [`Package`]. Out: the text of `Cargo.toml`.

use crate::plan::{Package, Workspace};

/// Writes the manifest.
pub fn manifest(Package { options, description }: &Package) -> String {
    let mut lines = vec![
        "[package]".to_owned(),
        format!("name = {}", quoted(&options.name)),
        format!("description = {}", quoted(description)),
        "version = \"0.1.0\"".to_owned(),
        "edition = \"2024\"".to_owned(),
        "rust-version = \"1.90\"".to_owned(),
        "license = \"MIT OR Apache-2.0\"".to_owned(),
        "publish = false".to_owned(),
        String::new(),
        "[lib]".to_owned(),
        "doctest = true".to_owned(),
        String::new(),
        "[dependencies]".to_owned(),
        format!("msgraph-core = {{ path = {} }}", quoted(&options.runtime)),
    ];
    if options.workspace == Workspace::Standalone {
        lines.extend([String::new(), "[workspace]".to_owned()]);
    }
    lines.join("\n") + "\n"
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::{manifest, quoted};
    use crate::plan::sample;

    #[test]
    fn the_only_dependency_is_the_runtime() {
        let plan = sample::plan(sample::model(Vec::new(), Vec::new()));
        insta::assert_snapshot!(manifest(&plan.package), @r#"
        [package]
        name = "sample"
        description = "Typed Rust bindings for Microsoft Graph"
        version = "0.1.0"
        edition = "2024"
        rust-version = "1.90"
        license = "MIT OR Apache-2.0"
        publish = false

        [lib]
        doctest = true

        [dependencies]
        msgraph-core = { path = "../runtime" }

        [workspace]
        "#);
    }

    #[test]
    fn names_are_quoted() {
        assert_eq!(quoted("a\"b\\c\n"), r#""a\"b\\c\u000A""#);
    }
}
