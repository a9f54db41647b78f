//! Finds the tables of a section with the text that states their requests. In: a section. Out: [`PlacedTable`]s.

use crate::facts::layout::annotation::{self, Kind};
use crate::facts::template::{self, Method, Template};
use crate::page::inline::{Inline, Part};
use crate::page::json::Json;
use crate::page::section::Section;
use crate::page::table::Table;
use crate::page::{Block, BlockKind, Within};
use std::ops::Range;

/// The maximum length of a paragraph that labels the table below it.
const LABEL: usize = 120;

/// A table with the requests that it is for.
pub(super) struct PlacedTable<'p> {
    /// The table.
    pub(super) table: &'p Table,
    /// The requests in `requestUrls` of its annotation, else those in code blocks above it.
    pub(super) requests: Vec<(Method, Template)>,
    /// The texts in `requestUrls`.
    pub(super) annotated: Vec<AnnotatedUrl>,
    /// The paragraph above it that ends in a colon or is bold, else the heading below "Permissions".
    pub(super) label: String,
}

/// A text in `requestUrls` of an annotation.
pub(super) struct AnnotatedUrl {
    /// The text.
    pub(super) text: String,
    /// The request, if the text is one.
    pub(super) request: Option<(Method, Template)>,
    /// The range of the annotation.
    pub(super) span: Range<usize>,
}

/// The tables of a section.
pub(super) fn tables<'p>(section: &Section<'p>) -> Vec<PlacedTable<'p>> {
    let heading = if is_general(&section.title) { String::new() } else { without_colon(&section.title) };
    let mut found = Vec::new();
    let (mut paragraph, mut annotated, mut shown) = (None, Vec::new(), Vec::new());
    for (index, block) in section.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Table(table) => {
                let annotated: Vec<AnnotatedUrl> = std::mem::take(&mut annotated);
                let shown = std::mem::take(&mut shown);
                let named: Vec<_> = annotated.iter().filter_map(|url| url.request.clone()).collect();
                let requests = if named.is_empty() { shown } else { named };
                let label = paragraph.take().unwrap_or_else(|| heading.clone());
                found.push(PlacedTable { table, requests, annotated, label });
            }
            BlockKind::Fence(fence) => shown.extend(lines(&fence.text)),
            BlockKind::Comment(_) => annotated.extend(request_urls(block, section.blocks.get(index + 1))),
            BlockKind::Paragraph(inline, Within::Page) => paragraph = label(inline).or(paragraph),
            BlockKind::Paragraph(..) | BlockKind::Heading(..) | BlockKind::Tab(_) | BlockKind::Rule => {}
        }
    }
    found
}

/// Whether a heading names the section only.
fn is_general(title: &str) -> bool {
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    ["permission", "permissions", "prerequisites"].iter().any(|name| title.eq_ignore_ascii_case(name))
}

fn without_colon(text: &str) -> String {
    text.trim().trim_end_matches(':').trim_end().to_owned()
}

/// The text of a paragraph that labels the table below it.
fn label(inline: &Inline) -> Option<String> {
    let text = inline.text();
    let text = text.trim();
    let is_bold = !inline.is_empty()
        && inline.parts.iter().all(|part| matches!(part, Part::Strong(_)) || part.text().trim().is_empty());
    ((is_bold || text.ends_with(':')) && text.len() <= LABEL).then(|| without_colon(text))
}

/// The requests in a text, one on each line.
fn lines(text: &str) -> impl Iterator<Item = (Method, Template)> {
    text.lines().filter_map(|line| template::read_line(line).ok().flatten())
}

/// The request URLs in an annotation of a permission table.
fn request_urls(block: &Block, next: Option<&Block>) -> Vec<AnnotatedUrl> {
    let BlockKind::Comment(comment) = &block.kind else { return Vec::new() };
    let annotation = annotation::read(comment, &block.span, next);
    let Some(annotation) = annotation.filter(|found| found.kind == Some(Kind::Permissions)) else {
        return Vec::new();
    };
    let urls = match annotation.json.get("requestUrls").map(|node| &node.value) {
        Some(Json::Array(urls)) => urls.iter().filter_map(|url| url.value.as_str()).collect(),
        Some(url) => url.as_str().into_iter().collect::<Vec<_>>(),
        None => Vec::new(),
    };
    let texts = urls.into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty());
    let url = |text: &str| AnnotatedUrl {
        text: text.trim().to_owned(),
        request: template::read_line(text).ok().flatten(),
        span: block.span.clone(),
    };
    texts.map(url).collect()
}
