//! In: a value, a patch, bytes or a stream. Out: the body with its media type.

mod patch;
pub(crate) mod reference;
pub(crate) mod stream;

use crate::model::derived_from::DerivedFrom;
use crate::model::polymorphic::{Polymorphic, PolymorphicKind};
use crate::request::address::endpoint::Endpoint;
use crate::request::response::Bytes;
use crate::table::{self, Fields, Kind, OrderedMap, Value, View};
use crate::{Error, Json};
use serde_core::Serialize;
use std::borrow::Cow;
use std::fmt;
use std::io;

pub use patch::Patch;
use reference::Referred;
pub use stream::StreamBody;
use stream::unreadable;

/// A body as it is sent: its media type, and its bytes or a [stream](StreamBody) of them. Its `Debug` shows the size alone.
///
/// Methods that upload a content take anything that becomes one: bytes, texts and streams, such as that of a
/// [file](StreamBody::file). Without a stated media type, they are sent as the type that the page of the method names, else as
/// `application/octet-stream`.
#[derive(Clone)]
pub struct Content {
    /// The media type.
    pub content_type: Cow<'static, str>,
    source: Source,
    /// Whether a conversion has set the media type, because the caller states none.
    is_untyped: bool,
}

#[derive(Clone)]
enum Source {
    Payload(Payload),
    /// A reference to an item, whose URL depends on the endpoint.
    Reference(Referred),
}

/// The bytes of a body, or their stream.
#[derive(Clone)]
pub(crate) enum Payload {
    Bytes(Vec<u8>),
    Stream(StreamBody),
}

impl Content {
    /// Bytes of this media type.
    pub fn new(content_type: impl Into<Cow<'static, str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::typed(content_type.into(), Payload::Bytes(bytes.into()))
    }

    /// A stream of this media type.
    pub fn stream(content_type: impl Into<Cow<'static, str>>, body: StreamBody) -> Self {
        Self::typed(content_type.into(), Payload::Stream(body))
    }

    fn typed(content_type: Cow<'static, str>, payload: Payload) -> Self {
        Self { content_type, source: Source::Payload(payload), is_untyped: false }
    }

    fn untyped(payload: Payload) -> Self {
        Self { content_type: OCTETS, source: Source::Payload(payload), is_untyped: true }
    }

    /// The bytes; `None` for a stream, and for a [reference](crate::IntoReference) to an item.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.source {
            Source::Payload(Payload::Bytes(bytes)) => Some(bytes),
            Source::Payload(Payload::Stream(_)) | Source::Reference(_) => None,
        }
    }

    pub(crate) fn into_payload(self, endpoint: &Endpoint) -> Result<Payload, Error> {
        match self.source {
            Source::Payload(payload) => Ok(payload),
            Source::Reference(referred) => referred.into_bytes(endpoint).map(Payload::Bytes),
        }
    }

    /// Whether it can be read, for the first time or anew.
    pub(crate) fn is_readable(&self) -> bool {
        match &self.source {
            Source::Payload(Payload::Stream(body)) => body.is_readable(),
            Source::Payload(Payload::Bytes(_)) | Source::Reference(_) => true,
        }
    }
}

impl Payload {
    /// The whole body.
    pub(crate) fn into_bytes(self) -> Result<Vec<u8>, Error> {
        self.read().map_err(unreadable)
    }

    /// The whole body, or the error of its reader.
    pub(crate) fn read(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Stream(body) => body.into_bytes(),
        }
    }

    /// Whether only a client can read it.
    pub(crate) fn is_async(&self) -> bool {
        match self {
            Self::Bytes(_) => false,
            Self::Stream(body) => body.is_async(),
        }
    }
}

const OCTETS: Cow<'static, str> = Cow::Borrowed("application/octet-stream");

impl<B: Into<Vec<u8>>> From<B> for Content {
    fn from(bytes: B) -> Self {
        Self::untyped(Payload::Bytes(bytes.into()))
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self::untyped(Payload::Bytes(bytes.0))
    }
}

impl From<StreamBody> for Content {
    fn from(body: StreamBody) -> Self {
        Self::untyped(Payload::Stream(body))
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = match &self.source {
            Source::Payload(Payload::Bytes(bytes)) => bytes.len() as u64,
            Source::Payload(Payload::Stream(body)) => body.len(),
            Source::Reference(_) => return write!(f, "{} (a reference)", self.content_type),
        };
        write!(f, "{} ({length} bytes)", self.content_type)
    }
}

