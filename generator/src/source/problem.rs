//! Problems of a file before page parsing: its size, its includes. In: files. Out: [`Problem`].

use super::limits::{DEPTH, INCLUDES, SIZE};

/// A problem of a file or of an include directive.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The included file does not exist.
    #[error("included file `{0}` does not exist")]
    Missing(String),
    /// The path is outside the documentation folder.
    #[error("included file `{0}` is in a folder outside the given documentation")]
    Outside(String),
    /// The file includes itself, directly or through others.
    #[error("`{0}` includes itself")]
    Cycle(String),
    /// Includes are nested too deep.
    #[error("includes are nested deeper than {DEPTH}")]
    TooDeep,
    /// The page has too many includes, or is too large after expansion.
    #[error("the page has more than {INCLUDES} includes or grows beyond {SIZE} bytes with them")]
    TooMany,
    /// The file is larger than any page.
    #[error("file is larger than {limit} bytes")]
    TooLarge {
        /// The maximum size of a file.
        limit: usize,
    },
}
