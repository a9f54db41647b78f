//! Query options of OData. In: properties, values, texts. Out: the texts of `$select`, `$expand`, `$filter` and `$orderby`.

pub(crate) mod expand;
pub(crate) mod filter;
mod list;
pub(crate) mod order;

pub use list::{ExpandList, IntoQueryList, OrderBy, QueryList, Select};