/// Types of request bodies: all values in JSON, a [`Patch`], [`Bytes`], a [`StreamBody`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no body of a request",
    label = "expected a model, a `Patch`, JSON, `Bytes`, a `Content` or a `StreamBody`",
    note = "`convert::<Json>` makes JSON of a struct that serde writes; `StreamBody::file` makes a body of a file"
)]
pub trait Body {
    /// The body as it is sent.
    fn content(&self) -> Content;
}

/// A body that changes a `T`: a `T` or a value of a type derived from it, whose set properties are sent; or a [`Patch`] of one
/// of these, which sends nulls as well.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{T}`, nor a type derived from it, nor a `Patch` of one",
    label = "does not change a `{T}`",
    note = "`Patch::set_json` sends any JSON for one property; `set_body` of the request sends a body of any other type, such as JSON"
)]
pub trait Changes<T>: Body {
    /// The body, with its type where that is not `T`.
    #[doc(hidden)]
    fn changes(&self) -> TypedBody<'_>;
}

impl<V: Value> Body for V {
    fn content(&self) -> Content {
        json(&table::view(self))
    }
}

impl<T> Body for Patch<T> {
    fn content(&self) -> Content {
        json(self)
    }
}

impl Body for Bytes {
    fn content(&self) -> Content {
        Content::new(OCTETS, self.0.clone())
    }
}

impl Body for Content {
    fn content(&self) -> Content {
        self.clone()
    }
}

impl Body for StreamBody {
    fn content(&self) -> Content {
        Content::from(self.clone())
    }
}

impl<B: Fields, T: Fields + DerivedFrom<B>> Changes<B> for T {
    fn changes(&self) -> TypedBody<'_> {
        body(self)
    }
}

impl<B: Fields, T: Fields + DerivedFrom<B>> Changes<B> for Patch<T> {
    fn changes(&self) -> TypedBody<'_> {
        TypedBody(Typed::Changes(self.map(), is_derived::<B, T>().then_some(T::INFO.odata_type)))
    }
}

/// A body that states its type, where the service would assume another type otherwise.
#[doc(hidden)]
pub struct TypedBody<'a>(Typed<'a>);

enum Typed<'a> {
    Value(View<'a>),
    Changes(&'a serde_json::Map<String, Json>, Option<&'static str>),
}

/// A content that is sent as this media type, unless the caller has stated another one.
#[must_use]
pub fn content_of_type(content: Content, media_type: &'static str) -> Content {
    // the field is public: a type set there is stated as well
    if content.is_untyped && content.content_type == OCTETS {
        Content { content_type: Cow::Borrowed(media_type), ..content }
    } else {
        content
    }
}

/// The body of a request that expects a `B`.
#[must_use]
pub fn body<B: Fields>(value: &impl DerivedFrom<B>) -> TypedBody<'_> {
    TypedBody::of(match is_other::<B, _>(value) {
        true => View::Variant { index: 0, typed: true, object: value.object() },
        false => View::Object(value.object()),
    })
}

/// The body of a request that changes an object of the base.
#[must_use]
pub fn changes<P: Polymorphic>(value: &P) -> TypedBody<'_> {
    TypedBody::of(<PolymorphicKind as Kind<P>>::view(value))
}

fn is_other<B: Fields, T: Fields>(_value: &T) -> bool {
    is_derived::<B, T>()
}

fn is_derived<B: Fields, T: Fields>() -> bool {
    B::INFO.odata_type != T::INFO.odata_type
}

impl<'a> TypedBody<'a> {
    pub(crate) fn of(view: View<'a>) -> Self {
        Self(Typed::Value(view))
    }
}

impl Body for TypedBody<'_> {
    fn content(&self) -> Content {
        match &self.0 {
            Typed::Value(view) => json(view),
            Typed::Changes(map, odata_type) => json(&OrderedMap { map, odata_type: *odata_type }),
        }
    }
}

const JSON: Cow<'static, str> = Cow::Borrowed("application/json");

fn json(value: &impl Serialize) -> Content {
    // writing text into memory cannot fail, and all keys of values are text
    Content::new(JSON, serde_json::to_vec(value).unwrap_or_default())
}
