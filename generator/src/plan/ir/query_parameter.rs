//! Query parameters that callers may set.

use crate::model::OperationId;
use crate::plan::ir::argument::ArgumentType;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// A query parameter as a trait of the requests that take it.
///
/// The requests are of a type of the runtime, so a method of theirs needs a trait. The signature of the method that makes such a
/// request stays the same when a page names one more parameter.
#[derive(Clone, Debug)]
pub struct QueryParameterPlan {
    /// The documentation of the method.
    pub doc: Doc,
    /// The trait.
    pub ident: Ident,
    /// The method that sets the parameter.
    pub setter: Ident,
    /// The name on the wire.
    pub wire: String,
    /// The argument of the method.
    pub ty: ArgumentType,
    /// The requests that take it, by the types of their responses.
    pub requests: Vec<QueriedRequest>,
    /// When any of them is compiled, beyond the condition of the file.
    pub cfg: Cfg,
}

/// The requests with one type of response.
#[derive(Clone, Debug)]
pub struct QueriedRequest {
    /// The type.
    pub response: RustType,
    /// The operations whose pages name the parameter.
    pub operations: Vec<OperationId>,
    /// When any of them is compiled, beyond the condition of the trait.
    pub cfg: Cfg,
}
