//! Where a block that Markdown reads otherwise than its author meant should have begun or ended.

use crate::page::table::{self, Row};

/// Where in a code block the next annotation or fence begins, which shows that it should have been closed before.
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

/// The length of the JSON object that a text begins with.
pub(super) fn json_extent(text: &str) -> Option<usize> {
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

/// Where in a paragraph a table begins: at a line with bars above a rule.
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

/// `##Properties`: a heading for authors, a paragraph for Markdown.
pub(super) fn heading_without_blank(source: &str) -> Option<(u8, &str)> {
    let title = source.trim_start_matches('#');
    let level = source.len() - title.len();
    let fits = (2..=6).contains(&level) && title.starts_with(char::is_alphabetic) && !title.contains('\n');
    u8::try_from(level).ok().filter(|_| fits).map(|level| (level, title))
}

/// Adds the rest of a row that is broken over lines.
pub(super) fn join(before: &mut Row, row: Row) {
    before.span.end = row.span.end;
    let mut rest = row.cells.into_iter();
    if let (Some(last), Some(first)) = (before.cells.last_mut(), rest.next()) {
        last.push_text(" ");
        last.parts.extend(first.parts);
    }
    before.cells.extend(rest.filter(|cell| !cell.is_empty()));
}
