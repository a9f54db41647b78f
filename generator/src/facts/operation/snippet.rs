//! Collects code blocks. In: the blocks of an api page. Out: [`Snippet`]s with annotation and area (AD-6).

use std::ops::Range;

use crate::facts::layout::annotation::{self, Annotation, Kind};
use crate::facts::layout::section_kind::Area;
use crate::facts::problem::api_page::Problem;
use crate::facts::{GapKind, Reading};
use crate::page::section::Section;
use crate::page::{Block, BlockKind, Fence};

/// A code block.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'p> {
    /// The annotation directly above.
    pub annotation: Option<Annotation<'p>>,
    /// The code block.
    pub fence: &'p Fence,
    /// The range of the code block in the expanded text.
    pub span: &'p Range<usize>,
    /// The area of the section.
    pub area: Area,
    /// Whether the heading of the section begins with "Response".
    pub below_response: bool,
    /// The next block.
    pub next: Option<&'p BlockKind>,
}

impl Snippet<'_> {
    /// The kind that the annotation states.
    pub fn kind(&self) -> Option<Kind> {
        self.annotation.and_then(|annotation| annotation.kind)
    }

    /// The range of the annotation, else of the code block.
    pub fn start(&self) -> &Range<usize> {
        self.annotation.map_or(self.span, |annotation| annotation.span)
    }
}

/// Collects the code blocks. Records annotations without a code block as used or as gaps.
pub fn collect<'p>(reading: &mut Reading<'p>, areas: &[Area]) -> Vec<Snippet<'p>> {
    let mut snippets = Vec::new();
    let sections = reading.sections;
    for (section, area) in sections.iter().zip(areas) {
        collect_section(reading, section, *area, &mut snippets);
    }
    snippets
}

fn collect_section<'p>(
    reading: &mut Reading<'p>,
    section: &Section<'p>,
    area: Area,
    snippets: &mut Vec<Snippet<'p>>,
) {
    let below_response = section.title.to_lowercase().starts_with("response");
    let mut pending: Option<Annotation<'p>> = None;
    for (index, Block { span, kind }) in section.blocks.iter().enumerate() {
        match kind {
            BlockKind::Fence(fence) => {
                let annotation = pending.take();
                let next = section.blocks.get(index + 1).map(|next| &next.kind);
                snippets.push(Snippet { annotation, fence, span, area, below_response, next });
            }
            BlockKind::Comment(comment) => {
                let Some(json) = &comment.json else { continue };
                record_unpaired(reading, pending.take());
                pending = annotation::read(comment, span, section.blocks.get(index + 1));
                if json.is_err() {
                    // The page stage has reported the problem.
                    reading.record_gap(GapKind::Annotation, span, "bad-annotation");
                }
            }
            BlockKind::Table(_) => match pending.take() {
                Some(Annotation { kind: Some(Kind::Permissions), span, .. }) => reading.use_annotation(span),
                other => record_unpaired(reading, other),
            },
            BlockKind::Heading(..) | BlockKind::Tab(_) | BlockKind::Paragraph(..) | BlockKind::Rule => {
                record_unpaired(reading, pending.take());
            }
        }
    }
    record_unpaired(reading, pending);
}

/// Records an annotation without a code block.
fn record_unpaired(reading: &mut Reading<'_>, annotation: Option<Annotation<'_>>) {
    let Some(Annotation { kind, span, .. }) = annotation else { return };
    match kind {
        Some(Kind::Page) => reading.record_gap(GapKind::Annotation, span, "page annotation"),
        Some(Kind::Ignored) => reading.record_gap(GapKind::Annotation, span, "annotated as ignored"),
        Some(Kind::Permissions) => reading.record_gap(GapKind::Annotation, span, "no table follows"),
        // The reader of types handles annotations of types.
        Some(Kind::Resource) => {}
        _ => reading.report_gap(GapKind::Annotation, span, &Problem::NoCodeBlock),
    }
}
