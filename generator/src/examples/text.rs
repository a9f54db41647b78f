//! Normalizes the bodies of documented messages. In: bodies as on the page. Out: strict JSON, or the text itself.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::model::operation::{Content, ExampleResponse, Operation};
use crate::name::hidden;
use crate::page::json::{self, Json};
use crate::plan::ir::example::{Reads, ShownResponse};

/// The indentation of one level of JSON.
const INDENT: &str = "  ";

/// The body of a message: strict JSON on one line with its value, or the text itself; `None` if it is invalid JSON.
pub(super) fn body(text: &str, headers: &[(String, String)]) -> Option<(String, Option<Json>)> {
    let text = text.trim();
    let is_other = media(headers).is_some_and(|media| !media.to_ascii_lowercase().contains("json"));
    if is_other || !text.starts_with(['{', '[']) {
        return Some((text.to_owned(), None));
    }
    json::read(text).ok().map(|(node, _)| (compact(&node.value), Some(node.value)))
}

/// The message in MIME format that a body carries in base64; `None` if the body is something else.
pub(super) fn message(text: &str, media: &str) -> Option<String> {
    let is_text = essence(media).eq_ignore_ascii_case("text/plain");
    let bytes = is_text.then(|| STANDARD.decode(without_breaks(text)))?.ok()?;
    String::from_utf8(bytes).ok()
}

/// Base64 on one line. The line breaks of a page have no meaning.
pub(super) fn without_breaks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The response of an example; `None` if it is invalid JSON.
pub(super) fn answer(operation: &Operation, shown: &ExampleResponse, reads: Reads) -> Option<ShownResponse> {
    // HTTP allows no body with this status, so a shown body is ignored.
    let is_none = shown.status == Some(204) && operation.response.content == Content::None;
    let (body, json) = body(if is_none { "" } else { &shown.body }, &shown.headers)?;
    let is_text = || media(&shown.headers).is_some_and(|media| media.starts_with("text/"));
    if reads == Reads::Value && json.is_none() && !body.is_empty() && !is_text() {
        return None;
    }
    let status = shown.status.or(operation.response.status).unwrap_or(200);
    Some(ShownResponse { status, headers: shown.headers.clone(), body })
}

/// The media type of a message.
pub(super) fn media(headers: &[(String, String)]) -> Option<&str> {
    let mut types = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    types.next().map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
}

/// A media type without its parameters.
pub(super) fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// JSON on one line.
fn compact(json: &Json) -> String {
    let mut text = String::new();
    write(json, None, &mut text);
    text
}

/// JSON with one line for each value. Other text is returned unchanged.
pub fn pretty(text: &str) -> String {
    let Ok((node, _)) = json::read(text) else { return text.to_owned() };
    let mut pretty = String::new();
    write(&node.value, Some(0), &mut pretty);
    pretty
}

/// Writes a value, on several lines if `level` is given.
fn write(json: &Json, level: Option<usize>, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(text) => out.push_str(text),
        Json::String(text) => out.push_str(&quoted(text)),
        Json::Array(items) => {
            let items = items.iter().map(|node| (None, &node.value));
            write_all(('[', ']'), items, level, out);
        }
        Json::Object(members) => {
            let members = members.iter().map(|(name, node)| (Some(name.as_str()), &node.value));
            write_all(('{', '}'), members, level, out);
        }
    }
}

fn write_all<'a>(
    (open, close): (char, char),
    items: impl Iterator<Item = (Option<&'a str>, &'a Json)>,
    level: Option<usize>,
    out: &mut String,
) {
    let start_line = |level: usize, out: &mut String| {
        out.push('\n');
        out.push_str(&INDENT.repeat(level));
    };
    out.push(open);
    let mut is_empty = true;
    for (name, json) in items {
        if !is_empty {
            out.push(',');
        }
        is_empty = false;
        let inner = level.map(|level| level + 1);
        inner.into_iter().for_each(|level| start_line(level, out));
        if let Some(name) = name {
            out.push_str(&quoted(name));
            out.push_str(if level.is_some() { ": " } else { ":" });
        }
        write(json, inner, out);
    }
    if let Some(level) = level
        && !is_empty
    {
        start_line(level, out);
    }
    out.push(close);
}

/// A JSON string with hidden characters escaped, safe to include in source code.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let escaped = match hidden::escaped_json(&json) {
        Cow::Owned(escaped) => Some(escaped),
        Cow::Borrowed(_) => None,
    };
    escaped.unwrap_or(json)
}

#[cfg(test)]
mod tests {
    use super::{body, message, pretty};

    #[test]
    fn json_is_strict_and_on_one_line() {
        let text = "{\n  // a note\n  \"a\": [1.0, 'b'],\n  \"c\": {},\n}";
        let check = |text: &str, media: &str, expected: Option<&str>| {
            let headers = [("Content-Type".to_owned(), media.to_owned())];
            assert_eq!(body(text, &headers).map(|(text, _)| text).as_deref(), expected, "{text}");
        };
        check(text, "application/json", Some(r#"{"a":[1.0,"b"],"c":{}}"#));
        check("{\"a\": [", "", None);
        check(" one\ntwo\n", "", Some("one\ntwo"));
        check("{x}", "text/plain", Some("{x}"));
    }

    #[test]
    fn a_message_is_base64_in_plain_text() {
        let check = |text: &str, media: &str, expected: Option<&str>| {
            assert_eq!(message(text, media).as_deref(), expected, "{text}");
        };
        check("VG86IGE=", "text/plain", Some("To: a"));
        check(" VG8\r\n6IGE=\n", "Text/Plain; charset=utf-8", Some("To: a"));
        check("VG86IGE=", "text/html", None);
        for other in ["VG86IGE", "VG86IGF=", "VG86 {a}", "/w=="] {
            check(other, "text/plain", None);
        }
    }

    #[test]
    fn json_for_readers_has_lines() {
        assert_eq!(
            pretty(r#"{"a":[1,"b"],"c":{}}"#),
            "{\n  \"a\": [\n    1,\n    \"b\"\n  ],\n  \"c\": {}\n}"
        );
    }
}
