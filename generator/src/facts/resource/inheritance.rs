//! Finds the base type in a sentence. In: inline text and phrases such as "inherits from". Out: [`TypeText`].

use crate::facts::type_text::{self, TypeText};
use crate::page::inline::{Inline, Part};

/// Words between a phrase and the name.
const FILLERS: [&str; 6] = ["the", "base", "class", "type", "resource", "abstract"];

/// The type directly after one of the phrases.
pub(super) fn inherited(text: &Inline, phrases: &[&str]) -> Option<TypeText> {
    for (index, part) in text.parts.iter().enumerate() {
        let Part::Text(before) = part else { continue };
        let lower = before.to_ascii_lowercase();
        let mut found = phrases.iter().filter(|phrase| lower.contains(**phrase));
        let Some(end) = found.find_map(|phrase| lower.rfind(phrase).map(|at| at + phrase.len())) else {
            continue;
        };
        let rest = before[end..].trim();
        let rest =
            rest.split([' ', ',', ';']).find(|word| !FILLERS.contains(&word.to_ascii_lowercase().as_str()));
        let next = text.parts.get(index + 1);
        let Some(word) = rest.filter(|word| !word.is_empty()) else {
            return match next? {
                Part::Link { text, target } => Some(type_text::read(&Inline {
                    parts: vec![Part::Link { text: text.clone(), target: target.clone() }],
                })),
                Part::Strong(name) | Part::Code(name) | Part::Text(name) => {
                    Some(type_text::of_name(name.trim()))
                }
            };
        };
        let word = word.trim_end_matches('.').trim_matches(['[', ']']);
        if crate::name::is_identifier(word.rsplit('.').next().unwrap_or_default()) && word.len() > 2 {
            return Some(type_text::of_name(word));
        }
    }
    None
}
