//! Tests that the crate of all of v1.0 of 2021 compiles without warnings. Compilation takes half a minute, so all checks share it.
//! A second crate, with the beta pages of this project, is for programs. The request builders are also compared with the schema of the
//! service.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "whole_v1/agreement.rs"]
mod agreement;
#[path = "whole_v1/examples.rs"]
mod examples;
#[path = "whole_v1/expected.rs"]
mod expected;
#[path = "whole_v1/programs.rs"]
mod programs;
#[path = "whole_v1/requests.rs"]
mod requests;
#[path = "whole_v1/resolve.rs"]
mod resolve;
#[path = "whole_v1/schema.rs"]
mod schema;

use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

use generator::Reading;
use generator::plan::ir::package::Workspace;
use generator::source::Version;
use generator::sync::Mode;
use tests::{generate, shared};

/// The pages of 2021, if they exist.
static READING: LazyLock<Option<Reading>> =
    LazyLock::new(|| Some(generator::read(&shared("docs-2021")?, Some(Version::V1)).unwrap()));

#[test]
fn the_crate_of_all_of_v1_compiles_without_warnings() {
    let (Some(docs), Some(reading)) = (shared("docs-2021"), &*READING) else { return };
    // The folder outlives the test, so that later runs reuse compiled dependencies.
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let out = home.join("big-crate");
    let generate = generate(&docs, &out, Workspace::Standalone).api_version(Version::V1);
    generate.write(reading, &reading.models, Mode::Write).unwrap();
    contains_everything(reading, &out);

    let check = |features: &[&str]| {
        tests::cargo(&[&["check"], features].concat(), &out, &home.join("crates")).unwrap();
    };
    requests::are_what_the_pages_show(reading, &out, home);
    check(&[]);
    check(&["--no-default-features"]);
    examples::come_back_as_they_were(&reading.models[0], &out, home);
    check(&["--no-default-features", "--features", &format!("v1,builders,{}", area_of(reading, "message"))]);
}

#[test]
fn programs_compile_against_all_of_v1_as_they_are() {
    let Some(docs) = shared("docs-2021") else { return };
    programs::compile(&docs, Path::new(env!("CARGO_TARGET_TMPDIR")));
}

#[test]
fn request_builders_agree_with_the_schema_of_the_service() {
    let (Some(truth), Some(reading)) = (shared("truth"), &*READING) else { return };
    agreement::is_as_listed(reading, &truth);
}

/// The feature for the area on the page of a type.
fn area_of(reading: &Reading, name: &str) -> String {
    let ty = reading.models[0].types.iter().find(|ty| ty.name.short() == name);
    ty.and_then(|ty| ty.about.area.clone()).unwrap()
}

/// Checks that the crate contains all types, by `@odata.type`, and all operations, by page.
fn contains_everything(reading: &Reading, out: &Path) {
    let files = tests::files_below(&out.join("src"));
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let parts = |mark: char| texts.iter().flat_map(move |text| text.split(mark)).collect::<HashSet<&str>>();
    let (strings, names) = (parts('"'), parts('/'));
    let model = &reading.models[0];
    assert!(model.types.len() > 900 && model.operations.len() > 2000, "{:?}", reading.totals());
    // Types of arbitrary JSON have no struct.
    let types = model.types.iter().filter(|ty| !ty.is_json).map(|ty| format!("#{}", ty.name));
    let mut missing: Vec<String> = types.filter(|name| !strings.contains(name.as_str())).collect();
    let named: HashSet<&str> = names.iter().filter_map(|name| Some(name.split_once("?view=")?.0)).collect();
    let pages = model.operations.iter().map(|operation| operation.page.stem().to_owned());
    missing.extend(pages.filter(|page| !named.contains(page.as_str())));
    assert_eq!(missing, [""; 0]);
}
