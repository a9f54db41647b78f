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
    /// A `GET` request.
    pub fn get<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Get, operation)
    }

    /// A `POST` request: creates an object, or calls an action.
    pub fn post<T: FromResponse>(&self, body: &impl Body, operation: Operation) -> Request<T> {
        Request::with(self, Method::Post, operation, body)
    }

    /// A `POST` request without a body: calls an action without parameters.
    pub fn post_empty<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Post, operation)
    }

    /// A `PATCH` request.
    pub fn patch<T: FromResponse>(&self, body: &impl Body, operation: Operation) -> Request<T> {
        Request::with(self, Method::Patch, operation, body)
    }

    /// A `PATCH` request without a body.
    pub fn patch_empty<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Patch, operation)
    }

    /// A `PUT` request: replaces an object, or uploads a content.
    pub fn put<T: FromResponse>(&self, body: &impl Body, operation: Operation) -> Request<T> {
        Request::with(self, Method::Put, operation, body)
    }

    /// A `PUT` request without a body.
    pub fn put_empty<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Put, operation)
    }

    /// A `DELETE` request.
    pub fn delete<T: FromResponse>(&self, operation: Operation) -> Request<T> {
        Request::new(self, Method::Delete, operation)
    }
}
