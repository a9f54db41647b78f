//! Generates typed Rust bindings for Microsoft Graph from its documentation pages.

pub mod diagnostic;
pub mod facts;
pub mod model;
pub mod name;
pub mod render;
pub mod source;
pub mod sync;
