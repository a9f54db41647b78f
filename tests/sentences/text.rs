//! Splits a page into its sentences. In: Markdown. Out: [`Sentence`]s of normalised words.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A word of a sentence: lower case, without quotes and punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// Whether the word is part of a code span, such as a status code or a property.
    pub(crate) code: bool,
}

/// A sentence, or a part of one that ends with a colon or a semicolon.
pub(crate) type Sentence = Vec<Word>;

/// The text of a sentence for comparison.
pub(crate) fn key(sentence: &[Word]) -> String {
    let words: Vec<&str> = sentence.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// A paragraph, heading, list item or table cell whose text is being collected.
#[derive(Default)]
struct Reader {
    sentences: Vec<Sentence>,
    open: Sentence,
    /// Whether the last piece of text ended a sentence, if white space follows.
    ended: bool,
}

impl Reader {
    /// Ends the sentence that is being read.
    fn end(&mut self) {
        self.ended = false;
        let sentence = std::mem::take(&mut self.open);
        if !sentence.is_empty() {
            self.sentences.push(sentence);
        }
    }

    fn text(&mut self, text: &str) {
        for piece in text.split_inclusive(char::is_whitespace) {
            if self.ended && piece.starts_with(char::is_whitespace) {
                self.end();
            }
            self.words(piece, false);
            let written = piece.trim_end();
            let closes = written.ends_with(['.', '!', '?', ':', ';']);
            self.ended = closes && !written.is_empty();
            if self.ended && written.len() < piece.len() {
                self.end();
            }
        }
    }

    fn code(&mut self, text: &str) {
        self.ended = false;
        self.words(text, true);
    }

    fn words(&mut self, text: &str, code: bool) {
        let text = text.replace(['\'', '\u{2019}'], "").to_lowercase();
        let parts = text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"$@.".contains(letter));
        let words = parts.map(|part| part.trim_matches('.')).filter(|part| !part.is_empty());
        self.open.extend(words.map(|word| Word { text: word.to_owned(), code }));
    }
}

/// The value of `description` in front matter.
fn description(front_matter: &str) -> Option<&str> {
    let line = front_matter.lines().find_map(|line| line.strip_prefix("description:"))?;
    Some(line.trim().trim_matches(['"', '\'']))
}

/// The sentences of a page: those of its description and of its text, without code blocks and comments.
pub(crate) fn sentences(page: &str) -> Vec<Sentence> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    let mut hidden = 0_usize;
    for event in Parser::new_ext(page.trim_start_matches('\u{feff}'), options) {
        match event {
            Event::Start(
                Tag::MetadataBlock(_) | Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Fenced(_)),
            ) => {
                hidden += 1;
            }
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => hidden -= 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => hidden += 1,
            Event::End(TagEnd::CodeBlock) => hidden -= 1,
            Event::Text(text) if hidden > 0 => {
                if let Some(description) = description(&text) {
                    reader.text(description);
                    reader.end();
                }
            }
            Event::Text(text) => reader.text(&text),
            Event::Code(code) => reader.code(&code),
            Event::SoftBreak => reader.text(" "),
            Event::Start(tag) if opens(&tag) => reader.end(),
            Event::End(tag) if closes(tag) => reader.end(),
            Event::HardBreak | Event::InlineHtml(_) => reader.end(),
            _ => {}
        }
    }
    reader.end();
    reader.sentences
}

/// Whether an element starts a new text.
fn opens(tag: &Tag) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell)
}

/// Whether an element ends a text.
fn closes(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell)
}
