//! Reads annotations. In: comments with JSON. Out: [`Annotation`]s with the kind of the block below (AD-10, AD-12).

use std::ops::Range;

use crate::diagnostic::suppress::Suppression;
use crate::facts::Reading;
use crate::facts::layout::annotation_kind::{defines_type, is_page_annotation, states_place};
use crate::facts::problem::api_page::Problem;
use crate::facts::type_text::{self, TypeText};
use crate::name::suggest::nearest;
use crate::page::json::{Json, Node};
use crate::page::{Block, BlockKind, Comment};
use crate::source::Spanned;

/// A comment that describes the code block below it.
#[derive(Clone, Copy, Debug)]
pub struct Annotation<'p> {
    /// The kind of the code block. `None` when the annotation does not state it.
    pub kind: Option<Kind>,
    /// The JSON object.
    pub json: &'p Json,
    /// The range of the comment in the expanded text.
    pub span: &'p Range<usize>,
}

/// The values of `blockType`, and the annotation of a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// The JSON representation of a type.
    Resource,
    /// A request.
    Request,
    /// A response.
    Response,
    /// Code that checks ignore, including request lines (AD-19).
    Ignored,
    /// An example of a body.
    Example,
    /// Lines of requests.
    Samples,
    /// A response that was not recorded from a service.
    SimulatedResponse,
    /// Scenarios of a test.
    TestParams,
    /// A table of permissions.
    Permissions,
    /// An annotation of the page itself.
    Page,
}

const KINDS: [(&str, Kind); 9] = [
    ("resource", Kind::Resource),
    ("request", Kind::Request),
    ("response", Kind::Response),
    ("ignored", Kind::Ignored),
    ("example", Kind::Example),
    ("samples", Kind::Samples),
    ("simulatedResponse", Kind::SimulatedResponse),
    ("testParams", Kind::TestParams),
    ("permissions", Kind::Permissions),
];

const KEYS: [&str; 28] = [
    "@odata.annotations",
    "@odata.type",
    "@property.aka",
    "@type",
    "@type.aka",
    "abstract",
    "apiVersions",
    "baseType",
    "blockType",
    "collectionProperty",
    "expectError",
    "idempotent",
    "isCollection",
    "isComposable",
    "isEmpty",
    "isMediaEntity",
    "keyProperty",
    "longRunningResponseType",
    "mergePermissions",
    "name",
    "nullableProperties",
    "opaqueUrl",
    "openType",
    "optionalProperties",
    "requestUrls",
    "sampleKeys",
    "scopes",
    "tags",
];

/// Known keys that are never proposed in "did you mean" hints.
const RARE_KEYS: [&str; 2] = ["target", "truncated"];

/// Reads a comment and the block below it. `None` without JSON or with JSON that cannot be parsed.
pub fn read<'p>(
    comment: &'p Comment,
    span: &'p Range<usize>,
    next: Option<&'p Block>,
) -> Option<Annotation<'p>> {
    let Node { value: json, .. } = comment.json.as_ref()?.as_ref().ok()?;
    let kind = if is_page_annotation(json) {
        Some(Kind::Page)
    } else if defines_type(json, next.map(|next| &next.kind)) {
        Some(Kind::Resource)
    } else {
        word(json).and_then(kind_of)
    };
    Some(Annotation { kind, json, span })
}

/// Reports unknown words in annotations.
pub fn check(reading: &mut Reading<'_>) {
    let blocks = &reading.page.blocks;
    let mut of_page = 0;
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Comment(Comment { json: Some(Ok(node)), .. }) = &block.kind else { continue };
        if is_page_annotation(&node.value) {
            let is_place = states_place(&node.value);
            of_page += usize::from(!is_place);
            if of_page > 1 && !is_place {
                reading.report(&block.span, &Problem::SecondPageAnnotation);
            }
            suppressions(reading, &node.value, &block.span);
            continue;
        }
        check_words(reading, &node.value, &block.span);
        let next = blocks.get(index + 1).map(|next| &next.kind);
        if defines_type(&node.value, next) && !matches!(next, Some(BlockKind::Fence(_))) {
            reading.report(&block.span, &Problem::NoCodeBlock);
        }
    }
}

