//! Reads status codes and types. In: the prose below "Response" and "Request body". Out: [`ResponseText`], [`BodyText`].

use super::monitor;
use crate::facts::Reading;
use crate::facts::layout::section_kind::Area;
use crate::facts::operation::facts::{BodyText, ResponseText};
use crate::facts::operation::snippet::Snippet;
use crate::facts::type_text::{self, TypeText, TypeWord};
use crate::name::is_identifier;
use crate::page::inline::{Inline, Part};
use crate::page::{Block, BlockKind, Within};
use crate::source::Spanned;

/// Words around a type name, as in "a collection of new [x] objects".
const FILLERS: [&str; 21] = [
    "a",
    "an",
    "and",
    "array",
    "collection",
    "created",
    "following",
    "list",
    "new",
    "newly",
    "object",
    "objects",
    "of",
    "one",
    "or",
    "requested",
    "resource",
    "single",
    "the",
    "updated",
    "value",
];

/// Reads the prose about the response.
pub fn read(reading: &Reading<'_>, snippets: &[Snippet<'_>], areas: &[Area]) -> ResponseText {
    let mut response = ResponseText::default();
    let mut said_empty = false;
    let mut is_open = true;
    // Some pages describe the response only in their examples.
    let area = if areas.contains(&Area::Response) { Area::Response } else { Area::Example };
    for (block, text) in paragraphs(reading, areas, area).filter(|(_, text)| describes_response(text, area)) {
        for status in statuses(text) {
            if !response.statuses.contains(&status) {
                response.statuses.push(status);
            }
        }
        let written = text.text_with_code();
        said_empty |= says_empty(&written);
        response.has_location |= monitor::is_mentioned(&written);
        is_open &= !written.contains("one of the following");
        if response.ty.is_none() && is_open {
            let ty = linked(text)
                .or_else(|| unlinked(text))
                .or_else(|| binary(&written))
                .or_else(|| boolean(text));
            response.ty = ty.map(|ty| Spanned::new(ty, block.span.clone()));
        }
    }
    response.has_location |= monitor::is_listed(reading, areas);
    if response.statuses.is_empty() {
        let shown = snippets.iter().filter(|snippet| snippet.area == Area::Response);
        response.statuses = shown.filter_map(|snippet| status_line(&snippet.fence.text)).take(1).collect();
    }
    response.is_none = response.statuses == [204] || (said_empty && response.ty.is_none());
    response
}

/// Reads the prose about the request body.
pub fn read_body(reading: &Reading<'_>, areas: &[Area]) -> BodyText {
    let mut body = BodyText::default();
    for (block, text) in paragraphs(reading, areas, Area::Body) {
        body.is_none |= says_no_body(&text.text());
        if body.ty.is_none() {
            body.ty = represented(text).map(|ty| Spanned::new(ty, block.span.clone()));
        }
    }
    body
}

/// The paragraphs of an area, without callouts.
fn paragraphs<'p>(
    reading: &Reading<'p>,
    areas: &[Area],
    wanted: Area,
) -> impl Iterator<Item = (&'p Block, &'p Inline)> {
    let sections = reading.sections.iter().zip(areas.to_vec()).filter(move |(_, area)| *area == wanted);
    sections.flat_map(|(section, _)| section.blocks).filter_map(|block| match &block.kind {
        BlockKind::Paragraph(text, Within::Page | Within::List) => Some((block, text)),
        _ => None,
    })
}

/// Whether a paragraph describes the response. In an example it must contain "returns".
fn describes_response(text: &Inline, area: Area) -> bool {
    area == Area::Response || text.text().to_lowercase().contains("returns ")
}

