//! Deprecates items. In: the notice of a page. Out: [`Deprecation`], the note that the compiler shows to users of the item.

use crate::plan::ir::doc::{escape, notice};

/// Whether an item is deprecated, and why.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Deprecation {
    /// Not deprecated.
    #[default]
    Current,
    /// Deprecated, without a reason on the page.
    Unexplained,
    /// Deprecated, with a note for users of the item.
    Noted(String),
}

impl Deprecation {
    /// Reads the notice of a page, if any.
    pub fn new(text: Option<&str>) -> Self {
        match text.map(note) {
            Some(Some(note)) => Self::Noted(note),
            Some(None) => Self::Unexplained,
            None => Self::Current,
        }
    }
}

/// The note on one line. Omits control characters, because compilers print it, and escapes Markdown, because rustdoc renders it.
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
