//! A request that a user asks for, as code.

use crate::facts::template::Method;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::operation_info::InfoPlan;
use crate::source::Version;

/// The code that makes a request, and the documentation of its operation.
#[derive(Clone, Debug)]
pub struct RequestCode {
    /// The HTTP method.
    pub method: Method,
    /// The API version.
    pub version: Version,
    /// The name of the package.
    pub package: Ident,
    /// The body by the name of its variable, which stands before the request.
    pub body: Option<(Ident, Expression)>,
    /// The request.
    pub request: Expression,
    /// The pages of the operation, the most specific one first; empty for a method that follows from the conventions of the pages.
    pub infos: Vec<InfoPlan>,
    /// Whether all of its pages deprecate it.
    pub deprecation: Deprecation,
    /// The product areas that the code needs, as features.
    pub areas: Cfg,
}
