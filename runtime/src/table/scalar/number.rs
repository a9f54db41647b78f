//! In: a scalar as a serde format gives it. Out: the number that it is.

use crate::Json;
use crate::table::scalar::Decimal;

/// A scalar as the serde format gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Raw<'a> {
    /// true or false
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number; only those beyond `i64` are met here.
    Uint(u64),
    /// A number with a fraction or an exponent.
    Double(f64),
    /// A text.
    Text(&'a str),
    /// A decimal number that is copied; no format gives one.
    Decimal(&'a Decimal),
}

impl Raw<'_> {
    pub(crate) fn to_json(self) -> Json {
        match self {
            Raw::Bool(value) => Json::from(value),
            Raw::Int(value) => Json::from(value),
            Raw::Uint(value) => Json::from(value),
            Raw::Double(value) => Json::from(value),
            Raw::Text(value) => Json::from(value),
            Raw::Decimal(value) => {
                value.number().cloned().map_or_else(|| Json::from(value.as_str()), Json::Number)
            }
        }
    }

    /// The scalar that a JSON value is, if it is one.
    pub(crate) fn of(value: &Json) -> Option<Raw<'_>> {
        match value {
            Json::Bool(value) => Some(Raw::Bool(*value)),
            Json::String(text) => Some(Raw::Text(text)),
            Json::Number(number) => Some(Self::of_number(number)),
            Json::Null | Json::Array(_) | Json::Object(_) => None,
        }
    }

    pub(crate) fn of_number(number: &serde_json::Number) -> Raw<'static> {
        match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Raw::Int(value),
            (None, Some(value)) => Raw::Uint(value),
            (None, None) => Raw::Double(number.as_f64().unwrap_or(f64::NAN)),
        }
    }
}

/// Whole numbers that a double holds without loss.
const EXACT: f64 = 9_007_199_254_740_992.0;

pub(crate) fn read_int(raw: Raw<'_>) -> Option<i64> {
    match raw {
        Raw::Int(value) => Some(value),
        Raw::Text(text) => text.parse().ok(),
        #[allow(clippy::cast_possible_truncation, reason = "whole and small enough, as just checked")]
        Raw::Double(value) if value.fract() == 0.0 && value.abs() <= EXACT => Some(value as i64),
        Raw::Bool(_) | Raw::Uint(_) | Raw::Double(_) | Raw::Decimal(_) => None,
    }
}

#[allow(clippy::cast_precision_loss, reason = "the nearest double is what the property can hold")]
pub(crate) fn read_double(raw: Raw<'_>) -> Option<f64> {
    match raw {
        Raw::Int(value) => Some(value as f64),
        Raw::Uint(value) => Some(value as f64),
        Raw::Double(value) => Some(value),
        Raw::Text("INF") => Some(f64::INFINITY),
        Raw::Text("-INF") => Some(f64::NEG_INFINITY),
        Raw::Text("NaN") => Some(f64::NAN),
        Raw::Text(text) => text.parse().ok().filter(|value: &f64| value.is_finite()),
        Raw::Bool(_) | Raw::Decimal(_) => None,
    }
}

pub(crate) fn read_single(raw: Raw<'_>) -> Option<f32> {
    let double = read_double(raw)?;
    #[allow(clippy::cast_possible_truncation, reason = "the nearest single is what the property can hold")]
    let single = double as f32;
    // a finite number beyond the range of a single is not infinite
    (single.is_finite() || !double.is_finite()).then_some(single)
}

/// The double with the same shortest digits: 0.1, not 0.10000000149011612.
pub(crate) fn single_as_double(value: f32) -> f64 {
    if value.is_finite() {
        value.to_string().parse().unwrap_or_else(|_| f64::from(value))
    } else {
        f64::from(value)
    }
}

/// The text that OData has for a double that JSON has no number for.
pub(crate) fn non_finite(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "INF"
    } else {
        "-INF"
    }
}
