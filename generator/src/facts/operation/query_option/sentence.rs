//! Judges a sentence about query options: support, denial or restriction. In: plain text with code in back quotes. Out: [`Clause`]s.

use super::mention::mentions;
use super::{QueryOption, Support};

/// The section of a sentence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Scope {
    /// PageSummary query parameters.
    Query,
    /// PageSummary something else.
    Prose,
}

/// The statement of one clause.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Clause {
    /// A statement about OData query options in general.
    General(Support),
    /// These are supported.
    Supports(Vec<QueryOption>),
    /// These are not supported at all.
    Denies(Vec<QueryOption>),
    /// An option is denied under conditions.
    Restricts,
}

/// Phrases that deny, in small letters without contractions; the denied things stand before the phrase.
const DENIED_BEFORE: [&str; 5] =
    ["not supported", "not currently supported", "not yet supported", "not available", "can not be used"];

/// Phrases that deny; the denied things stand behind the phrase.
const DENIED_BEHIND: [&str; 5] =
    ["not support", "not currently support", "not yet support", "no support for", "can not use"];

/// Subjects that stand for the whole operation.
const WHOLE: [&str; 12] = [
    "this method",
    "this operation",
    "this api",
    "this function",
    "this action",
    "this request",
    "this endpoint",
    "this call",
    "these methods",
    "the api",
    "the method",
    "it does",
];

/// Words behind a denial that make it hold under conditions only.
const CONDITIONS: [&str; 13] = [
    " on ",
    " for ",
    " in ",
    " when",
    " if ",
    " with ",
    " unless",
    " together",
    " within",
    " inside",
    " while",
    " at ",
    " along",
];

/// Words of a sentence that limits an option.
const LIMITS: [&str; 27] = [
    "only",
    "limited",
    "limit of",
    "a limit",
    "upper limit",
    "maximum",
    "minimum",
    "up to",
    "at most",
    "no more than",
    "can not",
    "not support",
    "not be ",
    "required",
    "requires",
    "must ",
    "need to",
    "within the range",
    "between ",
    "default page size",
    "default sort",
    "case sensitive",
    "case-sensitive",
    "valid `",
    "except",
    "not for ",
    "` on the ",
];

/// Words of a limit that limit the response and not the option.
const HARMLESS: [&str; 16] = [
    "specify only",
    "include only",
    "includes only",
    "return only",
    "returns only",
    "get only",
    "list only",
    "retrieve only",
    "only the properties",
    "only those",
    "only the subset",
    "only select the",
    "only need to",
    "to limit the maximum",
    "following required",
    "especially when you must",
];

/// Things that a sentence in a section on query parameters can limit without naming an option.
const THINGS: [&str; 7] =
    ["filter", "sort", "`expand`", "`select`", "page size", "search", "query parameter"];

/// The statements of a sentence, clause by clause.
pub(super) fn clauses(sentence: &str, scope: Scope) -> Vec<Clause> {
    let plain = plain(sentence);
    let mut found = Vec::new();
    if scope == Scope::Query {
        found.extend(general(&plain).map(Clause::General));
    }
    let by_word = scope == Scope::Query && names_by_word(&plain);
    for clause in parts(&plain) {
        let options = mentions(clause, by_word);
        if options.is_empty() {
            continue;
        }
        found.push(match polarity(clause) {
            Polarity::Positive => Clause::Supports(options),
            Polarity::Denied => Clause::Denies(options),
            Polarity::Conditional => Clause::Restricts,
        });
    }
    found
}

/// Whether a sentence denies, such as one before a list: "The following are not supported:".
pub(super) fn denies(sentence: &str) -> bool {
    polarity(&plain(sentence)) == Polarity::Denied
}

