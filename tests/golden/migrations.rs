//! Snapshots of the resource page sharePointMigrationJobCancelledEvent and the api page "sharePointMigrationTask: cancel".

use generator::Reading;
use serde_json::Value;

use super::{excerpt, models};

fn read() -> Reading {
    tests::read_docs().unwrap()
}

/// The entry of the dump whose key has a value.
fn entry(list: &str, key: &str, value: &str) -> Value {
    let models = models(&read());
    let mut entries = models.iter().flat_map(|model| model[list].as_array().unwrap());
    entries.find(|entry| entry[key] == value).unwrap().clone()
}

#[test]
fn the_model_of_the_cancelled_event() {
    let name = "microsoft.graph.sharePointMigrationJobCancelledEvent";
    insta::assert_json_snapshot!(entry("types", "name", name));
}

#[test]
fn the_rust_of_the_cancelled_event() {
    let files = tests::emit(&read());
    insta::assert_snapshot!(excerpt::type_with_impls(&files, "SharePointMigrationJobCancelledEvent"));
}

#[test]
fn the_rust_of_the_enum_of_events() {
    let files = tests::emit(&read());
    insta::assert_snapshot!(excerpt::type_with_impls(&files, "AnySharePointMigrationEvent"));
}

#[test]
fn the_model_of_cancel() {
    insta::assert_json_snapshot!(entry("operations", "page", "api/sharepointmigrationtask-cancel.md"));
}

#[test]
fn the_rust_of_cancel() {
    let files = tests::emit(&read());
    insta::assert_snapshot!(excerpt::operation(&files, "sharepointmigrationtask-cancel"));
}
