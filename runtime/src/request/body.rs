//! In: what is to be sent. Out: its bytes and their media type.

use crate::codegen::kind::Value;
use crate::codegen::table::{self, View};
use crate::request::patch::Patch;
use crate::response::Bytes;
use std::borrow::Cow;
use std::fmt;

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

/// What can change a `T`: a `T`, whose set properties are sent, or a [`Patch`], which sends nulls as well.
pub trait Changes<T>: Body {}

impl<V: Value> Body for V {
    fn content(&self) -> Content {
        json(table::view(self))
    }
}

impl<T> Body for Patch<T> {
    fn content(&self) -> Content {
        Content { content_type: JSON, bytes: self.to_bytes() }
    }
}

impl Body for Bytes {
    fn content(&self) -> Content {
        Content { content_type: Cow::Borrowed("application/octet-stream"), bytes: self.0.clone() }
    }
}

impl<T: Value> Changes<T> for T {}

impl<T: Value> Changes<T> for Patch<T> {}

const JSON: Cow<'static, str> = Cow::Borrowed("application/json");

fn json(view: View<'_>) -> Content {
    // to write text into memory cannot fail, and no view has keys that are not text
    Content { content_type: JSON, bytes: serde_json::to_vec(&view).unwrap_or_default() }
}
