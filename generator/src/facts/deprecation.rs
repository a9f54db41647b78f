//! Recognises that a text deprecates its subject. In: text of a page. Out: the sentences that say so, with the date and the
//! replacement that they state.

use super::description;

/// Words of a sentence that continues a deprecation: the date of the end, or the replacement.
const CONTINUATIONS: [&str; 10] = [
    "instead",
    "please use",
    "replaced by",
    "replaced with",
    "replacement",
    "will stop",
    "stops returning",
    "will be removed",
    "will be retired",
    "migrate to",
];

/// Words for another version than the one that a page documents.
const PREDECESSORS: [&str; 5] =
    ["older version", "old version", "previous version", "earlier version", "older api"];

/// The sentences that deprecate the subject of a text; `None` when none does.
pub fn read(text: &str) -> Option<String> {
    // The first letter alone differs, but for a few that shout.
    if !text.contains("eprecated") && !text.contains("EPRECATED") {
        return None;
    }
    let sentences = description::sentences(text);
    let start = sentences.iter().position(|sentence| deprecates(sentence))?;
    let rest = sentences[start + 1..].iter().take_while(|sentence| continues(sentence));
    let said: Vec<&str> = std::iter::once(&sentences[start]).chain(rest).copied().collect();
    Some(said.join(". "))
}

fn deprecates(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let says = lower.trim_start_matches(['[', '*', '(']).starts_with("deprecated")
        || ["is deprecated", "been deprecated", "will be deprecated", "(deprecated)"]
            .iter()
            .any(|words| lower.contains(words));
    let is_vague = lower.contains("deprecated in the future");
    says && !is_vague && !PREDECESSORS.iter().any(|words| lower.contains(words))
}

fn continues(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    lower.starts_with("use ") || CONTINUATIONS.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(read(text).as_deref(), expected);
    }

    #[test]
    fn date_and_replacement_belong_to_the_deprecation() {
        check(
            "Get a parcel. This API is deprecated. It will stop returning data on May 1, 2030. Use Track instead. See the guide.",
            Some("This API is deprecated. It will stop returning data on May 1, 2030. Use Track instead"),
        );
        check("`a` is deprecated in favour of `b`. Read-only.", Some("`a` is deprecated in favour of `b`"));
    }

    #[test]
    fn a_deprecation_that_is_announced_counts() {
        check(
            "This type will be deprecated in July 2030.",
            Some("This type will be deprecated in July 2030"),
        );
    }

    #[test]
    fn another_version_or_a_value_of_that_name_deprecates_nothing() {
        check("The older version of this API is deprecated.", None);
        check("This type will be deprecated in the future.", None);
        check("A state: **Available**, **Deprecated**.", None);
    }
}
