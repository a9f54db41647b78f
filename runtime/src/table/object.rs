//! Operations on whole objects. In: objects of any type. Out: copies, comparisons, casts, and texts of them.

mod cast;
mod copy;
mod debug;
mod envelope;
mod equal;
mod misfit;
mod set;

pub(crate) use cast::{is, move_object, odata_type, property, take_whole, upcast, upcast_into};
pub use copy::copy;
pub(crate) use copy::fill_object;

pub use debug::debug;
pub(crate) use envelope::Envelope;
pub use equal::equal;
pub(crate) use equal::names as member_names;
pub use misfit::{misfits, strict};
pub(crate) use set::set;
