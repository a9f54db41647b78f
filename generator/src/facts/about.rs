//! What a page says of its subject in general.

/// What a page says of its subject in general.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The first sentence, as plain text; empty when there is none.
    pub summary: String,
    /// The product area of the front matter (`ms.subservice`, before that `ms.prod`), in lower case.
    pub area: Option<String>,
    /// Marked as deprecated; the text says what the page says.
    pub deprecated: Option<String>,
}
