//! Recognizes the topics of a callout. In: its text. Out: [`Topic`]s.

use super::Topic;
use crate::facts::prose::deprecation;
use crate::facts::prose::sentences;

/// The words of each topic in lower case.
const WORDS: [(Topic, &[&str]); 4] = [
    (Topic::Beta, &["`/beta` version", "/beta version"]),
    (
        Topic::Preview,
        &[
            "in preview",
            "in public preview",
            "in private preview",
            "preview feature",
            "is a preview",
            "preview status",
        ],
    ),
    (
        Topic::Metered,
        &[
            "metered",
            "payment model",
            "payment requirement",
            "evaluation mode",
            "no charge",
            "additional fees",
        ],
    ),
    (Topic::Clouds, &["national cloud", "us government", "21vianet"]),
];

/// Words before "license" in a sentence that requires one.
const BEFORE: [&str; 10] = [
    "require",
    "must have",
    "must be",
    "need ",
    "needs ",
    "available only",
    "only available",
    "with a valid",
    "to have",
    "correctly",
];

/// Words after "license" in a sentence that requires one.
const AFTER: [&str; 5] = ["required", "is needed", "are needed", "must be assigned", "is necessary"];

/// Words for the user who signs in, in a sentence that requires a role.
const USERS: [&str; 7] = ["user", "account", "admin", "caller", "requestor", "requester", "people"];

/// Words that require a role.
const REQUIRED: [&str; 3] = ["must", "need", "require"];

/// Words that deny a requirement.
const DENIED: [&str; 7] =
    ["no role", "no directory role", "no admin", "n't need", "n't require", "not need", "not require"];

/// The last word of many roles.
const ADMINISTRATOR: &str = "administrator";

/// The topics of a text, each once, in the order of [`Topic`].
pub(super) fn topics(text: &str) -> Vec<Topic> {
    let lower = text.to_lowercase();
    let named = WORDS.iter().map(|(topic, _)| *topic).filter(|topic| mentions(&lower, *topic));
    let mut topics: Vec<Topic> = named.collect();
    topics.extend(requires_license(&lower).then_some(Topic::License));
    topics.extend(deprecation::find(text).map(|_| Topic::Deprecation));
    topics.extend(requires_role(&lower).then_some(Topic::Role));
    topics.sort();
    topics
}

/// The sentences that state a condition of use: a price or a licence.
pub(super) fn conditions(text: &str) -> Option<String> {
    let is_condition = |text: &str| {
        let lower = text.to_lowercase();
        mentions(&lower, Topic::Metered) || requires_license(&lower)
    };
    // Most texts mention neither and need no split into sentences.
    if !is_condition(text) {
        return None;
    }
    let stated = sentences::split(text).into_iter().filter(|sentence| is_condition(sentence));
    let stated: Vec<String> = stated.map(|sentence| format!("{sentence}.")).collect();
    (!stated.is_empty()).then(|| stated.join(" "))
}

/// Whether a text in lower case requires a role of the user: a sentence has a word for each of user, requirement and
/// role, and does not deny it.
pub(super) fn requires_role(lower: &str) -> bool {
    // Most texts need no split into sentences.
    if !lower.contains("role") && !lower.contains(ADMINISTRATOR) {
        return false;
    }
    sentences::split(lower).into_iter().any(|sentence| {
        let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        let names_role = words.any(|word| matches!(word, "role" | "roles"));
        let is_administrator = has(&["must be a", "needs to be a"]) && sentence.contains(ADMINISTRATOR);
        has(&USERS) && has(&REQUIRED) && !has(&DENIED) && (names_role || is_administrator)
    })
}

/// Whether a text in lower case has one of the words of a topic.
fn mentions(lower: &str, topic: Topic) -> bool {
    let mut words = WORDS.iter().filter(|(known, _)| *known == topic).flat_map(|(_, words)| *words);
    words.any(|word| lower.contains(word))
}

/// Whether a text in lower case requires a licence.
fn requires_license(lower: &str) -> bool {
    // Most texts need no split into sentences.
    if !lower.contains("licen") {
        return false;
    }
    sentences::split(lower).into_iter().any(|sentence| {
        let at = sentence.find("licens").or_else(|| sentence.find("licenc"));
        at.is_some_and(|at| {
            BEFORE.iter().any(|words| sentence[..at].contains(words))
                || AFTER.iter().any(|words| sentence[at..].contains(words))
        })
    })
}
