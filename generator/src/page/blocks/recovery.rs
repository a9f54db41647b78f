//! Finds the intended start or end of blocks that Markdown parses differently. In: source text. Out: byte offsets.

use crate::page::table::{self, Row};

/// The offset of the first annotation or fence inside a code block: the block should end before it.
pub(super) fn swallowed(source: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        let text = line.trim();
        let fence = text.strip_prefix("```").is_some_and(|info| !info.trim().is_empty());
        let annotation = text.strip_prefix("<!--").is_some_and(|rest| {
            let rest = if rest.trim().is_empty() {
                source[at + line.len()..].trim_start()
            } else {
                rest.trim_start()
            };
            rest.starts_with('{')
        });
        if fence || annotation {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The probable end of an unclosed comment: after its JSON, else at its first empty line.
pub(super) fn comment_end(text: &str) -> usize {
    let json_end = json_extent(text).map(|end| text[end..].find('\n').map_or(text.len(), |at| end + at));
    json_end.or_else(|| text.find("\n\n")).unwrap_or(text.len())
}

/// The length of the JSON object at the start of a text.
fn json_extent(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The offset of a table in a paragraph: a line with bars above a separator.
pub(super) fn table_start(source: &str) -> Option<usize> {
    if !source.contains('|') {
        return None;
    }
    let mut at = 0;
    let mut lines = source.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if line.contains('|') && lines.peek().is_some_and(|next| table::is_separator(next)) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// A heading without a space after `#`, which Markdown parses as a paragraph: `##Properties`.
pub(super) fn heading_without_space(source: &str) -> Option<(u8, &str)> {
    let title = source.trim_start_matches('#');
    let level = source.len() - title.len();
    let fits = (2..=6).contains(&level) && title.starts_with(char::is_alphabetic) && !title.contains('\n');
    if fits { Some((u8::try_from(level).ok()?, title)) } else { None }
}

/// Appends the rest of a row that is broken over lines.
pub(super) fn join(before: &mut Row, row: Row) {
    before.span.end = row.span.end;
    let mut rest = row.cells.into_iter();
    if let (Some(last), Some(first)) = (before.cells.last_mut(), rest.next()) {
        last.push_text(" ");
        last.parts.extend(first.parts);
    }
    before.cells.extend(rest.filter(|cell| !cell.is_empty()));
}
