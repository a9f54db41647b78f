//! Problems of a file before it is parsed as a page: its size, its includes.

use super::limits::{DEPTH, INCLUDES, SIZE};

/// A mistake in a file or in a line that includes one.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The included file is not there.
    #[error("included file `{0}` does not exist")]
    Missing(String),
    /// The path leads out of the documentation folder.
    #[error("include path `{0}` leads out of the documentation folder")]
    Outside(String),
    /// The file includes itself, directly or through others.
    #[error("`{0}` includes itself")]
    Cycle(String),
    /// Includes stand too deep in each other.
    #[error("includes are nested deeper than {DEPTH}")]
    TooDeep,
    /// The page has too many includes, or becomes too large with them.
    #[error("the page has more than {INCLUDES} includes or grows beyond {SIZE} bytes with them")]
    TooMany,
    /// A file larger than any page is.
    #[error("file is larger than {limit} bytes")]
    TooLarge {
        /// How large a file may be.
        limit: usize,
    },
}
