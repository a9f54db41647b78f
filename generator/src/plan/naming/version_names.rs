//! The names of an API version in Rust.

use crate::source::Version;

/// The module of a version.
pub fn version_module(version: Version) -> &'static str {
    match version {
        Version::V1 => "v1",
        Version::Beta => "beta",
    }
}

/// The runtime's variant for a version.
pub fn version_variant(version: Version) -> &'static str {
    match version {
        Version::V1 => "V1",
        Version::Beta => "Beta",
    }
}
