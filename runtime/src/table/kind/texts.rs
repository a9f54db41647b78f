//! In: a raw scalar, a serde format. Out: a scalar that is a text, and back.

use crate::table::data::{Slot, Value, View};
use crate::table::kind::{Scalar, ScalarKind};
use crate::table::reader::read_any;
use crate::table::scalar::Binary;
use crate::table::scalar::Date;
use crate::table::scalar::DateTimeOffset;
use crate::table::scalar::Duration;
use crate::table::scalar::Guid;
use crate::table::scalar::TimeOfDay;
use crate::table::scalar::{Decimal, Raw};
use serde_core::de::Error as _;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

/// Reads a scalar alone.
pub(crate) fn deserialize<'de, S: Scalar, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<S, D::Error> {
    let mut value: Option<S> = None;
    read_any(Slot::Scalar(&mut value), deserializer)?;
    value.ok_or_else(|| D::Error::custom(format_args!("expected {expected}")))
}

macro_rules! text_value {
    ($($scalar:ident, $what:literal;)*) => {$(
        impl Scalar for $scalar {
            #[inline]
            fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
                if let Raw::Text(text) = raw { Some((Self::from(text), true)) } else { None }
            }
            fn view(&self) -> View<'_> {
                View::Text(self.as_str())
            }
        }

        impl Value for $scalar {
            type Kind = ScalarKind;
        }

        impl Serialize for $scalar {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $scalar {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer, $what)
            }
        }
    )*};
}
text_value! {
    Binary, "a text in base64";
    Date, "a date";
    DateTimeOffset, "a date and time";
    Duration, "a duration";
    Guid, "a GUID";
    TimeOfDay, "a time of day";
}

impl Scalar for Decimal {
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        let number = match raw {
            Raw::Bool(_) => return None,
            Raw::Text(text) => return Some((Self::from_written(text), true)),
            Raw::Int(value) => Number::from(value),
            Raw::Uint(value) => Number::from(value),
            Raw::Double(value) => Number::from_f64(value)?,
            Raw::Decimal(value) => return Some((value.clone(), true)),
        };
        Some((Self::from_number(number), true))
    }
    fn view(&self) -> View<'_> {
        View::Decimal(self)
    }
}

impl Value for Decimal {
    type Kind = ScalarKind;
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer, "a decimal number")
    }
}
