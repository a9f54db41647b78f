//! In: [`Page`]s. Out: [`PageFacts`], what each page states for itself. Knows no other page.

pub mod about;
pub mod annotation;
pub mod cloud;
pub mod description;
pub mod enumeration;
pub mod example;
pub mod operation;
pub mod parameter;
pub mod permission;
pub mod problem;
pub mod request;
pub mod resource;
pub mod response;
pub mod template;
pub mod type_text;

use std::ops::Range;

use self::enumeration::EnumFacts;
use self::operation::OperationFacts;
use self::resource::ResourceFacts;
use crate::diagnostic::{Diagnostic, Problem};
use crate::name::PagePath;
use crate::page::json::Json;
use crate::page::section::Sections;
use crate::page::{self, Block, BlockKind, Comment, Fence, Page};
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
    pub gaps: Vec<Gap>,
}

impl Reading<'_> {
    /// Notes a problem at its place.
    pub fn report(&mut self, span: &Range<usize>, problem: &impl Problem) {
        self.diagnostics.push(Diagnostic::new(self.expanded.locate(span), problem));
    }

    /// Notes a problem and that what stands there is not in the model because of it.
    pub fn leave_out(&mut self, what: Left, span: &Range<usize>, problem: &impl Problem) {
        let location = self.expanded.locate(span);
        self.gaps.push(Gap { what, location: location.clone(), reason: problem.code() });
        self.diagnostics.push(Diagnostic::new(location, problem));
    }

    /// Notes that something is not in the model though nothing is wrong with it: it states nothing of the API.
    pub fn skip(&mut self, what: Left, span: &Range<usize>, reason: &'static str) {
        self.gaps.push(Gap { what, location: self.expanded.locate(span), reason });
    }
}

/// Where a part of a code block stands in the expanded text: the text of an indented block has lost its indent, so lines are
/// counted.
fn place(reading: &Reading<'_>, fence: &Fence, at: usize, part: &str) -> Range<usize> {
    let before = &fence.text[..at];
    let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
    let source = reading.expanded.text.get(fence.start..).unwrap_or_default();
    let mut lines = source.split_inclusive('\n');
    let skipped = lines.by_ref().take(before.matches('\n').count()).map(str::len).sum::<usize>();
    let line = lines.next().unwrap_or_default();
    let blank = part.len() - part.trim_start().len();
    let start = (fence.start + skipped + (column + blank).min(line.len())).min(reading.expanded.text.len());
    start..start + part.trim().len()
}

/// Something of a page that is not in the model.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Gap {
    /// What it is.
    pub what: Left,
    /// Where it stands.
    pub location: Location,
    /// Why: a problem's code or a short phrase.
    pub reason: &'static str,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Left {
    /// A whole page.
    Page,
    /// A comment with JSON.
    Annotation,
    /// A row of a table.
    Row,
    /// A line under "HTTP request".
    RequestLine,
}

/// What one page states.
#[derive(Debug)]
pub struct PageFacts {
    /// The page.
    pub path: PagePath,
    /// What it states as a resource page.
    pub resource: Option<ResourceFacts>,
    /// The enums whose members it lists.
    pub enums: Vec<EnumFacts>,
    /// What it states as an api page.
    pub operation: Option<OperationFacts>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What of it is not in the model.
    pub gaps: Vec<Gap>,
    /// What was found on it.
    pub counts: Counts,
}

/// How much was found on pages; each number is what entered, whether or not it is in the model.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Comments that hold a JSON object, or mean to.
    pub annotations: usize,
    /// Rows of tables.
    pub rows: usize,
    /// Lines under "HTTP request".
    pub request_lines: usize,
}

impl Counts {
    /// Adds those of another page.
    pub fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.annotations += other.annotations;
        self.rows += other.rows;
        self.request_lines += other.request_lines;
    }
}

/// What a page is about, by its front matter, else by its folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum DocType {
    Resource,
    Api,
    Enum,
    Concept,
}

