//! Reads each page by itself: the types, enums and operations that it states.
//! In: [`Page`]s. Out: [`PageFacts`]. No page is compared with another.

mod balance;
pub mod enumeration;
pub mod layout;
pub mod operation;
pub mod problem;
#[cfg(test)]
mod proptests;
pub mod prose;
pub mod resource;
#[cfg(test)]
mod sample;
pub mod template;
pub mod type_text;

use std::collections::BTreeSet;
use std::ops::Range;

use self::enumeration::EnumFacts;
use self::layout::annotation;
use self::layout::annotation_kind::is_page_annotation;
use self::layout::doc_type::{self, DocType};
use self::operation::OperationFacts;
use self::resource::ResourceFacts;
use crate::diagnostic::suppress::Suppression;
use crate::diagnostic::{Diagnostic, Problem};
use crate::name::PagePath;
use crate::page::section::Sections;
use crate::page::{self, BlockKind, Comment, Fence, Page};
use crate::source::include::{self, Expanded};
use crate::source::{Location, Source, Sources, Version};

/// One page on its way to facts: its blocks, the way back to their places, and what is found out on the way.
pub struct Reading<'p> {
    /// The path below the version folder.
    pub path: PagePath,
    /// The path below the docs root.
    pub file: &'p str,
    /// The version whose folder holds the page.
    pub version: Version,
    /// Its text, includes in place.
    pub expanded: &'p Expanded<'p>,
    /// Its blocks.
    pub page: &'p Page,
    /// Its blocks by heading.
    pub sections: &'p Sections<'p>,
    /// What was found wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// What was left out so far, with the reason.
    pub gaps: Vec<PendingGap>,
    /// Where the rows begin that went into facts.
    pub used_rows: BTreeSet<usize>,
    /// Where the annotations begin that went into facts.
    pub used_annotations: BTreeSet<usize>,
    /// How many lines wanted to be request lines.
    pub request_lines: usize,
    /// What the page does not want to be told.
    pub suppressions: Vec<Suppression>,
}

impl<'p> Reading<'p> {
    /// Begins with a page.
    pub fn new(
        source: &'p Source,
        expanded: &'p Expanded<'p>,
        page: &'p Page,
        sections: &'p Sections<'p>,
    ) -> Self {
        Self {
            path: source.page_path(),
            file: &source.path,
            version: source.version().unwrap_or(Version::V1),
            expanded,
            page,
            sections,
            diagnostics: Vec::new(),
            gaps: Vec::new(),
            used_rows: BTreeSet::new(),
            used_annotations: BTreeSet::new(),
            request_lines: 0,
            suppressions: Vec::new(),
        }
    }

    /// Notes a problem at its place.
    pub fn report(&mut self, span: &Range<usize>, problem: &impl Problem) {
        self.diagnostics.push(Diagnostic::new(self.expanded.locate(span), problem));
    }

    /// Notes a problem and that what stands there is not in the model because of it.
    pub fn report_gap(&mut self, what: GapKind, span: &Range<usize>, problem: &impl Problem) {
        self.record_gap(what, span, problem.code());
        self.report(span, problem);
    }

    /// Notes that something is not in the model though nothing is wrong with it: it states nothing of the API.
    pub fn record_gap(&mut self, what: GapKind, span: &Range<usize>, reason: &'static str) {
        self.gaps.push(PendingGap { what, span: span.clone(), reason });
    }

    /// Notes that a row of a table went into facts.
    pub fn use_row(&mut self, span: &Range<usize>) {
        self.used_rows.insert(span.start);
    }

    /// Notes that an annotation went into facts.
    pub fn use_annotation(&mut self, span: &Range<usize>) {
        self.used_annotations.insert(span.start);
    }

