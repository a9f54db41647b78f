//! In: the body of a message. Out: what is no strict JSON in it, each at its place on the page.

use super::http::Message;
use crate::facts::problem::Problem;
use crate::facts::{Reading, place};
use crate::page::Fence;
use crate::page::json;

/// Tells of a JSON body that is no strict JSON.
pub(super) fn check(reading: &mut Reading<'_>, fence: &Fence, message: &Message<'_>) {
    let body = message.body;
    if !body.starts_with(['{', '[']) || is_other(message) {
        return;
    }
    let (fault, problem) = match json::read(body) {
        Ok((_, faults)) => match faults.first() {
            Some(fault) => (*fault, Problem::LenientBody(*fault)),
            None => return,
        },
        Err(fault) => (fault, Problem::BadBody(fault)),
    };
    let end = body[fault.at.min(body.len())..].chars().next().map_or(0, char::len_utf8);
    let at = message.body_at + fault.at.min(body.len());
    let span = place(reading, fence, at, &fence.text[at..at + end]);
    reading.report(&span, &problem);
}

/// Whether the message says that its body is something else.
fn is_other(message: &Message<'_>) -> bool {
    let mut types = message.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    types.next().is_some_and(|(_, value)| !value.to_lowercase().contains("json") && !value.is_empty())
}

/// Whether a body is an object with an array `value`.
pub(super) fn has_value_array(body: &str) -> bool {
    let mut depth = 0_usize;
    let mut rest = body;
    while let Some(at) = rest.find(['"', '{', '}', '[', ']']) {
        let (mark, behind) = rest[at..].split_at(1);
        rest = behind;
        match mark {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.saturating_sub(1),
            _ => {
                let end = string_end(rest);
                let (text, behind) = rest.split_at(end);
                rest = behind.strip_prefix('"').unwrap_or(behind);
                let value = rest.trim_start().strip_prefix(':').map(str::trim_start);
                if depth == 1 && text == "value" && value.is_some_and(|value| value.starts_with('[')) {
                    return body.starts_with('{');
                }
            }
        }
    }
    false
}

/// Where a string ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => return at,
            b'\n' => return at,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::has_value_array;

    #[test]
    fn a_collection_stands_in_an_array_named_value() {
        assert!(has_value_array("{\n \"@odata.context\": \"a{b\", \"value\" : [ {} ] }"));
        assert!(!has_value_array("{\"value\": \"a\"}"));
        assert!(!has_value_array("{\"a\": {\"value\": []}}"));
        assert!(!has_value_array("[{\"value\": []}]"));
        assert!(!has_value_array("{\"a\": \"\\\"value\\\": [\"}"));
    }
}
