//! Data type for the code of a request from the user.

use crate::facts::template::Method;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::operation_info::InfoPlan;
use crate::source::Version;

/// The code of a request, and the documentation of its operation.
#[derive(Clone, Debug)]
pub struct RequestCode {
    /// The HTTP method.
    pub method: Method,
    /// The API version.
    pub version: Version,
    /// The name of the package.
    pub package: Ident,
    /// The variables of the texts that the URL lacks, declared first.
    pub variables: Vec<Ident>,
    /// The body with the name of its variable, declared before the request.
    pub body: Option<(Ident, Expression)>,
    /// The request.
    pub request: Expression,
    /// The pages of the operation, most specific first. Empty for a method without a page, which follows from conventions.
    pub infos: Vec<InfoPlan>,
    /// Whether all of its pages deprecate it.
    pub deprecation: Deprecation,
    /// The product areas that the code requires, as features.
    pub areas: Cfg,
}
