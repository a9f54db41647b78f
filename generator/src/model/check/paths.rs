//! In: the request lines of all pages and the places of the model. Out: [`Found`]s: lines that no builder leads to, and those that are no requests.

use super::{Found, Problem};
use crate::facts::PageFacts;
use crate::facts::template::{Method, Segment};
use crate::model::Model;
use crate::model::place::Steps;

pub(super) fn check(model: &Model, pages: &[PageFacts], found: &mut Vec<Found>) {
    let steps = Steps::of(&model.places);
    for facts in pages.iter().filter_map(|page| page.operation.as_ref()) {
        for request in &facts.requests {
            let (method, template) = &request.value;
            let place = steps.find(&template.segments).and_then(|id| model.places.get(id.0));
            if !place.is_some_and(|place| place.verbs.iter().any(|verb| verb.method == *method)) {
                let problem = Problem::UnreachedTemplate(format!("{method} {}", template.text));
                found.push(Found { page: facts.page.clone(), span: request.span.clone(), problem });
            }
            if !is_asked(*method, template.segments.last()) {
                let problem = Problem::NoRequest { method: *method, path: template.text.clone() };
                found.push(Found { page: facts.page.clone(), span: request.span.clone(), problem });
            }
        }
    }
}

/// Whether the method can be asked of what the last segment is.
fn is_asked(method: Method, last: Option<&Segment>) -> bool {
    match method {
        Method::Get => true,
        Method::Post | Method::Patch | Method::Put | Method::Delete => {
            !matches!(last, Some(Segment::Literal(name)) if name == "$count")
        }
        Method::Head | Method::Options => false,
    }
}
