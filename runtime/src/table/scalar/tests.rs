//! Scalars keep their text and give their value on request.

use super::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use crate::{ErrorKind, Json};
use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp, ToSpan};
use serde_json::json;

#[test]
fn moments_are_parsed_in_all_forms_the_service_has() {
    let check = |text: &str, expected: &str| {
        let moment = DateTimeOffset::from(text);
        assert_eq!(moment.as_str(), text);
        assert_eq!(moment.parse().unwrap(), expected.parse::<Timestamp>().unwrap(), "{text}");
    };
    check("2026-05-01T09:30:00Z", "2026-05-01T09:30:00Z");
    check("2026-05-01T09:30:00.1234567Z", "2026-05-01T09:30:00.1234567Z");
    check("2026-05-01T09:30:00+02:00", "2026-05-01T07:30:00Z");
    check("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
    assert_eq!(DateTimeOffset::from("9999-12-31T23:59:59.9999999Z").parse().unwrap(), Timestamp::MAX);
    let moment = DateTimeOffset::from("2026-05-01T07:30:00Z");
    let zoned = Timestamp::try_from(&moment).unwrap().to_zoned(TimeZone::UTC);
    assert_eq!(DateTimeOffset::from(zoned), moment);
    assert_eq!(Timestamp::try_from(DateTimeOffset::from("never")).unwrap_err().kind(), ErrorKind::Decoding);
    check("2026-05-01T09:30Z", "2026-05-01T09:30:00Z");
}

#[test]
fn what_cannot_be_parsed_is_an_error_that_shows_the_text_on_request() {
    for text in
        ["", "yesterday", "2026-13-01T00:00:00Z", "2026-05-01T09:30:00", "9999-12-32T00:00:00Z", "9999-12-31"]
    {
        let error = DateTimeOffset::from(text).parse().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decoding);
        assert_eq!(error.excerpt().unwrap_or_default(), text);
        assert!(std::error::Error::source(&error).is_some());
    }
    assert!(Date::from("2026-02-30").parse().is_err());
    assert!(TimeOfDay::from("25:00:00").parse().is_err());
    assert!(Duration::from("P").parse().is_err());
    assert!(Guid::from("x").parse().is_err());
    assert!(Binary::from("a*b").parse().is_err());
    assert!(Decimal::from("one").parse().is_err());
}

#[test]
fn values_become_the_text_that_the_service_takes() {
    let check = |text: &str, expected: &str| assert_eq!(text, expected);
    check(
        DateTimeOffset::from("2026-05-01T07:30:00Z".parse::<Timestamp>().unwrap()).as_str(),
        "2026-05-01T07:30:00Z",
    );
    check(Date::from(date(2026, 5, 1)).as_str(), "2026-05-01");
    check(TimeOfDay::from(time(9, 30, 0, 0)).as_str(), "09:30:00");
    check(Duration::from(SignedDuration::from_mins(90)).as_str(), "PT1H30M");
    check(Duration::from(1.day()).as_str(), "P1D");
    check(Guid::from(uuid::Uuid::nil()).as_str(), "00000000-0000-0000-0000-000000000000");
    check(Binary::from(&b"\xff\xfe"[..]).as_str(), "//4=");
    check(Decimal::from(-5).as_str(), "-5");
}

#[test]
fn values_are_parsed() {
    assert_eq!(Date::from("2026-05-01").parse().unwrap(), date(2026, 5, 1));
    assert_eq!(TimeOfDay::from("09:30:00.0000000").parse().unwrap(), time(9, 30, 0, 0));
    assert_eq!(Duration::from("PT1H30M").parse().unwrap().fieldwise(), Span::new().hours(1).minutes(30));
    assert_eq!(Duration::from("-P1DT0.5S").parse().unwrap().fieldwise(), -(1.day().milliseconds(500)));
    assert_eq!(Guid::from("6F9619FF-8B86-D011-B42D-00CF4FC964FF").parse().unwrap().get_version_num(), 13);
    for text in ["//79", "__79", "//4=", "//4", "__4"] {
        assert_eq!(Binary::from(text).parse().unwrap()[..2], [0xff, 0xfe], "{text}");
    }
    assert_eq!(Decimal::from("12.50").parse().unwrap(), 12.5);
}

#[test]
fn decimals_are_numbers_as_long_as_no_digit_is_lost() {
    let check =
        |text: &str, expected: Json| assert_eq!(serde_json::to_value(Decimal::from(text)).unwrap(), expected);
    check("12.50", json!(12.5));
    check("-0.001", json!(-0.001));
    check("12345678901234567890.5", json!("12345678901234567890.5"));
    check("one", json!("one"));
    for json in [json!(12.0), json!(12), json!("12.50"), json!(u64::MAX), json!(0.1)] {
        let decimal: Decimal = serde_json::from_str(&json.to_string()).unwrap();
        assert_eq!(serde_json::to_value(decimal).unwrap(), json);
    }
    assert!(serde_json::from_str::<Decimal>("true").is_err());
}

#[test]
fn scalars_alone_are_texts() {
    assert_eq!(serde_json::from_value::<Date>(json!("x")).unwrap(), Date::from("x"));
    assert_eq!(serde_json::to_value(Guid::from("x")).unwrap(), json!("x"));
    let error = serde_json::from_value::<Date>(json!(5)).unwrap_err();
    assert_eq!(error.to_string(), "expected a date");
    assert!(serde_json::from_value::<Date>(Json::Null).is_err());
}
