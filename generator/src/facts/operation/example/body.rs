//! Parses the body of a message. In: [`Message`]. Out: [`BodyFact`]: text and JSON. Reports faults of the JSON at their location.

use super::http::Message;
use crate::facts::Reading;
use crate::facts::operation::facts::BodyFact;
use crate::facts::problem::api_page::Problem;
use crate::page::Fence;
use crate::page::json;

/// Parses a body and reports JSON that is not strict.
pub(super) fn read(reading: &mut Reading<'_>, fence: &Fence, message: &Message<'_>) -> BodyFact {
    let body = message.body;
    let first = body.trim_end().split('\n').next().unwrap_or_default();
    let at = reading.place(fence, message.body_at, first).start;
    let is_verbatim = reading.expanded.text.get(at..).is_some_and(|text| text.starts_with(body));
    let mut fact = BodyFact { text: body.to_owned(), json: None, at, is_verbatim };
    if !body.starts_with(['{', '[']) || is_other(message) {
        return fact;
    }
    let (fault, problem) = match json::read(body) {
        Ok((node, faults)) => {
            fact.json = Some(node);
            let Some(fault) = faults.first() else { return fact };
            (*fault, Problem::LenientBody(*fault))
        }
        Err(fault) => (fault, Problem::BadBody(fault)),
    };
    let end = body[fault.at.min(body.len())..].chars().next().map_or(0, char::len_utf8);
    let at = message.body_at + fault.at.min(body.len());
    let span = reading.place(fence, at, &fence.text[at..at + end]);
    reading.report(&span, &problem);
    fact
}

/// Whether the message says that its body is something else.
fn is_other(message: &Message<'_>) -> bool {
    let mut types = message.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    types.next().is_some_and(|(_, value)| !value.to_lowercase().contains("json") && !value.is_empty())
}
