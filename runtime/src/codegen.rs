//! Names that generated code needs and users do not. Hidden from the documentation, and not covered by the promise of
//! stability: generator and runtime change together.
//!
//! In: calls of [`object!`], [`open_enum!`] and [`polymorphic_enum!`]. Out: the trait impls of the generated types.

mod base;
mod object;
mod open_enums;
mod polymorphic_enum;

use crate::request::Request;
use crate::request::address::path::{Path, RequestBuilder, relative};
use crate::request::builder::UntypedRequestBuilder;
use crate::request::operation::{Operation, Version};
use std::fmt;

pub use crate::model::into_value::with;
pub use crate::model::open_enum::EnumKind;
pub use crate::model::polymorphic::PolymorphicKind;
pub use crate::model::property::property;
pub use crate::request::address::path::Argument;
pub use crate::request::body::reference::reference;
pub use crate::request::body::{TypedBody, body, changes, content_of_type};
pub use crate::table::{
    Field, FieldVisitor, FieldVisitorMut, Fields, JsonKind, Kind, ListKind, Object, ObjectInfo, ObjectKind,
    Scalar, ScalarKind, Value,
};
pub use crate::{object, open_enum, polymorphic_enum, request_builder};

/// Reads, writes, copies and compares objects by their tables.
pub mod table {
    pub use crate::table::*;
}

/// Casts between a base type and its derived types.
pub mod cast {
    pub use crate::model::cast::*;
}

/// Members of enumerations.
pub mod open_enum {
    pub use crate::model::open_enum::*;
}

/// Enums of a base type and its derived types.
pub mod polymorphic {
    pub use crate::model::polymorphic::*;
}

/// An operation from the text of its pages, separated by empty lines.
///
/// Each page starts with a line for the title, and a line for the method, the version and, where the page states it, the status.
/// Path templates follow, one a line. The other lines are optional: `work`, `personal` and `application` with permissions
/// (`A+B C`: either both `A` and `B`, or `C`; `? A B`: the page does not order them),
/// `clouds`, one `header` for each, `options`, one `restriction` for each, one `callout` for each, `deprecated`, and the
/// address of the `page`. Facts without a line are as in [`OperationInfo::UNDOCUMENTED`](crate::OperationInfo::UNDOCUMENTED).
#[must_use]
pub const fn operation(text: &'static str) -> Operation {
    Operation::new(text)
}

/// The lines of an operation's text, and the words of them, that the runtime does not understand: the generator writes none.
#[must_use]
pub fn unknown_lines(operation: &Operation) -> Vec<&'static str> {
    operation.unknown()
}

/// The builder of requests to a path in text, which may have a query.
#[must_use]
pub fn path(version: Version, path: impl AsRef<str>) -> UntypedRequestBuilder {
    UntypedRequestBuilder::new(relative(version, path.as_ref()))
}

/// The number of items of the collection that a request reads.
pub fn count<T>(list: Request<T>) -> Request<i64> {
    list.counted()
}

/// The value of a query parameter with several items, as pages list them.
///
/// ```
/// assert_eq!(msgraph_core::codegen::joined(["red", "blue"]), "red,blue");
/// ```
pub fn joined(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    items.into_iter().fold(String::new(), |mut text, item| {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(item.as_ref());
        text
    })
}

/// The part that the request builder with this path shares with all others.
#[inline]
#[must_use]
pub fn common(path: &Path) -> &RequestBuilder {
    path.builder()
}

/// Shows a request builder by its name and path: what `Debug` of request builders calls.
///
/// # Errors
/// Those of the formatter alone.
pub fn debug(builder: &str, path: &Path, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple(builder).field(path).finish()
}

/// Gives a request builder `Clone` and `Debug`, and the part that it shares with all others. A documented method hides one of the same name.
#[doc(hidden)]
#[macro_export]
macro_rules! request_builder {
    ($builder:ident) => {
        impl ::std::clone::Clone for $builder {
            #[inline]
            fn clone(&self) -> Self {
                Self(::std::clone::Clone::clone(&self.0))
            }
        }
        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::debug(stringify!($builder), &self.0, f)
            }
        }
        impl ::std::ops::Deref for $builder {
            type Target = $crate::RequestBuilder;
            #[inline]
            fn deref(&self) -> &$crate::RequestBuilder {
                $crate::codegen::common(&self.0)
            }
        }
    };
}
