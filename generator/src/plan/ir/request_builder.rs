//! Request builders with their methods.

use crate::model::PathItemId;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::MethodPlan;
use crate::plan::ir::structs::StructPlan;

/// A struct that stands for a place.
#[derive(Clone, Debug)]
pub struct RequestBuilderPlan {
    /// What stands there; `None` where another file declares the struct.
    pub doc: Option<Doc>,
    /// Its name.
    pub ident: Ident,
    /// What can be asked, then where the path goes on.
    pub methods: Vec<MethodPlan>,
}

/// The builders of a version.
#[derive(Clone, Debug, Default)]
pub struct Builders {
    /// The structs that stand for places.
    pub request_builders: Vec<(PathItemId, RequestBuilderPlan)>,
    /// What a path can start with.
    pub functions: Vec<MethodPlan>,
    /// The parameters of actions.
    pub bodies: Vec<StructPlan>,
}
