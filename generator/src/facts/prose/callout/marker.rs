//! Recognizes the first word of a callout: `[!NOTE]`, `**Important:**`, `Note:`. In: a paragraph. Out: the kind and the rest of the
//! text.

use super::CalloutKind;
use crate::page::inline::{Inline, Part};

/// Words in lower case with their kinds.
const WORDS: [(&str, CalloutKind); 8] = [
    ("note", CalloutKind::Note),
    ("notes", CalloutKind::Note),
    ("important", CalloutKind::Important),
    ("caution", CalloutKind::Caution),
    ("warning", CalloutKind::Warning),
    ("warnings", CalloutKind::Warning),
    ("tip", CalloutKind::Tip),
    ("tips", CalloutKind::Tip),
];

/// Reads the first word of a paragraph with the given text. `None` for other words.
pub(super) fn read<'t>(inline: &Inline, text: &'t str) -> Option<(CalloutKind, &'t str)> {
    if let Some((word, rest)) = text.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        return kind(word).map(|kind| (kind, rest.trim_start()));
    }
    let first = inline.parts.iter().find(|part| !part.text().trim().is_empty());
    let bold = match first {
        Some(Part::Strong(bold)) => bold.trim(),
        Some(Part::Text(_) | Part::Code(_) | Part::Link { .. }) | None => "",
    };
    // A word in bold needs no colon, if nothing else is bold.
    if let Some(found) = kind(bold.trim_end_matches([':', '.'])) {
        let rest = text.get(bold.len()..).unwrap_or_default();
        return Some((found, rest.trim_start_matches([':', '.', ' '])));
    }
    let (word, rest) = text.split_once(':')?;
    kind(word).map(|kind| (kind, rest.trim_start()))
}

fn kind(words: &str) -> Option<CalloutKind> {
    let lower = words.trim().to_lowercase();
    let word = lower.strip_prefix("please ").unwrap_or(&lower);
    let word = word.strip_suffix(" notes").or_else(|| word.strip_suffix(" note")).unwrap_or(word);
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}
