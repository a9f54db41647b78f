//! Maps positions in edited text back to disk. In: the edits of one file. Out: [`Edited`], which maps ranges.

use std::ops::Range;

/// The edits of a file, and its text before them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edited {
    /// The text on disk.
    pub on_disk: String,
    /// The edits, sorted by position. They do not overlap.
    pub edits: Vec<Edit>,
}

/// The replacement of a part of a text, without the unchanged text at both ends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// The bytes of the replaced text on disk.
    pub on_disk: Range<usize>,
    /// The bytes of the new text in the edited text.
    pub edited: Range<usize>,
    /// The line of the entry in the file of errata.
    pub line: usize,
}

impl Edited {
    /// The bytes on disk for a range of the edited text. A range that begins or ends in a replacement covers all of the replaced
    /// text.
    pub fn to_disk(&self, range: Range<usize>) -> Range<usize> {
        let before = |at: usize| self.edits.iter().rev().find(|edit| edit.edited.start <= at);
        let start = match before(range.start) {
            Some(edit) if edit.edited.contains(&range.start) => edit.on_disk.start,
            Some(edit) => range.start - edit.edited.end + edit.on_disk.end,
            None => range.start,
        };
        // The end is exclusive, so a replacement that begins there is not covered.
        let end = match range.end.checked_sub(1).and_then(before) {
            Some(edit) if range.end <= edit.edited.end => edit.on_disk.end,
            Some(edit) => range.end - edit.edited.end + edit.on_disk.end,
            None => range.end,
        };
        start..end.max(start)
    }

    /// The first edit within a range of the text on disk or adjacent to it, since a removal leaves no text.
    pub fn edit_at(&self, range: &Range<usize>) -> Option<&Edit> {
        self.edits.iter().find(|edit| edit.on_disk.start <= range.end && range.start <= edit.on_disk.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ab[cd→XYZ]ef[gh→]ij[→+]kl`
    fn edited() -> Edited {
        let edit = |on_disk, edited| Edit { on_disk, edited, line: 1 };
        Edited {
            on_disk: "abcdefghijkl".into(),
            edits: vec![edit(2..4, 2..5), edit(6..8, 7..7), edit(10..10, 9..10)],
        }
    }

    /// Compares a part of the edited text with its source on disk.
    #[track_caller]
    fn check(part: &str, expected: &str) {
        let text = "abXYZefij+kl";
        let start = text.find(part).unwrap();
        let edited = edited();
        assert_eq!(&edited.on_disk[edited.to_disk(start..start + part.len())], expected, "{part}");
    }

    #[test]
    fn text_around_edits_keeps_its_place() {
        for part in ["ab", "ef", "ij", "kl", "a", "l"] {
            check(part, part);
        }
    }

    #[test]
    fn an_edit_is_found_in_a_range_and_beside_it() {
        let found = |range| edited().edit_at(&range).map(|edit| edit.on_disk.clone());
        assert_eq!(
            [found(0..1), found(4..6), found(5..6), found(9..9)],
            [None, Some(2..4), Some(6..8), None]
        );
    }

    #[test]
    fn text_of_an_edit_has_the_place_of_the_text_that_it_replaces() {
        check("Y", "cd");
        check("XYZ", "cd");
        check("+", "");
        check("bX", "bcd");
        check("Zef", "cdef");
        check("fi", "fghi");
    }
}
