//! Tests the features of the generated crate: each compiles without the others.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use generator::plan::ir::package::{Package, Workspace};
use tests::{generate, plan, read_docs, root};

fn package() -> Package {
    plan(&read_docs().unwrap()).package
}

/// The number of checks at once. A check of the crate uses one core.
const AT_ONCE: usize = 2;

/// Generates the crate in a separate workspace, one for each concurrent check. Returns its folder and the build folder.
fn crate_alone(number: usize) -> (PathBuf, PathBuf) {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let out = home.join(format!("small-crate-{number}"));
    generate(&root().join("docs-input"), &out, Workspace::Standalone).run().unwrap();
    (out, home.join(format!("small-crates-{number}")))
}

/// The default features of the committed crate: some areas are opt-in.
fn default_features() -> Vec<String> {
    let manifest = std::fs::read_to_string(root().join("generated/Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let names = manifest["features"]["default"].as_array().unwrap();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_combination_of_features_compiles_without_warnings() {
    let areas: Vec<String> = package().areas.into_iter().map(|area| area.feature).collect();
    assert!(areas.len() > 3, "{areas:?}");
    let mut choices =
        ["", "v1", "v1,builders", "v1,all-areas", "beta,builders,all-areas"].map(str::to_owned).to_vec();
    choices.push(default_features().join(","));
    choices.extend(areas.iter().map(|area| format!("v1,beta,builders,{area}")));
    let choices: Vec<Vec<&str>> =
        choices.iter().map(|choice| vec!["--no-default-features", "--features", choice]).collect();
    let choices = [choices, vec![vec!["--all-features"]]].concat();
    let check = |number: usize| {
        let (out, target) = crate_alone(number);
        for choice in choices.iter().skip(number).step_by(AT_ONCE) {
            let arguments = [&["check"], choice.as_slice()].concat();
            tests::cargo(&arguments, &out, &target).unwrap_or_else(|error| panic!("{choice:?}: {error}"));
        }
    };
    std::thread::scope(|scope| {
        for number in 0..AT_ONCE {
            scope.spawn(move || check(number));
        }
    });
}

#[test]
fn areas_are_the_features_of_the_manifest_and_fewer_than_a_hundred() {
    let manifest = std::fs::read_to_string(root().join("generated/Cargo.toml")).unwrap();
    let features = manifest.split("[features]").nth(1).unwrap().split("\n[").next().unwrap();
    let declared = features.lines().filter_map(|line| line.strip_suffix(" = []"));
    let declared: BTreeSet<&str> = declared.collect();
    let package = package();
    let others = BTreeSet::from(["v1", "beta", "builders"]);
    let expected = package.areas.iter().map(|area| area.feature.as_str()).chain(others);
    assert_eq!(declared, expected.collect());
    assert!(declared.len() < 100, "{} features", declared.len());
}
