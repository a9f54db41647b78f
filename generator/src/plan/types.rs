//! Structs, enums and polymorphic enums of the models.

pub mod constructors;
pub mod enums;
pub mod flatten;
pub mod page_notices;
pub mod property;
pub mod required_on_create;
pub mod structs;
