//! Builds HTTP requests and parses their responses. In: path, operation, query options, headers, body. Out: a request of the
//! `http` crate, and a typed value from its response. [`Request`] is generic, its core is not.

pub(crate) mod address;
pub(crate) mod body;
pub(crate) mod builder;
mod core;
mod headers;
pub(crate) mod operation;
mod options;
pub(crate) mod page;
pub(crate) mod reference;
pub(crate) mod response;

use self::core::Core;
use crate::request::address::endpoint::Endpoint;
use crate::request::address::path::{self, Path};
use crate::request::address::target::Target;
use crate::request::body::{Body, Payload};
use crate::request::operation::{Method, Operation, OperationInfo, Version};
use crate::request::page::Page;
use crate::request::response::{Bytes, Deserialized, FromResponse, RawResponse, Response, Text, read};
use crate::table::Value;
use crate::{Error, Json};
use serde_core::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;

pub use self::core::NoToken;

/// A request whose response is a `T`. It is a value: nothing is sent yet.
///
/// Invalid parts are reported when it becomes an HTTP request ([`into_http`](Self::into_http)), not before.
#[must_use = "a request does nothing until it is sent"]
pub struct Request<T> {
    core: Box<Core>,
    response: PhantomData<fn() -> T>,
}

impl<T: FromResponse> Request<T> {
    pub(crate) fn new(path: &Path, method: Method, operation: Operation) -> Self {
        Self::from_core(Core::new(path, method, operation, T::ACCEPT))
    }

    pub(crate) fn with(path: &Path, method: Method, operation: Operation, body: &impl Body) -> Self {
        Self::from_core(Core::with(path, method, operation, T::ACCEPT, body.content()))
    }

    /// A request that follows an absolute link from a response, without headers.
    ///
    /// The link must lead to the endpoint that the request is built for. A next or delta link of a request that is still known is
    /// followed by its [`next_page_from`](Self::next_page_from), which keeps the headers.
    pub fn from_link(link: impl Into<String>) -> Self {
        let target = Target::Link { link: link.into(), template: String::new() };
        Self::from_core(Core::to(target, Method::Get, T::ACCEPT))
    }

    /// A request of any method to a URL without scheme and host, such as `/me/messages?$top=5`.
    ///
    /// Query options can be added and replaced. A plus sign in the query is a blank, as it is to the service. A URL that could lead
    /// elsewhere is refused when the request is built: with a host, a segment `.` or `..`, a fragment, or a control character.
    ///
    /// ```
    /// use msgraph_core::{Endpoint, Error, Json, Method, Request, Version};
    ///
    /// # fn main() -> Result<(), Error> {
    /// let body = Json::from(true);
    /// let request: Request<Json> = Request::from_relative_url(Method::Post, Version::Beta, "/me/x?$select=id").set_body(&body);
    /// let http = request.into_http(&Endpoint::GLOBAL)?;
    /// assert_eq!(http.uri(), "https://graph.microsoft.com/beta/me/x?$select=id");
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_relative_url(method: Method, version: Version, url: impl AsRef<str>) -> Self {
        Self::new(&path::relative(version, url.as_ref()), method, Operation::UNDOCUMENTED)
    }

    /// The request for a link from the response to this one, with the same headers: a next link, or a delta link, also one that was
    /// kept from an earlier run.
    ///
    /// A link holds the query but no headers, and the service needs some of them with every request (`ConsistencyLevel`, `Prefer`).
    /// [`info`](Self::info) and [`template`](Self::template) are those of this request. The link must lead to the endpoint that the
    /// request is built for.
    ///
    /// ```
    /// use msgraph_core::{DeltaPage, Endpoint, Error, Json, Operation, Path, Request, Version};
    ///
    /// # fn main() -> Result<(), Error> {
    /// // in generated code: `v1::me().messages().delta()`
    /// let delta = Path::root(Version::V1, "me").segment("messages").function("delta", &[]);
    /// let first: Request<DeltaPage<Json>> = delta.get(Operation::UNDOCUMENTED);
    /// let first = first.prefer_immutable_ids();
    ///
    /// let kept = "https://graph.microsoft.com/v1.0/me/messages/delta?$deltatoken=1";
    /// let http = first.next_page_from(kept).into_http(&Endpoint::GLOBAL)?;
    /// assert_eq!(http.uri(), kept);
    /// assert_eq!(http.headers()["prefer"], "IdType=\"ImmutableId\"");
    /// # Ok(())
    /// # }
    /// ```
    pub fn next_page_from(&self, link: impl Into<String>) -> Self {
        Self::from_core(self.core.next_page_from(link.into()))
    }

