//! In: a request; query options, headers, a body. Out: the request with them.

use super::Request;
use super::body::{Body, Content};
use crate::query::filter::IntoFilter;
use crate::query::{ExpandList, IntoQueryList, OrderBy, Select};
use crate::request::response::FromResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Queries. They name properties of the type that the request reads, of its bases, and
/// [of derived types](crate::Property::on_derived_type); any text is accepted as well.
impl<T: FromResponse> Request<T> {
    /// The properties of the response. A second call adds to the first.
    pub fn select(mut self, properties: impl IntoQueryList<Select, T::Queried>) -> Self {
        self.core.add_terms("$select", |list| properties.list(list));
        self
    }

    /// The related objects of the response. A second call adds to the first.
    pub fn expand(mut self, properties: impl IntoQueryList<ExpandList, T::Queried>) -> Self {
        self.core.add_terms("$expand", |list| properties.list(list));
        self
    }

    /// The properties to sort by, largest first with [`desc`](crate::Property::desc), in a text with `name desc`. A second call
    /// adds to the first.
    pub fn order_by(mut self, properties: impl IntoQueryList<OrderBy, T::Queried>) -> Self {
        self.core.add_terms("$orderby", |list| properties.list(list));
        self
    }

    /// The condition that the objects fulfil: made from properties (see [`Filter`](crate::Filter)), or a text in OData's language. An
    /// empty text is no condition.
    ///
    /// A second call adds to the first: the objects fulfil both conditions. `query("$filter", …)` replaces them.
    pub fn filter(mut self, condition: impl IntoFilter<T::Queried>) -> Self {
        self.core.add_condition(condition.into_filter().untyped());
        self
    }
}

impl<T> Request<T> {
    /// The search text in the syntax of the service, quotes included: `"subject:invoice"`. A second call replaces the first.
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

    /// The position of the next page, as the service wrote it.
    pub fn skip_token(self, token: impl Into<String>) -> Self {
        self.query("$skiptoken", token)
    }

    /// The format of the response.
    pub fn format(self, format: impl Into<String>) -> Self {
        self.query("$format", format)
    }

    /// Whether this is an advanced query of directory objects: `ConsistencyLevel: eventual` and `$count=true` are set, or
    /// omitted.
    ///
    /// Without this call they are set when a page of the operation has the header, and the query has `$search`, `$count`, a
    /// filter together with `$orderby`, or a filter with `ne`, `not`, `endswith` or the count of a collection; and with
    /// the path `/$count`. Values of the caller are kept.
    pub fn eventual(mut self, eventual: bool) -> Self {
        self.core.set_eventual(eventual);
        self
    }

    /// Any query option; it replaces one of the same name. Name and value are encoded here.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.core.set_option(name.into(), value.into());
        self
    }

    /// A header; it replaces one of the same name. Names and values that HTTP does not allow are refused when the request is built.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.core.set_header(name.into(), value.into());
        self
    }

    /// Bytes of any media type as the body; they replace any other body. [`Content::stream`](crate::Content::stream) with
    /// [`set_body`](Self::set_body) sends a stream.
    pub fn body(mut self, content_type: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.core.set_content(Content::new(content_type.into(), bytes));
        self
    }

    /// A body of another type than documented, such as undocumented JSON; it replaces any other.
    pub fn set_body(mut self, body: &impl Body) -> Self {
        self.core.set_content(body.content());
        self
    }

    /// A message in MIME as the body, sent as text in base64: the service expects this form to create and send
    /// messages.
    pub fn mime(self, message: impl AsRef<[u8]>) -> Self {
        self.body("text/plain", STANDARD.encode(message))
    }
}
