//! In: the call-outs of a page. Out: [`Notice`]s: that it is a preview, costs money, is not offered everywhere, and what else its
//! author wants everybody to know.

use std::collections::BTreeSet;

use super::{Reading, about};
use crate::page::{Block, BlockKind, Within};

/// Something that everybody should know who uses what a page is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// What it is about.
    pub subject: Subject,
    /// What the page says, as plain text with code in back quotes; empty when the file with the text is missing.
    pub text: String,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject {
    /// It is of the beta version and may change.
    Beta,
    /// It is a preview.
    Preview,
    /// It costs money, or is free within limits.
    Metered,
    /// Where it is offered.
    Clouds,
    /// Anything else.
    Other,
}

/// The words of each subject, in small letters; those of the first subject that has some count.
const WORDS: [(Subject, &[&str]); 4] = [
    (Subject::Metered, &["metered", "payment model", "payment requirement", "evaluation mode", "no charge"]),
    (Subject::Beta, &["under the `/beta` version", "under the /beta version"]),
    (Subject::Clouds, &["national cloud", "us government", "21vianet"]),
    (Subject::Preview, &["preview"]),
];

/// Includes whose name says what they are about, also when they cannot be had.
const FILES: [(&str, Subject); 2] = [("beta-disclaimer", Subject::Beta), ("metered", Subject::Metered)];

/// Reads the call-outs below the title, and those further down that are about money, stability or clouds. What says that a page
/// is deprecated is none.
pub fn read(reading: &Reading<'_>) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    let mut known = BTreeSet::from([String::new()]);
    let is_example = |title: &str| title.to_lowercase().starts_with("example");
    for section in reading.sections.iter() {
        let is_head = section.level <= 1;
        if !is_head && reading.sections.chain(section).any(|above| is_example(&above.title)) {
            continue;
        }
        for (within, text) in callouts(section.blocks) {
            let subject = subject(&text);
            let counts = match within {
                Within::Quote => is_head || subject != Subject::Other,
                // Some authors write it as a sentence.
                Within::Page => is_head && subject == Subject::Metered,
                Within::List => false,
            };
            if counts && about::deprecation(&text).is_none() && known.insert(text.clone()) {
                notices.push(Notice { subject, text });
            }
        }
    }
    for (name, subject) in FILES {
        let is_named = reading.expanded.named.iter().any(|(_, path)| path.contains(name));
        if is_named && notices.iter().all(|known| known.subject != subject) {
            notices.push(Notice { subject, text: String::new() });
        }
    }
    notices
}

fn subject(text: &str) -> Subject {
    let lower = text.to_lowercase();
    let named = |(_, words): &&(Subject, &[&str])| words.iter().any(|word| lower.contains(word));
    WORDS.iter().find(named).map_or(Subject::Other, |(subject, _)| *subject)
}

/// The paragraphs of a section; those of one quote are one text.
fn callouts(blocks: &[Block]) -> Vec<(Within, String)> {
    let mut texts: Vec<(Within, String)> = Vec::new();
    let mut goes_on = false;
    for block in blocks {
        let BlockKind::Paragraph(text, within) = &block.kind else {
            goes_on = false;
            continue;
        };
        let written = text.text_with_code();
        let bare = without_marker(&written);
        let is_marked = bare.len() < written.len();
        match texts.last_mut() {
            Some((Within::Quote, before)) if goes_on && *within == Within::Quote && !is_marked => {
                if !before.is_empty() {
                    before.push(' ');
                }
                before.push_str(bare);
            }
            _ => texts.push((*within, bare.to_owned())),
        }
        goes_on = *within == Within::Quote;
    }
    texts
}

/// A text without the word that it begins with: `[!NOTE]`, `Important:`.
fn without_marker(text: &str) -> &str {
    if let Some((_, rest)) = text.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        return rest.trim_start();
    }
    let marker = ["note", "notes", "important", "tip", "caution", "warning"];
    match text.split_once(':') {
        Some((word, rest)) if marker.contains(&word.trim().to_lowercase().as_str()) => rest.trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::Notice;
    use crate::facts::operation::tests::facts;

    fn check(head: &str, below: &str, expected: &[&str]) {
        let text = format!("# T\n{head}\n## HTTP request\n```\nGET /x\n```\n{below}");
        let found = facts(&text).about.notices.into_iter();
        let found: Vec<String> =
            found.map(|Notice { subject, text }| format!("{subject:?}: {text}")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_call_out_counts_in_every_form() {
        check(
            "> **Note:** One.\n\n>[!IMPORTANT]\n>Two `x`.\n>\n> And more.\n\nText.\n\n> **Caution**: Three.\n",
            "",
            &["Other: One.", "Other: Two `x`. And more.", "Other: Three."],
        );
    }

    #[test]
    fn the_words_say_what_it_is_about() {
        check(
            "> [!IMPORTANT]\n> APIs under the `/beta` version are subject to change.\n\n> **Note:** This API is metered.\n\nText.\n\n> This is in private preview.\n\nThe API has payment requirements.\n",
            "",
            &[
                "Beta: APIs under the `/beta` version are subject to change.",
                "Metered: This API is metered.",
                "Preview: This is in private preview.",
                "Metered: The API has payment requirements.",
            ],
        );
    }

    #[test]
    fn further_down_only_money_stability_and_clouds_count() {
        check(
            "",
            "## Query parameters\n> **Note:** Not in US Government L4.\n\n> **Note:** Sorting is slow.\n\n## Example\n> Preview.\n",
            &["Clouds: Not in US Government L4."],
        );
    }

    #[test]
    fn what_is_deprecated_is_told_elsewhere() {
        check("> [!CAUTION]\n> This API is deprecated and ends soon.\n", "", &[]);
    }
}
