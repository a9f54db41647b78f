//! Names of types, builders and methods, and the lock file that pins them.

pub mod builder_names;
pub mod file_names;
pub mod lock;
pub mod lock_key;
pub mod method_names;
pub mod page_links;
pub mod path_words;
pub mod scope;
pub mod segment_role;
pub mod setter_names;
pub mod type_names;
pub mod update_lock;
pub mod version_names;
