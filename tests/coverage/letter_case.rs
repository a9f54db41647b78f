//! Tests that the members in `docs-input` have the letter case of the schema of the service. JSON distinguishes it: a property
//! in another case is read as an unknown one.

use std::collections::BTreeMap;
use std::fs;

use generator::dump::dump;
use generator::source::Version;
use serde_json::Value;

#[test]
fn members_have_the_letter_case_of_the_schema() {
    let Some(truth) = tests::shared("truth") else { return };
    let schema = fs::read_to_string(truth.join("truth-v1.0.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let reading = tests::read_docs().unwrap();
    let model = reading.models.iter().find(|model| model.version == Version::V1).unwrap();
    let mut differing = Vec::new();
    for ty in dump(model, &[])["types"].as_array().unwrap() {
        let ty_name = ty["name"].as_str().unwrap();
        let known = members(&schema["types"], ty_name);
        for member in ["properties", "relationships"].iter().flat_map(|key| ty[key].as_array().unwrap()) {
            let name = member["name"].as_str().unwrap();
            if let Some(other) = known.get(&name.to_lowercase()).filter(|other| *other != name) {
                differing.push(format!("{ty_name}.{name}: {other} in the schema"));
            }
        }
    }
    assert_eq!(differing, [""; 0]);
}

/// The members of a type and its bases in the schema: lower-case name to name.
fn members(types: &Value, name: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut next = types.get(name);
    while let Some(ty) = next {
        for member in ["properties", "navigation"].iter().filter_map(|key| ty[key].as_object()).flatten() {
            found.entry(member.0.to_lowercase()).or_insert_with(|| member.0.clone());
        }
        next = ty["base"].as_str().and_then(|base| types.get(base));
    }
    found
}
