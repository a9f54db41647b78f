//! A download fetches every byte once, follows redirects, and resumes after a break.

use super::{Download, Part};
use crate::model::example::messages;
use crate::{Endpoint, Error, ErrorKind};
use http::Response;

fn download() -> Download {
    Download::new(messages().id("1").get().with_response_type()).part_size(4)
}

fn answer(download: &mut Download, status: u16, headers: &[(&str, &str)], body: &str) -> Result<Part, Error> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let answer = download.next().unwrap().parse(response.body(body.to_owned()).unwrap())?;
    download.accept(answer)
}

fn part(download: &mut Download, range: &str, body: &str) -> Result<Part, Error> {
    answer(download, 206, &[("content-range", range)], body)
}

fn range(download: &Download) -> Option<String> {
    let http = download.next()?.into_http(&Endpoint::GLOBAL).unwrap();
    Some(http.headers().get("range")?.to_str().unwrap().to_owned())
}

#[test]
fn parts_are_asked_for_one_after_the_other() {
    let mut download = download();
    assert_eq!(range(&download).as_deref(), Some("bytes=0-3"));
    assert_eq!(
        part(&mut download, "bytes 0-3/6", "abcd").unwrap(),
        Part { range: 0..4, bytes: "abcd".into() }
    );
    assert_eq!(
        (range(&download).as_deref(), download.position(), download.size()),
        (Some("bytes=4-7"), 4, Some(6))
    );
    assert_eq!(part(&mut download, "bytes 4-5/*", "ef").unwrap().range, 4..6);
    assert!(download.next().is_none());
}

#[test]
fn content_is_fetched_where_it_lies_without_a_token() {
    let mut download = download();
    assert!(download.next().unwrap().needs_token(&Endpoint::GLOBAL));
    let told = answer(&mut download, 302, &[("location", "https://files.example/1")], "").unwrap();
    assert_eq!(told, Part { range: 0..0, bytes: "".into() });
    let next = download.next().unwrap();
    assert!(!next.needs_token(&Endpoint::GLOBAL));
    assert_eq!((next.path(), next.header_value("range")), ("https://files.example/1", Some("bytes=0-3")));
    download.forget_location();
    assert!(download.next().unwrap().needs_token(&Endpoint::GLOBAL));
}

#[test]
fn later_run_goes_on_where_the_earlier_one_ended() {
    let mut download = Download::from_url("https://files.example/1").starting_at(4);
    assert_eq!(range(&download).as_deref(), Some("bytes=4-"));
    // a service that knows no ranges sends the whole
    assert_eq!(answer(&mut download, 200, &[], "abcdef").unwrap(), Part { range: 4..6, bytes: "ef".into() });
    assert!(download.next().is_none());
    let whole = Download::from_url("https://files.example/1");
    assert_eq!(range(&whole), None);
}

#[test]
fn empty_content_and_position_at_the_end_are_no_errors() {
    let mut empty = download();
    assert!(answer(&mut empty, 416, &[("content-range", "bytes */0")], "").unwrap().bytes.0.is_empty());
    assert!(empty.next().is_none());
    let mut empty = download();
    assert_eq!(answer(&mut empty, 200, &[], "").unwrap().range, 0..0);
    let mut ended = download().starting_at(6);
    assert!(answer(&mut ended, 416, &[("content-range", "bytes */6")], "").is_ok() && ended.next().is_none());
}

#[test]
fn what_does_not_fit_together_is_an_error() {
    let kind = |result: Result<Part, Error>| result.unwrap_err().kind();
    assert_eq!(kind(part(&mut download(), "bytes 1-4/6", "bcde")), ErrorKind::Decoding);
    assert_eq!(kind(part(&mut download(), "bytes 0-3/6", "abc")), ErrorKind::Decoding);
    assert_eq!(kind(part(&mut download(), "nonsense", "abcd")), ErrorKind::Decoding);
    assert_eq!(kind(part(&mut download(), "bytes 3-0/6", "")), ErrorKind::Decoding);
    let encoded = |encoding| [("content-range", "bytes 0-3/6"), ("content-encoding", encoding)];
    assert_eq!(kind(answer(&mut download(), 206, &encoded("br"), "abcd")), ErrorKind::Decoding);
    assert!(answer(&mut download(), 206, &encoded("Identity"), "abcd").is_ok());
    assert_eq!(
        kind(answer(&mut download().starting_at(9), 416, &[("content-range", "bytes */6")], "")),
        ErrorKind::Decoding
    );
    assert_eq!(kind(answer(&mut download(), 416, &[], "")), ErrorKind::Service);
    assert_eq!(kind(answer(&mut download(), 302, &[], "")), ErrorKind::Service);
    assert_eq!(kind(answer(&mut download(), 404, &[], "")), ErrorKind::Service);
}

