//! In: a Rust type. Out: how it is read and written. These modules define once for all generated types which places a type offers; a
//! generated type declares `impl Value for T { type Kind = … }` and no more.

mod numbers;
mod scalar_kind;
mod structured;
mod texts;

pub use scalar_kind::{JsonKind, Scalar, ScalarKind};
pub(crate) use structured::push;
pub use structured::{ListKind, ObjectKind};
pub(crate) use texts::deserialize as deserialize_scalar;
