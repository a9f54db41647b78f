//! Tests deprecations: the generated crate compiles without warnings, and users of deprecated items get warnings.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use std::path::Path;
use std::{fs, io};

use generator::plan::ir::package::Workspace;
use tests::{generate, root};

/// Compiles a program that depends on the crate of `tests/pages/deprecations`. Every warning is an error.
fn check(program: &str, code: &str) -> io::Result<()> {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (pages, out) = (root().join("tests/pages/deprecations"), home.join(format!("{program}-graph")));
    generate(&pages, &out, Workspace::Standalone).run().unwrap();
    let user = home.join(program);
    fs::create_dir_all(user.join("src"))?;
    let manifest = format!(
        "[workspace]\n[package]\nname = \"{program}\"\nedition = \"2024\"\n[dependencies]\nmsgraph = {{ path = \"../{program}-graph\" }}\n"
    );
    fs::write(user.join("Cargo.toml"), manifest)?;
    fs::write(user.join("src/main.rs"), format!("use msgraph::v1::models::*;\nfn main() {{\n{code}\n}}\n"))?;
    tests::cargo(&["check"], &user, &home.join("crates"))
}

#[test]
fn users_of_other_items_get_no_warnings() {
    let code = "
        let parcel = Parcel { id: Some(String::new()), speed: Some(Speed::Slow), ..Parcel::default() };
        let Parcel { size, .. } = parcel.clone();
        println!(\"{parcel:?} {size:?} {:?} {}\", Parcel::ID.info(), AirmailStamp::default() == AirmailStamp::default());
        let _ = msgraph::v1::parcels().list();
    ";
    check("deprecations-untouched", code).unwrap();
}

#[test]
fn users_of_deprecated_types_properties_members_and_operations_get_warnings() {
    let code = "
        let _ = Parcel::default().weight;
        let _ = Parcel::HEIGHT;
        let _ = Speed::Fast;
        let _ = Stamp::default();
        let _ = |_: AnyStamp| ();
        let _ = msgraph::v1::parcels().id(\"1\").get();
    ";
    let warnings = check("deprecations-touched", code).unwrap_err().to_string();
    for expected in [
        "field `msgraph::v1::models::Parcel::weight`: Use grams instead",
        "constant `msgraph::v1::models::Parcel::HEIGHT`: This property is deprecated and stops returning data on May 1, 2024. Use size instead",
        "variant `msgraph::v1::models::Speed::Fast`: This member is deprecated; use `express`",
        "struct `msgraph::v1::models::Stamp`: The stamp type is deprecated and will be removed on July 1, 2025. Use the label of a parcel instead",
        "enum `msgraph::v1::models::AnyStamp`: The stamp type is deprecated",
        "method `msgraph::v1::builders::ParcelRequestBuilder::get`: This API is deprecated. It will be shut down on July 1, 2025. Use List parcels instead",
    ] {
        assert!(warnings.contains(expected), "{expected}\n{warnings}");
    }
}