#[test]
fn content_that_changes_meanwhile_is_an_error() {
    let mut tagged = download();
    let tag = |range: &'static str, etag: &'static str| [("content-range", range), ("etag", etag)];
    answer(&mut tagged, 206, &tag("bytes 0-3/6", "a"), "abcd").unwrap();
    assert!(
        answer(&mut tagged, 206, &tag("bytes 4-5/6", "b"), "ef").unwrap_err().to_string().contains("changed")
    );
    let mut sized = download();
    part(&mut sized, "bytes 0-3/6", "abcd").unwrap();
    assert!(part(&mut sized, "bytes 4-6/7", "efg").unwrap_err().to_string().contains("changed"));
}

#[test]
fn validators_must_come_again_unchanged() {
    let range = |range: &'static str| ("content-range", range);
    let (tag, date) = (("etag", "\"a\""), ("last-modified", "Fri, 01 May 2026 00:00:00 GMT"));
    let other = [("etag", "\"b\""), ("last-modified", "Fri, 01 May 2026 00:00:01 GMT")];
    for first in [&[tag][..], &[date], &[tag, date]] {
        let begun = || {
            let mut download = download();
            answer(&mut download, 206, &[&[range("bytes 0-3/6")], first].concat(), "abcd").unwrap();
            assert_eq!(download.validator(), Some(first[0].1));
            download
        };
        let headers = download_headers(&begun());
        assert_eq!(headers["if-range"], first[0].1);
        for later in [&[][..], &[other[0]], &[other[1]], &other, &[tag, other[1]], &[other[0], date]] {
            for (status, ranges, body) in [(206, &[range("bytes 4-5/6")][..], "ef"), (200, &[], "abcdef")] {
                let mut download = begun();
                let result = answer(&mut download, status, &[ranges, later].concat(), body);
                let expected = first.iter().all(|header| later.contains(header));
                assert_eq!(result.is_ok(), expected, "{first:?} {later:?}");
                assert_eq!(download.position(), if expected { 6 } else { 4 });
            }
        }
        assert!(answer(&mut begun(), 206, &[&[range("bytes 4-5/6")], first].concat(), "ef").is_ok());
    }
}

fn download_headers(download: &Download) -> http::HeaderMap {
    download.next().unwrap().into_http(&Endpoint::GLOBAL).unwrap().headers().clone()
}

#[test]
fn later_run_can_make_sure_that_the_content_is_the_same() {
    let resumed = |validator: &str| download().starting_at(4).unchanged_since(validator);
    let tag = [("content-range", "bytes 4-5/6"), ("etag", "\"a\"")];
    assert!(answer(&mut resumed("\"a\""), 206, &tag, "ef").is_ok());
    assert!(answer(&mut resumed("\"b\""), 206, &tag, "ef").is_err());
    assert!(answer(&mut resumed("Fri, 01 May 2026 00:00:00 GMT"), 206, &tag, "ef").is_err());
    // a weak tag is compared, but must not be sent
    assert!(!download_headers(&resumed("W/\"a\"")).contains_key("if-range"));
    assert!(answer(&mut resumed("W/\"a\""), 206, &tag, "ef").is_err());
    // nothing is asked for on condition before there is something to keep
    assert!(!download_headers(&download().unchanged_since("\"a\"")).contains_key("if-range"));
}

#[test]
fn unknown_total_is_asked_for_until_it_is_reached() {
    let mut open = download();
    part(&mut open, "bytes 0-3/*", "abcd").unwrap();
    assert_eq!((range(&open).as_deref(), open.size()), (Some("bytes=4-7"), None));
    assert!(answer(&mut open, 416, &[("content-range", "bytes */4")], "").is_ok() && open.next().is_none());
    let mut known = download();
    part(&mut known, "bytes 0-3/9", "abcd").unwrap();
    part(&mut known, "bytes 4-7/*", "efgh").unwrap();
    assert_eq!(range(&known).as_deref(), Some("bytes=8-11"));
    assert!(answer(&mut known, 416, &[("content-range", "bytes */8")], "").is_err());
    assert!(part(&mut known, "bytes 8-9/*", "ij").is_err(), "more than the total");
    assert!(part(&mut known, "bytes 8-9/9", "ij").is_err(), "a range beyond its own total");
}

#[test]
fn answer_that_is_refused_leaves_the_download_as_it_was() {
    let mut download = download();
    let wrong = [("content-range", "bytes 2-5/7"), ("etag", "\"x\"")];
    assert!(answer(&mut download, 206, &wrong, "cdef").is_err());
    assert_eq!((download.position(), download.size(), download.validator()), (0, None, None));
    assert!(part(&mut download, "bytes 0-3/6", "abcd").is_ok());
}

#[test]
fn success_that_is_no_content_is_an_error() {
    for status in [201, 202, 205, 207] {
        let error = answer(&mut download(), status, &[], "<html>").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decoding, "{status}");
    }
    assert!(answer(&mut download(), 204, &[], "").is_ok());
}

#[test]
fn way_without_an_end_is_an_error() {
    let mut download = download();
    let results: Vec<_> = (0..11)
        .map(|_| answer(&mut download, 302, &[("location", "https://x.example/")], "").is_ok())
        .collect();
    assert_eq!((results[9], results[10]), (true, false));
}
