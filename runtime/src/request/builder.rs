//! In: a path, a body. Out: a request of any method.

mod hints;
mod untyped;

use crate::request::Request;
use crate::request::address::path::Path;
use crate::request::body::Body;
use crate::request::operation::{Method, Operation};
use crate::request::response::FromResponse;

pub use untyped::UntypedRequestBuilder;

impl Path {
    /// Reads.
    pub fn get<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Get, operation)
    }

    /// Creates, or calls an action.
    pub fn post<T: FromResponse>(&self, body: &impl Body, operation: Operation) -> Request<T> {
        Request::with(self, Method::Post, operation, body)
    }

    /// Calls an action that has no parameters.
    pub fn post_empty<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Post, operation)
    }

    /// Changes.
    pub fn patch<T: FromResponse>(&self, body: &impl Body, operation: Operation) -> Request<T> {
        Request::with(self, Method::Patch, operation, body)
    }

    /// Changes, where the pages have no body.
    pub fn patch_empty<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Patch, operation)
    }

    /// Replaces, or uploads.
    pub fn put<T: FromResponse>(&self, body: &impl Body, operation: Operation) -> Request<T> {
        Request::with(self, Method::Put, operation, body)
    }

    /// Replaces, where the pages have no body.
    pub fn put_empty<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Put, operation)
    }

    /// Deletes.
    pub fn delete<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Delete, operation)
    }
}
