//! Request builders with their methods.

use crate::model::PathItemId;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::MethodPlan;
use crate::plan::ir::query_parameter::QueryParameterPlan;
use crate::plan::ir::structs::StructPlan;

/// A struct that stands for a place.
#[derive(Clone, Debug)]
pub struct RequestBuilderPlan {
    /// The shortest documented path to it, with `{}` for keys.
    pub path: String,
    /// Its documentation.
    pub doc: Doc,
    /// Its name.
    pub ident: Ident,
    /// Requests, then navigation.
    pub methods: Vec<MethodPlan>,
    /// When it is compiled, beyond the condition of its file.
    pub cfg: Cfg,
}

/// The builders of a version.
#[derive(Clone, Debug, Default)]
pub struct Builders {
    /// The structs that stand for places.
    pub request_builders: Vec<(PathItemId, RequestBuilderPlan)>,
    /// Functions for the root segments of paths.
    pub functions: Vec<MethodPlan>,
    /// The parameters of actions.
    pub bodies: Vec<StructPlan>,
    /// The query parameters that callers may set.
    pub parameters: Vec<QueryParameterPlan>,
}
