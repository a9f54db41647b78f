//! Writes the documentation of a crate: guide, README and root module.

pub mod examples;
pub mod readme;
pub mod root;