/// Reads the list of suppressions.
fn suppressions(reading: &mut Reading<'_>, json: &Json, span: &Range<usize>) {
    let Some(Json::Array(entries)) = json.get("suppressions").map(|node| &node.value) else { return };
    let texts = entries.iter().filter_map(|entry| entry.value.as_str()).map(str::trim);
    for text in texts.filter(|text| !text.is_empty()) {
        let location = reading.expanded.locate(span);
        reading.suppressions.push(Suppression { text: text.to_owned(), location });
    }
}

fn check_words(reading: &mut Reading<'_>, json: &Json, span: &Range<usize>) {
    if let Some(found) = word(json).filter(|word| kind_of(word).is_none()) {
        let near = nearest(found, KINDS.iter().map(|(word, _)| *word));
        reading.report(span, &Problem::UnknownBlockType { found: found.to_owned(), near });
    }
    for (key, _) in json.members() {
        let is_known = |known: &&str| known.eq_ignore_ascii_case(key);
        if !KEYS.iter().chain(&RARE_KEYS).any(is_known) {
            let near = nearest(key, KEYS.into_iter());
            reading.report(span, &Problem::UnknownKey { key: key.clone(), near });
        }
    }
}

impl<'p> Annotation<'p> {
    /// The names. A request has one; a response has one for each of its requests.
    pub fn names(&self) -> Vec<&'p str> {
        let texts: Vec<&str> = match self.json.get("name").map(|node| &node.value) {
            Some(Json::String(name)) => vec![name.as_str()],
            Some(Json::Array(names)) => names.iter().filter_map(|name| name.value.as_str()).collect(),
            _ => Vec::new(),
        };
        texts.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect()
    }

    /// The type of the body.
    pub fn ty(&self) -> Option<Spanned<TypeText>> {
        let name = ["@type", "@odata.type"].into_iter().find_map(|key| self.text(key))?;
        Some(Spanned::new(type_text::of_name(name), self.span.clone()))
    }

    /// Whether a boolean key is set.
    pub fn is(&self, key: &str) -> bool {
        self.json.get(key).and_then(|node| node.value.as_bool()).unwrap_or(false)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.json.get(key)?.value.as_str().map(str::trim).filter(|text| !text.is_empty())
    }
}

fn word(json: &Json) -> Option<&str> {
    json.get("blockType").and_then(|node| node.value.as_str()).map(str::trim)
}

fn kind_of(word: &str) -> Option<Kind> {
    KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::sample::with_reading;

    #[test]
    fn unknown_words_are_reported_with_the_nearest_word() {
        let text = "<!-- {\"blockType\": \"reqest\", \"nmae\": \"a\", \"widget\": 1} -->\n```\nx\n```\n<!-- {\"type\": \"#page.annotation\", \"anything\": 1} -->\n";
        with_reading(text, |reading| {
            check(reading);
            let messages: Vec<String> = reading
                .diagnostics
                .iter()
                .map(|found| format!("{} {}", found.message, found.help.as_deref().unwrap_or_default()))
                .collect();
            assert_eq!(
                messages,
                [
                    "unknown blockType `reqest` did you mean `request`?",
                    "unknown key `nmae` in an annotation did you mean `name`?",
                    "unknown key `widget` in an annotation ",
                ]
            );
        });
    }

    #[test]
    fn the_place_of_a_page_is_known_without_a_type() {
        let text = "```http\nGET /x\n```\n<!-- {\"tocPath\": \"Items/List\"} -->\n<!-- {\"type\": \"#page.annotation\"} -->\n";
        with_reading(text, |reading| {
            check(reading);
            assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        });
    }

    #[test]
    fn a_misspelled_word_finds_the_nearest_known_word() {
        let near = |word| nearest(word, KEYS.into_iter());
        assert_eq!(near("optionalProperty"), None);
        assert_eq!(near("scope"), Some("scopes"));
        assert_eq!(near("isAbstract"), Some("abstract"));
        assert_eq!(near("displayName"), Some("name"));
        assert_eq!(near("tag"), Some("tags"));
        assert_eq!(near("widget"), None);
    }
}
