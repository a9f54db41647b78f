//! Deprecates items. In: the notice of a page. Out: [`Deprecation`], the note that the compiler shows to users of the item.

use crate::plan::ir::doc::{escape, notice};

/// Whether an item is deprecated, and why.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Deprecation {
    /// It is not.
    #[default]
    Current,
    /// It is; the page gives no reason.
    Unexplained,
    /// It is, with a note for the users of the item.
    Noted(String),
}

impl Deprecation {
    /// Takes the notice of a page, if it has one.
    pub fn new(text: Option<&str>) -> Self {
        match text.map(note) {
            Some(Some(note)) => Self::Noted(note),
            Some(None) => Self::Unexplained,
            None => Self::Current,
        }
    }
}

/// One line without control characters, because compilers print it; escaped, because rustdoc reads it as Markdown.
fn note(text: &str) -> Option<String> {
    let note = escape(notice(text)?).trim_end_matches('.').to_owned();
    (!note.is_empty()).then_some(note)
}

#[cfg(test)]
mod tests {
    use super::Deprecation;

    #[test]
    fn a_note_is_one_line_that_means_itself() {
        let deprecation = Deprecation::new(Some(" Since 2024.\n\u{1b}Use `x` or [y]. "));
        assert_eq!(deprecation, Deprecation::Noted(r"Since 2024. Use `x` or \[y\]".to_owned()));
        assert_eq!(Deprecation::new(Some("Deprecated.")), Deprecation::Unexplained);
        assert_eq!(Deprecation::new(None), Deprecation::Current);
    }
}
