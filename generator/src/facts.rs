//! Reads the types, enums and operations of each page, without comparing pages. In: [`Page`]s. Out: [`PageFacts`].

mod balance;
pub mod enumeration;
pub mod layout;
pub mod operation;
mod owned_values;
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
use self::prose::callout::{self, FoundCallout};
use self::resource::ResourceFacts;
use crate::diagnostic::suppress::Suppression;
use crate::diagnostic::{Diagnostic, Problem};
use crate::name::PagePath;
use crate::page::section::Sections;
use crate::page::{self, BlockKind, Comment, Fence, Page};
use crate::source::include::{self, Expanded};
use crate::source::{Location, Source, Sources, Version};

/// The state of reading one page: its blocks, its diagnostics, and the bookkeeping of used items and gaps.
pub struct Reading<'p> {
    /// The path below the version folder.
    pub path: PagePath,
    /// The path below the docs root.
    pub file: &'p str,
    /// The API version of the page.
    pub version: Version,
    /// The text with includes expanded.
    pub expanded: &'p Expanded<'p>,
    /// The blocks.
    pub page: &'p Page,
    /// The blocks by heading.
    pub sections: &'p Sections<'p>,
    /// The problems so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The gaps so far.
    pub gaps: Vec<PendingGap>,
    /// The start of each row that became a fact, in the expanded text.
    pub used_rows: BTreeSet<usize>,
    /// The start of each annotation that became a fact, in the expanded text.
    pub used_annotations: BTreeSet<usize>,
    /// The number of lines that look like request lines.
    pub request_lines: usize,
    /// The callouts, also those without text.
    pub callouts: Vec<FoundCallout>,
    /// The diagnostics that the page suppresses.
    pub suppressions: Vec<Suppression>,
}

impl<'p> Reading<'p> {
    /// Starts to read a page.
    pub fn new(
        source: &'p Source,
        expanded: &'p Expanded<'p>,
        page: &'p Page,
        sections: &'p Sections<'p>,
    ) -> Self {
        let mut reading = Self {
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
            callouts: Vec::new(),
            suppressions: Vec::new(),
        };
        reading.callouts = callout::collect(&reading);
        reading
    }

    /// Reports a problem at a range of the expanded text.
    pub fn report(&mut self, span: &Range<usize>, problem: &impl Problem) {
        self.diagnostics.push(Diagnostic::new(self.expanded.locate(span), problem));
    }

    /// Reports a problem and records the gap that it causes.
    pub fn report_gap(&mut self, kind: GapKind, span: &Range<usize>, problem: &impl Problem) {
        self.record_gap(kind, span, problem.code());
        self.report(span, problem);
    }

    /// Records a gap for an item that states nothing about the API.
    pub fn record_gap(&mut self, kind: GapKind, span: &Range<usize>, reason: &'static str) {
        self.gaps.push(PendingGap { kind, span: span.clone(), reason });
    }

    /// Marks a row of a table as used.
    pub fn use_row(&mut self, span: &Range<usize>) {
        self.used_rows.insert(span.start);
    }

    /// Marks an annotation as used.
    pub fn use_annotation(&mut self, span: &Range<usize>) {
        self.used_annotations.insert(span.start);
    }

    /// The range of a part of a code block in the expanded text. An indented block has lost its indent, so lines are counted.
    fn place(&self, fence: &Fence, at: usize, part: &str) -> Range<usize> {
        // Only the text of an indented block differs from its source.
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

/// An item of a page that is not in the model, located in the expanded text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PendingGap {
    /// The kind of item.
    pub kind: GapKind,
    /// The range in the expanded text.
    pub span: Range<usize>,
    /// The code of a diagnostic or a short phrase.
    pub reason: &'static str,
}

/// An item of a page that is not in the model.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Gap {
    /// The kind of item.
    pub kind: GapKind,
    /// The location on the page.
    pub location: Location,
    /// The code of a diagnostic or a short phrase.
    pub reason: &'static str,
}

/// Kinds of items that can be missing in the model.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum GapKind {
    /// A whole page.
    Page,
    /// A comment with JSON.
    Annotation,
    /// A row of a table.
    Row,
    /// A line below "HTTP request".
    RequestLine,
    /// A callout.
    Callout,
}

/// The facts of one page. Those of a resource and of an operation are boxed, because few pages have both.
#[derive(Debug)]
pub struct PageFacts {
    /// The page.
    pub path: PagePath,
    /// The facts of a resource page.
    pub resource: Option<Box<ResourceFacts>>,
    /// The enums whose members the page lists.
    pub enums: Vec<EnumFacts>,
    /// The facts of an api page.
    pub operation: Option<Box<OperationFacts>>,
    /// The problems of the page.
    pub diagnostics: Vec<Diagnostic>,
    /// The diagnostics that the page suppresses.
    pub suppressions: Vec<Suppression>,
    /// The items that are not in the model.
    pub gaps: Vec<Gap>,
    /// The numbers of items.
    pub counts: Counts,
}

