//! Finds the query options in a sentence. In: plain text with code in backticks. Out: [`QueryOption`]s in order.

use super::QueryOption;

/// The options in a text, each once.
///
/// Options inside parentheses of code belong to another option: `$expand=a($select=b)`. With `by_word`, a code span may omit `$`.
pub(super) fn mentions(text: &str, by_word: bool) -> Vec<QueryOption> {
    let mut found = Vec::new();
    for (index, part) in text.split('`').enumerate() {
        let is_code = index % 2 == 1;
        found.extend(dollars(part, is_code));
        if is_code && by_word {
            found.extend(QueryOption::parse(part.trim()));
        }
    }
    let mut known = Vec::new();
    for option in found {
        if !known.contains(&option) {
            known.push(option);
        }
    }
    known
}

/// The options with a `$`.
fn dollars(text: &str, is_code: bool) -> Vec<QueryOption> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' if is_code => depth += 1,
            ')' if is_code => depth = depth.saturating_sub(1),
            '$' if depth == 0 => {
                let rest = &text[at + 1..];
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
                found.extend(QueryOption::parse(&rest[..end]));
            }
            _ => {}
        }
    }
    found
}
