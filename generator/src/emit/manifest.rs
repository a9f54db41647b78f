//! Writes the manifest of a crate. In: [`Package`]. Out: the text of `Cargo.toml`.

use super::vendored::RUNTIME;
use crate::crate_docs::readme::{CLIENT, IDENTITY};
use crate::name::hidden::is_hidden;
use crate::plan::features::product_areas::ALL_AREAS;
use crate::plan::files::builder_files::BUILDERS;
use crate::plan::ir::package::{Package, Runtime, Workspace};
use crate::plan::naming::version_names::version_module;

/// Writes the manifest.
pub fn manifest(package: &Package) -> String {
    let Package { options, description, .. } = package;
    let mut lines = vec![
        "[package]".to_owned(),
        format!("name = {}", quoted(&options.name)),
        format!("description = {}", quoted(description)),
        "version = \"0.1.0\"".to_owned(),
        "edition = \"2024\"".to_owned(),
        "rust-version = \"1.90\"".to_owned(),
        "license = \"MIT OR Apache-2.0\"".to_owned(),
        "readme = \"README.md\"".to_owned(),
        "keywords = [\"microsoft-graph\", \"odata\", \"sans-io\"]".to_owned(),
        "categories = [\"api-bindings\"]".to_owned(),
    ];
    // A registry requires a version for each dependency.
    if matches!(options.runtime, Runtime::Git(_) | Runtime::Vendored) {
        lines.push("publish = false".to_owned());
    }
    lines.extend(
        ["", "[package.metadata.docs.rs]", "all-features = true", "", "[lib]", "doctest = true", ""]
            .map(str::to_owned),
    );
    lines.extend(features(package));
    lines.extend([
        String::new(),
        "[dependencies]".to_owned(),
        format!("msgraph-core = {}", runtime(&options.runtime)),
    ]);
    match options.workspace {
        Workspace::Standalone => lines.extend([String::new(), "[workspace]".to_owned()]),
        // Dependencies of the example tests.
        Workspace::Member => lines.extend([
            String::new(),
            "[dev-dependencies]".to_owned(),
            "percent-encoding = \"2.3.2\"".to_owned(),
            String::new(),
            "[[test]]".to_owned(),
            "name = \"examples\"".to_owned(),
            format!("required-features = [{}, {}]", quoted(BUILDERS), quoted(ALL_AREAS)),
        ]),
    }
    lines.join("\n") + "\n"
}

/// The dependency on the runtime.
fn runtime(runtime: &Runtime) -> String {
    match runtime {
        // `cargo package` keeps the version and drops the path.
        Runtime::Path(path) => {
            format!("{{ path = {}, version = {} }}", quoted(path), quoted(env!("CARGO_PKG_VERSION")))
        }
        Runtime::Version => quoted(env!("CARGO_PKG_VERSION")),
        Runtime::Git(url) => format!("{{ git = {} }}", quoted(url)),
        Runtime::Vendored => format!("{{ path = {} }}", quoted(RUNTIME)),
    }
}

