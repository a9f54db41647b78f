//! A download ends well only with the bytes of one version of the content; an error leaves a position to go on from.

use std::io::Write;
use std::ops::Range;

use super::server::{Broken, Case, Service, check};
use crate::messages;
use crate::server::{Answer, Seen};
use flate2::Compression;
use flate2::write::GzEncoder;
use msgraph_core::{Download, Operation};
use proptest::prelude::{Just, Strategy, TestCaseError, any, prop_assert, prop_oneof};
use proptest::sample::select;

#[derive(Clone, Debug)]
enum Fault {
    Broken(Broken),
    /// Another content takes the place of this one, perhaps as long, and the response shows so much of it.
    Change {
        is_longer: bool,
        shown: Shown,
    },
    /// The length comes with the end alone.
    Chunked,
    /// The whole content, whatever was asked for.
    Whole,
    /// The first bytes of what was asked for, in percent, perhaps without the total.
    Short(usize, bool),
    /// The head of a part, without its bytes.
    EmptyPart,
    /// 200 or 204 without bytes.
    Nothing(u16),
    ContentRange(ContentRange),
    NoValidators,
    OtherTag,
    OtherDate,
    /// Compressed, though it was not asked for so.
    Encoded(&'static str),
    Redirection,
}

/// The header of a part whose bytes are right.
#[derive(Clone, Copy, Debug)]
enum ContentRange {
    NoTotal,
    OtherTotal,
    Later,
    Longer,
    Shorter,
    Nonsense,
    Missing,
}

/// The headers of the first response with another content.
#[derive(Clone, Copy, Debug)]
enum Shown {
    All,
    /// The tag is the old one.
    DateOnly,
    Nothing,
}

/// The headers by which a version of the content is known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Validators {
    Tag,
    WeakTag,
    Date,
    Both,
    Nothing,
}

/// A content and all versions of it that there were.
struct Content {
    versions: Vec<Vec<u8>>,
    validators: Validators,
    /// Whether the service sends the request on to another address.
    moves: bool,
    /// Whether a client that resumes still knows the total.
    keeps_total: bool,
    /// Whether the client has received all validators and the total: only then can it recognize wrong ones.
    told: bool,
    told_total: bool,
}

