//! Reads the callouts of a page. In: its block quotes and the paragraphs that begin with the word of a callout. Out: [`Callout`]s,
//! each with kind, section, topics and text.

mod marker;
mod topic;

use std::ops::Range;

use crate::facts::layout::section_kind::{self, Area};
use crate::facts::prose::sentences;
use crate::facts::{GapKind, Reading};
use crate::page::inline::Inline;
use crate::page::section::Section;
use crate::page::{Block, BlockKind, Within};

/// A remark that a page sets apart from its text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Callout {
    /// How much it matters.
    pub kind: CalloutKind,
    /// The part of the page that holds it.
    pub section: CalloutSection,
    /// The topics that its words name, each once.
    pub topics: Vec<Topic>,
    /// Its plain text with code in back quotes; empty when it comes from an include whose file is missing.
    pub text: String,
}

/// The word that a callout begins with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CalloutKind {
    /// A note; also a block quote without such a word.
    Note,
    /// Important.
    Important,
    /// Caution.
    Caution,
    /// Warning.
    Warning,
    /// A tip.
    Tip,
}

/// The part of a page that a callout belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CalloutSection {
    /// Below the title.
    Introduction,
    /// Permissions.
    Permissions,
    /// Request lines, headers and parameters of the path.
    Request,
    /// Query parameters.
    QueryOptions,
    /// Request body.
    RequestBody,
    /// Response.
    Response,
    /// Examples.
    Example,
    /// Properties and relationships of a type.
    Members,
    /// Methods of a type.
    Methods,
    /// JSON representation of a type.
    JsonRepresentation,
    /// Any other heading.
    Other,
}

/// A topic that programs may ask for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Topic {
    /// The beta version, which may change.
    Beta,
    /// A preview.
    Preview,
    /// A price, or use that is free within limits.
    Metered,
    /// A licence that the tenant or the user needs.
    License,
    /// The clouds that offer it.
    Clouds,
    /// A deprecation.
    Deprecation,
}

/// Includes whose name states their topic even when the file is missing.
const FILES: [(&str, Topic); 2] = [("beta-disclaimer", Topic::Beta), ("metered", Topic::Metered)];

impl Callout {
    /// The first sentence of its text, with the mark of an omission where more follow.
    pub fn excerpt(&self) -> String {
        let first = sentences::first(&self.text);
        if first.len() < self.text.trim_end().len() { first + " …" } else { first }
    }
}

/// A callout and its bytes in the expanded page.
struct Found {
    span: Range<usize>,
    callout: Callout,
}

/// Reads all callouts of a page in order, then those of named includes whose file is missing.
pub fn read(reading: &Reading<'_>) -> Vec<Callout> {
    let found = collect(reading).into_iter().map(|found| found.callout);
    let mut callouts: Vec<Callout> = found.filter(|callout| !callout.text.is_empty()).collect();
    for (name, topic) in FILES {
        let is_named = reading.expanded.named.iter().any(|(_, path)| path.contains(name));
        if is_named && callouts.iter().all(|known| !known.topics.contains(&topic)) {
            let (kind, section) = (CalloutKind::Note, CalloutSection::Introduction);
            callouts.push(Callout { kind, section, topics: vec![topic], text: String::new() });
        }
    }
    callouts
}

/// The text of a paragraph without the word of a callout.
pub(in crate::facts) fn without_marker(inline: &Inline) -> String {
    let text = inline.text_with_code();
    marker::read(inline, &text).map_or(text.as_str(), |(_, rest)| rest).to_owned()
}

/// Counts the callouts of a page and those that went into facts; the others become gaps.
pub(in crate::facts) fn count(reading: &mut Reading<'_>, is_stated: bool) -> (usize, usize) {
    let found = collect(reading);
    let total = found.len();
    let mut used = 0;
    for Found { span, callout } in found {
        match (is_stated, callout.text.is_empty()) {
            (true, false) => used += 1,
            (true, true) => reading.record_gap(GapKind::Callout, &span, "callout without text"),
            (false, _) => reading.record_gap(
                GapKind::Callout,
                &span,
                "callout of a page that defines neither a type nor an operation",
            ),
        }
    }
    (total, used)
}

