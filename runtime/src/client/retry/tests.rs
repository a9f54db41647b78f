//! Safe requests are retried, after the wait of the service or the policy.

use super::{FailedAttempt, Outcome, Retry};
use crate::client::NotSent;
use crate::{Error, RetryAfter};
use http::{Method, StatusCode};
use jiff::Timestamp;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

fn tried<'a>(number: u32, method: &'a Method, outcome: Outcome<'a>) -> FailedAttempt<'a> {
    FailedAttempt { number, method, has_commands: false, elapsed: SECOND * 10, outcome }
}

fn status(code: u16, after: Option<RetryAfter>) -> Outcome<'static> {
    Outcome::Status(StatusCode::from_u16(code).unwrap(), after)
}

fn wait(retry: &Retry, tried: &FailedAttempt<'_>) -> Option<Duration> {
    retry.wait(tried, Timestamp::UNIX_EPOCH, 0)
}

#[test]
fn only_passing_states_of_the_service_are_repeated() {
    for code in [429, 503, 504, 509] {
        assert_eq!(
            wait(&Retry::default(), &tried(1, &Method::GET, status(code, None))),
            Some(SECOND),
            "{code}"
        );
    }
    for code in [200, 202, 304, 400, 401, 404, 408, 409, 500, 501, 502, 507] {
        assert_eq!(wait(&Retry::default(), &tried(1, &Method::GET, status(code, None))), None, "{code}");
    }
}

#[test]
fn post_is_repeated_only_when_nothing_can_have_happened() {
    let cut = Error::transport("the connection was cut", "x");
    let unsent = Error::transport("no connection", NotSent::new("x"));
    let posted = |outcome| wait(&Retry::default(), &tried(1, &Method::POST, outcome)).is_some();
    let slow_down = status(503, Some(RetryAfter::Delay(SECOND)));
    assert!(posted(status(429, None)) && posted(slow_down) && posted(Outcome::Failed(&unsent)));
    assert!(!posted(status(503, None)) && !posted(status(504, None)) && !posted(Outcome::Failed(&cut)));
    let forced =
        |outcome| wait(&Retry::default().retry_non_idempotent(), &tried(1, &Method::POST, outcome)).is_some();
    assert!(forced(status(503, None)) && forced(status(504, None)) && forced(Outcome::Failed(&cut)));
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::PATCH, Method::DELETE] {
        assert!(wait(&Retry::default(), &tried(1, &method, Outcome::Failed(&cut))).is_some(), "{method}");
    }
}

#[test]
fn what_is_no_matter_of_the_connection_is_not_repeated() {
    let broken = Error::building("x");
    assert_eq!(wait(&Retry::default(), &tried(1, &Method::GET, Outcome::Failed(&broken))), None);
}

#[test]
fn wish_of_the_service_is_obeyed_to_the_second() {
    let after = |after| wait(&Retry::default(), &tried(3, &Method::GET, status(429, Some(after))));
    assert_eq!(after(RetryAfter::Delay(SECOND * 7)), Some(SECOND * 7));
    assert_eq!(after(RetryAfter::Date("Thu, 01 Jan 1970 00:02:00 GMT".into())), Some(SECOND * 120));
    // what is no date, or no time, is as if it were not there: all max_attempts at once would help nobody
    assert_eq!(after(RetryAfter::Date("soon".into())), Some(SECOND * 4));
    assert_eq!(after(RetryAfter::Date("Thu, 01 Jan 1970 00:00:00 GMT".into())), Some(SECOND * 4));
    assert_eq!(after(RetryAfter::Delay(Duration::ZERO)), Some(SECOND * 4));
}

#[test]
fn wish_beyond_the_limit_ends_it() {
    let after = |seconds| status(429, Some(RetryAfter::Delay(SECOND * seconds)));
    assert_eq!(wait(&Retry::default(), &tried(1, &Method::GET, after(180))), Some(SECOND * 180));
    assert_eq!(wait(&Retry::default(), &tried(1, &Method::GET, after(181))), None);
}

#[test]
fn waits_double_up_to_the_longest() {
    let retry = Retry::default().max_attempts(u32::MAX).max_delay(SECOND * 6);
    let waits =
        [1, 2, 3, 4, 40, 4000].map(|number| wait(&retry, &tried(number, &Method::GET, status(503, None))));
    assert_eq!(waits, [1, 2, 4, 6, 6, 6].map(|seconds| Some(SECOND * seconds)));
}

#[test]
fn chance_takes_up_to_half() {
    let wait = |chance| {
        Retry::default().wait(&tried(2, &Method::GET, status(503, None)), Timestamp::UNIX_EPOCH, chance)
    };
    assert_eq!((wait(0), wait(u32::MAX)), (Some(SECOND * 2), Some(SECOND)));
    let middle = wait(u32::MAX / 2).unwrap();
    assert!(middle > SECOND && middle < SECOND * 2, "{middle:?}");
}

#[test]
fn tries_and_time_have_an_end() {
    let get = |number| tried(number, &Method::GET, status(429, None));
    assert!(wait(&Retry::default(), &get(4)).is_some() && wait(&Retry::default(), &get(5)).is_none());
    assert_eq!(wait(&Retry::never(), &get(1)), None);
    // ten seconds have passed
    assert_eq!(wait(&Retry::default().max_elapsed(SECOND * 11), &get(1)), Some(SECOND));
    assert_eq!(wait(&Retry::default().max_elapsed(SECOND * 11), &get(2)), None);
}
