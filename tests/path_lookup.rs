//! Tests that each documented request resolves through path items to the operation that documents it.

use generator::Reading;
use generator::facts::template::Template;
use generator::model::operation::{Example, Operation};
use generator::model::{Model, path_item};
use tests::read_docs;

/// All operations with their indices and models.
fn operations(reading: &Reading) -> impl Iterator<Item = (&Model, usize, &Operation)> {
    reading.models.iter().flat_map(|model| {
        model.operations.iter().enumerate().map(move |(index, operation)| (model, index, operation))
    })
}

/// The reason why a path does not resolve to its operation, if any.
fn unreached(model: &Model, index: usize, template: &Template) -> Option<&'static str> {
    let operation = &model.operations[index];
    let Some(found) = path_item::find(&model.path_items, &template.segments) else {
        return Some("no place has this path");
    };
    let verbs = &model.path_items[found.0].verbs;
    let Some(verb) = verbs.iter().find(|verb| verb.method == operation.method) else {
        return Some("the place does not know the method");
    };
    let known = verb.operations.iter().any(|(id, _)| id.0 == index);
    (!known).then_some("the place does not know the page")
}

#[test]
fn every_template_resolves_to_its_operation() {
    let reading = read_docs().unwrap();
    let mut count = 0;
    let mut lost = Vec::new();
    for (model, index, operation) in operations(&reading) {
        for template in &operation.templates {
            count += 1;
            if let Some(why) = unreached(model, index, template) {
                lost.push(format!(
                    "{}: {} {}: {why}",
                    operation.page.as_str(),
                    operation.method.as_str(),
                    template.text
                ));
            }
        }
    }
    assert_eq!(lost, [""; 0]);
    assert!(count > 150, "only {count} templates were found");
}

#[test]
fn every_documented_request_resolves_to_its_operation() {
    let reading = read_docs().unwrap();
    let mut count = 0;
    let mut lost = Vec::new();
    for (model, index, operation) in operations(&reading) {
        for Example { method, url, line, .. } in &operation.examples {
            count += 1;
            assert_eq!(*method, operation.method, "{}:{line}", operation.page.as_str());
            let why = match Template::parse(url) {
                Ok(template) => unreached(model, index, &template).map(str::to_owned),
                Err(problem) => Some(problem.to_string()),
            };
            lost.extend(why.map(|why| format!("{}:{line}: {url}: {why}", operation.page.as_str())));
        }
    }
    assert_eq!(lost, [""; 0]);
    assert!(count > 90, "only {count} requests were found");
}
