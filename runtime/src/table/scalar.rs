//! In: scalars as text. Out: the same text, and on request its value. Nothing is parsed before it is
//! requested, so that a malformed text is not lost.

mod binary;
mod decimal;
mod guid;
pub(crate) mod number;
mod time;

use std::fmt;

pub use binary::Binary;
pub use decimal::Decimal;
pub use guid::Guid;
pub use number::Raw;
pub use time::{Date, DateTimeOffset, Duration, TimeOfDay};

/// The common methods of all scalars that are a text.
macro_rules! text_scalar {
    ($($scalar:ident;)*) => {$(
        impl $scalar {
            /// The text on the wire.
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
    )*};
}
text_scalar! {
    Binary;
    Date;
    DateTimeOffset;
    Duration;
    Guid;
    TimeOfDay;
}

#[cfg(test)]
mod tests;