/// The features: defaults, versions, builders, product areas.
fn features(package: &Package) -> Vec<String> {
    let Package { versions, areas, aliases, .. } = package;
    let list = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("    {},", quoted(name))).collect();
        if names.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", names.join("\n")) }
    };
    let named: Vec<&str> = versions.iter().map(|&version| version_module(version)).collect();
    let enabled = package.default_areas().unwrap_or(vec![ALL_AREAS]);
    let default: Vec<&str> = named.iter().take(1).copied().chain([BUILDERS]).chain(enabled).collect();
    let areas: Vec<&str> = areas.iter().map(|area| area.feature.as_str()).collect();
    let mut lines = vec!["[features]".to_owned(), format!("default = {}", list(&default))];
    let mut add = |what: &str, names: &mut dyn Iterator<Item = &str>| {
        lines.push(format!("# {what}"));
        lines.extend(names.map(|name| format!("{name} = []")));
    };
    add("the versions", &mut named.into_iter());
    add("paths and requests; without it there are types alone", &mut [BUILDERS].into_iter());
    lines.push("# sends requests".to_owned());
    lines.push(format!("{CLIENT} = [\"{BUILDERS}\", \"msgraph-core/client\"]"));
    lines.push("# credentials of azure_identity for the client".to_owned());
    lines.push(format!("{IDENTITY} = [\"{CLIENT}\", \"msgraph-core/identity\"]"));
    let mut add = |what: &str, names: &mut dyn Iterator<Item = &str>| {
        lines.push(format!("# {what}"));
        lines.extend(names.map(|name| format!("{name} = []")));
    };
    add("the product areas", &mut areas.iter().copied());
    if !aliases.is_empty() {
        lines.push("# other names of them".to_owned());
    }
    for (alias, area) in aliases {
        // An alias may have no product area to enable.
        let area = if areas.contains(&area.as_str()) { quoted(area) } else { String::new() };
        lines.push(format!("{alias} = [{area}]"));
    }
    lines.push(format!("{ALL_AREAS} = {}", list(&areas)));
    lines
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_hidden(c) => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::{Runtime, manifest, quoted};
    use crate::plan::ir::package::AreaPlan;
    use crate::plan::sample;

    #[test]
    fn another_name_of_an_area_turns_it_on() {
        let mut plan = sample::plan(sample::model(vec![sample::ty("message", None, &[])], Vec::new()));
        plan.package.aliases =
            vec![("e-mail".to_owned(), "mail".to_owned()), ("tiny".to_owned(), "other".to_owned())];
        let text = manifest(&plan.package);
        assert!(
            text.contains("# other names of them\ne-mail = [\"mail\"]\ntiny = []\nall-areas = ["),
            "{text}"
        );
    }

    #[test]
    fn an_alias_of_a_default_area_enables_the_area() {
        let mut plan = sample::plan(sample::model(vec![sample::ty("message", None, &[])], Vec::new()));
        let area = |feature: &str| AreaPlan {
            feature: feature.to_owned(),
            topics: Vec::new(),
            contents: Vec::new(),
        };
        plan.package.areas = vec![area("mail"), area("other")];
        plan.package.aliases = vec![("misc".to_owned(), "other".to_owned())];
        plan.package.options.default_areas = vec!["misc".to_owned()];
        let text = manifest(&plan.package);
        assert!(text.contains("default = [\n    \"v1\",\n    \"builders\",\n    \"other\",\n]"), "{text}");
        assert!(plan.package.is_opt_in("mail") && !plan.package.is_opt_in("other"));
    }

    #[test]
    fn the_only_dependency_is_the_runtime() {
        let types = vec![sample::ty("message", None, &[])];
        let plan = sample::plan(sample::model(types, Vec::new()));
        insta::assert_snapshot!(manifest(&plan.package), @r#"
        [package]
        name = "sample"
        description = "Typed Rust bindings for Microsoft Graph"
        version = "0.1.0"
        edition = "2024"
        rust-version = "1.90"
        license = "MIT OR Apache-2.0"
        readme = "README.md"
        keywords = ["microsoft-graph", "odata", "sans-io"]
        categories = ["api-bindings"]

        [package.metadata.docs.rs]
        all-features = true

        [lib]
        doctest = true

        [features]
        default = [
            "v1",
            "builders",
            "all-areas",
        ]
        # the versions
        v1 = []
        # paths and requests; without it there are types alone
        builders = []
        # sends requests
        client = ["builders", "msgraph-core/client"]
        # credentials of azure_identity for the client
        identity = ["client", "msgraph-core/identity"]
        # the product areas
        mail = []
        all-areas = [
            "mail",
        ]

        [dependencies]
        msgraph-core = { path = "../runtime", version = "0.1.0" }

        [workspace]
        "#);
    }

    #[test]
    fn the_runtime_comes_from_where_the_options_say() {
        let shown = |from| super::runtime(&from);
        assert_eq!(shown(Runtime::Version), format!("\"{}\"", env!("CARGO_PKG_VERSION")));
        assert_eq!(
            shown(Runtime::Git("https://git.example/graph".into())),
            "{ git = \"https://git.example/graph\" }"
        );
        assert_eq!(shown(Runtime::Vendored), "{ path = \"runtime\" }");
    }

    #[test]
    fn names_are_quoted() {
        assert_eq!(quoted("a\"b\\c\n"), r#""a\"b\\c\U0000000A""#);
    }
}