    /// Where a part of a code block stands in the expanded text: the text of an indented block has lost its indent, so lines are
    /// counted.
    fn place(&self, fence: &Fence, at: usize, part: &str) -> Range<usize> {
        // Only an indented block has other text than its source.
        let same = fence.start + at..fence.start + at + part.len();
        if fence.language != "indented" && self.expanded.text.get(same) == Some(part) {
            let start = fence.start + at + (part.len() - part.trim_start().len());
            return start..start + part.trim().len();
        }
        let before = &fence.text[..at];
        let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        let source = self.expanded.text.get(fence.start..).unwrap_or_default();
        let mut lines = source.split_inclusive('\n');
        let skipped = lines.by_ref().take(before.matches('\n').count()).map(str::len).sum::<usize>();
        let line = lines.next().unwrap_or_default();
        let blank = part.len() - part.trim_start().len();
        let start = (fence.start + skipped + (column + blank).min(line.len())).min(self.expanded.text.len());
        start..start + part.trim().len()
    }
}

/// Something of a page that is not in the model, while the page is read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PendingGap {
    /// What it is.
    pub what: GapKind,
    /// Where it stands in the expanded text.
    pub span: Range<usize>,
    /// Why: a problem's code or a short phrase.
    pub reason: &'static str,
}

/// Something of a page that is not in the model.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Gap {
    /// What it is.
    pub what: GapKind,
    /// Where it stands.
    pub location: Location,
    /// Why: a problem's code or a short phrase.
    pub reason: &'static str,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum GapKind {
    /// A whole page.
    Page,
    /// A comment with JSON.
    Annotation,
    /// A row of a table.
    Row,
    /// A line under "HTTP request".
    RequestLine,
    /// A callout.
    Callout,
}

/// The facts of one page. Facts of an operation and of a resource are boxed, because few pages have both.
#[derive(Debug)]
pub struct PageFacts {
    /// The page.
    pub path: PagePath,
    /// What it states as a resource page.
    pub resource: Option<Box<ResourceFacts>>,
    /// The enums whose members it lists.
    pub enums: Vec<EnumFacts>,
    /// What it states as an api page.
    pub operation: Option<Box<OperationFacts>>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What it does not want to be told.
    pub suppressions: Vec<Suppression>,
    /// What of it is not in the model.
    pub gaps: Vec<Gap>,
    /// What was found on it.
    pub counts: Counts,
}

/// How much was found on pages and how much of it went into facts; the rest are gaps.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Pages that state something.
    pub pages_used: usize,
    /// Comments that hold a JSON object, or mean to.
    pub annotations: usize,
    /// Those that say something of a type or an operation.
    pub annotations_used: usize,
    /// Rows of tables.
    pub rows: usize,
    /// Rows that state a member, a parameter, permissions.
    pub rows_used: usize,
    /// Lines under "HTTP request" that want to be request lines.
    pub request_lines: usize,
    /// Those that could be read, each path once for its method.
    pub request_lines_used: usize,
    /// Callouts.
    pub callouts: usize,
    /// Callouts of pages that state something.
    pub callouts_used: usize,
}

impl Counts {
    /// Adds those of another page.
    pub fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.pages_used += other.pages_used;
        self.annotations += other.annotations;
        self.annotations_used += other.annotations_used;
        self.rows += other.rows;
        self.rows_used += other.rows_used;
        self.request_lines += other.request_lines;
        self.request_lines_used += other.request_lines_used;
        self.callouts += other.callouts;
        self.callouts_used += other.callouts_used;
    }
}

/// Reads one page.
pub fn read(source: &Source, version: Version, sources: &Sources) -> PageFacts {
    debug_assert_eq!(source.version(), Some(version), "a page is of the version whose folder holds it");
    let expanded = include::expand(source, sources);
    let page = page::read(&expanded.text);
    let sections = Sections::of(&page);
    let mut reading = Reading::new(source, &expanded, &page, &sections);
    for (location, problem) in &expanded.problems {
        reading.diagnostics.push(Diagnostic::new(location.clone(), problem));
    }
    for (span, problem) in &page.problems {
        reading.report(span, problem);
    }
    annotation::check(&mut reading);
    let doc_type = DocType::read(&mut reading);
    let enums = enumeration::read(&mut reading);
    let (resource, operation) = match doc_type {
        DocType::Resource => (resource::read(&mut reading), None),
        // A type that only one operation uses may be defined on its page.
        DocType::Api if doc_type::defines_type(&page) => {
            (resource::read(&mut reading), operation::read(&mut reading))
        }
        DocType::Api => (None, operation::read(&mut reading)),
        DocType::Enum | DocType::Concept => (None, None),
    };
    if operation.is_none() {
        record_unused_annotations(&mut reading, doc_type);
    }
    if resource.is_none() && operation.is_none() && enums.is_empty() {
        record_unused_page(&mut reading, doc_type);
    }
    let counts = balance::count(&mut reading, resource.as_ref(), &enums, operation.as_ref());
    let gaps = reading.gaps.iter().map(|PendingGap { what, span, reason }| Gap {
        what: *what,
        location: expanded.locate(span),
        reason,
    });
    let gaps = gaps.collect();
    let Reading { path, diagnostics, suppressions, .. } = reading;
    let (resource, operation) = (resource.map(Box::new), operation.map(Box::new));
    PageFacts { path, resource, enums, operation, diagnostics, suppressions, gaps, counts }
}

