//! In: scalars as text. Out: the same text, and on request the value it stands for. Nothing is parsed before it is
//! asked for, so that what cannot be parsed is not lost.

mod binary;
mod decimal;
mod guid;
mod time;

use crate::codegen::kind::{Scalar, ScalarKind, Value};
use crate::codegen::table::{Raw, Slot, View};
use serde_core::de::Error as _;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

pub use binary::Binary;
pub use decimal::Decimal;
pub use guid::Guid;
pub use time::{Date, DateTimeOffset, Duration, TimeOfDay};

/// Reads a scalar alone.
pub(crate) fn deserialize<'de, S: Scalar, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<S, D::Error> {
    let mut value: Option<S> = None;
    crate::codegen::table::read_any(Slot::Scalar(&mut value), deserializer)?;
    value.ok_or_else(|| D::Error::custom(format_args!("expected {expected}")))
}

/// What all scalars that are a text have in common.
macro_rules! text_scalar {
    ($($scalar:ident, $what:literal;)*) => {$(
        impl $scalar {
            /// The text as it came or as it will be sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $scalar {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $scalar {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<$scalar> for String {
            fn from(scalar: $scalar) -> Self {
                scalar.0.into()
            }
        }

        impl AsRef<str> for $scalar {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $scalar {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Scalar for $scalar {
            #[inline]
            fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
                if let Raw::Text(text) = raw { Some((Self::from(text), true)) } else { None }
            }
            fn view(&self) -> View<'_> {
                View::Text(&self.0)
            }
        }

        impl Value for $scalar {
            type Kind = ScalarKind;
        }

        impl Serialize for $scalar {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $scalar {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer, $what)
            }
        }
    )*};
}
text_scalar! {
    Binary, "a text in base64";
    Date, "a date";
    DateTimeOffset, "a date and time";
    Duration, "a duration";
    Guid, "a GUID";
    TimeOfDay, "a time of day";
}

#[cfg(test)]
mod tests;
