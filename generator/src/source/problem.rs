//! What can be wrong with a file before it is read as a page: its size, its includes.

use super::include::{DEPTH, SIZE};

/// A mistake in a file or in a line that includes one.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The included file is not there.
    #[error("included file `{0}` is not there")]
    Missing(String),
    /// The path leads out of the documentation folder.
    #[error("include path `{0}` leads out of the documentation folder")]
    Outside(String),
    /// The file includes itself, directly or through others.
    #[error("`{0}` includes itself")]
    Cycle(String),
    /// Includes stand too deep in each other, or the page becomes too large.
    #[error("includes are nested deeper than {DEPTH} or the page grows beyond {SIZE} bytes")]
    TooDeep,
    /// A file larger than any page is.
    #[error("file is larger than {limit} bytes")]
    TooLarge {
        /// How large a file may be.
        limit: usize,
    },
}