/// Numbers of items on pages, and of those used in facts. All others are gaps.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Pages that define a type or an operation.
    pub pages_used: usize,
    /// Comments that begin with `{`.
    pub annotations: usize,
    /// Annotations that state a fact about a type or an operation.
    pub annotations_used: usize,
    /// Rows of tables.
    pub rows: usize,
    /// Rows that state a member, a parameter or permissions.
    pub rows_used: usize,
    /// Lines below "HTTP request" that look like request lines.
    pub request_lines: usize,
    /// Request lines without problems, each method and path once.
    pub request_lines_used: usize,
    /// Callouts.
    pub callouts: usize,
    /// Callouts of pages that define a type or an operation.
    pub callouts_used: usize,
}

impl Counts {
    /// Adds the numbers of another page.
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
    let tables = enumeration::read(&mut reading);
    let doc_type = match DocType::read(&mut reading) {
        DocType::Resource if describes_enum(&page, &tables) => DocType::Enum,
        doc_type => doc_type,
    };
    let (mut resource, mut operation) = match doc_type {
        DocType::Resource => (resource::read(&mut reading), None),
        // The page of an operation may define a type that only this operation uses.
        DocType::Api if doc_type::page_defines_type(&page) => {
            (resource::read(&mut reading), operation::read(&mut reading))
        }
        DocType::Api => (None, operation::read(&mut reading)),
        DocType::Enum | DocType::Concept => (None, None),
    };
    let enums = owned_values::assign(&mut reading, tables, resource.as_mut(), operation.as_mut());
    if operation.is_none() {
        record_unused_annotations(&mut reading, doc_type);
    }
    if resource.is_none() && operation.is_none() && enums.is_empty() {
        record_unused_page(&mut reading, doc_type);
    }
    let counts = balance::count(&mut reading, resource.as_ref(), &enums, operation.as_ref());
    let gaps = reading.gaps.iter().map(|PendingGap { kind, span, reason }| Gap {
        kind: *kind,
        location: expanded.locate(span),
        reason,
    });
    let gaps = gaps.collect();
    let Reading { path, diagnostics, suppressions, .. } = reading;
    let (resource, operation) = (resource.map(Box::new), operation.map(Box::new));
    PageFacts { path, resource, enums, operation, diagnostics, suppressions, gaps, counts }
}

/// Whether each type that a page annotates is an enum that the page describes. Its JSON representation then has no members.
fn describes_enum(page: &Page, tables: &[EnumFacts]) -> bool {
    let mut names = doc_type::annotated_names(page).peekable();
    let is_enum = |name: &str| {
        let short = name.rsplit('.').next().unwrap_or(name);
        let is_it = |table: &EnumFacts| table.name.value.rsplit('.').next() == Some(short);
        tables.iter().any(|table| table.is_own_page && is_it(table))
    };
    names.peek().is_some() && names.all(is_enum)
}

/// Records the gap for a page without facts.
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

/// Records gaps for annotations that define no type, on a page without operations.
fn record_unused_annotations(reading: &mut Reading<'_>, doc_type: DocType) {
    let blocks = &reading.page.blocks;
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Comment(Comment { json: Some(json), .. }) = &block.kind else { continue };
        let reason = match json {
            Ok(_) if doc_type::defines_type_at(block, blocks.get(index + 1)) => match doc_type {
                // The reader of types has handled it.
                DocType::Resource | DocType::Api => continue,
                DocType::Enum => "annotation of an enum",
                DocType::Concept => "annotation of a type on a page without types",
            },
            Ok(node) if is_page_annotation(&node.value) => "page annotation",
            Ok(_) => "annotation of an example on a page without operations",
            // The page stage has reported the problem.
            Err(_) => "bad-annotation",
        };
        reading.record_gap(GapKind::Annotation, &block.span, reason);
    }
}

#[cfg(test)]
mod tests {
    use super::{GapKind, Source, Sources, Version, read};

    #[test]
    fn every_annotation_is_used_or_a_gap() {
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
            let gaps = page.gaps.iter().filter(|gap| gap.kind == GapKind::Annotation).count();
            assert_eq!(page.counts.annotations, 1, "{path}: {text}");
            assert_eq!(page.counts.annotations_used + gaps, 1, "{path}: {text}");
        }
    }
}
