//! In: [`Page`](crate::page::Page)s. Out: [`Facts`], what each page states for itself. Knows no other page.

pub mod about;
pub mod annotation;
pub mod cloud;
pub mod description;
pub mod example;
pub mod operation;
pub mod parameter;
pub mod permission;
pub mod problem;
pub mod request;
pub mod response;
pub mod template;
pub mod type_text;

use std::ops::Range;

use self::operation::OperationFacts;
use crate::diagnostic::{Diagnostic, Problem};
use crate::name::PagePath;
use crate::page::{Fence, Page};
use crate::page::section::Sections;
use crate::source::include::Expanded;
use crate::source::{Location, Version};

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