/// The status codes of success: in a code span, before the name of a status, or after "HTTP".
fn statuses(text: &Inline) -> Vec<u16> {
    let written = text.text();
    let words: Vec<&str> = written.split(' ').collect();
    let spans: Vec<u16> = text
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Code(code) => code.split(' ').find_map(status),
            _ => None,
        })
        .collect();
    let named = words.iter().enumerate().filter_map(|(index, word)| {
        let code = status(word)?;
        let next = words.get(index + 1).copied().unwrap_or_default();
        let is_name = next.starts_with(|c: char| c.is_ascii_uppercase())
            || next.starts_with("response")
            || next.starts_with("status");
        let behind = index.checked_sub(1).map(|before| words[before]);
        let is_code = behind.is_some_and(|word| word.starts_with("HTTP") || word == "code");
        (is_name || is_code || spans.contains(&code)).then_some(code)
    });
    named.collect()
}

fn status(word: &str) -> Option<u16> {
    let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
    let code: u16 = digits.parse().ok()?;
    (digits.len() == 3 && (200..309).contains(&code)).then_some(code)
}

/// The code of a line `HTTP/1.1 200 OK`.
fn status_line(text: &str) -> Option<u16> {
    let rest = text.trim_start().strip_prefix("HTTP/")?;
    rest.split_whitespace().nth(1).and_then(status)
}

fn says_empty(text: &str) -> bool {
    let text = text.to_lowercase();
    ["not return anything", "n't return anything", "no response body", "empty response body", "empty body"]
        .iter()
        .any(|words| text.contains(words))
}

fn says_no_body(text: &str) -> bool {
    let text = text.to_lowercase();
    let refuses = ["do not ", "don't ", "don’t ", "does not ", "doesn't ", "doesn’t ", "no "]
        .iter()
        .any(|no| text.starts_with(no) || text.contains(&format!(" {no}")));
    if text.starts_with("no request body is required") {
        return true;
    }
    let begins = text.starts_with("do") || text.starts_with("no") || text.starts_with("this");
    begins && refuses && text.contains("request body") && text.len() < 160
}

/// The type of the first link to a type, a collection if the words around it say so.
fn linked(text: &Inline) -> Option<TypeText> {
    let index = text.parts.iter().position(names_a_type)?;
    let before: String = text.parts[..index].iter().map(Part::text).collect();
    let after: String = text.parts[index + 1..].iter().map(Part::text).collect();
    let mut ty = type_text::read(&Inline { parts: vec![text.parts[index].clone()] });
    ty.is_collection |= is_collection(&before, &after);
    Some(ty)
}

fn names_a_type(part: &Part) -> bool {
    let Part::Link { text, target } = part else { return false };
    let name = text.trim();
    let is_name = !name.is_empty() && name.split('.').all(is_identifier);
    let elsewhere = target.starts_with("http") || target.starts_with("/graph/");
    is_name && (target.contains("resources/") || (target.contains(".md") && !elsewhere))
}

/// Whether the words around a type name describe a collection.
fn is_collection(before: &str, after: &str) -> bool {
    let before = before.to_lowercase();
    let phrase = before.rsplit(['.', '`', ',']).next().unwrap_or_default();
    let before_says =
        ["collection of", "list of", "array of", "set of"].iter().any(|words| phrase.contains(words));
    let mut words = after.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let next = words.next().unwrap_or_default().to_lowercase();
    let second = words.next().unwrap_or_default().to_lowercase();
    let one = phrase.trim_end().ends_with(" a") || phrase.trim_end().ends_with(" an");
    let plural = next == "objects" && !one;
    before_says || next == "collection" || (next == "object" && second == "collection") || plural
}

/// A type without a link: "response code and a String collection in the response body".
fn unlinked(inline: &Inline) -> Option<TypeText> {
    let text = inline.text_with_code();
    let marked = |name: &str| {
        let is = |part: &Part| matches!(part, Part::Strong(text) | Part::Code(text) if text.trim() == name);
        name.contains(|c: char| c.is_ascii_uppercase()) || inline.parts.iter().any(is)
    };
    let lower = text.to_lowercase();
    // Offsets in the lower-case text are valid in the text only if the lengths agree.
    if lower.len() != text.len() {
        return None;
    }
    let end = ["in the response body", "in response body", "in the body"]
        .iter()
        .find_map(|words| lower.find(words))?;
    let start = ["code and ", "response and ", "` and ", "returns "]
        .iter()
        .find_map(|words| lower[..end].rfind(words).map(|at| at + words.len()))?;
    let phrase = &text[start..end];
    let word = |word: &&str| !FILLERS.contains(&word.to_lowercase().as_str());
    let mut words = phrase.split_whitespace().map(|word| word.trim_matches(['`', ',', '*'])).filter(word);
    match (words.next(), words.next()) {
        (Some(name), None) if name.split('.').all(is_identifier) => {
            let mut ty = type_text::of_name(name);
            let lower = phrase.to_lowercase();
            ty.is_collection |= ["collection", "list of", "array of"].iter().any(|word| lower.contains(word));
            (matches!(ty.item, TypeWord::Primitive(_) | TypeWord::Integer) || marked(name)).then_some(ty)
        }
        _ => None,
    }
}

