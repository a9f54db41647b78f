//! stub

/// A version of the API; each has its own pages, paths and types.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Version {
    /// `v1.0`
    V1,
    /// `beta`
    Beta,
}
