//! Reads the summary of a page. In: front matter, title, introduction. Out: [`PageSummary`].

use crate::facts::Reading;
use crate::facts::prose::callout::{self, Callout, CalloutSection};
use crate::facts::prose::deprecation;
use crate::facts::prose::sentences;
use crate::page::section::Section;
use crate::page::{BlockKind, Within};
use crate::source::problem::Problem;

/// The general facts of a page.
#[derive(Clone, Debug, Default)]
pub struct PageSummary {
    /// The first sentence, as plain text with code in backticks. Empty when there is none.
    pub summary: String,
    /// The product area of the front matter (`ms.subservice`, before that `ms.prod`), in lower case.
    pub area: Option<String>,
    /// The deprecation notice.
    pub deprecated: Option<String>,
    /// The callouts, including those of examples.
    pub callouts: Vec<Callout>,
}

/// Reads the front matter and the introduction of a page.
pub fn read(reading: &Reading<'_>) -> PageSummary {
    let front_matter = &reading.page.front_matter;
    let area = front_matter.get("ms.subservice").or_else(|| front_matter.get("ms.prod"));
    let title = reading.sections.iter().find(|section| section.level == 1);
    let paragraphs = || title.into_iter().flat_map(paragraphs);
    let summary = paragraphs()
        .filter(|(within, text)| *within == Within::Page && !text.starts_with("Namespace:"))
        .map(|(_, text)| sentences::first(&text))
        .find(|sentence| !sentence.is_empty());
    let callouts = callout::read(reading);
    let introduction = callouts.iter().filter(|callout| callout.section == CalloutSection::Introduction);
    // A callout comes first: its text joins all paragraphs, including one with a date or replacement.
    let deprecated = introduction
        .map(|callout| callout.text.clone())
        .chain(paragraphs().map(|(_, text)| text))
        .find_map(|text| deprecation::find_of_page(&text))
        .or_else(|| deprecation::marked(deprecates_by_name(reading)))
        .or_else(|| title.and_then(|title| deprecation::marked(deprecation::without_mark(&title.title).1)));
    PageSummary {
        summary: summary.unwrap_or_default(),
        area: area.map(|area| area.trim().to_lowercase()).filter(|area| !area.is_empty()),
        deprecated,
        callouts,
    }
}

/// Whether the page names a missing include about a deprecation. An existing file states its own deprecation.
fn deprecates_by_name(reading: &Reading<'_>) -> bool {
    reading.expanded.problems.iter().any(|(_, problem)| match problem {
        Problem::Missing(path) | Problem::Outside(path) => path.contains("deprecat"),
        Problem::Cycle(_) | Problem::TooDeep | Problem::TooMany | Problem::TooLarge { .. } => false,
    })
}

fn paragraphs<'s>(section: &'s Section<'_>) -> impl Iterator<Item = (Within, String)> + 's {
    section.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(text, within) => Some((*within, callout::without_marker(text))),
        _ => None,
    })
}

/// The namespace of a page, from its page annotation, else from its "Namespace:" line (AD-25).
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
