//! Plans the types of a version. In: types and enums of the model. Out: structs, enums and polymorphic enums.

pub mod constructors;
pub mod enums;
pub mod flatten;
pub mod page_notices;
pub mod property;
pub mod required_on_create;
pub mod structs;