/// Whether a sentence restricts an option that it names, or what a section on query parameters is about.
pub(super) fn is_restriction(sentence: &str, scope: Scope) -> bool {
    let plain = plain(sentence);
    let names = !mentions(&plain, false).is_empty();
    let concerns = names || scope == Scope::Query && THINGS.iter().any(|thing| plain.contains(thing));
    let restricts = |clause: &str| match polarity(clause) {
        Polarity::Conditional => true,
        // A denial of options is a fact of its own, and one before a list belongs to the items.
        Polarity::Denied => mentions(clause, false).is_empty() && !sentence.ends_with(':'),
        Polarity::Positive => limits(clause),
    };
    concerns && general(&plain) != Some(Support::None) && parts(&plain).any(restricts)
}

/// Whether a sentence has the words of a limit.
pub(super) fn limits(sentence: &str) -> bool {
    let mut plain = plain(sentence);
    for words in HARMLESS {
        plain = plain.replace(words, "");
    }
    LIMITS.iter().any(|words| plain.contains(words))
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Polarity {
    Positive,
    Denied,
    Conditional,
}

fn polarity(clause: &str) -> Polarity {
    let before = DENIED_BEFORE.iter().find_map(|words| clause.split_once(words));
    if let Some((_, tail)) = before {
        return conditional(tail);
    }
    let Some((subject, tail)) = DENIED_BEHIND.iter().find_map(|words| clause.split_once(words)) else {
        return Polarity::Positive;
    };
    let is_whole = ["", "does", "do"].contains(&subject.trim())
        || WHOLE.iter().any(|whole| subject.contains(whole))
        || ["there is ", "you "].iter().any(|start| subject.ends_with(start));
    match is_whole {
        true => conditional(tail),
        false => Polarity::Conditional,
    }
}

/// The polarity of a denial by the words behind it.
fn conditional(tail: &str) -> Polarity {
    let tail = tail.split(" to help ").next().unwrap_or_default();
    let tail = tail.split(" to customize ").next().unwrap_or_default();
    let is_whole = [" by this", " for this", " in this api", " in this method", " in this operation"];
    let is_free = is_whole.iter().any(|words| tail.contains(words)) && !tail.contains("in this case");
    match !is_free && CONDITIONS.iter().any(|words| tail.contains(words)) {
        true => Polarity::Conditional,
        false => Polarity::Denied,
    }
}

/// A statement about OData query options that names none as its subject.
fn general(plain: &str) -> Option<Support> {
    let bare = plain.trim_matches(|c: char| !c.is_alphanumeric());
    if bare == "none" || bare == "not supported" {
        return Some(Support::None);
    }
    let at = ["odata query param", "odata query option", "optional query param", "query parameters"]
        .iter()
        .find_map(|words| plain.find(words))?;
    let head = &plain[..at];
    if ["other", "same", "following"].iter().any(|word| head.contains(word)) || !plain.contains("support") {
        return None;
    }
    let first = parts(plain).next().unwrap_or_default();
    match polarity(first) {
        Polarity::Denied => Some(Support::None),
        Polarity::Conditional => None,
        Polarity::Positive if head.contains("some") => Some(Support::Partial),
        Polarity::Positive if head.contains("support") && mentions(head, names_by_word(plain)).is_empty() => {
            Some(Support::All)
        }
        Polarity::Positive => None,
    }
}

/// Whether the words around a code span say that it is an option: "the `select` operator".
fn names_by_word(plain: &str) -> bool {
    ["query parameter", "query option", "operator", "valid `"].iter().any(|words| plain.contains(words))
}

/// The clauses of a sentence.
fn parts(plain: &str) -> impl Iterator<Item = &str> {
    let breaks = ["; ", ", but ", " but ", " (e.g. ", " (for example", " - for example", " however "];
    let mut parts = vec![plain];
    for mark in breaks {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts.into_iter()
}

/// A sentence in small letters without contractions.
fn plain(sentence: &str) -> String {
    let lower = sentence.to_lowercase().replace('\u{2019}', "'");
    lower.replace("can't", "can not").replace("cannot", "can not").replace("n't", " not")
}
