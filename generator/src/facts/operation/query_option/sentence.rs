//! Classifies a sentence about query options as support, denial or restriction. In: plain text with code in backticks. Out:
//! [`Clause`]s.

use super::mention::mentions;
use super::{QueryOption, Support};

/// The section of a sentence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Scope {
    /// A section about query parameters.
    Query,
    /// Another section.
    Prose,
}

/// The statement of a clause.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Clause {
    /// A statement about OData query options in general.
    General(Support),
    /// Options that are supported.
    Supports(Vec<QueryOption>),
    /// Options that are never supported.
    Denies(Vec<QueryOption>),
    /// An option is denied on some condition.
    Restricts,
}

/// Phrases that deny the words before them, in lower case without contractions.
const DENIED_BEFORE: [&str; 5] =
    ["not supported", "not currently supported", "not yet supported", "not available", "can not be used"];

/// Phrases that deny the words after them, in lower case without contractions.
const DENIED_AFTER: [&str; 5] =
    ["not support", "not currently support", "not yet support", "no support for", "can not use"];

/// Subjects that mean the whole operation.
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

/// Words after a denial that make it conditional.
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

/// Words of sentences that limit an option.
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

/// Words of [`LIMITS`] in phrases that limit the response instead of the option.
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

/// Words of sentences that limit an option without its name, in a section about query parameters.
const THINGS: [&str; 7] =
    ["filter", "sort", "`expand`", "`select`", "page size", "search", "query parameter"];

/// Words before an option that a sentence replaces by something else.
const REPLACED: [&str; 4] = ["instead of ", "instead of using ", "rather than ", "rather than using "];

/// The statements of a sentence, clause by clause.
pub(super) fn clauses(sentence: &str, scope: Scope) -> Vec<Clause> {
    let plain = without_replaced(&plain(sentence));
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

/// The text without options that follow [`REPLACED`] words: a sentence says nothing else about them.
fn without_replaced(plain: &str) -> String {
    let mut rest = plain.to_owned();
    for words in REPLACED {
        let mut parts = rest.split(words);
        let mut kept = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let option = part.trim_start_matches('`');
            let end = option.find(|c: char| !c.is_ascii_alphanumeric() && c != '$').unwrap_or(option.len());
            let is_option = option.starts_with('$');
            kept.push_str(words);
            kept.push_str(if is_option { option[end..].trim_start_matches('`') } else { part });
        }
        rest = kept;
    }
    rest
}

/// Whether a sentence denies, for example before a list: "The following are not supported:".
pub(super) fn denies(sentence: &str) -> bool {
    polarity(&plain(sentence)) == Polarity::Denied
}

/// Whether a sentence restricts an option. Outside sections about query parameters it must name the option.
pub(super) fn is_restriction(sentence: &str, scope: Scope) -> bool {
    let plain = plain(sentence);
    let names = !mentions(&plain, false).is_empty();
    let concerns = names || scope == Scope::Query && THINGS.iter().any(|thing| plain.contains(thing));
    let restricts = |clause: &str| match polarity(clause) {
        Polarity::Conditional => true,
        // A denial of options is another fact. A denial before a list applies to its items.
        Polarity::Denied => mentions(clause, false).is_empty() && !sentence.ends_with(':'),
        Polarity::Positive => limits(clause),
    };
    concerns && general(&plain) != Some(Support::None) && parts(&plain).any(restricts)
}

/// Whether a sentence contains words of a limit.
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
    let Some((subject, tail)) = DENIED_AFTER.iter().find_map(|words| clause.split_once(words)) else {
        return Polarity::Positive;
    };
    let is_whole = ["", "does", "do"].contains(&subject.trim())
        || WHOLE.iter().any(|whole| subject.contains(whole))
        || ["there is ", "you "].iter().any(|start| subject.ends_with(start));
    if is_whole { conditional(tail) } else { Polarity::Conditional }
}

/// The polarity of a denial, decided by the words after it.
fn conditional(tail: &str) -> Polarity {
    let tail = tail.split(" to help ").next().unwrap_or_default();
    let tail = tail.split(" to customize ").next().unwrap_or_default();
    let is_whole = [" by this", " for this", " in this api", " in this method", " in this operation"];
    let is_free = is_whole.iter().any(|words| tail.contains(words)) && !tail.contains("in this case");
    if !is_free && CONDITIONS.iter().any(|words| tail.contains(words)) {
        Polarity::Conditional
    } else {
        Polarity::Denied
    }
}

/// A general statement about OData query options, whose subject is not a single option.
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

/// Whether the words around a code span mark it as an option: "the `select` operator".
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

/// A sentence in lower case without contractions.
fn plain(sentence: &str) -> String {
    let lower = sentence.to_lowercase().replace('\u{2019}', "'");
    lower.replace("can't", "can not").replace("cannot", "can not").replace("n't", " not")
}
