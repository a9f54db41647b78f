//! Reads an api page: its request lines, parameters, body, response, permissions and examples.
//! In: the page. Out: [`OperationFacts`].

mod call;
pub mod cloud;
pub mod example;
pub mod facts;
pub mod header;
pub mod monitor;
pub mod parameter;
pub mod permission;
pub mod query_option;
pub mod request;
pub mod response;
pub mod response_table;
pub mod snippet;
#[cfg(test)]
pub(super) mod tests;
pub mod title;

pub use self::facts::{
    BodyFact, BodyText, ExampleFact, HeaderFact, OperationFacts, ParameterFact, ParameterLocation,
    ResponseFact, ResponseText,
};
use crate::facts::layout::section_kind;
use crate::facts::prose::page_summary;
use crate::facts::{GapKind, Reading};

/// Reads an api page. `None` when it has no request line: the whole page then becomes a gap.
pub fn read(reading: &mut Reading<'_>) -> Option<OperationFacts> {
    let areas = section_kind::areas(reading.sections);
    let (used, before) = (reading.used_annotations.clone(), reading.gaps.len());
    let snippets = snippet::collect(reading, &areas);
    let requests = request::read(reading, &snippets, &areas);
    if requests.is_empty() {
        // The gap for the page covers its annotations.
        reading.used_annotations = used;
        let found = reading.gaps.split_off(before);
        reading.gaps.extend(found.into_iter().filter(|gap| gap.kind != GapKind::Annotation));
        return None;
    }
    let in_prose = request::in_prose(reading, &snippets, &areas, &requests);
    let examples = example::read(reading, &snippets, &requests);
    let permissions = permission::read(reading, &areas, &requests);
    let listed = response_table::read(reading, &areas);
    let mut parameters = parameter::read(reading, &areas, &requests);
    let requests = call::complete(requests, &parameters, &examples);
    call::locate(&mut parameters, &requests, &examples);
    let title = reading.sections.title().or_else(|| reading.page.front_matter.get("title"));
    Some(OperationFacts {
        page: reading.path.clone(),
        title: title.unwrap_or_default().to_owned(),
        namespace: page_summary::namespace(reading),
        body: response::read_body(reading, &areas),
        parameters,
        query_options: query_option::read(reading, &areas, &requests),
        headers: header::read(reading, &areas),
        response: ResponseText { listed, ..response::read(reading, &snippets, &areas) },
        permissions,
        clouds: cloud::read(&reading.expanded.named),
        about: page_summary::read(reading),
        requests,
        in_prose,
        examples,
    })
}
