//! Tests of the architecture: order of stages, import cycles, size of files and functions, dependencies of crates.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "architecture/cycles.rs"]
mod cycles;
#[path = "architecture/modules.rs"]
mod modules;
#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/plan_order.rs"]
mod plan_order;
#[path = "architecture/prose.rs"]
mod prose;
#[path = "architecture/violations.rs"]
mod violations;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, ItemMod};
use tests::{files_below, root};

use self::cycles::{calls_to_parents, cycles};
use self::modules::{Crate, is_for_tests};
use self::plan_order::out_of_order;

/// The modules of the generator. Each imports only from those before it. The run does not use `dump`.
const ORDER: &[&str] = &[
    "name",
    "source",
    "diagnostic",
    "page",
    "facts",
    "model",
    "selection",
    "plan",
    "examples",
    "crate_docs",
    "crate_plan",
    "render",
    "emit",
    "sync",
    "dump",
    "explain",
    "input_lock",
    "reading",
    "lib",
    "generate",
    "cli",
    "main",
];

/// The maximum length of a file, in lines.
const FILE: usize = 400;

/// The maximum length of a function, in lines.
const FUNCTION: usize = 60;

/// The hand-written Rust files.
fn sources() -> Vec<PathBuf> {
    let folders = ["generator/src", "generator/tests", "runtime/src", "runtime/tests", "tests"]
        .map(|folder| root().join(folder));
    let files = folders.iter().flat_map(|folder| files_below(folder));
    let files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "rs") && !built(path)).collect();
    assert!(files.len() > 550, "only {} files were found", files.len());
    for folder in folders {
        assert!(files.iter().any(|path| path.starts_with(&folder)), "no files in {}", shown(&folder));
    }
    files
}

/// Whether a path is below a build folder.
fn built(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "target")
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Collects the first segments of all paths below `crate::`, in imports and in code.
fn imports(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for token in &tokens {
        if let TokenTree::Group(group) = token {
            imports(group.stream(), found);
        }
    }
    for window in tokens.windows(4) {
        if let [TokenTree::Ident(start), TokenTree::Punct(_), TokenTree::Punct(_), next] = window
            && start == "crate"
        {
            match next {
                TokenTree::Group(list) => found.extend(heads(list.stream())),
                other => found.extend([other.to_string()]),
            }
        }
    }
}

/// The first segments of the items of a list such as `{a, b::c, d::{e, f}}`.
fn heads(list: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = list.into_iter().collect();
    let items = tokens.split(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ','));
    items.filter_map(|item| Some(item.first()?.to_string())).collect()
}

/// The position of a module in the order. Any other name is an item of `lib`.
fn rank(module: &str) -> usize {
    let lib = ORDER.iter().position(|known| *known == "lib").unwrap();
    ORDER.iter().position(|known| *known == module).unwrap_or(lib)
}

/// Splits a file: the tokens without tests, and the files of its test modules.
fn without_tests(path: &Path) -> (TokenStream, Vec<PathBuf>) {
    let mut tests = Vec::new();
    let mut tokens = TokenStream::new();
    for item in syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap().items {
        match &item {
            Item::Mod(module) if is_for_tests(&module.attrs) => tests.extend(files_of(path, module)),
            Item::Use(import) if is_for_tests(&import.attrs) => {}
            item => item.to_tokens(&mut tokens),
        }
    }
    (tokens, tests)
}

/// The possible files of a module that a file declares.
fn files_of(path: &Path, module: &ItemMod) -> [PathBuf; 2] {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let folder = path.parent().unwrap_or(path);
    let name = format!("{}.rs", module.ident);
    [folder.join(stem).join(&name), folder.join(&name)]
}

