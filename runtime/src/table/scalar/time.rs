//! In: dates and times as text. Out: jiff's values.

use crate::Error;
use jiff::civil;
use jiff::{SignedDuration, Span, Timestamp, Zoned};

/// A moment (`Edm.DateTimeOffset`), as it was written: `2026-05-01T09:30:00Z`.
///
/// Two of them are equal when their texts are. Methods that take a text take one of these as well. The text of a [`Zoned`] is no
/// moment for the service, because it ends with the name of the time zone; this type leaves the name out:
///
/// ```
/// # use msgraph_core::{DateTimeOffset, jiff::{Timestamp, tz}};
/// # fn main() -> Result<(), msgraph_core::jiff::Error> {
/// let start = "2026-05-01T07:30:00Z".parse::<Timestamp>()?.to_zoned(tz::offset(2).to_time_zone());
/// assert_eq!(start.to_string(), "2026-05-01T09:30:00+02:00[+02:00]");
/// assert_eq!(DateTimeOffset::from(&start).as_ref(), "2026-05-01T07:30:00Z");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct DateTimeOffset(pub(super) Box<str>);

impl DateTimeOffset {
    /// The moment. The offset is not part of it.
    ///
    /// For "never" the service writes the last second of the year 9999, which is a few hours beyond the last moment
    /// of [`Timestamp`]; the result is [`Timestamp::MAX`].
    ///
    /// # Errors
    /// When the text is no moment, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    pub fn parse(&self) -> Result<Timestamp, Error> {
        self.0.parse().or_else(|source: jiff::Error| {
            if self.is_end_of_time() {
                return Ok(Timestamp::MAX);
            }
            Err(Error::scalar("a date and time with an offset", &self.0, source))
        })
    }

    /// Whether only the year keeps the text from being a moment.
    fn is_end_of_time(&self) -> bool {
        let last_days = self.0.strip_prefix("9999").filter(|rest| rest.starts_with("-12-3"));
        last_days.is_some_and(|rest| format!("9998{rest}").parse::<Timestamp>().is_ok())
    }
}

impl From<Timestamp> for DateTimeOffset {
    fn from(moment: Timestamp) -> Self {
        Self(moment.to_string().into())
    }
}

impl From<&Zoned> for DateTimeOffset {
    fn from(moment: &Zoned) -> Self {
        Self::from(moment.timestamp())
    }
}

impl From<Zoned> for DateTimeOffset {
    fn from(moment: Zoned) -> Self {
        Self::from(&moment)
    }
}

impl TryFrom<&DateTimeOffset> for Timestamp {
    type Error = Error;

    fn try_from(moment: &DateTimeOffset) -> Result<Self, Error> {
        moment.parse()
    }
}

impl TryFrom<DateTimeOffset> for Timestamp {
    type Error = Error;

    fn try_from(moment: DateTimeOffset) -> Result<Self, Error> {
        moment.parse()
    }
}

/// A date (`Edm.Date`), as it was written: `2026-05-01`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Date(pub(super) Box<str>);

impl Date {
    /// The date.
    ///
    /// # Errors
    /// When the text is no date, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    pub fn parse(&self) -> Result<civil::Date, Error> {
        self.0.parse().map_err(|source: jiff::Error| Error::scalar("a date", &self.0, source))
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self(date.to_string().into())
    }
}

/// A time of day (`Edm.TimeOfDay`), as it was written: `09:30:00.0000000`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct TimeOfDay(pub(super) Box<str>);

impl TimeOfDay {
    /// The time.
    ///
    /// # Errors
    /// When the text is no time of day, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    pub fn parse(&self) -> Result<civil::Time, Error> {
        self.0.parse().map_err(|source: jiff::Error| Error::scalar("a time of day", &self.0, source))
    }
}

impl From<civil::Time> for TimeOfDay {
    fn from(time: civil::Time) -> Self {
        Self(time.to_string().into())
    }
}

/// A length of time (`Edm.Duration`), as it was written: `PT1H30M`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Duration(pub(super) Box<str>);

impl Duration {
    /// The length of time. It is a [`Span`] because a day or a month has no fixed length.
    ///
    /// # Errors
    /// When the text is no duration, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    pub fn parse(&self) -> Result<Span, Error> {
        self.0.parse().map_err(|source: jiff::Error| Error::scalar("a duration", &self.0, source))
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        Self(span.to_string().into())
    }
}

impl From<SignedDuration> for Duration {
    fn from(duration: SignedDuration) -> Self {
        Self(duration.to_string().into())
    }
}
