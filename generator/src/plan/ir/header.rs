//! The headers that a method sends.

use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;

/// A header that goes with all requests of a method.
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
    /// The only thing that it can say.
    Fixed(String),
}
