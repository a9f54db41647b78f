//! Tests that all JSON examples of the real pages survive a round trip through the generated types.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use generator::model::Model;
use generator::model::operation::{Body, Example, Operation};
use generator::model::schema::{ItemType, ValueType};
use generator::plan::files::model_files;
use generator::plan::naming::lock::PinnedNames;
use generator::plan::naming::type_names::{Home, TypeNames};
use quote::{ToTokens, quote};
use serde_json::Value;

/// The minimum number of bodies.
const BODIES: usize = 2_355;

/// An example: location, item type, whether it is a collection, and body.
type Shown = (String, ItemType, bool, Value);

/// Deserializes and serializes each body as the type of its page, in a compiled program.
pub(crate) fn come_back_as_they_were(model: &Model, package: &Path, home: &Path) {
    let examples: Vec<Shown> = model.operations.iter().flat_map(of_operation).collect();
    let names = model_files::names(model, PinnedNames::default());
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines = String::new();
    for (place, item, many, body) in &examples {
        let ty = rust_type(&names, item, *many);
        let next = numbers.len();
        let number = *numbers.entry(ty).or_insert(next);
        lines.push_str(&format!("{}\n", serde_json::json!([place, number, body])));
    }
    let program = home.join("round-trip");
    write_program(&program, package, &numbers);
    std::fs::write(program.join("examples"), lines).unwrap();
    tests::cargo(&["build"], &program, &home.join("crates")).unwrap();
    let output =
        Command::new(home.join("crates/debug/round-trip")).arg(program.join("examples")).output().unwrap();
    let lost = String::from_utf8_lossy(&output.stdout);
    let (all, types, count) = (examples.len(), numbers.len(), lost.lines().count());
    println!("{} of {all} JSON bodies, of {types} types, come back as they were", all - count);
    assert!(output.status.success() && lost.is_empty(), "{lost}{}", String::from_utf8_lossy(&output.stderr));
    assert!(all >= BODIES, "only {all} bodies were found");
}

/// The JSON bodies of an operation with a known type.
fn of_operation(operation: &Operation) -> Vec<Shown> {
    let mut found = Vec::new();
    for Example { line, body, response, .. } in &operation.examples {
        let place = format!("{}:{line}", operation.page.as_str());
        if let Body::Type(ValueType { item, collection }) = &operation.body
            && let Ok(json) = serde_json::from_str(body)
        {
            found.push((format!("{place} request"), item.clone(), *collection, json));
        }
        if let Some(response) = response
            && let Ok(json) = serde_json::from_str::<Value>(&response.body)
        {
            let item = response.ty.clone().unwrap_or_else(untyped);
            found.push((format!("{place} response"), item, json["value"].is_array(), json));
        }
    }
    found.retain(|(_, _, _, json)| json.is_object());
    found.into_iter().map(unwrapped).collect()
}

/// Removes the object around a scalar.
fn unwrapped((place, item, many, json): Shown) -> Shown {
    let is_scalar = matches!(item, ItemType::Primitive(_) | ItemType::Enum(_)) && item != untyped() && !many;
    match json.get("value") {
        Some(value) if is_scalar => (place, item, many, value.clone()),
        _ => (place, item, many, json),
    }
}

/// The type of a body without a stated type.
fn untyped() -> ItemType {
    ItemType::Primitive(generator::facts::type_text::Primitive::Untyped)
}

/// The Rust type of one item or a page of items.
fn rust_type(names: &TypeNames, item: &ItemType, many: bool) -> String {
    let item = names.item(item, Home::Outside).to_token_stream();
    let ty = if many {
        quote! { rt::Page<#item> }
    } else {
        item
    };
    ty.to_string()
}

fn write_program(folder: &Path, package: &Path, types: &BTreeMap<String, usize>) {
    let mut sorted: Vec<(&String, &usize)> = types.iter().collect();
    sorted.sort_by_key(|(_, number)| **number);
    let rows: String = sorted.iter().map(|(ty, _)| format!("    again::<{ty}>,\n")).collect();
    let main = format!(
        "use msgraph::msgraph_core as rt;\nuse msgraph::v1::models;\nuse rt::serde_json::{{self, Value}};\n\n\
         type Again = fn(&Value) -> Result<Value, serde_json::Error>;\n\n\
         fn again<T: rt::Serialize + for<'de> rt::Deserialize<'de>>(json: &Value) -> Result<Value, serde_json::Error> {{\n    \
             serde_json::to_value(serde_json::from_str::<T>(&json.to_string())?)\n}}\n\n\
         const TYPES: &[Again] = &[\n{rows}];\n\n\
         fn main() {{\n    \
             let file = std::env::args().nth(1).expect(\"a file\");\n    \
             for line in std::fs::read_to_string(file).expect(\"examples\").lines() {{\n        \
                 let (place, number, json): (String, usize, Value) = serde_json::from_str(line).expect(\"an example\");\n        \
                 match TYPES[number](&json) {{\n            \
                     Ok(written) if written == json => {{}}\n            \
                     Ok(written) => println!(\"{{place}}: {{json}} became {{written}}\"),\n            \
                     Err(error) => println!(\"{{place}}: {{error:#}}\"),\n        \
                 }}\n    }}\n}}\n"
    );
    let manifest = format!(
        "[package]\nname = \"round-trip\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nmsgraph = {{ path = {:?} }}\n\n[workspace]\n",
        package.display()
    );
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(folder.join("src/main.rs"), main).unwrap();
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
}
