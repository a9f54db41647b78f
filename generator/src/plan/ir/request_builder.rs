//! Data types for request builders.

use crate::model::PathItemId;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::MethodPlan;
use crate::plan::ir::query_parameter::QueryParameterPlan;
use crate::plan::ir::structs::StructPlan;

/// The request builder of a path item.
#[derive(Clone, Debug)]
pub struct RequestBuilderPlan {
    /// The shortest documented path of the path item, with `{}` for keys.
    pub path: String,
    /// Its documentation.
    pub doc: Doc,
    /// Its name.
    pub ident: Ident,
    /// Methods that send requests, then navigation.
    pub methods: Vec<MethodPlan>,
    /// Its condition, in addition to that of its file.
    pub cfg: Cfg,
}

/// The builders of a version.
#[derive(Clone, Debug, Default)]
pub struct Builders {
    /// The builders with their path items.
    pub request_builders: Vec<(PathItemId, RequestBuilderPlan)>,
    /// Functions for the root segments of paths.
    pub functions: Vec<MethodPlan>,
    /// The bodies of actions.
    pub bodies: Vec<StructPlan>,
    /// The optional query parameters.
    pub parameters: Vec<QueryParameterPlan>,
}

impl Builders {
    /// The methods of all builders, then the functions for root segments.
    pub fn methods(&self) -> impl Iterator<Item = &MethodPlan> {
        self.request_builders.iter().flat_map(|(_, builder)| &builder.methods).chain(&self.functions)
    }
}
