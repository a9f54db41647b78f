//! An upload ends well only with exactly its bytes at the service; an error leaves a session that can be resumed.

use std::ops::Range;

use super::server::{Broken, Case, Service, check};
use crate::server::{Answer, Seen};
use msgraph_core::{Error, Json, Upload, Uploaded};
use proptest::prelude::{Just, Strategy, TestCaseError, any, prop_assert, prop_assert_eq, prop_oneof};
use proptest::sample::select;
use serde_json::json;

const SLICE: u64 = 327_680;

#[derive(Clone, Debug)]
enum Fault {
    Broken(Broken),
    /// The connection ends when this share of the slice, in percent, has arrived.
    Part(u64),
    /// A success that names no ranges.
    Success {
        status: u16,
        body: &'static str,
        is_done: bool,
    },
    /// Wrong or odd ranges; the slice is taken.
    Ranges(Ranges),
    /// The service loses the bytes from this share of the content on, in percent, and says so.
    Lose(u64),
}

#[derive(Clone, Copy, Debug)]
enum Ranges {
    /// The truth, in the letter case of Outlook.
    PascalCase,
    /// The truth, with the last position of each range.
    Closed,
    /// The truth, without the dash.
    StartOnly,
    /// The first missing range and no other.
    FirstOnly,
    Empty,
    Backwards,
    Beyond,
    NoText,
    NoList,
    /// Before this request.
    Stale,
    /// Before the first request.
    All,
    /// All but the last bytes that have ever been sent.
    Forward,
}

/// A session, with the bytes that it really has.
struct Session {
    size: u64,
    bytes: Vec<u8>,
    missing: Vec<Range<u64>>,
    /// The bytes that have never been sent, be it for nothing.
    unsent: Vec<Range<u64>>,
    /// Whether the file is made by a request of its own.
    waits_for_commit: bool,
    /// Whether a status has left out bytes that are missing, which a later run must believe.
    misled: bool,
    made: u32,
}

/// The ranges without the bytes of another one.
fn without(set: &[Range<u64>], removed: &Range<u64>) -> Vec<Range<u64>> {
    let parts = set.iter().flat_map(|range| {
        [range.start..range.end.min(removed.start), range.start.max(removed.end)..range.end]
    });
    parts.filter(|part| !part.is_empty()).collect()
}

fn error(status: u16, code: &str) -> Answer {
    Answer::new(status, json!({"error": {"code": code, "message": "m"}}).to_string())
}

fn expected(ranges: &[Range<u64>], text: impl Fn(&Range<u64>) -> String) -> Answer {
    let ranges: Vec<String> = ranges.iter().map(text).collect();
    Answer::new(202, json!({"nextExpectedRanges": ranges}).to_string())
}

fn from_to(range: &Range<u64>) -> String {
    format!("{}-{}", range.start, range.end - 1)
}

impl Session {
    fn new(size: u64, waits_for_commit: bool) -> Self {
        let all = vec![Range { start: 0, end: size }];
        let bytes = vec![0; usize::try_from(size).unwrap()];
        Self { size, bytes, missing: all.clone(), unsent: all, waits_for_commit, misled: false, made: 0 }
    }

    /// The range that a slice names.
    fn range(&self, seen: &Seen) -> Range<u64> {
        let text = seen.header("content-range").unwrap().strip_prefix("bytes ").unwrap();
        let (first, last) = text.strip_suffix(&format!("/{}", self.size)).unwrap().split_once('-').unwrap();
        let range = first.parse().unwrap()..last.parse::<u64>().unwrap() + 1;
        assert_eq!(range.end - range.start, seen.body.len() as u64, "{text}");
        range
    }

    fn status(&self) -> Answer {
        expected(&self.missing, from_to)
    }