fn collect(reading: &Reading<'_>) -> Vec<Found> {
    let areas = section_kind::areas(reading.sections);
    let mut found = Vec::new();
    for (section, area) in reading.sections.iter().zip(areas) {
        let part = part(reading, section, area);
        let mut reader =
            SectionReader { quotes: &reading.page.quotes, part, open: Open::Nothing, found: Vec::new() };
        section.blocks.iter().for_each(|block| reader.block(block));
        found.append(&mut reader.found);
    }
    for Found { callout, .. } in &mut found {
        callout.topics = topic::topics(&callout.text);
    }
    found
}

fn part(reading: &Reading<'_>, section: &Section<'_>, area: Area) -> CalloutSection {
    match area {
        Area::Permissions => CalloutSection::Permissions,
        Area::Http | Area::Headers | Area::Path | Area::Function | Area::Parameters => {
            CalloutSection::Request
        }
        Area::Query => CalloutSection::QueryOptions,
        Area::Body => CalloutSection::RequestBody,
        Area::Response => CalloutSection::Response,
        Area::Example | Area::HttpOfExample => CalloutSection::Example,
        Area::Other if section.level <= 1 => CalloutSection::Introduction,
        Area::Other => reading
            .sections
            .chain(section)
            .find_map(|above| of_type(&above.title.to_lowercase()))
            .unwrap_or(CalloutSection::Other),
    }
}

/// The part of a resource page that a heading begins.
fn of_type(title: &str) -> Option<CalloutSection> {
    match title.trim() {
        "properties" | "relationships" => Some(CalloutSection::Members),
        "methods" => Some(CalloutSection::Methods),
        "json representation" => Some(CalloutSection::JsonRepresentation),
        _ => None,
    }
}

/// Reads the blocks of one section.
struct SectionReader<'r> {
    quotes: &'r [Range<usize>],
    part: CalloutSection,
    open: Open,
    found: Vec<Found>,
}

/// The paragraphs that continue the last callout.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// None.
    Nothing,
    /// Those of the same quote.
    Quote(usize),
    /// The next one, because the callout has no text yet.
    Text,
    /// The items of the list that the callout announces.
    List,
}

impl SectionReader<'_> {
    fn block(&mut self, block: &Block) {
        let quote = self.quotes.iter().position(|quote| quote.contains(&block.span.start));
        let BlockKind::Paragraph(inline, within) = &block.kind else {
            self.open = quote.map_or(Open::Nothing, |_| self.open);
            return;
        };
        let written = inline.text_with_code();
        match (quote, marker::read(inline, &written)) {
            (_, Some((kind, rest))) => self.begin(block, quote, kind, rest),
            (Some(quote), None) if self.open == Open::Quote(quote) => self.append(&written, *within),
            (Some(_), None) => self.begin(block, quote, CalloutKind::Note, &written),
            (None, None) if self.continues(*within) => {
                self.append(&written, *within);
                self.open = self.open_behind(*within);
            }
            // Some authors write conditions of use as plain sentences.
            (None, None) => {
                let conditions = topic::conditions(&written);
                if self.part == CalloutSection::Introduction && !conditions.is_empty() {
                    self.begin(block, None, CalloutKind::Note, &conditions);
                }
                self.open = Open::Nothing;
            }
        }
    }

    fn begin(&mut self, block: &Block, quote: Option<usize>, kind: CalloutKind, text: &str) {
        let callout = Callout { kind, section: self.part, topics: Vec::new(), text: text.to_owned() };
        self.found.push(Found { span: block.span.clone(), callout });
        self.open = quote.map_or_else(|| self.open_behind(Within::Page), Open::Quote);
    }

    /// The continuation of a callout outside quotes, whose last paragraph is known.
    fn open_behind(&self, last: Within) -> Open {
        let text = self.found.last().map_or("", |found| found.callout.text.as_str());
        match last {
            _ if text.is_empty() => Open::Text,
            Within::List => Open::List,
            _ if text.ends_with(':') => Open::List,
            Within::Page | Within::Quote => Open::Nothing,
        }
    }

    fn continues(&self, within: Within) -> bool {
        self.open == Open::Text || self.open == Open::List && within == Within::List
    }

    fn append(&mut self, text: &str, within: Within) {
        let Some(Found { callout, .. }) = self.found.last_mut() else { return };
        if !callout.text.is_empty() {
            callout.text.push_str(if within == Within::List { " - " } else { " " });
        }
        callout.text.push_str(text);
    }
}
