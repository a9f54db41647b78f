//! Distributes items over the files of the crate.

pub mod builder_files;
pub mod imports;
pub mod model_files;
