//! Finds the intended start or end of blocks that Markdown parses differently. In: source text. Out: byte offsets.

use std::ops::Range;

use crate::page::inline::Inline;
use crate::page::table::{self, ROWS, Row};
use crate::page::{Block, BlockKind};

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

/// Adds the rows in a paragraph to the table directly above it: its last row is broken over lines.
pub(super) fn continue_table(
    above: Option<&mut Block>,
    source: &str,
    range: &Range<usize>,
    cells_of: impl Fn(&str) -> Vec<Inline>,
) -> bool {
    let Some(Block { kind: BlockKind::Table(table), span }) = above else { return false };
    let continues = span.end == range.start && source.starts_with('|');
    if continues {
        table.rows.extend(rows(source, range.start, cells_of));
        span.end = range.end;
    }
    continues
}

/// The rows in the lines of a table that Markdown parses as a paragraph at `offset`. A lone bar only ends the row above it.
pub(super) fn rows(source: &str, offset: usize, cells_of: impl Fn(&str) -> Vec<Inline>) -> Vec<Row> {
    let mut end = offset;
    let lines = source.split_inclusive('\n').take(ROWS).map(|line| {
        let start = end;
        end += line.len();
        Row { cells: cells_of(line), span: start..start + line.trim_end().len() }
    });
    lines.filter(|row| !row.cells.is_empty()).collect()
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
