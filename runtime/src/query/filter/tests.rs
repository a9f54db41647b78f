//! Conditions keep their meaning in OData with texts of any content.

use super::{Filter, IntoFilter};
use crate::jiff::Timestamp;
use crate::model::example::{Importance, Message, Recipient, messages};
use crate::{Date, DateTimeOffset, Decimal, Endpoint, ErrorKind, Flags, Guid, PropertyPath, TimeOfDay};

#[track_caller]
fn check(filter: impl IntoFilter<Message>, expected: &str) {
    let filter = filter.into_filter();
    assert_eq!((filter.as_str(), filter.condition.problem), (expected, None));
}

#[track_caller]
fn refused(filter: impl IntoFilter<Message>, problem: &str) {
    let error = messages().list().filter(filter).into_http(&Endpoint::GLOBAL).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Building);
    assert!(error.to_string().contains(problem), "{error}");
}

#[test]
fn each_type_of_value_has_its_form() {
    check(Message::SUBJECT.eq("O'Neil"), "subject eq 'O''Neil'");
    check(Message::IS_READ.ne(true), "isRead ne true");
    check(Message::SIZE.gt(5), "size gt 5");
    check(Message::ORDER.le(-5), "order le -5");
    check(Message::SCORE.ge(0.5), "score ge 0.5");
    check(Message::SCORE.lt(f64::INFINITY), "score lt INF");
    check(Message::RATIO.eq(0.1), "ratio eq 0.1");
    check(Message::PRICE.lt(Decimal::from("10.50")), "price lt 10.50");
    check(
        Message::RECEIVED_DATE_TIME.ge("2026-05-01T00:00:00+02:00"),
        "receivedDateTime ge 2026-05-01T00:00:00+02:00",
    );
    check(Message::RECEIVED_DATE_TIME.lt(Timestamp::UNIX_EPOCH), "receivedDateTime lt 1970-01-01T00:00:00Z");
    check(Message::DUE.eq(jiff::civil::date(2026, 5, 1)), "due eq 2026-05-01");
    check(Message::AT.gt("09:30:00"), "at gt 09:30:00");
    check(Message::LASTS.gt("PT1H"), "lasts gt duration'PT1H'");
    check(Message::GUID.eq(uuid::Uuid::nil()), "guid eq 00000000-0000-0000-0000-000000000000");
    check(Message::BYTES.eq(vec![0xfb]), "bytes eq binary'+w=='");
    check(Message::IMPORTANCE.eq(Importance::High), "importance eq 'high'");
    check(Message::FLAGS.has(Importance::High), "flags has 'high'");
    check(Message::FLAGS.eq(Flags::from("low,high")), "flags eq 'low,high'");
}

#[test]
fn texts_lists_and_nulls_have_conditions_of_their_own() {
    check(Message::SUBJECT.starts_with("a'"), "startswith(subject,'a''')");
    check(Message::SUBJECT.ends_with(String::from("b")), "endswith(subject,'b')");
    check(Message::SUBJECT.contains("c"), "contains(subject,'c')");
    check(Message::SUBJECT.one_of(["a", "b'"]), "subject in ('a','b''')");
    check(Message::SIZE.one_of(vec![1_i64, 2]), "size in (1,2)");
    check(Message::REPLY.is_null(), "reply eq null");
    check(Message::SUBJECT.is_not_null(), "subject ne null");
    check(Message::FROM.then(Recipient::ADDRESS).eq("a@b.c"), "from/address eq 'a@b.c'");
}

