//! Tables. pulldown-cmark pads short rows, cuts long ones and takes a table with a bad separator row for a paragraph, so cells are
//! counted in the source text, and what it hides is read from there.

use std::ops::Range;

use super::inline::Inline;

/// How many rows of a table are read.
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
    /// Its cells.
    pub cells: Vec<Inline>,
    /// Where it stands in the expanded text.
    pub span: Range<usize>,
}

impl Table {
    /// The index of the first column whose heading is one of the names, without regard to letter case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let headings: Vec<String> = self.header.iter().map(Inline::text).collect();
        names.iter().find_map(|name| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name)))
    }
}

impl Row {
    /// The text of a cell; empty when the row is too short.
    pub fn text(&self, column: usize) -> String {
        self.cells.get(column).map(Inline::text).unwrap_or_default()
    }

    /// Whether only the first cell has text: a label over the rows that follow.
    pub fn is_label(&self) -> bool {
        self.cells.len() > 1 && self.cells.iter().skip(1).all(Inline::is_empty)
    }
}

/// Cuts a line of a table into cells: each is its range in the line, without the blanks around it.
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

/// Whether a line is the rule below a header: bars, dashes, colons and blanks, with a dash.
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
    fn bars_cut_a_line_unless_they_are_escaped() {
        check("| a | b |\n", &["a", "b"]);
        check("a|b", &["a", "b"]);
        check(r"|{id \| name}|x|", &[r"{id \| name}", "x"]);
        check("|a|||", &["a", "", ""]);
    }
}
