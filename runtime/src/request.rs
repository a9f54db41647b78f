//! In: a place, an operation, options, a body. Out: an HTTP request of the `http` crate; a typed answer from its
//! response. The shell is generic, the core is not.

mod body;
mod core;
mod query;

use self::core::{Core, check};
use crate::Error;
use crate::answer::{Answer, Reply};
use crate::endpoint::Endpoint;
use crate::operation::{Method, Operation, OperationInfo};
use crate::path::Path;
use std::fmt;
use std::marker::PhantomData;

pub use body::{Body, Changes, Content};
pub use query::{Expansion, Selection, Sorting, TermList, Terms};

/// A request that answers a `T`. A value: nothing is sent yet.
///
/// What cannot be is told when it is made into an HTTP request ([`into_http`](Self::into_http)), not before.
#[must_use = "a request does nothing until it is sent"]
pub struct Request<T> {
    core: Box<Core>,
    answer: PhantomData<fn() -> T>,
}

impl<T: Answer> Request<T> {
    pub(crate) fn new(path: &Path, method: Method, operation: &'static Operation) -> Self {
        Self::from_core(Core::new(path, method, operation, T::ACCEPT))
    }

    pub(crate) fn with(path: &Path, method: Method, operation: &'static Operation, body: &impl Body) -> Self {
        Self::from_core(Core::with(path, method, operation, T::ACCEPT, body.content()))
    }

    /// A request that follows an absolute link from an answer: a next link, a delta link kept from an earlier run.
    ///
    /// The link must lead to the endpoint that the request is built for.
    pub fn from_link(link: impl Into<String>) -> Self {
        Self::from_core(Core::from_link(link.into(), T::ACCEPT))
    }

    /// The HTTP request, for this endpoint.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building): when a key is empty, `.` or `..`; when a header
    /// has a name or value that HTTP does not allow; when a link leads to another host.
    pub fn into_http(self, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, Error> {
        self.core.into_http(endpoint)
    }

    /// Reads the response to this request.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Service`](crate::ErrorKind::Service) when the status is no success, of kind
    /// [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the body is not what is expected.
    pub fn parse(&self, response: http::Response<impl AsRef<[u8]>>) -> Result<T, Error> {
        let (parts, body) = response.into_parts();
        let reply = Reply { status: parts.status, headers: &parts.headers, body: body.as_ref() };
        check(&reply)?;
        T::read(&reply)
    }

    /// The same request, for an answer of another type: the way out where the pages are wrong.
    pub fn answering<U: Answer>(mut self) -> Request<U> {
        self.core.accept(U::ACCEPT);
        Request { core: self.core, answer: PhantomData }
    }
}

impl<T> Request<T> {
    fn from_core(core: Core) -> Self {
        Self { core: Box::new(core), answer: PhantomData }
    }

    /// The properties to answer with. A second call adds to the first.
    pub fn select(mut self, properties: impl Terms<Selection>) -> Self {
        self.core.add_terms("$select", |list| properties.list(list));
        self
    }

    /// The related objects to answer with. A second call adds to the first.
    pub fn expand(mut self, properties: impl Terms<Expansion>) -> Self {
        self.core.add_terms("$expand", |list| properties.list(list));
        self
    }

    /// What to sort by. A second call adds to the first.
    pub fn order_by(mut self, properties: impl Terms<Sorting>) -> Self {
        self.core.add_terms("$orderby", |list| properties.list(list));
        self
    }

    /// The condition that the objects fulfil, in OData's language.
    pub fn filter(self, condition: impl Into<String>) -> Self {
        self.query("$filter", condition)
    }

    /// What to search for, in the service's language, quotes included: `"subject:invoice"`.
    pub fn search(self, expression: impl Into<String>) -> Self {
        self.query("$search", expression)
    }

    /// Asks for the number of all objects, besides those of the page.
    pub fn count(self) -> Self {
        self.query("$count", "true")
    }

    /// The number of objects in a page.
    pub fn top(self, number: u32) -> Self {
        self.query("$top", number.to_string())
    }

    /// The number of objects to leave out.
    pub fn skip(self, number: u32) -> Self {
        self.query("$skip", number.to_string())
    }

    /// Where to go on, as the service wrote it.
    pub fn skip_token(self, token: impl Into<String>) -> Self {
        self.query("$skiptoken", token)
    }

    /// The form of the answer.
    pub fn format(self, format: impl Into<String>) -> Self {
        self.query("$format", format)
    }

    /// Any query option; it replaces one of the same name. Name and value are encoded here.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.core.set_option(name.into(), value.into());
        self
    }

    /// A header; it replaces one of the same name. What HTTP does not allow is refused when the request is built.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.core.set_header(name.into(), value.into());
        self
    }

    /// A body of one's own, such as a message in MIME.
    pub fn body(mut self, content_type: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.core.set_content(Content { content_type: content_type.into().into(), bytes: bytes.into() });
        self
    }

    /// What the pages say of the operation: that page which shows this very template, else the first.
    #[must_use]
    pub fn info(&self) -> &'static OperationInfo {
        self.core.info()
    }

    /// Whether a page shows this very template.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        self.core.documented().is_some()
    }

    /// The path template, without the version; empty for a link.
    #[must_use]
    pub fn template(&self) -> &str {
        self.core.template()
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.core.method()
    }

    /// The encoded path, without version and query; of a link the whole of it.
    #[must_use]
    pub fn path(&self) -> &str {
        self.core.path()
    }
}

impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), answer: PhantomData }
    }
}

/// Shows neither the body nor the values of headers.
impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}

#[cfg(test)]
mod tests;
