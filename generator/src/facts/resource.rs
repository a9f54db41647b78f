//! Reads a resource page. In: its blocks. Out: [`ResourceFacts`]: annotated types, rows of tables, statements of the introduction.

pub mod definition;
pub mod facts;
mod heading;
mod inheritance;
mod member;

use self::definition::Definition;
use self::facts::{AnnotationFact, MemberFact};
use self::inheritance::inherited;
use crate::facts::Reading;
use crate::facts::prose::page_summary::{self, PageSummary};
use crate::facts::type_text::TypeText;
use crate::name::PagePath;
use crate::page::section::Section;
use crate::page::{BlockKind, Within};
use crate::source::Spanned;

/// The facts of a resource page.
#[derive(Clone, Debug)]
pub struct ResourceFacts {
    /// The page.
    pub page: PagePath,
    /// The namespace in the page annotation or the "Namespace:" line.
    pub namespace: Option<String>,
    /// The type in the title: "X resource type".
    pub title: Option<Spanned<String>>,
    /// The types that annotations define.
    pub definitions: Vec<Definition>,
    /// The rows of tables of properties and relationships.
    pub members: Vec<MemberFact>,
    /// The rows about instance annotations.
    pub annotations: Vec<AnnotationFact>,
    /// The base type in the introduction.
    pub base: Option<Spanned<TypeText>>,
    /// Whether the introduction calls the type abstract.
    pub says_abstract: bool,
    /// Whether the introduction calls the type open.
    pub says_open: bool,
    /// Whether the introduction describes the type as JSON.
    pub says_json: bool,
    /// The general facts of the page.
    pub about: PageSummary,
}

/// Reads a resource page. `None` when it defines no type.
pub fn read(reading: &mut Reading<'_>) -> Option<ResourceFacts> {
    let definitions = definition::read(reading);
    let title = title(reading);
    if definitions.is_empty() && title.is_none() {
        return None;
    }
    let (members, annotations) = member::read(reading);
    members.iter().for_each(|member| reading.use_row(&member.name.span));
    let head: Vec<&Section<'_>> = reading.sections.iter().filter(|section| section.level <= 1).collect();
    let base = head.iter().find_map(|section| base(section));
    let prose: Vec<String> = head.iter().flat_map(|section| prose(section)).collect();
    let says = |phrases: &[&str]| prose.iter().any(|text| phrases.iter().any(|phrase| text.contains(phrase)));
    Some(ResourceFacts {
        page: reading.path.clone(),
        namespace: page_summary::namespace(reading),
        title,
        definitions,
        members,
        annotations,
        base,
        says_abstract: prose.iter().any(|text| says_abstract(text)),
        says_json: prose
            .iter()
            .any(|text| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "json")),
        says_open: says(&["is an open type", "open types"]),
        about: page_summary::read(reading),
    })
}

/// The name in a title such as "message resource type".
fn title(reading: &Reading<'_>) -> Option<Spanned<String>> {
    let section = reading.sections.iter().find(|section| section.level == 1)?;
    let title = section.title.replace("(deprecated)", "");
    let lower = title.trim().to_ascii_lowercase();
    let suffixes = [" resource type", " complex type", " entity type", " resource"];
    let name = match suffixes.iter().find_map(|suffix| lower.strip_suffix(suffix)) {
        Some(name) => &title.trim()[..name.len()],
        // Without a suffix, the title is a name only if the front matter states a resource page.
        None if reading
            .page
            .front_matter
            .get("doc_type")
            .is_some_and(|kind| kind.starts_with("resourcePageType")) =>
        {
            title.trim()
        }
        None => return None,
    };
    let name = name.trim_matches(['`', '*', ' ']);
    let fits = name.split('.').all(crate::name::is_identifier);
    fits.then(|| Spanned::new(name.to_owned(), section.span.clone()))
}

fn prose(section: &Section<'_>) -> Vec<String> {
    let text = |kind: &BlockKind| match kind {
        BlockKind::Paragraph(text, Within::Page | Within::Quote) => Some(text.text().to_lowercase()),
        _ => None,
    };
    section.blocks.iter().filter_map(|block| text(&block.kind)).collect()
}

/// Phrases before the name of a base type.
const EXTENDS: [&str; 9] = [
    "inherits from",
    "inherited from",
    "inherits all properties from",
    "derived from",
    "derives from",
    "derived type of",
    "subclass of",
    "subtype of",
    "extends",
];

/// The base type in the text below the title: "Inherits from".
fn base(section: &Section<'_>) -> Option<Spanned<TypeText>> {
    section.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text, Within::Page) => {
            inherited(text, &EXTENDS).map(|ty| Spanned::new(ty, block.span.clone()))
        }
        _ => None,
    })
}

/// Whether a text calls its subject abstract: "an abstract class", unlike "the x abstract type".
fn says_abstract(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let nouns = ["class", "type", "base", "entity", "resource", "superclass"];
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or("an");
        let after = words.get(at + 1).copied().unwrap_or_default();
        *word == "abstract"
            && matches!(before, "an" | "is" | "as")
            && (nouns.contains(&after) || before == "is")
    })
}
