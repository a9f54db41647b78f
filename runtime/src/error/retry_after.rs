//! In: the header `Retry-After`. Out: how long to wait.

use http::HeaderMap;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use std::time::Duration;

/// When to try again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RetryAfter {
    /// After this time.
    Delay(Duration),
    /// At this date, as HTTP writes it.
    Date(String),
}

impl RetryAfter {
    /// What the headers of an answer say.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(http::header::RETRY_AFTER)?.to_str().ok()?.trim();
        if text.is_empty() {
            return None;
        }
        Some(match text.parse() {
            Ok(seconds) => Self::Delay(Duration::from_secs(seconds)),
            Err(_) => Self::Date(text.to_owned()),
        })
    }

    /// How long to wait from now on; nothing when the date is past, none when it is no date.
    #[must_use]
    pub fn delay(&self, now: Timestamp) -> Option<Duration> {
        match self {
            Self::Delay(delay) => Some(*delay),
            Self::Date(date) => {
                let date = rfc2822::parse(date).ok()?.timestamp();
                Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RetryAfter;
    use jiff::Timestamp;
    use std::time::Duration;

    fn delay(text: &str) -> Option<Duration> {
        let now: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
        let headers = http::HeaderMap::from_iter([(http::header::RETRY_AFTER, text.parse().unwrap())]);
        RetryAfter::of(&headers)?.delay(now)
    }

    #[test]
    fn seconds_and_dates_are_waited_for() {
        assert_eq!(delay("7"), Some(Duration::from_secs(7)));
        assert_eq!(delay("Fri, 01 May 2026 00:02:00 GMT"), Some(Duration::from_secs(120)));
    }

    #[test]
    fn past_is_now_and_nonsense_is_unknown() {
        assert_eq!(delay("Fri, 01 May 2020 00:00:00 GMT"), Some(Duration::ZERO));
        for text in ["-1", "soon", "1.5", ""] {
            assert_eq!(delay(text), None, "{text}");
        }
    }
}