fn version(number: usize, size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from((at * 7 + number * 13) % 251).unwrap()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

impl Content {
    fn current(&self) -> &[u8] {
        self.versions.last().unwrap()
    }

    fn validate(&self, answer: Answer) -> Answer {
        let number = self.versions.len();
        let tag = format!("\"{number}\"");
        let date = format!("Fri, 01 May 2026 00:00:{number:02} GMT");
        match self.validators {
            Validators::Tag => answer.header("etag", tag),
            Validators::WeakTag => answer.header("etag", format!("W/{tag}")),
            Validators::Date => answer.header("last-modified", date),
            Validators::Both => answer.header("etag", tag).header("last-modified", date),
            Validators::Nothing => answer,
        }
    }

    /// The bytes that are asked for; none when it is the whole.
    fn asked(&self, seen: &Seen) -> Option<Range<usize>> {
        let (first, last) = seen.header("range")?.strip_prefix("bytes=")?.split_once('-')?;
        let is_other = seen.header("if-range").is_some_and(|known| {
            let number = self.versions.len();
            known != format!("\"{number}\"") && known != format!("Fri, 01 May 2026 00:00:{number:02} GMT")
        });
        let size = self.current().len();
        let end = last.parse().map_or(size, |last: usize| size.min(last + 1));
        (!is_other).then(|| first.parse().unwrap()..end)
    }

    fn whole(&self) -> Answer {
        self.validate(Answer::new(200, self.current()))
    }

    fn part(&self, range: Range<usize>) -> Answer {
        let size = self.current().len();
        if range.start >= size {
            return Answer::new(416, "").header("content-range", format!("bytes */{size}"));
        }
        let header = format!("bytes {}-{}/{size}", range.start, range.end - 1);
        self.validate(Answer::new(206, &self.current()[range])).header("content-range", header)
    }

    /// The honest response.
    fn serve(&mut self, seen: &Seen) -> Answer {
        let range = self.asked(seen);
        let has_bytes = range.as_ref().is_none_or(|range| range.start < self.current().len());
        (self.told, self.told_total) = (self.told || has_bytes, true);
        range.map_or_else(|| self.whole(), |range| self.part(range))
    }

    fn serve_broken(&mut self, seen: &Seen, broken: Broken) -> Answer {
        let told = (self.told, self.told_total);
        // only known facts distinguish another page from the content
        if matches!(broken, Broken::Html { status: 200 }) && !self.knows_version() {
            return self.serve(seen);
        }
        let arrives = matches!(broken, Broken::Cut(_));
        let answer = broken.spoil(|| self.serve(seen));
        if !arrives {
            (self.told, self.told_total) = told;
        }
        answer
    }

    /// Whether the client knows by which headers the content comes.
    fn knows_version(&self) -> bool {
        self.told && self.validators != Validators::Nothing
    }

    fn serve_with_range(&mut self, seen: &Seen, form: ContentRange) -> Answer {
        let size = self.current().len();
        let range = self.asked(seen).unwrap_or(0..size);
        let Range { start, end } = range.clone();
        let part = self.part(range);
        if start >= size {
            return part;
        }
        let header = match form {
            ContentRange::NoTotal => format!("bytes {start}-{}/*", end - 1),
            ContentRange::OtherTotal if self.told_total => format!("bytes {start}-{}/{}", end - 1, size + 1),
            ContentRange::OtherTotal => return part,
            ContentRange::Later => format!("bytes {}-{end}/*", start + 1),
            ContentRange::Longer => format!("bytes {start}-{}/*", end + 9),
            ContentRange::Shorter if end - start > 1 => format!("bytes {start}-{}/{size}", end - 2),
            ContentRange::Shorter | ContentRange::Nonsense => "bytes some".to_owned(),
            ContentRange::Missing => return part.without_header("content-range"),
        };
        part.header("content-range", header)
    }

    fn change(&mut self, seen: &Seen, is_longer: bool, shown: Shown) -> Answer {
        // without validators only another total shows it
        if self.validators == Validators::Nothing && !(is_longer && self.told_total && self.keeps_total) {
            return self.serve(seen);
        }
        let knows_all = self.told;
        let old = format!("\"{}\"", self.versions.len());
        let next = version(self.versions.len(), self.current().len() + usize::from(is_longer));
        self.versions.push(next);
        let honest = self.serve(seen);
        match shown {
            Shown::Nothing if knows_all => honest.without_header("etag").without_header("last-modified"),
            Shown::DateOnly if knows_all && self.validators == Validators::Both => honest.header("etag", old),
            Shown::All | Shown::DateOnly | Shown::Nothing => honest,
        }
    }

    /// The honest response; the total of the whole comes with its end, which may be cut off.
    fn chunked(&mut self, seen: &Seen) -> Answer {
        let told = self.told_total || self.asked(seen).is_some();
        let answer = self.serve(seen).without_length();
        self.told_total = told;
        answer
    }

    fn short(&self, seen: &Seen, percent: usize, has_total: bool) -> Answer {
        let size = self.current().len();
        let Range { start, end } = self.asked(seen).unwrap_or(0..size);
        if start >= size {
            return self.part(start..end);
        }
        let end = start + ((end - start) * percent / 100).max(1);
        let total = if has_total { size.to_string() } else { "*".to_owned() };
        self.part(start..end).header("content-range", format!("bytes {start}-{}/{total}", end - 1))
    }

    fn encoded(&self, seen: &Seen, encoding: &str) -> Answer {
        let honest = self.asked(seen).map_or_else(|| self.whole(), |range| self.part(range));
        let bytes = gzip(honest.body());
        honest.with_body(bytes).header("content-encoding", encoding)
    }
}

impl Service for Content {
    type Fault = Fault;

    fn respond(&mut self, seen: &Seen, fault: Option<Fault>) -> Answer {
        assert_eq!(seen.header("accept-encoding"), Some("identity"));
        let redirection = || Answer::new(302, "").header("location", "/file?sig=1");
        if self.moves && seen.target != "/file?sig=1" {
            return match fault {
                Some(Fault::Broken(broken)) if !matches!(broken, Broken::Html { .. }) => {
                    broken.spoil(redirection)
                }
                _ => redirection(),
            };
        }
        match fault {
            Some(Fault::Change { is_longer, shown }) => self.change(seen, is_longer, shown),
            // without validators nothing but the total of an honest response shows the change
            Some(_) if self.validators == Validators::Nothing && self.versions.len() > 1 => self.serve(seen),
            Some(Fault::Broken(broken)) => self.serve_broken(seen, broken),
            Some(Fault::Chunked) => self.chunked(seen),
            Some(Fault::Whole) => {
                (self.told, self.told_total) = (true, true);
                self.whole()
            }
            Some(Fault::Short(percent, has_total)) => self.short(seen, percent, has_total),
            Some(Fault::EmptyPart) => {
                let range = self.asked(seen).unwrap_or(0..self.current().len());
                self.part(range).with_body("")
            }
            Some(Fault::Nothing(status)) if self.told_total => self.validate(Answer::new(status, "")),
            Some(Fault::ContentRange(form)) => self.serve_with_range(seen, form),
            Some(Fault::NoValidators) if self.told => {
                self.serve(seen).without_header("etag").without_header("last-modified")
            }
            Some(Fault::OtherTag) if self.knows_version() => {
                let date = "Thu, 30 Apr 2026 00:00:00 GMT";
                self.serve(seen).header("etag", "\"other\"").header("last-modified", date)
            }
            Some(Fault::OtherDate) if self.told && self.validators == Validators::Both => {
                self.serve(seen).header("last-modified", "Thu, 30 Apr 2026 00:00:00 GMT")
            }
            Some(Fault::Encoded(encoding)) => self.encoded(seen, encoding),
            Some(Fault::Redirection) => redirection(),
            _ => self.serve(seen),
        }
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    let ranges = vec![
        ContentRange::NoTotal,
        ContentRange::OtherTotal,
        ContentRange::Later,
        ContentRange::Longer,
        ContentRange::Shorter,
        ContentRange::Nonsense,
        ContentRange::Missing,
    ];
    prop_oneof![
        4 => Broken::any().prop_map(Fault::Broken),
        2 => any::<usize>().prop_map(|after| Fault::Broken(Broken::Cut(after))),
        2 => (any::<bool>(), select(vec![Shown::All, Shown::DateOnly, Shown::Nothing]))
            .prop_map(|(is_longer, shown)| Fault::Change { is_longer, shown }),
        1 => Just(Fault::Chunked),
        1 => Just(Fault::Whole),
        2 => (0..100_usize, any::<bool>()).prop_map(|(percent, total)| Fault::Short(percent, total)),
        1 => Just(Fault::EmptyPart),
        1 => select(vec![200, 204]).prop_map(Fault::Nothing),
        2 => select(ranges).prop_map(Fault::ContentRange),
        1 => Just(Fault::NoValidators),
        1 => Just(Fault::OtherTag),
        1 => Just(Fault::OtherDate),
        1 => select(vec!["gzip", "br"]).prop_map(Fault::Encoded),
        1 => Just(Fault::Redirection),
    ]
}

/// How the client downloads.
#[derive(Clone, Copy, Debug)]
struct Manner {
    part_size: Option<u64>,
    /// Whether a later run resumes after an error, with the position and the validator alone.
    forgets: bool,
}

fn begin(manner: Manner) -> Download {
    let content = messages().key("1", "id").segment("content").get(Operation::UNDOCUMENTED);
    let download = Download::new(content);
    manner.part_size.map_or(download.clone(), |bytes| download.part_size(bytes))
}

/// Goes on after an error.
fn resumed(state: &Download, manner: Manner, case: &Case<Content>) -> Download {
    if !manner.forgets {
        return state.clone();
    }
    case.truth(|content| {
        content.told &=
            matches!(content.validators, Validators::Tag | Validators::WeakTag | Validators::Date);
        content.told_total = false;
    });
    let download = begin(manner).starting_at(state.position());
    state.validator().map_or(download.clone(), |validator| download.unchanged_since(validator))
}

/// Downloads, and resumes after each error, until the end or another content.
async fn finish(case: &Case<Content>, manner: Manner) -> Result<(), TestCaseError> {
    let mut all = Vec::new();
    let mut download = begin(manner);
    loop {
        let left = case.faults_left();
        let mut stream = case.client.download(download);
        let error = loop {
            match stream.try_next().await {
                Ok(Some(bytes)) => all.extend(&bytes),
                Ok(None) => {
                    let is_whole = case.truth(|content| content.versions.contains(&all));
                    prop_assert!(is_whole, "{} bytes that are no version", all.len());
                    return Ok(());
                }
                Err(error) => break error,
            }
        };
        let is_start = case.truth(|content| content.versions.iter().any(|version| version.starts_with(&all)));
        prop_assert!(is_start, "{} bytes that begin no version", all.len());
        prop_assert!(stream.state().position() == all.len() as u64);
        if case.faults_left() == left {
            let has_changed = case.truth(|content| content.versions.len() > 1);
            prop_assert!(has_changed, "an error without a fault: {error}");
            return Ok(());
        }
        download = resumed(stream.state(), manner, case);
    }
}

#[test]
fn download_ends_with_the_bytes_of_one_version_or_goes_on() {
    let validators =
        vec![Validators::Tag, Validators::WeakTag, Validators::Date, Validators::Both, Validators::Nothing];
    let manner = (proptest::option::of(1..2000_u64), any::<bool>());
    let manner = manner
        .prop_map(|(part_size, forgets)| Manner { part_size: part_size.map(|size| size.max(200)), forgets });
    let sizes = prop_oneof![Just(1_usize), 40..4000_usize];
    let faults = proptest::collection::vec(fault(), 0..12);
    let cases = (sizes, select(validators), any::<bool>(), manner, faults);
    check(&cases, async |(size, validators, moves, manner, faults)| {
        let versions = vec![version(0, size)];
        let keeps_total = !manner.forgets;
        let content = Content { versions, validators, moves, keeps_total, told: false, told_total: false };
        finish(&Case::start(content, faults).await, manner).await
    });
}
