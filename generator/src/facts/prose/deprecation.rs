//! Finds deprecations of a page, a row or a value. In: plain text. Out: the sentences that deprecate the subject.

use crate::facts::prose::sentences;

/// The sentence that deprecates a row or value, with the next sentences about a date or replacement.
pub(in crate::facts) fn find(text: &str) -> Option<String> {
    find_by(text, deprecates)
}

/// Like [`find`] for a page, whose subject is a type or an operation. Ignores deprecations of its parts and of other versions.
pub(in crate::facts) fn find_of_page(text: &str) -> Option<String> {
    find_by(text, |lower| deprecates(lower) && !names_a_part(lower))
}

fn find_by(text: &str, deprecates: impl Fn(&str) -> bool) -> Option<String> {
    // A cheap test first: only the first letter varies in case, except in "DEPRECATED".
    if !text.contains("eprecated") && !text.contains("EPRECATED") {
        return None;
    }
    let sentences = sentences::split(text);
    let at = sentences.iter().position(|sentence| deprecates(&sentence.to_ascii_lowercase()))?;
    let (first, rest) = sentences.get(at..)?.split_first()?;
    let rest = rest.iter().copied().take_while(|sentence| continues(&sentence.to_ascii_lowercase()));
    Some(std::iter::once(without_label(first)).chain(rest).collect::<Vec<_>>().join(". "))
}

/// A sentence without the label `[Deprecated]` at its start.
fn without_label(sentence: &str) -> &str {
    let label = sentence.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let rest = label.filter(|(word, _)| word.eq_ignore_ascii_case("deprecated"));
    rest.map_or(sentence, |(_, rest)| rest.trim_start())
}

/// Whether a sentence in lower case deprecates the subject of its page or row. Conditions and single values do not count.
fn deprecates(lower: &str) -> bool {
    if lower.trim_start_matches(['[', '(']).starts_with("deprecated") {
        return true;
    }
    let Some(words) = subject(lower) else { return false };
    let is_other = |(index, word): (usize, &&str)| match *word {
        "if" | "whether" | "indicates" => true,
        // "This API, announced in an earlier release, is deprecated" has another subject.
        "old" | "legacy" | "older" | "earlier" | "previous" | "former" => {
            let others = ["version", "release", "api", "endpoint"];
            words[..index].iter().all(|before| ["a", "an", "all", "any", "some", "the"].contains(before))
                && words.get(index + 1).is_some_and(|next| others.iter().any(|other| next.starts_with(other)))
        }
        "value" | "values" | "member" | "members" => {
            index.checked_sub(1).and_then(|before| words.get(before)).is_none_or(|before| *before != "this")
        }
        _ => false,
    };
    !words.iter().enumerate().any(is_other)
}

/// Whether a sentence in lower case deprecates a part of a type or of an operation.
fn names_a_part(lower: &str) -> bool {
    let parts = ["property", "properties", "parameter", "parameters", "field", "fields", "header", "headers"];
    // "The extension property resource" is a type.
    let wholes = ["resource", "type", "entity", "object", "api", "method", "operation", "action", "function"];
    let Some(words) = subject(lower) else { return false };
    let is_part = |(index, word): (usize, &&str)| {
        parts.contains(word) && words.get(index + 1).is_none_or(|next| !wholes.contains(next))
    };
    words.iter().enumerate().any(is_part)
}

/// The words before the verb of a deprecation, in lower case.
fn subject(lower: &str) -> Option<Vec<&str>> {
    let verbs = ["is deprecated", "are deprecated", "been deprecated", "be deprecated", "being deprecated"];
    let at = verbs.iter().filter_map(|verb| lower.find(verb)).min()?;
    Some(lower[..at].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect())
}

/// Whether a sentence in lower case continues a deprecation.
fn continues(lower: &str) -> bool {
    let words = [
        "instead",
        "replace",
        "alternative",
        "migrate",
        "transition",
        "switch to",
        "retire",
        "removed",
        "stop",
        "no longer",
        "deprecat",
        "recommend",
        "going forward",
        "end of support",
        "end of life",
        "support ends",
    ];
    lower.starts_with("use ")
        || lower.starts_with("please use ")
        || words.iter().any(|word| lower.contains(word))
        || lower.contains("the new ") && (lower.starts_with("see ") || lower.contains(" see "))
        || names_its_date(lower)
}