    /// A request to a URL that holds its own permission: an upload URL, a download URL.
    ///
    /// Such a URL may lead to any host and must not carry a token, see [`needs_token`](Self::needs_token).
    pub fn presigned(method: Method, url: impl Into<String>) -> Self {
        Self::from_core(Core::to(Target::Presigned(url.into()), method, T::ACCEPT))
    }

    pub(crate) fn monitor(location: &str, version: Version) -> Self {
        let target = Target::Monitor { location: location.to_owned(), version };
        Self::from_core(Core::to(target, Method::Get, T::ACCEPT))
    }

    /// The request for the address that a response names, relative to its own URL.
    pub(crate) fn from_response_to(asked: &Target, location: &str) -> Self {
        Self::from_core(Core::to(asked.moved(location), Method::Get, T::ACCEPT))
    }

    /// The same request to the address that the response to this one names.
    pub(crate) fn moved(&self, location: &str) -> Self {
        Self::from_core(self.core.moved(location))
    }

    /// The HTTP request, for this endpoint.
    ///
    /// A request that must not carry a token has the extension [`NoToken`], for stacks that see only the HTTP request.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building): when a key is empty, `.`, `..` or holds a control
    /// character; when a header has a name or value that HTTP does not allow, or only the HTTP stack may set it (`Host`,
    /// `Content-Length`, `Transfer-Encoding` and their like); when an unquoted value in
    /// the URL does not fit its type, or a filter asks for one of an empty list; when a link leads to another host; when the
    /// endpoint accepts [only another version](Endpoint::restricted_to).
    pub fn into_http(self, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, Error> {
        self.core.into_http(endpoint)
    }

    /// The HTTP request. A streamed body is not read yet.
    pub(crate) fn into_outgoing(self, endpoint: &Endpoint) -> Result<http::Request<Payload>, Error> {
        self.core.into_outgoing(endpoint)
    }

    /// Reads the response to this request.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Service`](crate::ErrorKind::Service) or [`ErrorKind::Throttled`](crate::ErrorKind::Throttled)
    /// when the status is no success, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the body is not
    /// of the expected type.
    pub fn parse(&self, response: http::Response<impl AsRef<[u8]>>) -> Result<T, Error> {
        let (parts, body) = response.into_parts();
        let version = self.version().unwrap_or(Version::V1);
        let asked = Some(self.core.asked());
        read(&RawResponse {
            status: parts.status,
            headers: &parts.headers,
            body: body.as_ref(),
            version,
            asked,
        })
    }

    /// The request that follows a redirection; `None` when the response is no redirection, or when the redirection itself
    /// is the response, as it is to a [`Download`](crate::Download) and a [`Monitor`](crate::Monitor).
    ///
    /// Requests for contents are often redirected. The new address may be of another host, and holds its own permission then: [no
    /// token goes along](Self::needs_token). An address without a host is relative to the URL of this request.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building) when this request is not a `GET`, since other methods
    /// must not be repeated elsewhere; of kind [`ErrorKind::Service`](crate::ErrorKind::Service) when the response
    /// names no address.
    pub fn follow_redirect<B: AsRef<[u8]>>(
        &self,
        response: &http::Response<B>,
    ) -> Result<Option<Self>, Error> {
        let status = response.status();
        if T::accepts(status) {
            return Ok(None);
        }
        let core = self.core.follow_redirect(status, response.headers(), response.body().as_ref())?;
        Ok(core.map(Self::from_core))
    }

    /// The same request with another type of response, for operations whose pages are wrong.
    pub fn with_response_type<U: FromResponse>(mut self) -> Request<U> {
        self.core.accept(U::ACCEPT);
        Request { core: self.core, response: PhantomData }
    }

    /// The same request, whose response has the status, the headers and the raw body beside the value.
    pub fn with_response(self) -> Request<Response<T>> {
        self.with_response_type()
    }

    /// The same request, whose response is the bytes of the body.
    pub fn as_bytes(self) -> Request<Bytes> {
        self.with_response_type()
    }

    /// The same request, whose response is the text of the body.
    pub fn as_text(self) -> Request<Text> {
        self.with_response_type()
    }

    /// The same request, whose response is read into any type that serde can read, such as a struct of the program.
    /// [`deserialize_items`](Self::deserialize_items) does so with the items of a collection.
    ///
    /// ```
    /// use msgraph_core::{Deserialized, Error, Json, Request, Version, http};
    /// use std::collections::BTreeMap;
    ///
    /// # fn main() -> Result<(), Error> {
    /// # let messages = msgraph_core::codegen::path(Version::V1, "me/messages");
    /// // any type with `#[derive(Deserialize)]`
    /// type Row = BTreeMap<String, String>;
    /// let request = messages.get::<Json>().select("subject").deserialize::<BTreeMap<String, Vec<Row>>>();
    /// let response = http::Response::new(r#"{"value": [{"subject": "Hi"}]}"#);
    /// let Deserialized(page) = request.parse(response)?;
    /// assert_eq!(page["value"][0]["subject"], "Hi");
    /// # Ok(())
    /// # }
    /// ```
    pub fn deserialize<U: DeserializeOwned>(self) -> Request<Deserialized<U>> {
        self.with_response_type()
    }

    /// The same request, whose response is any JSON.
    pub fn as_json(self) -> Request<Json> {
        self.with_response_type()
    }
}

impl<V: Value> Request<Page<V>> {
    /// The same request, whose items are read into any type that serde can read, such as a struct of the program. The response
    /// is a [`Page`] as before, for the streams of the client as well.
    ///
    /// ```
    /// use msgraph_core::{Deserialized, Error, Json, Version, http};
    /// use std::collections::BTreeMap;
    ///
    /// # fn main() -> Result<(), Error> {
    /// # let messages = msgraph_core::codegen::path(Version::V1, "me/messages");
    /// // any type with `#[derive(Deserialize)]`
    /// type Row = BTreeMap<String, String>;
    /// let request = messages.list::<Json>().select("subject").deserialize_items::<Row>();
    /// let page = request.parse(http::Response::new(r#"{"value": [{"subject": "Hi"}]}"#))?;
    /// for Deserialized(row) in page {
    ///     assert_eq!(row["subject"], "Hi");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn deserialize_items<U: DeserializeOwned>(self) -> Request<Page<Deserialized<U>>> {
        self.with_response_type()
    }
}