    fn make(&mut self) -> Answer {
        self.made += 1;
        Answer::new(201, r#"{"id": "made"}"#)
    }

    /// Takes the first bytes of a slice, and makes the file when none is missing.
    fn take(&mut self, range: &Range<u64>, body: &[u8]) -> Answer {
        if !self.missing.iter().any(|missing| missing.contains(&range.start)) {
            return error(416, "invalidRange");
        }
        let start = usize::try_from(range.start).unwrap();
        self.bytes[start..start + body.len()].copy_from_slice(body);
        self.missing = without(&self.missing, &(range.start..range.start + body.len() as u64));
        if self.missing.is_empty() && !self.waits_for_commit { self.make() } else { self.status() }
    }

    /// The honest response.
    fn serve(&mut self, seen: &Seen) -> Answer {
        if self.made > 0 {
            return error(404, "itemNotFound");
        }
        match seen.method.as_str() {
            "PUT" => self.take(&self.range(seen), &seen.body),
            "GET" => self.status(),
            "POST" if self.missing.is_empty() => self.make(),
            "POST" => error(400, "fragmentsMissing"),
            other => unreachable!("{other}"),
        }
    }

    fn serve_with_ranges(&mut self, seen: &Seen, form: Ranges) -> Answer {
        let before = self.missing.clone();
        let honest = self.serve(seen);
        // after the end the service has no other response
        if self.made > 0 || self.missing.is_empty() {
            return honest;
        }
        self.misled |=
            seen.method == "GET" && matches!(form, Ranges::FirstOnly | Ranges::Empty | Ranges::Forward);
        let names = |ranges: Json| Answer::new(202, json!({"nextExpectedRanges": ranges}).to_string());
        match form {
            Ranges::PascalCase => {
                let ranges: Vec<String> = self.missing.iter().map(from_to).collect();
                Answer::new(200, json!({"NextExpectedRanges": ranges, "ExpirationDateTime": "x"}).to_string())
            }
            Ranges::Closed => self.status(),
            Ranges::StartOnly => expected(&self.missing, |range| range.start.to_string()),
            Ranges::FirstOnly => expected(&self.missing[..1], from_to),
            Ranges::Empty => names(json!([])),
            Ranges::Backwards => names(json!(["10-5"])),
            Ranges::Beyond => names(json!([format!("{}-", self.size)])),
            Ranges::NoText => names(json!([327_680])),
            Ranges::NoList => names(json!("0-")),
            Ranges::Stale => expected(&before, from_to),
            Ranges::All => names(json!(["0-"])),
            Ranges::Forward if self.unsent.is_empty() => {
                expected(&[Range { start: self.size - 1, end: self.size }], from_to)
            }
            Ranges::Forward => expected(&self.unsent, from_to),
        }
    }
}

impl Service for Session {
    type Fault = Fault;

