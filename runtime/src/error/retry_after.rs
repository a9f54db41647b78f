//! In: the header `Retry-After`. Out: the time to wait.

use http::HeaderMap;
use http::header::{DATE, HeaderName, RETRY_AFTER};
use jiff::Timestamp;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;
use std::time::Duration;

/// The forms of a date in HTTP, of which the first is usual (RFC 9110, 5.6.7).
const FORMS: [&str; 3] = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// The time to retry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RetryAfter {
    /// After this time.
    Delay(Duration),
    /// At this date, as HTTP writes it, where the response has no date of its own.
    Date(String),
}

impl RetryAfter {
    /// The time that the headers of a response name; `None` when they name none.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let text = |name: HeaderName| Some(headers.get(name)?.to_str().ok()?.trim());
        let asked = text(RETRY_AFTER).filter(|asked| !asked.is_empty())?;
        if asked.bytes().all(|byte| byte.is_ascii_digit()) {
            // a larger number than fits is an unlimited wait, not an unknown one
            return Some(Self::Delay(Duration::from_secs(asked.parse().unwrap_or(u64::MAX))));
        }
        // the date is relative to the clock of the service; the one of this machine may be wrong
        let date = moment(asked)?;
        Some(match text(DATE).and_then(moment) {
            Some(now) => Self::Delay(until(date, now)),
            None => Self::Date(asked.to_owned()),
        })
    }

    /// The wait from now on; zero for a past date, `None` for a malformed one.
    #[must_use]
    pub fn delay(&self, now: Timestamp) -> Option<Duration> {
        match self {
            Self::Delay(delay) => Some(*delay),
            Self::Date(date) => Some(until(moment(date)?, now)),
        }
    }

    /// The same, but `None` instead of zero: a service that asks to slow down and names no time, or a past one
    /// by this machine's clock, must not be asked again without a pause.
    #[cfg(feature = "client")]
    pub(crate) fn pause(&self, now: Timestamp) -> Option<Duration> {
        self.delay(now).filter(|delay| !delay.is_zero())
    }
}

fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(date) = rfc2822::parse(text) {
        return Some(date.timestamp());
    }
    let date = FORMS.iter().find_map(|form| strtime::parse(form, text).ok()?.to_datetime().ok())?;
    // the last hours of the year 9999 are beyond every timestamp, but they are a time
    Some(date.to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |date| date.timestamp()))
}

/// Zero for a past time.
fn until(date: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(date.duration_since(now)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::RetryAfter;
    use http::header::{DATE, RETRY_AFTER};
    use jiff::Timestamp;
    use std::time::Duration;

    fn now() -> Timestamp {
        "2026-05-01T00:00:00Z".parse().unwrap()
    }

    fn asked(text: &str) -> Option<RetryAfter> {
        RetryAfter::of(&http::HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]))
    }

    fn delay(text: &str) -> Option<Duration> {
        asked(text)?.delay(now())
    }

    #[test]
    fn seconds_and_dates_are_waited_for() {
        assert_eq!(delay("7"), Some(Duration::from_secs(7)));
        assert_eq!(delay("Fri, 01 May 2026 00:02:00 GMT"), Some(Duration::from_secs(120)));
    }

    #[test]
    fn past_is_now_and_nonsense_is_unknown() {
        assert_eq!(delay("Fri, 01 May 2020 00:00:00 GMT"), Some(Duration::ZERO));
        for text in ["-1", "+5", "soon", "1.5", "", "1, 2", "Fri, 32 May 2026 00:00:00 GMT"] {
            assert_eq!(asked(text), None, "{text}");
        }
        assert_eq!(delay("99999999999999999999999"), Some(Duration::from_secs(u64::MAX)));
    }

    #[test]
    fn every_date_of_http_is_a_time() {
        for text in ["Friday, 01-May-26 00:02:00 GMT", "Fri May  1 00:02:00 2026"] {
            assert_eq!(delay(text), Some(Duration::from_secs(120)), "{text}");
        }
        let years = Duration::from_secs(7900 * 365 * 24 * 60 * 60);
        for text in ["Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 01 Jan 9999 00:00:00 GMT"] {
            assert!(delay(text).is_some_and(|delay| delay > years), "{text} {:?}", delay(text));
        }
    }

    #[test]
    fn date_is_read_by_the_clock_that_wrote_it() {
        // that clock is an hour behind
        let headers = http::HeaderMap::from_iter([
            (RETRY_AFTER, "Thu, 30 Apr 2026 23:02:00 GMT".parse().unwrap()),
            (DATE, "Thu, 30 Apr 2026 23:00:00 GMT".parse().unwrap()),
        ]);
        assert_eq!(
            RetryAfter::of(&headers).and_then(|after| after.delay(now())),
            Some(Duration::from_secs(120))
        );
    }

    #[test]
    #[cfg(feature = "client")]
    fn no_time_is_no_pause() {
        for text in ["0", "000", "Fri, 01 May 2020 00:00:00 GMT"] {
            assert_eq!(asked(text).unwrap().pause(now()), None, "{text}");
        }
        assert_eq!(asked("1").unwrap().pause(now()), Some(Duration::from_secs(1)));
    }
}
