//! Bounds how much of the input is read, so that no page exhausts memory.

/// How deep includes may stand in includes.
pub const DEPTH: usize = 8;

/// How large a file may be, in bytes.
pub const FILE: usize = 4 << 20;

/// How large includes may make a page, in bytes.
pub const SIZE: usize = 4 << 20;

/// How many includes a page may have, with those of its includes: each may name the next several times, so depth bounds nothing.
pub const INCLUDES: usize = 256;