    fn respond(&mut self, seen: &Seen, fault: Option<Fault>) -> Answer {
        assert_eq!(seen.header("authorization"), None);
        let slice = (seen.method == "PUT").then(|| self.range(seen));
        if let Some(range) = &slice {
            self.unsent = without(&self.unsent, range);
        }
        match (fault, slice) {
            (None, _) => self.serve(seen),
            (Some(Fault::Broken(broken)), _) => broken.spoil(|| self.serve(seen)),
            (Some(Fault::Part(percent)), Some(range)) if self.made == 0 => {
                let arrived = seen.body.len() * usize::try_from(percent).unwrap() / 100;
                self.take(&range, &seen.body[..arrived]);
                Answer::hang_up()
            }
            (Some(Fault::Success { status, body, is_done }), _) => {
                // a false end looks like a true one when, as far as the client knows, all bytes have arrived
                let may_be_end = self.unsent.is_empty() || self.misled;
                if is_done || may_be_end {
                    let honest = self.serve(seen);
                    if may_be_end && self.made == 0 {
                        return honest;
                    }
                }
                Answer::new(status, body)
            }
            (Some(Fault::Ranges(form)), _) => self.serve_with_ranges(seen, form),
            (Some(Fault::Lose(percent)), _) if self.made == 0 => {
                let honest = self.serve(seen);
                if self.made > 0 {
                    return honest;
                }
                let lost = self.size * percent / 100..self.size;
                self.missing = without(&self.missing, &lost);
                self.missing.push(lost);
                self.status()
            }
            (Some(Fault::Part(_) | Fault::Lose(_)), _) => self.serve(seen),
        }
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    let forms = vec![
        Ranges::PascalCase,
        Ranges::Closed,
        Ranges::StartOnly,
        Ranges::FirstOnly,
        Ranges::Empty,
        Ranges::Backwards,
        Ranges::Beyond,
        Ranges::NoText,
        Ranges::NoList,
        Ranges::Stale,
        Ranges::All,
        Ranges::Forward,
    ];
    let bodies = vec!["", "{}", r#"{"status": "ok"}"#, r#"{"id": "false"}"#, "[", "null"];
    prop_oneof![
        2 => Broken::any().prop_map(Fault::Broken),
        1 => (0..100_u64).prop_map(Fault::Part),
        2 => (select(vec![200, 201, 202, 204]), select(bodies), any::<bool>()).prop_map(
            |(status, body, is_done)| {
                let body = if status == 204 { "" } else { body };
                Fault::Success { status, body, is_done }
            }
        ),
        3 => select(forms).prop_map(Fault::Ranges),
        1 => (0..100_u64).prop_map(Fault::Lose),
    ]
}

fn sizes() -> impl Strategy<Value = u64> {
    prop_oneof![Just(1), Just(SLICE), Just(SLICE + 1), Just(2 * SLICE), Just(3 * SLICE + 7), 1..4 * SLICE,]
}

fn content(size: u64) -> Vec<u8> {
    (0..size).map(|number| u8::try_from(number % 251).unwrap()).collect()
}

/// Uploads, and after each error resumes, until there is an end.
async fn finish(
    case: &Case<Session>,
    upload: &mut Upload<Json>,
    content: &[u8],
) -> Result<Option<Uploaded<Json>>, TestCaseError> {
    let mut source = content;
    let mut is_first = true;
    loop {
        let mut claims = Vec::new();
        let left = case.faults_left();
        let progress = |sent: u64, _: u64| {
            let never: u64 =
                case.truth(|session| session.unsent.iter().map(|range| range.end - range.start).sum());
            claims.push((sent, content.len() as u64 - never));
        };
        let result: Result<_, Error> = if is_first {
            case.client.upload(upload, &mut source, progress).await
        } else {
            case.client.resume(upload, &mut source, progress).await
        };
        // the first report to a later run counts, whatever it says: another program may have sent what is there
        prop_assert!(!is_first || claims.iter().all(|(claimed, sent)| claimed <= sent), "{claims:?}");
        is_first = false;
        match result {
            Ok(uploaded) => return Ok(Some(uploaded)),
            // the end came, and only its response was lost
            Err(_) if case.truth(|session| session.made > 0) => return Ok(None),
            Err(error) => prop_assert!(case.faults_left() < left, "an error without a fault: {error}"),
        }
    }
}

#[test]
fn upload_ends_with_all_bytes_or_can_be_resumed() {
    let cases = (sizes(), any::<bool>(), proptest::collection::vec(fault(), 0..12));
    check(&cases, async |(size, waits_for_commit, faults)| {
        let content = content(size);
        let case = Case::start(Session::new(size, waits_for_commit), faults).await;
        let session = json!({"uploadUrl": case.server.url("/up?sig=1"), "nextExpectedRanges": ["0-"]});
        let mut upload = Upload::new(&session, size).unwrap().slice_size(SLICE).unwrap();
        let uploaded = finish(&case, &mut upload, &content).await?;
        case.truth(|session| {
            prop_assert_eq!(session.made, 1, "the service has made no file");
            prop_assert!(session.missing.is_empty() && session.bytes == content, "other bytes");
            Ok(())
        })?;
        prop_assert!(uploaded.is_none() || upload.sent() == size);
        Ok(())
    });
}

#[test]
fn odd_forms_of_the_truth_are_no_faults() {
    let forms = select(vec![Ranges::PascalCase, Ranges::Closed, Ranges::StartOnly]);
    let cases = (sizes(), any::<bool>(), proptest::collection::vec(forms.prop_map(Fault::Ranges), 0..5));
    check(&cases, async |(size, waits_for_commit, faults)| {
        let content = content(size);
        let case = Case::start(Session::new(size, waits_for_commit), faults).await;
        let session = json!({"uploadUrl": case.server.url("/up?sig=1"), "nextExpectedRanges": ["0-"]});
        let mut upload: Upload<Json> = Upload::new(&session, size).unwrap().slice_size(SLICE).unwrap();
        let uploaded = case.client.upload(&mut upload, &mut content.as_slice(), |_, _| ()).await;
        prop_assert!(uploaded.is_ok(), "{uploaded:?}");
        // each slice once, then perhaps a commit
        let requests = size.div_ceil(SLICE) + u64::from(waits_for_commit);
        prop_assert_eq!(case.server.count() as u64, requests);
        Ok(())
    });
}
