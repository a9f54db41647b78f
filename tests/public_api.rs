//! Snapshot of the public items of the runtime, so that reviews see each change. The generated crate is committed as source.
//!
//! The list comes from the sources with all features, because tools that query the compiler require nightly.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "public_api/items.rs"]
mod items;
#[path = "public_api/tree.rs"]
mod tree;

use std::collections::BTreeSet;

use generator::plan::naming::setter_names::REQUEST_METHODS;
use tests::root;
use tree::Tree;

/// The public items of a crate by path, one line each, sorted.
fn surface(package: &str) -> BTreeSet<String> {
    let tree = Tree::read(&root().join(package).join("src"));
    let mut lines = BTreeSet::new();
    for (path, definition) in tree.visible() {
        items::list(&path, definition, &tree, &mut lines);
    }
    lines
}

#[test]
fn the_public_items_of_the_runtime_are_listed() {
    let lines: Vec<String> = surface("runtime").into_iter().collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn no_setter_of_a_query_parameter_has_the_name_of_a_method_of_a_request() {
    let lines = surface("runtime");
    let methods = lines.iter().filter_map(|line| line.strip_prefix("Request::")?.split(['(', '<']).next());
    let methods: BTreeSet<&str> = methods.collect();
    let free: Vec<&str> =
        methods.iter().copied().filter(|method| !REQUEST_METHODS.contains(method)).collect();
    assert_eq!(free, [""; 0], "methods that a setter could hide");
    // Every value has these through traits of the prelude.
    let of_prelude = ["clone", "clone_from", "into", "to_owned", "try_into"];
    let is_known = |name: &&str| of_prelude.contains(name) || methods.contains(name);
    let stale: Vec<&str> = REQUEST_METHODS.into_iter().filter(|name| !is_known(name)).collect();
    assert_eq!(stale, [""; 0], "no methods of a request");
}

#[test]
fn the_list_contains_fields_methods_and_reexports() {
    let (runtime, generated) = (surface("runtime"), surface("generated"));
    let holds = |lines: &BTreeSet<String>, line: &str| assert!(lines.contains(line), "no `{line}`");
    holds(&runtime, "Page::value: Vec<T>");
    holds(&runtime, "Error::kind(&self) -> ErrorKind");
    holds(&generated, "v1::models::Message::subject: Option<String>");
    holds(&generated, "v1::builders::MessageRequestBuilder::get(&self) -> rt::Request<models::Message>");
    holds(&generated, "v1::me() -> builders::UserRequestBuilder");
    holds(&generated, "use msgraph_core::Page");
    assert!(runtime.iter().all(|line| !line.contains("pub(crate)") && !line.contains("::tests::")));
}
