//! Distributes items over the files of the crate. In: types and builders with their conditions. Out: the files.

pub mod builder_files;
pub mod imports;
pub mod model_files;