impl DocType {
    fn of(path: &PagePath, page: &Page) -> Self {
        let stated = page.front_matter.get("doc_type").unwrap_or_default().to_ascii_lowercase();
        if path.as_str().starts_with("resources/") && defines_type(page) {
            return Self::Resource;
        }
        // One spelling of the corpus has an underscore behind it.
        match stated.trim_end_matches('_') {
            // Some pages below `api/` keep the word of the page that they were copied from.
            "resourcepagetype" if !path.as_str().starts_with("api/") => Self::Resource,
            "apipagetype" => Self::Api,
            "enumpagetype" => Self::Enum,
            "conceptualpagetype" => Self::Concept,
            _ if path.as_str().starts_with("api/") => Self::Api,
            _ => Self::Resource,
        }
    }
}

/// Reads one page.
pub fn read(source: &Source, version: Version, sources: &Sources) -> PageFacts {
    let expanded = include::expand(source, sources);
    let page = page::read(&expanded.text);
    let sections = Sections::of(&page);
    let mut reading = Reading {
        path: source.page_path(),
        file: &source.path,
        version,
        expanded: &expanded,
        page: &page,
        sections: &sections,
        diagnostics: expanded.problems.clone(),
        gaps: Vec::new(),
    };
    for (span, problem) in &page.problems {
        reading.report(span, problem);
    }
    annotation::check(&mut reading);
    let doc_type = DocType::of(&reading.path, &page);
    let enums = enumeration::read(&mut reading);
    let (resource, operation) = match doc_type {
        DocType::Resource => (resource::read(&mut reading), None),
        // A type that only one operation uses may be defined on its page.
        DocType::Api if defines_type(&page) => (resource::read(&mut reading), operation::read(&mut reading)),
        DocType::Api => (None, operation::read(&mut reading)),
        DocType::Enum | DocType::Concept => (None, None),
    };
    if operation.is_none() {
        skip_comments(&mut reading);
    }
    if resource.is_none() && operation.is_none() && enums.is_empty() {
        let reason = match doc_type {
            DocType::Concept => "page about concepts",
            DocType::Enum | DocType::Resource | DocType::Api => "page that states nothing of the API",
        };
        reading.skip(Left::Page, &(0..0), reason);
    }
    let counts = count(&page);
    let Reading { path, diagnostics, gaps, .. } = reading;
    PageFacts { path, resource, enums, operation, diagnostics, gaps, counts }
}

fn defines_type(page: &Page) -> bool {
    page.blocks.windows(2).any(|pair| is_resource(&pair[0], pair.get(1)))
}

fn is_resource(block: &Block, next: Option<&Block>) -> bool {
    let BlockKind::Comment(Comment { json: Some(Ok(node)), .. }) = &block.kind else { return false };
    resource::definition::is_resource(&node.value, next.map(|next| &next.kind))
}

/// Notes the annotations of a page without operations that define no type.
fn skip_comments(reading: &mut Reading<'_>) {
    let blocks = &reading.page.blocks;
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Comment(Comment { json: Some(json), .. }) = &block.kind else { continue };
        let reason = match json {
            Ok(_) if is_resource(block, blocks.get(index + 1)) => continue,
            Ok(node) if is_page_annotation(&node.value) => "page annotation",
            Ok(_) => "annotation of an example on a page without operations",
            // The problem itself was told when the page was read.
            Err(_) => "bad-annotation",
        };
        reading.skip(Left::Annotation, &block.span, reason);
    }
}

/// Whether an annotation is about the page itself (AD-9).
pub fn is_page_annotation(json: &Json) -> bool {
    let kind = json.get("type").and_then(|node| node.value.as_str());
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("#page.annotation"))
}

fn count(page: &Page) -> Counts {
    let mut counts = Counts { pages: 1, ..Counts::default() };
    for block in &page.blocks {
        match &block.kind {
            BlockKind::Comment(comment) if comment.json.is_some() => counts.annotations += 1,
            BlockKind::Table(table) => counts.rows += table.rows.len(),
            _ => {}
        }
    }
    counts
}