/// The stream type, if a text describes a binary body.
fn binary(text: &str) -> Option<TypeText> {
    let text = text.to_lowercase();
    let says = ["binary ", "raw contents", "byte stream", "stream of", "bytes of"];
    says.iter().any(|words| text.contains(words)).then(|| type_text::of_name("Edm.Stream"))
}

/// The Boolean type: "a `true` value is returned in the response body, otherwise `false`".
fn boolean(inline: &Inline) -> Option<TypeText> {
    let shows =
        |word: &str| inline.parts.iter().any(|part| matches!(part, Part::Code(text) if text.trim() == word));
    let returns = inline.text().to_lowercase().contains("returned in the response body");
    (returns && shows("true") && shows("false")).then(|| type_text::of_name("Boolean"))
}

/// The type in "supply a JSON representation of the [x] object" and the like.
fn represented(text: &Inline) -> Option<TypeText> {
    let mut before = String::new();
    for part in &text.parts {
        if introduces_body_type(&before) && names_a_type(part) {
            let mut ty = type_text::read(&Inline { parts: vec![part.clone()] });
            ty.is_collection = false;
            return Some(ty);
        }
        before.push_str(part.text());
    }
    let written = text.text();
    let (_, rest) =
        written.split_once("representation of ").or_else(|| written.split_once("representation for "))?;
    let mut words =
        rest.split_whitespace().skip_while(|word| FILLERS.contains(&word.to_lowercase().as_str()));
    let name = words.next()?.trim_matches(['`', '.', ',']);
    let follows = words.next()?.trim_matches(['.', ',']);
    let fits = is_identifier(name) && matches!(follows, "object" | "resource" | "entity");
    fits.then(|| type_text::of_name(name))
}

