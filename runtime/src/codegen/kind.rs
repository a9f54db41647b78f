//! In: a Rust type. Out: how it is read and written. Here it is decided, once for all generated types, which
//! places a type offers; a generated type says `impl Value for T { type Kind = … }` and no more.

mod scalar_kind;
mod structured;

pub(crate) use crate::codegen::table::Queried;
pub use crate::codegen::table::{Kind, Value};
pub use scalar_kind::{JsonKind, Scalar, ScalarKind};
pub(crate) use structured::push;
pub use structured::{ListKind, ObjectKind};