#[test]
fn a_stage_imports_only_earlier_stages() {
    let folder = root().join("generator/src");
    let files: Vec<PathBuf> = files_below(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect();
    let for_tests: Vec<PathBuf> = files.iter().flat_map(|path| without_tests(path).1).collect();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for path in files.iter().filter(|path| !for_tests.contains(path)) {
        let below = path.strip_prefix(&folder).unwrap();
        let module = Path::new(below.components().next().unwrap().as_os_str());
        let module = module.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(ORDER.contains(&module.as_str()), "`{module}` is missing in the order of the stages");
        let mut found = BTreeSet::new();
        imports(without_tests(path).0, &mut found);
        for import in found {
            if import != module && rank(&import) >= rank(&module) {
                wrong.push(format!("{} imports `{import}`", shown(path)));
            }
        }
        seen.insert(module);
    }
    assert_eq!(wrong, [""; 0]);
    assert!(seen.contains("facts") && seen.contains("emit"), "the stages were not found: {seen:?}");
}

/// Reads a crate of the workspace from its root file.
fn crate_of(file: &str) -> Crate {
    Crate::read(file, &|path| fs::read_to_string(root().join(path)).ok()).unwrap()
}

#[test]
fn no_modules_import_each_other_in_a_cycle() {
    let crates = ["generator/src/lib.rs", "generator/src/main.rs", "runtime/src/lib.rs"];
    let tests = ["generator/tests/cli.rs", "runtime/tests/client/main.rs", "runtime/tests/traces.rs"];
    let entries = fs::read_dir(root().join("tests")).unwrap().map(|entry| entry.unwrap().path());
    let own = entries.filter(|path| path.extension().is_some_and(|end| end == "rs")).map(|path| shown(&path));
    let mut count = 0;
    for file in crates.into_iter().chain(tests).map(str::to_owned).chain(own) {
        let modules = crate_of(&file);
        let found: Vec<String> = cycles(&modules).iter().map(ToString::to_string).collect();
        assert_eq!(found, [""; 0], "{file}");
        count += modules.paths().count();
    }
    assert!(count > 350, "only {count} modules were found");
}

#[test]
fn no_module_of_the_generator_calls_a_function_of_its_parents() {
    for file in ["generator/src/lib.rs", "generator/src/main.rs"] {
        assert_eq!(calls_to_parents(&crate_of(file)), [""; 0], "{file}");
    }
}

#[test]
fn the_modules_of_the_plan_have_an_order() {
    assert_eq!(out_of_order(&crate_of("generator/src/lib.rs")), [""; 0]);
}

#[test]
fn the_top_level_is_what_the_readme_says() {
    let expected = BTreeSet::from(
        [
            ".cargo",
            ".ci",
            ".github",
            ".gitignore",
            "CHANGELOG.md",
            "Cargo.lock",
            "Cargo.toml",
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "README.md",
            "clippy.toml",
            "docs-input",
            "generated",
            "generator",
            "runtime",
            "rustfmt.toml",
            "tests",
        ]
        .map(str::to_owned),
    );
    let names = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let found: BTreeSet<String> = names.filter(|name| name != ".git" && name != "target").collect();
    assert_eq!(found, expected);
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for folder in ["docs-input", "generated", "generator", "runtime", "tests"] {
        assert!(readme.contains(&format!("| `{folder}/` |")), "the README does not describe `{folder}`");
    }
}

/// All files in the recipes of the contributors' guide exist.
#[test]
fn files_of_the_recipes_exist() {
    let guide = fs::read_to_string(root().join(".github/CONTRIBUTING.md")).unwrap();
    let recipes = guide.split("## Recipes").nth(1).unwrap();
    let quoted = recipes.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = quoted.filter(|text| text.contains('/') && !text.contains(' ')).collect();
    let missing: Vec<_> = paths.iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(paths.len() > 15, "the recipes were not found: {paths:?}");
}

/// The page format defines all rules that code or tests cite.
#[test]
fn cited_rules_of_the_page_format_are_defined() {
    let defined = fs::read_to_string(root().join("generator/docs/page-format.md")).unwrap();
    let cited = sources().into_iter().flat_map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let rules = text.match_indices("AD-").map(|(at, _)| {
            let digits = text[at + 3..].chars().take_while(char::is_ascii_digit).collect::<String>();
            format!("AD-{digits}")
        });
        rules.filter(|rule| rule.len() > 3).collect::<Vec<_>>()
    });
    let cited: BTreeSet<String> = cited.collect();
    let missing: Vec<_> = cited.iter().filter(|rule| !defined.contains(&format!("**{rule}:"))).collect();
    assert!(missing.is_empty(), "not defined in generator/docs/page-format.md: {missing:?}");
    assert!(cited.len() > 10, "the citations were not found: {cited:?}");
}

