//! The plan's data: files, items, methods, documentation, types. No logic beyond small accessors.

pub mod doc;
pub mod file;
pub mod ident;
pub mod method;