#[test]
fn parentheses_keep_what_belongs_together() {
    let (a, b, c) = (|| Message::SIZE.eq(1), || Message::SIZE.eq(2), || Message::SIZE.eq(3));
    check(a().and(b()).and(c()), "size eq 1 and size eq 2 and size eq 3");
    check(a().or(b()).or(c()), "size eq 1 or size eq 2 or size eq 3");
    check(a().or(b()).and(c()), "(size eq 1 or size eq 2) and size eq 3");
    check(a().and(b().or(c())), "size eq 1 and (size eq 2 or size eq 3)");
    check(a().and(b()).or(c()), "size eq 1 and size eq 2 or size eq 3");
    check(a().not().and(!b()), "not (size eq 1) and not (size eq 2)");
    check(a().or(b()).not(), "not (size eq 1 or size eq 2)");
    check(Filter::all_of([a(), b().or(c())]), "size eq 1 and (size eq 2 or size eq 3)");
    check(Filter::any_of([a(), b()]), "size eq 1 or size eq 2");
}

#[test]
fn text_of_ones_own_is_taken_whole() {
    check("x eq 1 or y eq 2", "x eq 1 or y eq 2");
    check(Message::SIZE.eq(1).and("x eq 1 or y eq 2"), "size eq 1 and (x eq 1 or y eq 2)");
    check(Filter::from("x").or(String::from("y")), "(x) or (y)");
    check(Filter::from("").and(Message::SIZE.eq(1)).or(""), "size eq 1");
    check(Filter::<Message>::all_of([]), "");
}

#[test]
fn elements_of_collections_are_asked_by_a_variable() {
    check(Message::CATEGORIES.any(|x| x.eq("Red")), "categories/any(x:x eq 'Red')");
    check(
        Message::TO_RECIPIENTS
            .all(|x| x.clone().then(Recipient::NAME).is_null().or(x.then(Recipient::ADDRESS).ends_with("c"))),
        "toRecipients/all(x:x/name eq null or endswith(x/address,'c'))",
    );
    check(Message::CATEGORIES.is_not_empty(), "categories/any()");
    check(Message::CATEGORIES.count().gt(1), "categories/$count gt 1");
    check(Message::LEVELS.any(|x| x.one_of([Importance::Low])), "levels/any(x:x in ('low'))");
    let nested = Message::REPLIES.any(|reply| {
        let outer = reply.clone().then(Message::IS_READ).eq(true);
        outer
            .and(reply.then(Message::REPLIES).any(|inner| inner.then(Message::CATEGORIES).any(|x| x.eq("a"))))
    });
    check(nested, "replies/any(x:x/isRead eq true and x/replies/any(y:y/categories/any(z:z eq 'a')))");
    let beside = Message::CATEGORIES.any(|x| x.eq("a")).and(Message::CATEGORIES.any(|x| x.eq("b")));
    check(beside, "categories/any(x:x eq 'a') and categories/any(x:x eq 'b')");
}

#[test]
fn what_would_mean_something_else_is_refused() {
    let moment = DateTimeOffset::from("2026-05-01T00:00:00Z or 1 eq 1");
    refused(Message::RECEIVED_DATE_TIME.ge(moment).not(), "date and time");
    refused(Message::DUE.eq(Date::from("")).and(Message::SIZE.eq(1)), "date");
    refused(Message::SIZE.eq(1).or(Message::AT.eq(TimeOfDay::from("1'"))), "time of day");
    refused(Message::GUID.one_of([Guid::from("x)")]), "GUID");
    refused(Message::PRICE.eq(Decimal::from("1 eq 1")), "decimal");
    refused(Message::SUBJECT.one_of([""; 0]), "no values");
    refused(Filter::<Message>::any_of([]), "no conditions");
    refused(Filter::<Message>::all_of([]).not(), "opposite of no condition");
    refused(!Message::SIZE.eq(1).and(!Filter::from("").untyped()), "opposite of no condition");
    refused(Filter::<Message>::any_of([]).not(), "no conditions");
    refused(Message::CATEGORIES.any(|_| Filter::from("")), "empty");
    refused(Message::CATEGORIES.any(|_| Message::MARKS.any(|x| x.eq(true))), "same variable");
    let same: PropertyPath<Message, Vec<bool>> = PropertyPath::at("u/marks");
    refused(Message::CATEGORIES.any(|_| same.any(|x| x.eq(true))), "same variable");
}
