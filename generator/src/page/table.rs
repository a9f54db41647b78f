//! Tables and their cells. In: lines of source text. Out: [`Table`], ranges of cells.
//!
//! pulldown-cmark pads short rows and cuts long ones, so the generator counts cells in the source text.

use std::ops::Range;

use super::inline::Inline;

/// The maximum number of rows of a table.
pub const ROWS: usize = 20_000;

/// A table.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Table {
    /// The cells of the header.
    pub header: Vec<Inline>,
    /// The rows below it.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Inline>,
    /// The range in the expanded text.
    pub span: Range<usize>,
}

impl Table {
    /// The index of the column with one of the names, the first name first. Ignores letter case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let headings: Vec<String> = self.header.iter().map(Inline::text).collect();
        names.iter().find_map(|name| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name)))
    }
}

impl Row {
    /// The text of a cell. Empty if the row is too short.
    pub fn text(&self, column: usize) -> String {
        self.cells.get(column).map(Inline::text).unwrap_or_default()
    }

    /// Whether only the first cell has text: a label for the rows below.
    pub fn is_label(&self) -> bool {
        self.cells.len() > 1 && self.cells.iter().skip(1).all(Inline::is_empty)
    }
}

/// Splits a line of a table into cells. Each is a range of the line without surrounding spaces.
pub fn cells(line: &str) -> Vec<Range<usize>> {
    let line_end = line.trim_end().len();
    let start = line.len() - line.trim_start().len();
    let mut cells = Vec::new();
    let mut at = if line[start..].starts_with('|') { start + 1 } else { start };
    if at < line_end && !line.contains('\\') {
        while let Some(length) = line[at..line_end].find('|') {
            cells.push(trim(line, at..at + length));
            at += length + 1;
        }
    }
    let mut escaped = false;
    for (index, byte) in line.bytes().enumerate().take(line_end).skip(at) {
        match byte {
            b'|' if !escaped => {
                cells.push(trim(line, at..index));
                at = index + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    if at < line_end {
        cells.push(trim(line, at..line_end));
    }
    cells
}

fn trim(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// Whether a line separates header and rows: bars, dashes, colons and spaces, with at least one dash.
pub fn is_separator(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '\r' | '\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found: Vec<&str> = cells(line).into_iter().map(|range| &line[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn bars_separate_cells_unless_they_are_escaped() {
        check("| a | b |\n", &["a", "b"]);
        check("a|b", &["a", "b"]);
        check(r"|{id \| name}|x|", &[r"{id \| name}", "x"]);
        check("|a|||", &["a", "", ""]);
    }
}
