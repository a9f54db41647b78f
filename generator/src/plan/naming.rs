//! Names types, builders and methods. In: linked models and pinned names. Out: names of all generated items, and the names to
//! pin.

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