/// Notes why a page states nothing.
fn record_unused_page(reading: &mut Reading<'_>, doc_type: DocType) {
    let title = reading.sections.iter().find(|section| section.level == 1);
    let span = title.map_or(0..0, |title| title.span.clone());
    match doc_type {
        DocType::Concept => reading.record_gap(GapKind::Page, &span, "page about concepts"),
        DocType::Enum => reading.record_gap(GapKind::Page, &span, "page of enums that lists none"),
        DocType::Resource => reading.report_gap(GapKind::Page, &span, &problem::types::Problem::NoType),
        DocType::Api => reading.report_gap(GapKind::Page, &span, &problem::api_page::Problem::NoRequestLine),
    }
}

/// Notes the annotations of a page without operations that define no type.
fn record_unused_annotations(reading: &mut Reading<'_>, doc_type: DocType) {
    let blocks = &reading.page.blocks;
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Comment(Comment { json: Some(json), .. }) = &block.kind else { continue };
        let reason = match json {
            Ok(_) if doc_type::is_resource(block, blocks.get(index + 1)) => match doc_type {
                // The reader of types has used it or left it out.
                DocType::Resource | DocType::Api => continue,
                DocType::Enum | DocType::Concept => "annotation of a type on a page without types",
            },
            Ok(node) if is_page_annotation(&node.value) => "page annotation",
            Ok(_) => "annotation of an example on a page without operations",
            // The problem itself was told when the page was read.
            Err(_) => "bad-annotation",
        };
        reading.record_gap(GapKind::Annotation, &block.span, reason);
    }
}

#[cfg(test)]
mod tests {
    use super::{GapKind, Source, Sources, Version, read};

    #[test]
    fn an_annotation_is_used_or_left_out_wherever_it_stands() {
        let nameless = "<!-- {\"blockType\": \"resource\"} -->";
        let padded = nameless.replace("resource", "\t resource");
        let called_a_page = nameless.replace('}', ", \"type\": \"#page.annotation\"}");
        let called_a_page = called_a_page.replace('}', ", \"@odata.type\": \"microsoft.graph.thing\"}");
        let request = "# T\n\n## HTTP request\n\n```http\nGET /things\n```\n\n";
        let named = "<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.thing\"} -->";
        let pages = [
            nameless.to_owned(),
            format!("{nameless}\n\n# Thing\n\ntext\n"),
            format!("---\ndoc_type: conceptualPageType\n---\n\n{named}\n\n# Thing\n"),
            format!("{named}\n"),
            format!("{request}{padded}\n"),
            format!("{request}{padded}\n```json\n{{}}\n```\n"),
            format!("{request}{called_a_page}\n"),
            format!("{request}{called_a_page}\n```json\n{{}}\n```\n"),
        ];
        for (text, path) in
            pages.iter().flat_map(|text| [(text, "v1.0/api/a.md"), (text, "v1.0/resources/a.md")])
        {
            let source = Source { path: path.to_owned(), text: text.clone() };
            let page = read(&source, Version::V1, &Sources::default());
            let left_out = page.gaps.iter().filter(|gap| gap.what == GapKind::Annotation).count();
            assert_eq!(page.counts.annotations, 1, "{path}: {text}");
            assert_eq!(page.counts.annotations_used + left_out, 1, "{path}: {text}");
        }
    }
}
