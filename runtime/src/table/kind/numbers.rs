//! In: a raw scalar. Out: a boolean or a number, and whether it is written back unchanged.

use crate::table::data::{Value, View};
use crate::table::kind::{Scalar, ScalarKind};
use crate::table::scalar::Raw;
use crate::table::scalar::number::read_double;
use crate::table::scalar::number::read_int;
use crate::table::scalar::number::read_single;
use crate::table::scalar::number::single_as_double;

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
