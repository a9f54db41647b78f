//! Checks paths. In: request lines and examples of all pages, path items of the model. Out: [`Found`]s: paths without a builder,
//! invalid requests, examples of another version.

use super::{Found, Problem};
use crate::facts::PageFacts;
use crate::facts::template::{Method, Segment, Template};
use crate::model::path_item::PathIndex;
use crate::model::{Model, OperationId};
use crate::source::Version;

pub(super) fn check(model: &Model, pages: &[PageFacts], found: &mut Vec<Found>) {
    let index = PathIndex::of(&model.path_items);
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        for example in facts.examples.iter().filter(|example| !example.is_foreign) {
            let problem = example_problem(model, &index, &example.url);
            found.extend(problem.map(|problem| Found {
                page: facts.page.clone(),
                span: example.span.clone(),
                problem,
            }));
        }
        for request in &facts.requests {
            let (method, template) = &request.value;
            let path_item = index.find(&template.segments).and_then(|id| model.path_items.get(id.0));
            if !path_item.is_some_and(|path_item| path_item.verbs.iter().any(|verb| verb.method == *method)) {
                let problem = Problem::UnreachedTemplate(format!("{method} {}", template.text));
                found.push(Found { page: facts.page.clone(), span: request.span.clone(), problem });
            }
            if !is_supported(*method, &template.segments) {
                let problem = Problem::NoRequest { method: *method, path: template.text.clone() };
                found.push(Found { page: facts.page.clone(), span: request.span.clone(), problem });
            }
        }
    }
}

/// The problem of the URL of an example.
fn example_problem(model: &Model, index: &PathIndex, url: &str) -> Option<Problem> {
    let folder = |version: &Version| url.contains(&format!("/{}/", version.folder()));
    if let Some(other) = Version::ALL.into_iter().find(|version| *version != model.version && folder(version))
    {
        return Some(Problem::ExampleOtherVersion(other));
    }
    let template = Template::parse(url).ok()?;
    // A path that occurs only in examples has a builder, but its page lacks a request line.
    let is_stated = |(id, templates): &(OperationId, Vec<usize>)| {
        let operation = model.operations.get(id.0);
        operation.is_some_and(|operation| templates.iter().any(|template| *template < operation.implied))
    };
    let has_operation = |segments: &[Segment]| {
        let path_item = index.find(segments).and_then(|id| model.path_items.get(id.0));
        path_item.is_some_and(|path_item| {
            let mut operations = path_item.verbs.iter().flat_map(|verb| &verb.operations);
            operations.any(is_stated)
        })
    };
    let keyed: Vec<Segment> = template.segments.iter().flat_map(keyed).collect();
    let is_known = has_operation(&template.segments) || has_operation(&keyed);
    (!is_known).then_some(Problem::ExampleUnknownPath(template.text))
}

/// A segment with its key as a separate segment: `messages('1')`.
fn keyed(segment: &Segment) -> Vec<Segment> {
    match segment {
        Segment::Function { name, arguments } => match arguments.as_slice() {
            // A key may contain `=`, which separates name and value of an argument.
            [(start, key)] if start.is_empty() || start.starts_with('\'') => {
                vec![Segment::Literal(name.clone()), Segment::Key(key.clone())]
            }
            _ => vec![segment.clone()],
        },
        Segment::Literal(_) | Segment::Key(_) | Segment::PathAddress { .. } => vec![segment.clone()],
    }
}

/// Whether a path supports a method. No segment follows `$ref` or `$count`.
fn is_supported(method: Method, segments: &[Segment]) -> bool {
    let is = |segment: &Segment, end| matches!(segment, Segment::Literal(name) if name == end);
    let before = segments.split_last().map_or(&[][..], |(_, before)| before);
    if before.iter().any(|segment| is(segment, "$count") || is(segment, "$ref")) {
        return false;
    }
    match method {
        Method::Get => true,
        Method::Post | Method::Patch | Method::Put | Method::Delete => {
            !segments.last().is_some_and(|last| is(last, "$count"))
        }
        Method::Head | Method::Options => false,
    }
}
