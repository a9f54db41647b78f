//! Writes a new configuration. In: values. Out: TOML with all keys; keys without a value are comments with an example.

use std::fmt::Display;
use std::path::PathBuf;

use toml::Value;

use super::Values;

/// The head of the file.
const HEAD: &str = "\
# Settings of the generator. Arguments of the command line win over them. Paths are relative to this file.
# `generator --help` explains each of them.
";

/// The keys in file order, each with its comment and an example value.
const ENTRIES: [(&str, &str, &str); 12] = [
    (
        "docs",
        "The folder with `v1.0/`, `beta/` and `includes/`, or one version folder.",
        r#""microsoft-graph-docs-contrib/api-reference""#,
    ),
    (
        "api-version",
        "One version or a list of them; all versions of the folder when absent.",
        r#"["v1.0", "beta"]"#,
    ),
    ("errata", "A file of edits that fix mistakes of pages before they are read.", r#""errata.toml""#),
    ("out", "The folder of the crate.", r#""graph""#),
    ("name", "The name of the crate.", r#""msgraph""#),
    (
        "runtime",
        "The source of `msgraph-core`: `path` or `path=DIR`, `version`, `git=URL`, or `vendored` (a copy in the crate).",
        r#""vendored""#,
    ),
    (
        "include",
        "The operations to generate, with the types that they reach: a path with an optional method, or the title of a page.\n\
         `*` is one segment, `**` any number, `{id}` a key. All operations when absent.",
        r#"["/me/messages/**", "GET /me/mailFolders/**", "message: *"]"#,
    ),
    ("exclude", "The operations to leave out, also where `include` selects them.", r#"["DELETE /**"]"#),
    ("derived", "Whether types are generated that are reached only as derived types of others.", "true"),
    (
        "default-areas",
        "The product areas that the crate enables by default; the others are opt-in features. All areas when absent.",
        r#"["outlook", "users"]"#,
    ),
    (
        "allow",
        "Diagnostics to accept: a code, and after a colon the pages. `generator explain` lists the codes.",
        r#"["lenient-annotation", "ragged-row:v1.0/resources/**"]"#,
    ),
    ("deny", "Refuse to write when the pages have `warnings` or `errors`.", r#""errors""#),
];

/// Writes the file.
pub(super) fn text(values: &Values) -> String {
    let mut text = HEAD.to_owned();
    for (key, comment, example) in ENTRIES {
        for line in comment.lines() {
            text.push_str(&format!("\n# {line}"));
        }
        match value(values, key) {
            Some(value) => text.push_str(&format!("\n{key} = {value}\n")),
            None => text.push_str(&format!("\n# {key} = {example}\n")),
        }
    }
    text
}

/// The value of a key; `None` if it is open.
fn value(values: &Values, key: &str) -> Option<Value> {
    let path = |path: &Option<PathBuf>| path.as_ref().map(|path| string(path.display()));
    match key {
        "docs" => path(&values.docs),
        "api-version" => list(&values.versions),
        "out" => path(&values.out),
        "name" => values.name.as_ref().map(string),
        "runtime" => values.runtime.as_ref().map(string),
        "include" => list(&values.include),
        "exclude" => list(&values.exclude),
        "default-areas" => list(&values.default_areas),
        "derived" => values.no_derived.then_some(Value::Boolean(false)),
        "deny" => values.deny.map(|deny| string(deny.name())),
        _ => None,
    }
}

fn string(text: impl Display) -> Value {
    Value::String(text.to_string())
}

/// A list of texts; `None` if it is empty.
fn list(items: &[impl Display]) -> Option<Value> {
    (!items.is_empty()).then(|| Value::Array(items.iter().map(string).collect()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::cli::args::Deny;
    use crate::cli::config::{KEYS, Settings, read};
    use crate::cli::runtime::RuntimeSource;
    use generator::selection::reach::DerivedTypes;
    use generator::source::Version;

    #[test]
    fn the_file_lists_every_key_with_a_valid_example() {
        let text = text(&Values::default());
        assert_eq!(read(&text, Path::new("")), Ok(Settings::default()));
        for key in KEYS {
            assert_eq!(text.matches(&format!("\n# {key} = ")).count(), 1, "{key}");
        }
        // With all examples uncommented, the file is also valid, and each key has a value.
        let examples = text.lines().filter_map(|line| line.strip_prefix("# "));
        let is_example = |line: &&str| KEYS.iter().any(|key| line.starts_with(&format!("{key} = ")));
        let examples: Vec<&str> = examples.filter(is_example).collect();
        assert_eq!(examples.len(), KEYS.len());
        let settings = read(&examples.join("\n"), Path::new("")).unwrap();
        assert_eq!((settings.include.len(), settings.allow.len(), settings.versions.len()), (3, 2, 2));
        assert!(settings.docs.is_some() && settings.deny.is_some() && settings.derived.is_some());
    }

    #[test]
    fn a_value_stands_under_its_comment() {
        let text = text(&Values { name: Some("my-graph".into()), ..Values::default() });
        let lines: Vec<&str> =
            text.lines().skip_while(|line| !line.starts_with("# The name")).take(2).collect();
        assert_eq!(lines, ["# The name of the crate.", "name = \"my-graph\""]);
    }

    #[test]
    fn the_values_are_read_back() {
        let values = Values {
            docs: Some("my \"docs\"".into()),
            versions: vec![Version::Beta],
            out: Some(r"C:\graph".into()),
            name: Some("my-graph".into()),
            runtime: Some(RuntimeSource::Git("https://example.com/x".into())),
            include: vec!["GET /me/**".parse().unwrap(), "message: *".parse().unwrap()],
            exclude: vec!["/users/{id}".parse().unwrap()],
            no_derived: true,
            default_areas: vec!["outlook".into()],
            deny: Some(Deny::Warnings),
        };
        let expected = Settings {
            docs: values.docs.clone(),
            versions: values.versions.clone(),
            errata: None,
            out: values.out.clone(),
            name: values.name.clone(),
            runtime: values.runtime.clone(),
            allow: Vec::new(),
            deny: values.deny,
            include: values.include.clone(),
            exclude: values.exclude.clone(),
            derived: Some(DerivedTypes::Exclude),
            default_areas: values.default_areas.clone(),
        };
        assert_eq!(read(&text(&values), Path::new("")), Ok(expected));
    }
}
