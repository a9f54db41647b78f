//! Splits prose into sentences. In: plain text. Out: sentences. Full stops in code and abbreviations do not end a sentence (AD-48).

/// Splits a text into sentences without their full stops.
pub(in crate::facts) fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = end(rest);
        let (sentence, next) = rest.split_at(end.unwrap_or(rest.len()));
        let sentence = sentence.trim().trim_end_matches('.');
        if !sentence.is_empty() {
            sentences.push(sentence);
        }
        rest = next;
    }
    sentences
}

/// The sentences that state a trait and describe nothing.
const LABELS: [&str; 8] = [
    "optional.",
    "required.",
    "read-only.",
    "read only.",
    "this property is read-only.",
    "write-only.",
    "nullable.",
    "not nullable.",
];

/// The first sentence of a text, with its full stop. Labels before it belong to it. Omits sentences that describe nothing.
pub(in crate::facts) fn first(text: &str) -> String {
    let (mut start, mut length) = (0, 0);
    while let Some(end) = end(&text[length..]) {
        let sentence = text[length..length + end].trim();
        length += end;
        if is_filler(sentence) && text[start..length].trim() == sentence {
            start = length;
        } else if !is_filler(sentence) && !LABELS.contains(&sentence.to_lowercase().as_str()) {
            return text[start..length].trim().to_owned();
        }
    }
    let all = if is_filler(text[length..].trim()) { &text[start..length] } else { &text[start..] };
    all.trim().to_owned()
}

/// Whether a sentence announces a description that the authors have not written, or only names the origin of a property.
fn is_filler(sentence: &str) -> bool {
    let sentence = sentence.trim_start_matches(['*', ' ']);
    sentence.starts_with("TODO:") || sentence.starts_with("TODO ") || sentence.starts_with("Inherited from ")
}

/// The first sentence that describes a property. Empty if it only states traits, which are kept elsewhere, or lists values.
pub(in crate::facts) fn describing(text: &str, lists_values: bool) -> String {
    let states_traits = |sentence: &str| {
        let lower = sentence.to_lowercase();
        let is_label = LABELS.iter().any(|label| label.trim_end_matches('.') == lower);
        let is_list = ["the possible values are", "possible values are", "possible values:"];
        // The model has no trait for these two labels.
        is_label && !matches!(lower.as_str(), "optional" | "write-only")
            || lists_values && is_list.iter().any(|words| lower.starts_with(words))
    };
    let first = first(text);
    if split(&first).into_iter().all(states_traits) { String::new() } else { first }
}

/// Beginnings of sentences that pages append without a blank or a full stop before them.
const APPENDED: [&str; 8] = [
    "The possible values are",
    "Possible values are",
    "This is an abstract type",
    "This property is",
    "Inherited from ",
    "Supports `$",
    "Read-only.",
    "Nullable.",
];

/// The byte after the full stop of the first sentence.
pub(in crate::facts) fn end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut in_code = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'`' => in_code = !in_code,
            b'.' | b'!' | b'?' if !in_code => {
                let next = bytes.get(at + 1);
                // The cheap test comes first; the second one searches for the word before the full stop.
                let is_end = match next {
                    None => true,
                    Some(next) if next.is_ascii_whitespace() => !abbreviates(&text[..at]),
                    Some(next) => next.is_ascii_uppercase() && is_appended(&text[at + 1..]),
                };
                if is_end {
                    return Some(at + 1);
                }
            }
            b' ' if !in_code && follows_word(&text[..at]) && is_appended(&text[at + 1..]) => return Some(at),
            _ => {}
        }
    }
    None
}

fn is_appended(rest: &str) -> bool {
    APPENDED.iter().any(|words| rest.starts_with(words))
}

/// Whether a text ends with a word that an appended sentence can follow without a full stop. A verb needs its complement.
fn follows_word(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    text.ends_with(|c: char| c.is_ascii_lowercase() || matches!(c, ')' | '`'))
        && !matches!(word, "is" | "are" | "be" | "as" | "and" | "or")
}

/// Whether a full stop after a text belongs to an abbreviation.
fn abbreviates(text: &str) -> bool {
    let word = text.rsplit([' ', '(']).next().unwrap_or_default();
    matches!(word, "e.g" | "i.e" | "etc" | "vs" | "No" | "approx")
}

#[cfg(test)]
mod tests {
    use super::{describing, first, split};

    #[test]
    fn an_appended_sentence_needs_no_blank_or_full_stop() {
        assert_eq!(first("Who uses it.The possible values are: `a`."), "Who uses it.");
        assert_eq!(first("What it needs This is an abstract type."), "What it needs");
        assert_eq!(split("How it runs Read-only.Nullable."), ["How it runs", "Read-only", "Nullable"]);
    }

    #[test]
    fn a_filler_is_no_sentence() {
        assert_eq!(first("TODO: Add Description. The size."), "The size.");
        assert_eq!(first("**TODO: Add Description**"), "");
        assert_eq!(first("Inherited from box. The size. More."), "The size.");
        assert_eq!(first("Optional. Inherited from box."), "Optional. Inherited from box.");
        assert_eq!(first("todoTask or not."), "todoTask or not.");
    }

    #[test]
    fn traits_and_values_do_not_describe_a_property() {
        assert_eq!(describing("Read-only. Nullable.", false), "");
        assert_eq!(describing("Read only. This property is read-only.", false), "");
        assert_eq!(describing("Possible values are: `a`, `b`. Read-only.", true), "");
        assert_eq!(describing("Possible values are: `a`, `b`. With `a` it is small.", true), "");
        assert_eq!(describing("Possible values are many.", false), "Possible values are many.");
        assert_eq!(describing("Read-only. The size. More.", false), "Read-only. The size.");
        assert_eq!(describing("Optional.", false), "Optional.");
    }

    #[test]
    fn names_with_full_stops_are_words() {
        assert_eq!(first("A Microsoft.Graph name of Node.js. Next."), "A Microsoft.Graph name of Node.js.");
        assert_eq!(first("It must be Read-only. Next."), "It must be Read-only.");
    }
}
