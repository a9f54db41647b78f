//! In: a raw scalar. Out: a boolean or a number, and whether it is written back as it came.

use crate::codegen::kind::{Scalar, ScalarKind, Value};
use crate::codegen::table::{Raw, View};

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

fn is_non_finite_text(raw: Raw<'_>) -> bool {
    matches!(raw, Raw::Text("INF" | "-INF" | "NaN"))
}

impl Scalar for bool {
    #[inline]
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        if let Raw::Bool(value) = raw { Some((value, true)) } else { None }
    }
    fn view(&self) -> View<'_> {
        View::Bool(*self)
    }
}

impl Scalar for f64 {
    #[inline]
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        Some((read_double(raw)?, matches!(raw, Raw::Double(_)) || is_non_finite_text(raw)))
    }
    fn view(&self) -> View<'_> {
        View::Double(*self)
    }
}

impl Scalar for f32 {
    #[inline]
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        let value = read_single(raw)?;
        let same =
            matches!(raw, Raw::Double(double) if single_as_double(value).to_bits() == double.to_bits());
        Some((value, same || is_non_finite_text(raw)))
    }
    fn view(&self) -> View<'_> {
        View::Single(*self)
    }
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Scalar for $number {
            #[inline]
            fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
                Some((Self::try_from(read_int(raw)?).ok()?, matches!(raw, Raw::Int(_))))
            }
            fn view(&self) -> View<'_> {
                View::Int(i64::from(*self))
            }
        }
    )*};
}
whole!(i64, i32, i16, i8, u8);

macro_rules! scalar_value {
    ($($scalar:ty),*) => {$(
        impl Value for $scalar {
            type Kind = ScalarKind;
        }
    )*};
}
scalar_value!(bool, i64, i32, i16, i8, u8, f64, f32);
