//! Assigns permission tables to request lines (AD-36). In: [`Scope`]s, request lines. Out: the indices of the scopes for each line.
//!
//! The URLs of an annotation or code block decide. Otherwise the label of a table decides if it names a part of the path: "a contact" names
//! `/me/contacts/{id}`, "self" names `/me`, "other users" names `/users/{id}`. A label that names no path may concern every line.

use std::collections::BTreeSet;

use crate::facts::template::{Method, RequestLine, Segment, Template};

/// The statements of a page about the requests of a table.
pub(super) struct Scope {
    /// The requests.
    pub(super) requests: Vec<(Method, Template)>,
    /// The heading or paragraph above the table.
    pub(super) label: String,
}

/// Words for the user who is signed in.
const SELF: [&str; 9] = ["self", "me", "my", "myself", "own", "your", "yourself", "yours", "signed"];

/// Words for users who are not signed in.
const OTHERS: [&str; 3] = ["other", "others", "another"];

/// The maximum number of words in the name of a segment: "access package assignment approvals".
const WORDS: usize = 5;

/// The maximum number of words of a label that are read.
const LABEL: usize = 40;

/// A request line with the names of its segments in singular. A key has none.
struct Line<'r> {
    method: Method,
    segments: &'r [Segment],
    names: Vec<Option<String>>,
}

/// The indices of the scopes for each request line. An empty list means all.
pub(super) fn of_lines(scopes: &[Scope], requests: &[RequestLine]) -> Vec<Vec<usize>> {
    if scopes.len() < 2 {
        return Vec::new();
    }
    let lines: Vec<Line<'_>> = requests.iter().map(line).collect();
    let labels = labels(scopes, &lines);
    let found: Vec<Found> = lines.iter().map(|line| find(scopes, &labels, line)).collect();
    let assigned: BTreeSet<usize> = found.iter().flat_map(|found| found.scopes().iter().copied()).collect();
    // These may concern every line that no URL assigns.
    let is_open = |scope: &usize| scopes[*scope].requests.is_empty() && !assigned.contains(scope);
    let open: Vec<usize> = (0..scopes.len()).filter(is_open).collect();
    let with_open = |found: Found| match found {
        Found::Url(scopes) => scopes,
        Found::Label(mut scopes) => {
            scopes.extend(&open);
            scopes.sort_unstable();
            scopes
        }
        Found::Nothing => open.clone(),
    };
    found.into_iter().map(with_open).collect()
}

/// Whether a request is a request line of the page, apart from the names of keys.
pub(super) fn is_documented((method, url): &(Method, Template), requests: &[RequestLine]) -> bool {
    requests.iter().any(|line| {
        let (known, template) = &line.value;
        known == method && is_alike(&url.segments, &template.segments)
    })
}

fn line(request: &RequestLine) -> Line<'_> {
    let (method, Template { segments, .. }) = &request.value;
    // The name of a cast is that of its type.
    let short = |name: &str| singular(name.rsplit('.').next().unwrap_or(name));
    let names = segments.iter().map(|segment| name(segment).map(short)).collect();
    Line { method: *method, segments, names }
}

/// The scopes that fit a request line.
enum Found {
    /// By a URL.
    Url(Vec<usize>),
    /// By a label.
    Label(Vec<usize>),
    /// None.
    Nothing,
}

impl Found {
    fn scopes(&self) -> &[usize] {
        match self {
            Self::Url(scopes) | Self::Label(scopes) => scopes,
            Self::Nothing => &[],
        }
    }
}

fn find(scopes: &[Scope], labels: &[BTreeSet<String>], line: &Line<'_>) -> Found {
    let fits = |scope: &Scope| {
        let mut requests = scope.requests.iter();
        requests.any(|(method, url)| *method == line.method && is_alike(&url.segments, line.segments))
    };
    let by_url: Vec<usize> = (0..scopes.len()).filter(|&scope| fits(&scopes[scope])).collect();
    if !by_url.is_empty() {
        return Found::Url(by_url);
    }
    // The last named segment is the subject of the path.
    let last_named = |label: &BTreeSet<String>| {
        line.names.iter().rposition(|name| name.as_ref().is_some_and(|name| label.contains(name)))
    };
    let unstated = scopes.iter().zip(labels).enumerate().filter(|(_, (scope, _))| scope.requests.is_empty());
    let named: Vec<(usize, usize)> =
        unstated.filter_map(|(scope, (_, label))| Some((last_named(label)?, scope))).collect();
    let Some(last) = named.iter().map(|(at, _)| *at).max() else { return Found::Nothing };
    Found::Label(named.into_iter().filter(|(at, _)| *at == last).map(|(_, scope)| scope).collect())
}

/// Whether two paths differ in the names of their keys only.
fn is_alike(one: &[Segment], other: &[Segment]) -> bool {
    let same = |(one, other): (&Segment, &Segment)| match (one, other) {
        (Segment::Key(_), Segment::Key(_)) => true,
        (one, other) => match (name(one), name(other)) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => false,
        },
    };
    one.len() == other.len() && one.iter().zip(other).all(same)
}

/// The name of a segment without arguments. `None` for a key.
fn name(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Literal(name) | Segment::Function { name, .. } => Some(name),
        Segment::PathAddress { from, .. } => name(from),
        Segment::Key(_) => None,
    }
}

/// The names of segments that each label contains, except those that do not tell labels or lines apart.
fn labels(scopes: &[Scope], lines: &[Line<'_>]) -> Vec<BTreeSet<String>> {
    let labels: Vec<BTreeSet<String>> = scopes.iter().map(|scope| named(&scope.label)).collect();
    let of_lines = lines.iter().map(|line| line.names.iter().flatten().cloned().collect());
    let mut ignored = if lines.len() > 1 { common(of_lines) } else { BTreeSet::new() };
    ignored.extend(common(labels.iter().cloned()));
    labels.into_iter().map(|label| label.difference(&ignored).cloned().collect()).collect()
}

/// The names that all sets contain.
fn common(sets: impl Iterator<Item = BTreeSet<String>>) -> BTreeSet<String> {
    sets.reduce(|one, other| one.intersection(&other).cloned().collect()).unwrap_or_default()
}

/// The names of segments that a label may contain: each run of words in singular and without blanks.
fn named(label: &str) -> BTreeSet<String> {
    let lower = label.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(LABEL).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let (itself, others) = (has(&SELF), has(&OTHERS));
    let runs = (1..=WORDS).flat_map(|length| words.windows(length));
    let mut names: BTreeSet<String> = runs.map(|run| singular(&run.concat())).collect();
    let is_user = names.contains("user");
    if itself || is_user && !others {
        names.insert("me".to_owned());
    }
    if others {
        names.insert("user".to_owned());
    } else if itself {
        names.remove("user");
    }
    names.remove("permission");
    names
}

/// A name in lower case and singular.
fn singular(name: &str) -> String {
    let name = name.to_lowercase();
    match (name.strip_suffix("ies"), name.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) if !stem.ends_with('s') => stem.to_owned(),
        _ => name,
    }
}
