//! Protocols that take several requests. In: a first request or its response. Out: the requests that follow, and the result.

pub(crate) mod batch;
pub(crate) mod download;
pub(crate) mod monitor;
pub(crate) mod upload;
