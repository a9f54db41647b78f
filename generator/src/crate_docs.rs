//! Writes the documentation of a crate. In: its contents. Out: guide, README and root module.

pub mod examples;
pub mod readme;
pub mod root;
