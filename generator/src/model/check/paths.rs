//! In: the request lines and examples of all pages and the places of the model. Out: [`Found`]s: those that no builder leads to, lines
//! that are no requests, and examples of another version.

use super::{Found, Problem};
use crate::facts::PageFacts;
use crate::facts::template::{Method, Segment, Template};
use crate::model::path_item::PathIndex;
use crate::model::{Model, OperationId};
use crate::source::Version;

pub(super) fn check(model: &Model, pages: &[PageFacts], found: &mut Vec<Found>) {
    let steps = PathIndex::of(&model.path_items);
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        for example in facts.examples.iter().filter(|example| !example.is_foreign) {
            let problem = example_problem(model, &steps, &example.url);
            found.extend(problem.map(|problem| Found {
                page: facts.page.clone(),
                span: example.span.clone(),
                problem,
            }));
        }
        for request in &facts.requests {
            let (method, template) = &request.value;
            let path_item = steps.find(&template.segments).and_then(|id| model.path_items.get(id.0));
            if !path_item.is_some_and(|path_item| path_item.verbs.iter().any(|verb| verb.method == *method)) {
                let problem = Problem::UnreachedTemplate(format!("{method} {}", template.text));
                found.push(Found { page: facts.page.clone(), span: request.span.clone(), problem });
            }
            if !is_asked(*method, &template.segments) {
                let problem = Problem::NoRequest { method: *method, path: template.text.clone() };
                found.push(Found { page: facts.page.clone(), span: request.span.clone(), problem });
            }
        }
    }
}

/// What is wrong with where the URL of an example leads.
fn example_problem(model: &Model, steps: &PathIndex, url: &str) -> Option<Problem> {
    let folder = |version: &Version| url.contains(&format!("/{}/", version.folder()));
    if let Some(other) = Version::ALL.into_iter().find(|version| *version != model.version && folder(version))
    {
        return Some(Problem::ExampleOtherVersion(other));
    }
    let template = Template::parse(url).ok()?;
    // A path that examples alone show has a builder, and its page still lacks the line.
    let is_stated = |(id, templates): &(OperationId, Vec<usize>)| {
        let operation = model.operations.get(id.0);
        operation.is_some_and(|operation| templates.iter().any(|index| *index < operation.implied))
    };
    let is_asked = |segments: &[Segment]| {
        let path_item = steps.find(segments).and_then(|id| model.path_items.get(id.0));
        path_item.is_some_and(|path_item| {
            let mut operations = path_item.verbs.iter().flat_map(|verb| &verb.operations);
            operations.any(is_stated)
        })
    };
    let keyed: Vec<Segment> = template.segments.iter().flat_map(keyed).collect();
    (!is_asked(&template.segments) && !is_asked(&keyed)).then_some(Problem::ExampleUnknownPath(template.text))
}

/// A segment with its key as one of its own: `messages('1')`.
fn keyed(segment: &Segment) -> Vec<Segment> {
    match segment {
        Segment::Function { name, arguments } => match arguments.as_slice() {
            // A key may hold what parts a name from its value.
            [(start, key)] if start.is_empty() || start.starts_with('\'') => {
                vec![Segment::Literal(name.clone()), Segment::Key(key.clone())]
            }
            _ => vec![segment.clone()],
        },
        Segment::Literal(_) | Segment::Key(_) | Segment::PathAddress { .. } => vec![segment.clone()],
    }
}

/// Whether the method can be asked of what the last segment is; nothing stands behind a reference or a count.
fn is_asked(method: Method, segments: &[Segment]) -> bool {
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
