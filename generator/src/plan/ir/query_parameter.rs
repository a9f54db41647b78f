//! Data types for optional query parameters.

use crate::model::OperationId;
use crate::plan::ir::argument::ArgumentType;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// An optional query parameter as an extension trait of requests.
///
/// The request type belongs to the runtime, so additional methods need a trait. The signature of the method that creates the
/// request does not change when a page adds a parameter.
#[derive(Clone, Debug)]
pub struct QueryParameterPlan {
    /// The documentation of the trait.
    pub trait_doc: Doc,
    /// The documentation of the method.
    pub doc: Doc,
    /// The trait.
    pub ident: Ident,
    /// The method that sets the parameter.
    pub setter: Ident,
    /// The wire name.
    pub wire: String,
    /// The argument of the method.
    pub ty: ArgumentType,
    /// The requests that accept it, by response type.
    pub requests: Vec<QueriedRequest>,
    /// The condition if it is narrower than that of the file.
    pub cfg: Cfg,
}

/// The requests with one type of response.
#[derive(Clone, Debug)]
pub struct QueriedRequest {
    /// The type.
    pub response: RustType,
    /// The operations whose pages name the parameter.
    pub operations: Vec<OperationId>,
    /// The condition if it is narrower than that of the trait.
    pub cfg: Cfg,
}
