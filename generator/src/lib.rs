//! Generates typed Rust bindings for Microsoft Graph from its documentation pages.

pub mod diagnostic;
pub mod emit;
pub mod facts;
pub mod model;
pub mod name;
pub mod page;
pub mod plan;
pub mod render;
pub mod source;
