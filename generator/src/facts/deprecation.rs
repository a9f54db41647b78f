//! Finds the words that deprecate a page, a row or a value.
//! In: plain text. Out: the sentences that deprecate its subject.

use crate::facts::sentences;

/// The sentence that deprecates the subject of a text, with the sentences behind it that state a date or a replacement.
pub(super) fn find(text: &str) -> Option<String> {
    // The first letter alone differs, but for a few that shout.
    if !text.contains("eprecated") && !text.contains("EPRECATED") {
        return None;
    }
    let sentences = sentences::split(text);
    let at = sentences.iter().position(|sentence| deprecates(&sentence.to_ascii_lowercase()))?;
    let (first, rest) = sentences.get(at..)?.split_first()?;
    let rest = rest.iter().copied().take_while(|sentence| continues(&sentence.to_ascii_lowercase()));
    Some(std::iter::once(without_label(first)).chain(rest).collect::<Vec<_>>().join(". "))
}

/// A sentence without the label that a row can begin with: `[Deprecated]`.
fn without_label(sentence: &str) -> &str {
    let label = sentence.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let rest = label.filter(|(word, _)| word.eq_ignore_ascii_case("deprecated"));
    rest.map_or(sentence, |(_, rest)| rest.trim_start())
}

/// Whether a sentence in lower case deprecates the subject of its page or row, not one of its values, and not under a condition.
fn deprecates(lower: &str) -> bool {
    if lower.trim_start_matches(['[', '(']).starts_with("deprecated") {
        return true;
    }
    let verbs = ["is deprecated", "are deprecated", "been deprecated", "be deprecated", "being deprecated"];
    let Some(at) = verbs.iter().filter_map(|verb| lower.find(verb)).min() else { return false };
    let words: Vec<&str> = lower[..at].split(|c: char| !c.is_alphanumeric()).collect();
    let is_other = |(index, word): (usize, &&str)| match *word {
        "if" | "whether" | "indicates" => true,
        "value" | "values" | "member" | "members" => {
            index.checked_sub(1).and_then(|before| words.get(before)).is_none_or(|before| *before != "this")
        }
        _ => false,
    };
    !words.iter().enumerate().any(is_other)
}

/// Whether a sentence in lower case goes on with a deprecation.
fn continues(lower: &str) -> bool {
    lower.starts_with("use ")
        || lower.starts_with("please use ")
        || ["instead", "replace", "migrate", "retire", "removed", "stop", "deprecat"]
            .iter()
            .any(|word| lower.contains(word))
}

/// A name or title without the mark behind it that deprecates it, and whether it has one.
pub(super) fn without_mark(text: &str) -> (&str, bool) {
    const MARK: &str = "(deprecated)";
    let text = text.trim();
    let at = text.len().checked_sub(MARK.len());
    let split = at.and_then(|at| text.split_at_checked(at));
    match split.filter(|(_, end)| end.eq_ignore_ascii_case(MARK)) {
        Some((name, _)) => (name.trim_end(), true),
        None => (text, false),
    }
}

/// The notice where a page deprecates its subject by a mark and says no more.
pub(super) fn marked(is_marked: bool) -> Option<String> {
    is_marked.then(|| "Deprecated".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{find, without_mark};

    #[track_caller]
    fn check(text: &str, notice: Option<&str>) {
        assert_eq!(find(text).as_deref(), notice);
    }

    #[test]
    fn a_notice_has_its_date_and_its_replacement() {
        check(
            "The width. It is deprecated. Use `b` instead. In mm.",
            Some("It is deprecated. Use `b` instead"),
        );
        check("Deprecated -- use `b`.", Some("Deprecated -- use `b`"));
        check(
            "This will be deprecated in July 2019 and will be replaced by b. Allows all.",
            Some("This will be deprecated in July 2019 and will be replaced by b"),
        );
        check("The API is deprecated and stops in May.", Some("The API is deprecated and stops in May"));
        check("[Deprecated] It has no effect.", Some("It has no effect"));
        check("This member is deprecated.", Some("This member is deprecated"));
    }

    #[test]
    fn other_things_can_be_deprecated() {
        check("`true` if the device is deprecated.", None);
        check("The value `a` is deprecated.", None);
        check("One of Available and Deprecated.", None);
        check("Indicates whether it has been deprecated.", None);
    }

    #[test]
    fn a_mark_stands_behind_a_name() {
        assert_eq!(without_mark("`color` (Deprecated)"), ("`color`", true));
        assert_eq!(without_mark("color"), ("color", false));
        assert_eq!(without_mark("(deprecated) é"), ("(deprecated) é", false));
    }
}
