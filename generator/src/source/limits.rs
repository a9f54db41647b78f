//! Limits the size of the input, so that no page exhausts memory. In: nothing. Out: constants for files, pages and includes.

/// The maximum nesting depth of includes.
pub const DEPTH: usize = 8;

/// The maximum size of a file, in bytes.
pub const FILE: usize = 4 << 20;

/// The maximum size of a page with its includes, in bytes.
pub const SIZE: usize = 4 << 20;

/// The maximum number of includes in a page, nested ones included. Depth alone is no limit, as each file can repeat an include.
pub const INCLUDES: usize = 256;
