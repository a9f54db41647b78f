//! In: a value. Out: its form in a URL, as an argument of a function or a named key.

use serde_core::Serialize;

use super::encode;
use crate::model::flags::Flags;
use crate::model::open_enum::OpenEnum;
use crate::query::filter::Literal;
use crate::table::scalar::{Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};

/// An argument of a function, in the form that OData gives values in URLs, encoded.
///
/// A moment, a date, a GUID or the like with an invalid text is refused when the request is built: such texts are
/// without quotes, and could change the call.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Argument {
    encoded: String,
    problem: Option<&'static str>,
    /// The name and the value of a query option that holds it, for which the call has the name.
    alias: Option<(String, String)>,
}

impl Argument {
    /// A text: in quotes, with the quotes in it doubled.
    #[must_use]
    pub fn string(text: impl AsRef<str>) -> Self {
        Self::quoted("", text.as_ref())
    }

    /// A whole number.
    #[must_use]
    pub fn int(value: impl Into<i64>) -> Self {
        Self::encoded(value.into().to_string())
    }

    /// A number; `INF`, `-INF` and `NaN` as OData writes them.
    #[must_use]
    pub fn double(value: f64) -> Self {
        if value.is_finite() {
            Self::literal(value.to_string())
        } else {
            Self::encoded(crate::table::scalar::number::non_finite(value).to_owned())
        }
    }

    /// true or false
    #[must_use]
    pub fn bool(value: bool) -> Self {
        Self::encoded(value.to_string())
    }

    /// A moment.
    #[must_use]
    pub fn date_time(value: &DateTimeOffset) -> Self {
        Self::plain(value)
    }

    /// A date.
    #[must_use]
    pub fn date(value: &Date) -> Self {
        Self::plain(value)
    }

    /// A time of day.
    #[must_use]
    pub fn time_of_day(value: &TimeOfDay) -> Self {
        Self::plain(value)
    }

    /// A length of time: `duration'PT1H'`.
    #[must_use]
    pub fn duration(value: &Duration) -> Self {
        Self::quoted("duration", value.as_str())
    }

    /// A GUID.
    #[must_use]
    pub fn guid(value: &Guid) -> Self {
        Self::plain(value)
    }

    /// A decimal number.
    #[must_use]
    pub fn decimal(value: &Decimal) -> Self {
        Self::plain(value)
    }

    /// A member of an enumeration: in quotes.
    #[must_use]
    pub fn member(value: &impl OpenEnum) -> Self {
        Self::quoted("", value.as_str())
    }

    /// A member of an enumeration, with the name of its type before the quotes: `microsoft.graph.color'red'`.
    #[must_use]
    pub fn member_of(ty: &str, value: &impl OpenEnum) -> Self {
        Self::quoted(ty, value.as_str())
    }

    /// Several members of an enumeration at once: in quotes, with commas.
    #[must_use]
    pub fn flags(value: &Flags<impl OpenEnum>) -> Self {
        Self::quoted("", value.as_str())
    }

    /// Several members of an enumeration at once, with the name of its type before the quotes.
    #[must_use]
    pub fn flags_of(ty: &str, value: &Flags<impl OpenEnum>) -> Self {
        Self::quoted(ty, value.as_str())
    }

    /// Several values, each written as it is alone: `['a','b']`.
    ///
    /// The pages write lists so, with the quotes of single values instead of those of JSON.
    #[must_use]
    pub fn list<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> Self) -> Self {
        let mut list = Self::encoded("%5B".to_owned());
        for (number, item) in items.into_iter().enumerate() {
            let item = write(item);
            list.encoded.push_str(if number == 0 { "" } else { "," });
            list.encoded.push_str(&item.encoded);
            list.problem = list.problem.or(item.problem);
        }
        list.encoded.push_str("%5D");
        list
    }

    /// A value of a complex type, or a list of such: in JSON, in a query option `@alias` that the call names (a parameter alias).
    ///
    /// Values that JSON cannot hold are refused when the request is built. Where a path has the alias already, a number follows it.
    #[must_use]
    pub fn json(alias: &str, value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => {
                let alias = Some((format!("@{alias}"), json.clone()));
                Self { alias, ..Self::literal(json) }
            }
            Err(_) => Self { problem: Some("an argument cannot be written as JSON"), ..Self::null() },
        }
    }

    /// null
    #[must_use]
    pub fn null() -> Self {
        Self::encoded("null".to_owned())
    }

    /// Any text, encoded: for values without a method here.
    #[must_use]
    pub fn literal(text: impl AsRef<str>) -> Self {
        let mut encoded = String::new();
        encode::key(&mut encoded, text.as_ref());
        Self::encoded(encoded)
    }

    fn quoted(prefix: &str, text: &str) -> Self {
        let mut encoded = format!("{prefix}'");
        encode::key(&mut encoded, &text.replace('\'', "''"));
        encoded.push('\'');
        Self::encoded(encoded)
    }

    /// A value without quotes.
    fn plain(value: &impl Literal) -> Self {
        match value.literal() {
            Ok(text) => Self::literal(text),
            Err(problem) => Self { problem: Some(problem), ..Self::null() },
        }
    }

    fn encoded(encoded: String) -> Self {
        Self { encoded, problem: None, alias: None }
    }

    pub(super) fn alias(&self) -> Option<(&str, &str)> {
        self.alias.as_ref().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.encoded
    }

    pub(super) fn problem(&self) -> Option<&'static str> {
        self.problem
    }
}
