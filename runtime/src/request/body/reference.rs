//! In: a request builder of an item, or its URL. Out: the body that refers to the item, whose URL depends on the endpoint.

use super::{Content, JSON, Source};
use crate::Error;
use crate::request::address::endpoint::Endpoint;
use crate::request::address::path::{Path, RequestBuilder};
use crate::request::address::target::Target;
use serde_json::json;
use std::borrow::Cow;
use std::ops::Deref;

/// Items that a body at `$ref` can refer to: a reference to any request builder, such as `&v1::directory_objects().id("…")`, or a
/// text with the URL of an item.
///
/// The URL of a request builder has the host of the endpoint that the request is sent to, so that it is right in national clouds
/// as well.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no item to refer to",
    label = "expected a reference to a request builder, such as `&v1::directory_objects().id(\"…\")`, or a text with a URL"
)]
pub trait IntoReference {
    /// The body that refers to the item.
    fn into_reference(self) -> Content;
}

/// The item that a body refers to.
#[derive(Clone)]
pub(crate) enum Referred {
    Item(Target),
    Url(String),
}

impl Referred {
    /// The body at this endpoint.
    pub(super) fn into_bytes(self, endpoint: &Endpoint) -> Result<Vec<u8>, Error> {
        let url = match self {
            Self::Item(item) => item.url(endpoint)?,
            Self::Url(url) if url.contains('/') => url,
            Self::Url(_) => {
                let message = "a reference takes the URL or the request builder of an item, not its id";
                return Err(Error::building(message));
            }
        };
        Ok(json!({ "@odata.id": url }).to_string().into_bytes())
    }
}

/// The body that refers to an item.
pub fn reference(item: impl IntoReference) -> Content {
    item.into_reference()
}

impl Content {
    pub(crate) fn reference_to(path: &Path) -> Self {
        Self::referring(Referred::Item(Target::Place(path.clone())))
    }

    fn referring(referred: Referred) -> Self {
        Self { content_type: JSON, source: Source::Reference(referred), is_untyped: false }
    }
}

/// Behind a reference: a request builder dereferences to the part that all of them share, an owned text to a text.
#[doc(hidden)]
pub trait Referable {
    #[doc(hidden)]
    fn refer(&self) -> Content;
}

impl Referable for RequestBuilder {
    fn refer(&self) -> Content {
        Content::reference_to(&Path::of(self.clone()))
    }
}

impl Referable for str {
    fn refer(&self) -> Content {
        Content::referring(Referred::Url(self.to_owned()))
    }
}

impl<B: Deref<Target: Referable>> IntoReference for &B {
    fn into_reference(self) -> Content {
        self.deref().refer()
    }
}

impl IntoReference for String {
    fn into_reference(self) -> Content {
        Content::referring(Referred::Url(self))
    }
}

impl IntoReference for &str {
    fn into_reference(self) -> Content {
        self.refer()
    }
}

impl IntoReference for Cow<'_, str> {
    fn into_reference(self) -> Content {
        self.into_owned().into_reference()
    }
}

#[cfg(test)]
mod tests {
    use super::{IntoReference, reference};
    use crate::{Endpoint, Error, ErrorKind, Method, Path, Request, Version, codegen};

    struct Item(Path);
    crate::request_builder! { Item }

    fn item(id: &str) -> Item {
        Item(Path::root(Version::V1, "users").key(id, "id"))
    }

    fn body(item: impl IntoReference, endpoint: &Endpoint) -> Result<String, Error> {
        let request: Request<()> = Request::from_relative_url(Method::Post, Version::Beta, "/x/$ref");
        let http = request.set_body(&reference(item)).into_http(endpoint)?;
        assert_eq!(http.headers()["content-type"], "application/json");
        Ok(String::from_utf8(http.into_body()).unwrap())
    }

    #[test]
    fn url_of_an_item_is_that_of_the_endpoint() {
        let item = item("a/b");
        let expected = r#"{"@odata.id":"https://graph.microsoft.com/v1.0/users/a%2Fb"}"#;
        assert_eq!(body(&item, &Endpoint::GLOBAL).unwrap(), expected);
        let china = expected.replace("graph.microsoft.com", "microsoftgraph.chinacloudapi.cn");
        assert_eq!(body(&item, &Endpoint::CHINA).unwrap(), china);
        assert_eq!(body(&codegen::path(Version::V1, "users").key("a/b"), &Endpoint::CHINA).unwrap(), china);
        let content = reference(&item);
        assert_eq!(
            (content.bytes(), format!("{content:?}")),
            (None, "application/json (a reference)".to_owned())
        );
    }

    #[test]
    fn texts_are_urls_and_no_ids() {
        let url = "https://graph.microsoft.com/v1.0/users/1".to_owned();
        let expected = format!(r#"{{"@odata.id":"{url}"}}"#);
        for sent in [
            body(&url, &Endpoint::CHINA),
            body(url.as_str(), &Endpoint::CHINA),
            body(url.clone(), &Endpoint::CHINA),
        ] {
            assert_eq!(sent.unwrap(), expected);
        }
        for refused in [
            body("", &Endpoint::GLOBAL),
            body("0f3b7f35-7bb1", &Endpoint::GLOBAL),
            body(&item(""), &Endpoint::GLOBAL),
        ] {
            assert_eq!(refused.unwrap_err().kind(), ErrorKind::Building);
        }
    }
}
