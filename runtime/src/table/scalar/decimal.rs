//! In: a decimal number as JSON number or text. Out: the same.

use crate::Error;
use serde_json::Number;
use std::fmt;

/// Decimal digits that a double keeps without loss.
const EXACT_DIGITS: usize = 15;

/// A decimal number (`Edm.Decimal`), with its digits.
///
/// It is written as a JSON number if it came as one, as a text if it came as a text. One that is made from a text is
/// written as a number as long as no digit is lost by that (15 digits), else as a text.
#[derive(Clone, Eq, PartialEq)]
pub struct Decimal {
    text: Box<str>,
    number: Option<Number>,
}

impl Decimal {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The nearest double. For exact arithmetic give [`as_str`](Self::as_str) to a crate for decimals.
    ///
    /// # Errors
    /// When the text is no number, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    pub fn parse(&self) -> Result<f64, Error> {
        self.text.parse().map_err(|source: std::num::ParseFloatError| {
            Error::scalar("a decimal number", &self.text, source)
        })
    }
}

impl Decimal {
    /// The number that is written, if a number is.
    pub(crate) fn number(&self) -> Option<&Number> {
        self.number.as_ref()
    }
}

impl From<&str> for Decimal {
    fn from(text: &str) -> Self {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let number = if digits <= EXACT_DIGITS { text.parse().ok() } else { None };
        Self { text: text.into(), number }
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::from_number(Number::from(value))
    }
}

impl Decimal {
    /// A number that came as a text, and is written as one.
    pub(crate) fn from_written(text: &str) -> Self {
        Self { text: text.into(), number: None }
    }

    pub(crate) fn from_number(number: Number) -> Self {
        Self { text: number.to_string().into(), number: Some(number) }
    }
}

impl AsRef<str> for Decimal {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({})", self.text)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
