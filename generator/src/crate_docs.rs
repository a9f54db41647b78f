//! The crate's own documentation: guide, README and root module.

pub mod examples;
pub mod readme;
pub mod root;
