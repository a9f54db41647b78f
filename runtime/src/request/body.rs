//! In: what is to be sent. Out: its bytes and their media type.

mod patch;

use crate::Json;
use crate::model::derived_from::DerivedFrom;
use crate::model::polymorphic::{Polymorphic, PolymorphicKind};
use crate::request::response::Bytes;
use crate::table::{self, Fields, Kind, Value, View};
use serde_core::Serialize;
use std::borrow::Cow;
use std::fmt;

pub use patch::Patch;
use patch::TypeFirst;

/// A body as it is sent. Its `Debug` shows the size alone.
#[derive(Clone, Eq, PartialEq)]
pub struct Content {
    /// The media type.
    pub content_type: Cow<'static, str>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.content_type, self.bytes.len())
    }
}

/// What can be the body of a request: all values in JSON, a [`Patch`], [`Bytes`].
pub trait Body {
    /// The body as it is sent.
    fn content(&self) -> Content;
}

/// A body that changes a `T`: a `T` or a value of a type derived from it, whose set properties are sent; or a [`Patch`] of one
/// of these, which sends nulls as well.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{T}`, nor a type derived from it, nor a `Patch` of one",
    label = "does not change a `{T}`"
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
        Content { content_type: Cow::Borrowed("application/octet-stream"), bytes: self.0.clone() }
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

/// A body with its type, where the service would take it for another one without.
#[doc(hidden)]
pub struct TypedBody<'a>(Typed<'a>);

enum Typed<'a> {
    Value(View<'a>),
    Changes(&'a serde_json::Map<String, Json>, Option<&'static str>),
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
            Typed::Changes(changes, odata_type) => json(&TypeFirst { changes, odata_type: *odata_type }),
        }
    }
}

const JSON: Cow<'static, str> = Cow::Borrowed("application/json");

fn json(value: &impl Serialize) -> Content {
    // to write text into memory cannot fail, and no value has keys that are not text
    Content { content_type: JSON, bytes: serde_json::to_vec(value).unwrap_or_default() }
}
