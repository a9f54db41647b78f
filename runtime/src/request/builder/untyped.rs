//! In: any path. Out: requests that no page documents, with types that the caller names.

use crate::request::address::path::{Path, RequestBuilder};
use crate::request::body::Content;
use crate::request::body::reference::IntoReference;
use crate::request::operation::Operation;
use crate::request::page::Page;
use crate::request::response::FromResponse;
use crate::request::{Body, Request};
use crate::table::Value;
use std::fmt::Display;

impl RequestBuilder {
    /// Addresses a segment that no page documents here: `termStore`, `microsoft.graph.user`, `$value`. A slash in it is encoded.
    #[must_use]
    pub fn segment(&self, segment: impl AsRef<str>) -> UntypedRequestBuilder {
        UntypedRequestBuilder(Path::of(self.clone())).segment(segment)
    }

    /// Addresses an item by its key where no page documents one.
    #[must_use]
    pub fn key(&self, key: impl Display) -> UntypedRequestBuilder {
        UntypedRequestBuilder(Path::of(self.clone())).key(key)
    }
}

/// Builds requests to paths that no page documents. The caller names the types.
///
/// Query options, headers, batches and the client work as they do for documented requests.
///
/// ```
/// use msgraph_core::{Endpoint, Error, Json, Version};
///
/// # fn main() -> Result<(), Error> {
/// # let site = msgraph_core::codegen::path(Version::V1, "sites/root");
/// // `site` is any request builder: `v1::sites().id("root")`, or `v1::path("sites/root")`
/// let sets = site.segment("termStore").segment("sets");
/// let request = sets.list::<Json>().top(5);
/// assert_eq!(request.path(), "/sites/root/termStore/sets");
///
/// let set = sets.key("8ed8c9ea").get::<Json>();
/// let http = set.into_http(&Endpoint::GLOBAL)?;
/// assert_eq!(http.uri().path(), "/v1.0/sites/root/termStore/sets/8ed8c9ea");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UntypedRequestBuilder(Path);

impl UntypedRequestBuilder {
    pub(crate) fn new(path: Path) -> Self {
        Self(path)
    }

    /// Addresses a segment. A slash in it is encoded; `.`, `..` and an empty one are refused when the request is built.
    #[must_use]
    pub fn segment(&self, segment: impl AsRef<str>) -> Self {
        let segment = segment.as_ref();
        let mut path = self.0.segment(segment);
        path.check(segment);
        Self(path)
    }

    /// Addresses an item by its key, which is encoded.
    #[must_use]
    pub fn key(&self, key: impl Display) -> Self {
        Self(self.0.key(key, "key"))
    }

    /// Reads a value.
    pub fn get<T: FromResponse>(&self) -> Request<T> {
        self.0.get(Operation::UNDOCUMENTED)
    }

    /// Reads a collection, page by page.
    pub fn list<T: Value>(&self) -> Request<Page<T>> {
        self.0.get(Operation::UNDOCUMENTED)
    }

    /// Reads the number of items of a collection.
    pub fn count(&self) -> Request<i64> {
        self.0.segment("$count").get(Operation::UNDOCUMENTED)
    }

    /// Creates an item, or calls an action.
    pub fn post<T: FromResponse>(&self, body: &impl Body) -> Request<T> {
        self.0.post(body, Operation::UNDOCUMENTED)
    }

    /// Calls an action that has no parameters.
    pub fn post_empty<T: FromResponse>(&self) -> Request<T> {
        self.0.post_empty(Operation::UNDOCUMENTED)
    }

    /// Changes the object at this path.
    pub fn patch<T: FromResponse>(&self, body: &impl Body) -> Request<T> {
        self.0.patch(body, Operation::UNDOCUMENTED)
    }

    /// Replaces the object at this path.
    pub fn put<T: FromResponse>(&self, body: &impl Body) -> Request<T> {
        self.0.put(body, Operation::UNDOCUMENTED)
    }

    /// Deletes the object at this path.
    pub fn delete(&self) -> Request<()> {
        self.0.delete(Operation::UNDOCUMENTED)
    }
}

impl IntoReference for &UntypedRequestBuilder {
    fn into_reference(self) -> Content {
        Content::reference_to(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::UntypedRequestBuilder;
    use crate::model::example::messages;
    use crate::{Endpoint, ErrorKind, Json, Method, Request, uuid};

    fn uri<T: crate::FromResponse>(request: Request<T>) -> String {
        request.into_http(&Endpoint::GLOBAL).unwrap().uri().to_string()
    }

    fn archive() -> UntypedRequestBuilder {
        messages().segment("archive")
    }

    #[test]
    fn any_builder_leads_off_the_documented_path() {
        let id = uuid::Uuid::from_u128(7);
        let request = archive().key(id).segment("a/b").list::<Json>().filter("x eq 1").header("Prefer", "p");
        assert_eq!(request.template(), "/me/messages/archive/{key}/a/b");
        let expected = "https://graph.microsoft.com/v1.0/me/messages/archive/00000000-0000-0000-0000-000000000007/a%2Fb\
            ?$filter=x%20eq%201";
        assert_eq!(uri(request), expected);
        assert!(uri(messages().key("7").get::<Json>()).ends_with("/me/messages/7"));
    }

    #[test]
    fn every_method_is_there() {
        let body = Json::from(1);
        let methods = [
            archive().get::<()>().method(),
            archive().count().method(),
            archive().post::<()>(&body).method(),
            archive().post_empty::<()>().method(),
            archive().patch::<()>(&body).method(),
            archive().put::<()>(&body).method(),
            archive().delete().method(),
        ];
        use Method::{Delete, Get, Patch, Post, Put};
        assert_eq!(methods, [Get, Get, Post, Post, Patch, Put, Delete]);
        assert!(uri(archive().count()).ends_with("/archive/$count"));
    }

    #[test]
    fn segments_that_lead_elsewhere_are_refused() {
        for segment in ["", ".", "..", "a\r\nb"] {
            let error = messages().segment(segment).get::<Json>().into_http(&Endpoint::GLOBAL).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Building, "{segment:?}");
        }
    }
}
