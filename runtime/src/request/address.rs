//! The address of a request. In: an endpoint, and a path or a link. Out: an absolute URL.

pub(crate) mod endpoint;
pub(crate) mod path;
pub(crate) mod target;
