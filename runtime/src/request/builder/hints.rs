//! Methods that no request builder has, so that the compiler explains where they are. Otherwise it would suggest those of
//! iterators.

use crate::Json;
use crate::request::Request;
use crate::request::address::path::{Path, RequestBuilder};
use crate::request::operation::Operation;

/// A request builder whose path is known to have `/$count`.
#[diagnostic::on_unimplemented(
    message = "no page documents `$count` at this path",
    label = "this request builder has no `count`",
    note = "`.segment(\"$count\").get::<i64>()` asks for it nevertheless"
)]
pub trait HasCount {}

/// A request, which has query options; a request builder has none.
#[diagnostic::on_unimplemented(
    message = "a request builder has no query options",
    label = "query options are methods of a request",
    note = "call a method that makes a request first, such as `list()` or `get()`"
)]
pub trait HasQueryOptions {}

// The bounds have a lifetime, so that the compiler checks them where the methods are called. They return requests, so that it
// reports no further errors about the calls that follow.
impl RequestBuilder {
    #[doc(hidden)]
    pub fn count(&self) -> Request<i64>
    where
        for<'a> &'a Self: HasCount,
    {
        self.segment("$count").get()
    }

    #[doc(hidden)]
    pub fn filter<C>(&self, _condition: C) -> Request<Json>
    where
        for<'a> &'a Self: HasQueryOptions,
    {
        Path::of(self.clone()).get(Operation::UNDOCUMENTED)
    }

    #[doc(hidden)]
    pub fn skip<C>(&self, _number: C) -> Request<Json>
    where
        for<'a> &'a Self: HasQueryOptions,
    {
        Path::of(self.clone()).get(Operation::UNDOCUMENTED)
    }
}
