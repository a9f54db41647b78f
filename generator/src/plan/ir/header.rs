//! Data types for the required headers of a method.

use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;

/// A header of all requests of a method.
#[derive(Clone, Debug)]
pub struct HeaderPlan {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: HeaderValue,
}

/// The value of a header.
#[derive(Clone, Debug)]
pub enum HeaderValue {
    /// An argument of the method.
    Argument(Ident, Doc),
    /// The only possible value.
    Fixed(String),
}
