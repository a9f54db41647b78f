//! Deprecates items. In: the notice of a page. Out: [`Deprecation`], the note that the compiler shows to users of the item.

use crate::plan::ir::doc::{escape, notice};

/// Whether an item is deprecated, and why.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Deprecation(Option<String>);

impl Deprecation {
    /// Takes the notice of a page, if it has one.
    pub fn new(text: Option<&str>) -> Self {
        Self(text.map(note))
    }

    /// The note, empty when the page gives no reason; `None` when the item is not deprecated.
    pub fn note(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

/// One line without control characters, because compilers print it; escaped, because rustdoc reads it as Markdown.
fn note(text: &str) -> String {
    escape(notice(text)).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::Deprecation;

    #[test]
    fn a_note_is_one_line_that_means_itself() {
        let deprecation = Deprecation::new(Some(" Since 2024.\n\u{1b}Use `x` or [y]. "));
        assert_eq!(deprecation.note(), Some(r"Since 2024. Use `x` or \[y\]"));
        assert_eq!(Deprecation::new(Some("Deprecated.")).note(), Some(""));
        assert_eq!(Deprecation::new(None).note(), None);
    }
}
