//! Names API versions in Rust. In: [`Version`]s. Out: names of modules and of variants of the runtime.

use crate::source::Version;

/// The module of a version.
pub fn version_module(version: Version) -> &'static str {
    match version {
        Version::V1 => "v1",
        Version::Beta => "beta",
    }
}

/// The variant of the runtime for a version.
pub fn version_variant(version: Version) -> &'static str {
    match version {
        Version::V1 => "V1",
        Version::Beta => "Beta",
    }
}