/// Whether a sentence in lower case states a date: "support will end on May 1, 2024". Examples of dates do not count.
fn names_its_date(lower: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const BEFORE: [&str; 8] = ["in", "by", "until", "after", "since", "of", "early", "late"];
    let is_number =
        |word: &str, digits: usize| word.len() <= digits && word.bytes().all(|c| c.is_ascii_digit());
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // Four digits are a year next to a month, a day or a preposition, unlike those in "2048 characters".
    let is_year = |(index, word): (usize, &&str)| {
        let before = index.checked_sub(1).and_then(|before| words.get(before));
        let dated = before.is_some_and(|before| {
            BEFORE.contains(before)
                || is_number(before, 2)
                || MONTHS.iter().any(|month| before.starts_with(month))
        });
        let iso = words.get(index + 1).is_some_and(|next| is_number(next, 2));
        word.len() == 4 && word.starts_with("20") && is_number(word, 4) && (dated || iso)
    };
    let begins = ["on ", "in ", "after ", "as of ", "by ", "from ", "starting ", "beginning ", "until "];
    let happens = begins.iter().any(|start| lower.starts_with(start)) || lower.contains("will ");
    happens && !lower.contains("for example") && words.iter().enumerate().any(is_year)
}

/// A name or title without the suffix "(deprecated)", and whether it has one.
pub(in crate::facts) fn without_mark(text: &str) -> (&str, bool) {
    const MARK: &str = "(deprecated)";
    let text = text.trim();
    let at = text.len().checked_sub(MARK.len());
    let split = at.and_then(|at| text.split_at_checked(at));
    match split.filter(|(_, end)| end.eq_ignore_ascii_case(MARK)) {
        Some((name, _)) => (name.trim_end(), true),
        None => (text, false),
    }
}

/// The notice for a deprecation by a suffix without further words.
pub(in crate::facts) fn marked(is_marked: bool) -> Option<String> {
    is_marked.then(|| "Deprecated".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{find, find_of_page, without_mark};

    #[track_caller]
    fn check(text: &str, notice: Option<&str>) {
        assert_eq!(find(text).as_deref(), notice);
    }

    #[test]
    fn a_notice_includes_date_and_replacement() {
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
        check(
            "This API is deprecated. It no longer works after May. The service will be shut down on May 1, 2024. It is fast.",
            Some(
                "This API is deprecated. It no longer works after May. The service will be shut down on May 1, 2024",
            ),
        );
        check(
            "This API is deprecated. For the new API, see parcels. See also boxes.",
            Some("This API is deprecated. For the new API, see parcels"),
        );
        check(
            "This is deprecated. As of 2024-05-01, it returns nothing. In UTC, for example 2014-01-01.",
            Some("This is deprecated. As of 2024-05-01, it returns nothing"),
        );
        check("It is deprecated. The text will be cut at 2048 characters.", Some("It is deprecated"));
        check(
            "It is deprecated. We recommend that you switch to `b`. Supports `$filter`.",
            Some("It is deprecated. We recommend that you switch to `b`"),
        );
    }

    #[test]
    fn deprecations_of_other_subjects_are_ignored() {
        check("`true` if the device is deprecated.", None);
        check("The value `a` is deprecated.", None);
        check("One of Available and Deprecated.", None);
        check("Indicates whether it has been deprecated.", None);
        check("An older version of this API, parcels, will be deprecated.", None);
        check("The old version is deprecated.", None);
        check("Earlier releases of this API are deprecated.", None);
        check("The old parcel is deprecated.", Some("The old parcel is deprecated"));
        check("The previous owner is deprecated.", Some("The previous owner is deprecated"));
        for place in ["release", "version"] {
            let announced = format!("This API, announced in an earlier {place}, is deprecated");
            check(&format!("{announced}."), Some(&announced));
        }
    }

    #[test]
    fn a_part_of_a_page_is_not_its_subject() {
        for text in
            ["The size property is deprecated.", "Resources had properties renamed, or are being deprecated."]
        {
            assert_eq!((find_of_page(text), find(text).is_some()), (None, true));
        }
        let resource = "The extension property resource is deprecated";
        assert_eq!(find_of_page(resource).as_deref(), Some(resource));
        let whole = "This API is deprecated. The size property is deprecated.";
        assert_eq!(find_of_page(whole).as_deref(), Some(whole.trim_end_matches('.')));
    }

    #[test]
    fn a_suffix_deprecates_a_name() {
        assert_eq!(without_mark("`color` (Deprecated)"), ("`color`", true));
        assert_eq!(without_mark("color"), ("color", false));
        assert_eq!(without_mark("(deprecated) é"), ("(deprecated) é", false));
    }
}
