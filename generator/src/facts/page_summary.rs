//! What a page says of its subject in general: the first sentence below its title, its product area, whether it is deprecated.

use crate::facts::callout::{self, Callout};
use crate::facts::{Reading, description};
use crate::page::section::Section;
use crate::page::{BlockKind, Within};

/// What a page says of its subject in general.
#[derive(Clone, Debug, Default)]
pub struct PageSummary {
    /// The first sentence, as plain text with code in back quotes; empty when there is none.
    pub summary: String,
    /// The product area of the front matter (`ms.subservice`, before that `ms.prod`), in lower case.
    pub area: Option<String>,
    /// Marked as deprecated; the text says what the page says.
    pub deprecated: Option<String>,
    /// Its callouts, those of its examples included.
    pub callouts: Vec<Callout>,
}

/// Reads what stands at the top of a page.
pub fn read(reading: &Reading<'_>) -> PageSummary {
    let front_matter = &reading.page.front_matter;
    let area = front_matter.get("ms.subservice").or_else(|| front_matter.get("ms.prod"));
    let title = reading.sections.iter().find(|section| section.level == 1);
    let paragraphs = || title.into_iter().flat_map(paragraphs);
    let summary = paragraphs()
        .filter(|(within, text)| *within == Within::Page && !text.starts_with("Namespace:"))
        .map(|(_, text)| description::first_sentence(&text))
        .find(|sentence| !sentence.is_empty());
    let by_include = || reading.expanded.named.iter().find(|(_, path)| path.contains("deprecat"));
    let deprecated = paragraphs()
        .find_map(|(_, text)| deprecation(&text))
        .or_else(|| by_include().map(|_| "This API is deprecated.".to_owned()))
        .or_else(|| title.and_then(|title| marked(without_mark(&title.title).1)));
    PageSummary {
        summary: summary.unwrap_or_default(),
        area: area.map(|area| area.trim().to_lowercase()).filter(|area| !area.is_empty()),
        deprecated,
        callouts: callout::read(reading),
    }
}

fn paragraphs<'s>(section: &'s Section<'_>) -> impl Iterator<Item = (Within, String)> + 's {
    section.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(text, within) => Some((*within, callout::without_marker(text))),
        _ => None,
    })
}

/// The sentence that deprecates the subject of a text, with the sentences behind it that state a date or a replacement.
pub fn deprecation(text: &str) -> Option<String> {
    // The first letter alone differs, but for a few that shout.
    if !text.contains("eprecated") && !text.contains("EPRECATED") {
        return None;
    }
    let sentences = description::sentences(text);
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
pub fn without_mark(text: &str) -> (&str, bool) {
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
pub fn marked(is_marked: bool) -> Option<String> {
    is_marked.then(|| "Deprecated".to_owned())
}

/// The namespace of a page: that of its page annotation, else that of its "Namespace:" line (AD-25).
pub fn namespace(reading: &Reading<'_>) -> Option<String> {
    let annotated = reading.page.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Comment(comment) => {
            let json = &comment.json.as_ref()?.as_ref().ok()?.value;
            json.get("type")?.value.as_str().filter(|kind| kind.eq_ignore_ascii_case("#page.annotation"))?;
            json.get("namespace")?.value.as_str().map(str::to_owned)
        }
        _ => None,
    });
    let sections = reading.sections.iter().filter(|section| section.level <= 1);
    let mut lines = sections.flat_map(paragraphs).map(|(_, text)| text);
    let line = || {
        lines.find_map(|text| text.strip_prefix("Namespace:")?.split_whitespace().next().map(str::to_owned))
    };
    let name = annotated.or_else(line)?;
    let name = name.trim_matches(['`', '.', '*', ' ']);
    name.split('.').all(crate::name::is_identifier).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{deprecation, without_mark};

    #[track_caller]
    fn check(text: &str, notice: Option<&str>) {
        assert_eq!(deprecation(text).as_deref(), notice);
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
