//! Properties of the client against a service that responds wrongly on purpose: nothing is lost, nothing is done twice.
//!
//! Each case is a finite list of faults, one for each request that comes; afterwards the service is honest. The service
//! counts the bytes, versions and executions that it really has, and the property compares the client with these. A
//! fault that no client can distinguish from a correct response is not among the faults.

mod batch;
mod download;
mod monitor;
mod pages;
mod server;
mod upload;
