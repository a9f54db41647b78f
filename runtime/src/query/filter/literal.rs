//! In: a value. Out: its form in a condition, or the reason why it is invalid.

use crate::model::flags::Flags;
use crate::model::open_enum::OpenEnum;
use crate::table::scalar::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};

/// A value that a property can be compared with: texts, numbers, booleans, moments, dates, times, durations, GUIDs,
/// members of enumerations, flags.
pub trait Literal {
    /// The value as OData writes it in a condition.
    ///
    /// # Errors
    /// The reason why the value is invalid, when the text of a moment, a date or the like is malformed: such texts have no
    /// quotes, and could change the condition.
    fn literal(&self) -> Result<String, &'static str>;
}

/// A value with an order.
pub trait Ordered: Literal {}

/// A text, in quotes; quotes within are doubled.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text without quotes, as long as it holds nothing but letters, digits and these marks.
fn plain(text: &str, marks: &str, problem: &'static str) -> Result<String, &'static str> {
    let fine = |character: char| character.is_ascii_alphanumeric() || marks.contains(character);
    if !text.is_empty() && text.chars().all(fine) { Ok(text.to_owned()) } else { Err(problem) }
}

impl Literal for String {
    fn literal(&self) -> Result<String, &'static str> {
        Ok(quoted(self))
    }
}

impl Literal for bool {
    fn literal(&self) -> Result<String, &'static str> {
        Ok(self.to_string())
    }
}

impl Literal for f64 {
    fn literal(&self) -> Result<String, &'static str> {
        Ok(if self.is_finite() {
            self.to_string()
        } else {
            crate::table::scalar::number::non_finite(*self).to_owned()
        })
    }
}

impl Literal for f32 {
    fn literal(&self) -> Result<String, &'static str> {
        crate::table::scalar::number::single_as_double(*self).literal()
    }
}

impl Literal for Duration {
    fn literal(&self) -> Result<String, &'static str> {
        Ok(format!("duration{}", quoted(self.as_str())))
    }
}

impl Literal for Binary {
    fn literal(&self) -> Result<String, &'static str> {
        Ok(format!("binary{}", quoted(self.as_str())))
    }
}

impl<E: OpenEnum> Literal for E {
    fn literal(&self) -> Result<String, &'static str> {
        Ok(quoted(self.as_str()))
    }
}

impl<E: OpenEnum> Literal for Flags<E> {
    fn literal(&self) -> Result<String, &'static str> {
        Ok(quoted(self.as_str()))
    }
}

/// A kind of text without quotes, with the characters that it may hold besides letters and digits.
macro_rules! plain {
    ($($scalar:ident, $marks:literal, $problem:literal;)*) => {$(
        impl Literal for $scalar {
            fn literal(&self) -> Result<String, &'static str> {
                plain(self.as_str(), $marks, $problem)
            }
        }
    )*};
}
plain! {
    DateTimeOffset, "-+:.", "a value is to be a date and time, and is none";
    Date, "-", "a value is to be a date, and is none";
    TimeOfDay, ":.", "a value is to be a time of day, and is none";
    Guid, "-", "a value is to be a GUID, and is none";
    Decimal, "-+.", "a value is to be a decimal number, and is none";
}

macro_rules! ordered {
    ($($value:ty),*) => {$(
        impl Ordered for $value {}
    )*};
}
ordered!(String, f64, f32, DateTimeOffset, Date, TimeOfDay, Duration, Decimal, i64, i32, i16, i8, u8);

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Literal for $number {
            fn literal(&self) -> Result<String, &'static str> {
                Ok(self.to_string())
            }
        }
    )*};
}
whole!(i64, i32, i16, i8, u8);
