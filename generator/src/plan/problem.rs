//! What a model can hold that has no form in Rust.

use crate::facts::template::Method;
use crate::name::GraphName;

/// What a model holds that has no form in Rust.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The bases of a type lead back to it.
    #[error("`{0}` extends itself")]
    CircularBase(GraphName),
    /// No request is made with this method.
    #[error("no request is made with {method:?} at `{path}`")]
    NoRequest {
        /// The method.
        method: Method,
        /// The path of the place.
        path: String,
    },
    /// The model has no root place although it has operations.
    #[error("the operations stand at no place")]
    NoRoot,
}