/// Whether the next words after a text name the type of the body.
fn introduces_body_type(before: &str) -> bool {
    let before = before.to_lowercase();
    let phrase = before.rsplit(['.', ';', '\n']).next().unwrap_or_default();
    if phrase.contains("representation of") || phrase.contains("representation for") {
        return true;
    }
    let Some(verb) = ["supply ", "provide ", "include ", "supplying "]
        .iter()
        .find_map(|verb| phrase.rfind(verb).map(|at| at + verb.len()))
    else {
        return false;
    };
    phrase[verb..].split_whitespace().all(|word| FILLERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::facts::{BodyText, ResponseText};
    use crate::facts::operation::tests::facts;
    use crate::facts::type_text::{TypeText, TypeWord};

    fn page(section: &str, text: &str) -> String {
        format!("# T\n## HTTP request\n```\nGET /x\n```\n## {section}\n{text}\n## Example\n")
    }

    fn word(ty: &TypeText) -> String {
        let name = match &ty.item {
            TypeWord::Primitive(primitive) => format!("{primitive:?}"),
            TypeWord::Integer => "integer".to_owned(),
            TypeWord::Named { name, .. } => name.clone(),
            TypeWord::Unclear(text) => format!("? {text}"),
        };
        if ty.is_collection { format!("{name}[]") } else { name }
    }

    fn check(text: &str, expected: &str) {
        let ResponseText { statuses, is_none, ty, .. } = facts(&page("Response", text)).response;
        let codes: Vec<String> = statuses.iter().map(u16::to_string).collect();
        let ty = ty.map_or(String::new(), |ty| word(&ty.value));
        let none = if is_none { "none" } else { "" };
        assert_eq!([codes.join(" "), ty, none.to_owned()].join("|"), expected, "{text}");
    }

    fn check_body(text: &str, expected: &str) {
        let BodyText { is_none, ty } = facts(&page("Request body", text)).body;
        let ty = ty.map_or(String::new(), |ty| word(&ty.value));
        assert_eq!(if is_none { "none".to_owned() } else { ty }, expected, "{text}");
    }

    #[test]
    fn one_object_or_many() {
        let link = "[thing](../resources/thing.md)";
        check(&format!("Returns a `200 OK` response code and a {link} object."), "200|thing|");
        check(&format!("Returns `201 Created` response code and {link} object."), "201|thing|");
        check(&format!("Returns `200 OK` and a collection of {link} objects."), "200|thing[]|");
        check(&format!("Returns `200 OK` and {link} collection object."), "200|thing[]|");
        check(&format!("Returns `200 OK` and {link} objects."), "200|thing[]|");
        check(&format!("Returns `200 OK` and a list of all {link}s."), "200|thing[]|");
    }

    #[test]
    fn status_codes_of_success_count_once() {
        check("Returns `200 OK`, or `400 Bad Request`. See 200 items. `200 OK` again.", "200||");
        check("Returns `204 No Content`. It does not return anything in the response body.", "204||none");
        check("Returns a `302 Found` response with the URL in the `Location` header.", "302||");
        check("Returns an HTTP 202 Accepted status.", "202||");
        check("Returns 200 OK. It doesn't return anything in the response body.", "200||none");
    }

    #[test]
    fn types_without_links() {
        check(
            "Returns a `200 OK` response code and a String collection object in the response body.",
            "200|String[]|",
        );
        check("Returns a `200 OK` response code and a **thing** object in the response body.", "200|thing|");
        check("Returns a `200 OK` response code and the raw contents of the file.", "200|Stream|");
    }

    #[test]
    fn true_or_false_is_a_boolean() {
        let both = "When it is there, `true` is returned in the response body, otherwise `false`.";
        check(&format!("Returns `200 OK`. {both}"), "200|Boolean|");
        check("Returns `200 OK`. The property is `true` or `false`.", "200||");
    }

    #[test]
    fn callouts_and_other_links_state_nothing() {
        check("> returns `201 Created`\n\nReturns `200 OK`. See [errors](/graph/errors).", "200||");
    }

    #[test]
    fn a_choice_of_types_states_no_type() {
        check(
            "Returns `200 OK` and one of the following:\n\n- [thing](../resources/thing.md) object",
            "200||",
        );
        check("Returns `200 OK` and the above in the response body.", "200||");
    }

    #[test]
    fn an_example_may_state_the_only_response() {
        let text =
            "# T\n## HTTP request\n```\nGET /x\n```\n## Example\n## Response\nReturns `201 Created`.\n";
        assert_eq!(facts(text).response.statuses, [201]);
    }

    #[test]
    fn a_code_block_states_the_status_if_the_prose_does_not() {
        check("```http\nHTTP/1.1 204 No Content\n```", "204||none");
    }

    #[test]
    fn bodies() {
        check_body("Do not supply a request body for this method.", "none");
        check_body("Don't supply a request body for this method.", "none");
        check_body("This method does not require a request body.", "none");
        let more = "However, it may say more of the file that is sent, in one of the many properties that are listed below, each of which changes how the file is stored.";
        check_body(&format!("No request body is required. {more}"), "none");
        check_body(
            "In the request body, supply a JSON representation of a [thing](../resources/thing.md) object.",
            "thing",
        );
        check_body("In the request body, supply a new [thing](../resources/thing.md) object.", "thing");
        check_body("In the request body, supply a JSON representation for the thing object.", "thing");
        check_body("In the request body, supply the id of a [thing](../resources/thing.md) object.", "");
        check_body("In the request body, supply values. Do not include what has not changed.", "");
    }
}
