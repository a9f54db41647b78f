//! Reads examples from the pages, so that tests and pages always agree.

use generator::Reading;
use generator::model::Model;
use generator::model::operation::Example;
use generator::source::Version;
use msgraph::Json;

/// The model of one version of `docs-input`.
pub(crate) fn model(version: Version) -> Model {
    let Reading { models, .. } = tests::read_docs().unwrap();
    models.into_iter().find(|model| model.version == version).unwrap()
}

/// The documented response of the first example on a page.
pub(crate) fn answer(version: Version, page: &str) -> Json {
    let model = model(version);
    let operation = model.operations.iter().find(|operation| operation.page.as_str() == page);
    let example: &Example = operation.unwrap().examples.first().unwrap();
    serde_json::from_str(&example.response.as_ref().unwrap().body).unwrap()
}
