//! Splits prose into sentences. In: plain text. Out: sentences. Full stops in code and abbreviations do not end a sentence.

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
const LABELS: [&str; 6] =
    ["optional.", "required.", "read-only.", "write-only.", "nullable.", "not nullable."];

/// The first sentence of a text, with its full stop. Labels before it belong to it.
pub(in crate::facts) fn first(text: &str) -> String {
    let mut length = 0;
    while let Some(end) = end(&text[length..]) {
        let sentence = text[length..length + end].trim();
        length += end;
        if !LABELS.contains(&sentence.to_lowercase().as_str()) {
            return text[..length].trim().to_owned();
        }
    }
    text.trim().to_owned()
}

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
                if next.is_none_or(u8::is_ascii_whitespace) && (next.is_none() || !abbreviates(&text[..at])) {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a full stop after a text belongs to an abbreviation.
fn abbreviates(text: &str) -> bool {
    let word = text.rsplit([' ', '(']).next().unwrap_or_default();
    matches!(word, "e.g" | "i.e" | "etc" | "vs" | "No" | "approx")
}
