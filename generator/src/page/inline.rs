//! Text within a block. Out: [`Inline`], a list of plain text, code spans, bold text and links.

use std::fmt::Write as _;

/// A run of text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Inline {
    /// The parts in order.
    pub parts: Vec<Part>,
}

/// A part of a run of text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Part {
    /// Plain text. Emphasis is dropped.
    Text(String),
    /// A code span.
    Code(String),
    /// Text in bold.
    Strong(String),
    /// A link.
    Link {
        /// The text.
        text: String,
        /// The destination.
        target: String,
    },
}

impl Part {
    /// The text of the part.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Strong(text) | Self::Link { text, .. } => text,
        }
    }
}

impl Inline {
    /// The text without markup. A run of white space becomes one space.
    pub fn text(&self) -> String {
        if let [part] = self.parts.as_slice() {
            return squeeze(part.text());
        }
        let mut text = String::new();
        for part in &self.parts {
            text.push_str(part.text());
        }
        if is_squeezed(&text) { text } else { squeeze(&text) }
    }

    /// The text with code spans in backticks.
    pub fn text_with_code(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            let written = match part {
                Part::Code(code) => write!(text, "`{code}`"),
                Part::Text(_) | Part::Strong(_) | Part::Link { .. } => text.write_str(part.text()),
            };
            debug_assert!(written.is_ok(), "writing to a string does not fail");
        }
        if is_squeezed(&text) { text } else { squeeze(&text) }
    }

    /// The links in order: text and target.
    pub fn links(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Link { text, target } => Some((text.as_str(), target.as_str())),
            Part::Text(_) | Part::Code(_) | Part::Strong(_) => None,
        })
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.text().trim().is_empty())
    }

    /// Appends plain text, merged with plain text before it.
    pub fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }
}

/// Replaces each run of white space by one space and trims the ends. A no-break space counts as white space.
pub fn squeeze(text: &str) -> String {
    if is_squeezed(text) {
        return text.to_owned();
    }
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{a0}').filter(|word| !word.is_empty()) {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

/// Whether [`squeeze`] would return the text unchanged, as for most texts. A cheap test with false negatives.
fn is_squeezed(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        match byte {
            b' ' if before == b' ' => return false,
            b'\t'..=b'\r' => return false,
            // The first bytes of all non-ASCII white space.
            0xc2 | 0xe1..=0xe3 => return false,
            _ => before = byte,
        }
    }
    before != b' ' || text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_one_space() {
        for text in [" a  b ", "a\u{a0}b", "a\n b", "a b", "a\u{2003}\tb", "\u{85}a b"] {
            assert_eq!(squeeze(text), "a b", "{text:?}");
        }
        for text in ["", " ", "\t"] {
            assert_eq!(squeeze(text), "");
        }
        assert_eq!(squeeze("größe € x"), "größe € x");
    }
}
