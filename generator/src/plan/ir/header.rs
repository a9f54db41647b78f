//! The headers that a method sends.

use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;

/// A header that goes with all requests of a method.
#[derive(Clone, Debug)]
pub struct HeaderPlan {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: HeaderValue,
}

/// What a header says.
#[derive(Clone, Debug)]
pub enum HeaderValue {
    /// What the caller gives, by this argument.
    Argument(Ident, Doc),
    /// The only thing that it can say.
    Fixed(String),
}