impl<T> Request<T> {
    fn from_core(core: Core) -> Self {
        Self { core: Box::new(core), response: PhantomData }
    }

    /// Whether its body can be read, for the first time or anew.
    pub(crate) fn is_readable(&self) -> bool {
        self.core.is_readable()
    }

    /// The number of items of the collection that this request reads.
    pub(crate) fn counted(self) -> Request<i64> {
        Request::from_core(self.core.counted(i64::ACCEPT))
    }

    /// The same request without its body. It parses the response.
    #[cfg(feature = "client")]
    pub(crate) fn reader(&self) -> Self {
        Self::from_core(self.core.without_content())
    }

    /// The same request without the type of its response, for collections of requests of all types.
    pub(crate) fn untyped(self) -> Request<()> {
        Request { core: self.core, response: PhantomData }
    }

    /// The operation as documented by the page that shows this template, or by its first page. Each call parses the text.
    #[must_use]
    pub fn info(&self) -> OperationInfo {
        self.core.info()
    }

    /// Whether a page shows this template.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        self.core.is_documented()
    }

    /// The path template, without the version; for a link that of the collection that it [continues](Self::next_page_from), or empty.
    #[must_use]
    pub fn template(&self) -> &str {
        self.core.target().template()
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.core.method()
    }

    /// The version of the service; `None` for a link without one.
    #[must_use]
    pub fn version(&self) -> Option<Version> {
        self.core.target().version()
    }

    /// Whether the sender adds a token when it sends this to the endpoint.
    ///
    /// It must not when the URL holds its own permission ([`presigned`](Self::presigned)) or leads to another host.
    #[must_use]
    pub fn needs_token(&self, endpoint: &Endpoint) -> bool {
        self.core.target().needs_token(endpoint)
    }

    /// The value of a header of this request.
    #[must_use]
    pub fn header_value(&self, name: &str) -> Option<&str> {
        self.core.header(name)
    }

    /// The encoded path, without version and query; the whole link for a request from a link.
    #[must_use]
    pub fn path(&self) -> &str {
        self.core.target().path()
    }
}

impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), response: PhantomData }
    }
}

/// Shows neither the body nor the values of headers.
impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}

#[cfg(test)]
mod proptests;
#[cfg(test)]
mod tests;