#[test]
fn no_file_is_too_long() {
    let lines = |path: &Path| fs::read_to_string(path).unwrap().lines().count();
    let long = sources().into_iter().filter(|path| lines(path) > FILE);
    let long: Vec<_> = long.map(|path| format!("{}: {} lines", shown(&path), lines(&path))).collect();
    assert_eq!(long, [""; 0], "a file has {FILE} lines at most");
}

#[test]
fn comments_follow_the_style_guide() {
    let found: Vec<String> = sources()
        .into_iter()
        .flat_map(|path| {
            let violations = prose::violations(&fs::read_to_string(&path).unwrap());
            let line = |(number, text)| format!("{}:{number}: {text}", shown(&path));
            violations.into_iter().map(line).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(found, [""; 0]);
}

/// The functions of a file with their numbers of lines. In a formatted file, a function ends at the first brace with the indentation of
/// its first line.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let starts = lines.iter().enumerate().filter_map(|(start, line)| Some((start, function_name(line)?)));
    let lengths = starts.filter_map(|(start, name)| {
        let open = indent(lines[start]);
        let end = |line: &&str| indent(line) == open && matches!(line.trim(), "}" | "};" | "},");
        let one_line = lines[start].ends_with('}') || lines[start].ends_with(';');
        let rest = if one_line { 0 } else { lines[start..].iter().position(end)? };
        Some((name, rest + 1))
    });
    lengths.collect()
}

/// The name of the function that starts on a line.
fn function_name(line: &str) -> Option<String> {
    let (before, after) = line.split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe", ""];
    let begins =
        before.trim_start().split(' ').all(|word| words.contains(&word) || word.starts_with("pub(in"));
    let name: String = after.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '#')).collect();
    (begins && !name.is_empty()).then_some(name)
}

#[test]
fn no_function_is_too_long() {
    let mut long = Vec::new();
    let mut count = 0;
    for path in sources() {
        let functions = functions(&fs::read_to_string(&path).unwrap());
        count += functions.len();
        let longer = functions.into_iter().filter(|(_, lines)| *lines > FUNCTION);
        long.extend(longer.map(|(name, lines)| format!("{}: `{name}` has {lines} lines", shown(&path))));
    }
    assert_eq!(long, [""; 0], "a function has {FUNCTION} lines at most");
    assert!(count > 500, "only {count} functions were found");
}

#[test]
fn no_module_is_named_utils_or_helpers() {
    let is_vague = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        matches!(stem, Some("util" | "utils" | "helper" | "helpers" | "common" | "misc"))
    };
    let vague: Vec<_> = sources().iter().filter(|path| is_vague(path)).map(|path| shown(path)).collect();
    assert_eq!(vague, [""; 0]);
}

/// The dependencies in a manifest.
fn dependencies(package: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(package).join("Cargo.toml")).unwrap();
    let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut section = "";
    for line in text.lines().map(str::trim) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => section = name,
            None if !line.is_empty() && !line.starts_with('#') => {
                let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
                found.entry(section).or_default().insert(name.trim().to_owned());
            }
            None => {}
        }
    }
    found.remove("dependencies").unwrap_or_default()
}

#[test]
fn the_generated_crate_depends_only_on_the_runtime() {
    assert_eq!(dependencies("generated"), BTreeSet::from(["msgraph-core".to_owned()]));
}

#[test]
fn the_generator_does_not_depend_on_generated_code() {
    let generator = dependencies("generator");
    assert!(generator.contains("pulldown-cmark"), "{generator:?}");
    assert!(!generator.contains("msgraph") && !generator.contains("msgraph-core"), "{generator:?}");
    assert!(!dependencies("runtime").contains("generator"));
}
