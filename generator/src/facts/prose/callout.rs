//! Reads callouts. In: block quotes, and paragraphs that begin with a word such as "Note:". Out: [`Callout`]s with kind, section,
//! topics and text (AD-49).

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
    /// The severity of the callout.
    pub kind: CalloutKind,
    /// The part of the page that contains the callout.
    pub section: CalloutSection,
    /// The topics, each once.
    pub topics: Vec<Topic>,
    /// The plain text with code in backticks. Each item of a list is a line that begins with `- `. Empty for an include whose file is
    /// missing.
    pub text: String,
}

/// The first word of a callout.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CalloutKind {
    /// Note, or a block quote without a word.
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

/// A topic that tools may filter by.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Topic {
    /// The beta version, which may change.
    Beta,
    /// A preview.
    Preview,
    /// A price, or free use up to a limit.
    Metered,
    /// A required licence of the tenant or user.
    License,
    /// The supported clouds.
    Clouds,
    /// A deprecation.
    Deprecation,
    /// A required role of the signed-in user.
    Role,
}

/// Includes whose name states a topic even if the file is missing.
const FILES: [(&str, Topic); 2] = [("beta-disclaimer", Topic::Beta), ("metered", Topic::Metered)];

impl Callout {
    /// The first sentence of the text, with the list that it announces, and an ellipsis if more follow.
    pub fn excerpt(&self) -> String {
        let text = self.text.trim_end();
        let (head, list) = text.split_at(text.find("\n").unwrap_or(text.len()));
        let first = sentences::first(head);
        if first.len() < head.trim_end().len() {
            return first + " …";
        }
        if first.ends_with(':') || first.starts_with("- ") {
            return first + list;
        }
        if list.is_empty() { first } else { first + " …" }
    }
}

/// Words of sentences about the examples of a page: "The response shown here might be shortened for readability."
const OF_EXAMPLES: [&str; 6] =
    ["shortened", "truncated", "abbreviated", "for readability", "for brevity", "actual call"];

/// Whether a text is about the examples of its page alone.
fn is_about_examples(text: &str) -> bool {
    let is_of_example = |sentence: &&str| {
        let lower = sentence.to_lowercase();
        let is_shown = ["shown", "response object", "readab", "brevity", "returned from"];
        OF_EXAMPLES.iter().any(|words| lower.contains(words))
            && is_shown.iter().any(|words| lower.contains(words))
    };
    let sentences = sentences::split(text);
    !sentences.is_empty() && sentences.iter().all(is_of_example)
}

/// A callout with its range in the expanded text.
pub struct FoundCallout {
    span: Range<usize>,
    callout: Callout,
}

/// All callouts of a page in order, then those of named includes whose file is missing.
pub fn read(reading: &Reading<'_>) -> Vec<Callout> {
    let found = reading.callouts.iter().map(|found| &found.callout);
    let is_fact = |callout: &&Callout| !callout.text.is_empty() && !is_about_examples(&callout.text);
    let mut callouts: Vec<Callout> = found.filter(is_fact).cloned().collect();
    for (name, topic) in FILES {
        let is_named = reading.expanded.named.iter().any(|(_, path)| path.contains(name));
        if is_named && callouts.iter().all(|known| !known.topics.contains(&topic)) {
            let (kind, section) = (CalloutKind::Note, CalloutSection::Introduction);
            callouts.push(Callout { kind, section, topics: vec![topic], text: String::new() });
        }
    }
    callouts
}

/// The text of a paragraph without the first word of a callout.
pub(in crate::facts) fn without_marker(inline: &Inline) -> String {
    let text = inline.text_with_code();
    marker::read(inline, &text).map_or(text.as_str(), |(_, rest)| rest).to_owned()
}

/// Counts all callouts and the used ones. The others become gaps.
pub(in crate::facts) fn count(reading: &mut Reading<'_>, is_stated: bool) -> (usize, usize) {
    let found = std::mem::take(&mut reading.callouts);
    let total = found.len();
    let mut used = 0;
    for FoundCallout { span, callout } in found {
        match (is_stated, callout.text.is_empty()) {
            (true, false) if is_about_examples(&callout.text) => {
                reading.record_gap(GapKind::Callout, &span, "callout about the examples of the page");
            }
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

/// Reads the callouts of all sections.
pub(in crate::facts) fn collect(reading: &Reading<'_>) -> Vec<FoundCallout> {
    let areas = section_kind::areas(reading.sections);
    let mut found = Vec::new();
    for (section, area) in reading.sections.iter().zip(areas) {
        let part = part(reading, section, area);
        let mut reader =
            SectionReader { quotes: &reading.page.quotes, part, open: Open::Nothing, found: Vec::new() };
        section.blocks.iter().for_each(|block| reader.block(block));
        found.append(&mut reader.found);
    }
    for FoundCallout { callout, .. } in &mut found {
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

/// The part of a resource page below a heading.
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
    found: Vec<FoundCallout>,
}

/// The paragraphs that continue the last callout.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// None.
    Nothing,
    /// Paragraphs of the same quote.
    Quote(usize),
    /// The next paragraph, because the callout has no text yet.
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
                self.open = self.open_after(*within);
            }
            (None, None) => self.begin_condition(block, &written),
        }
    }

    fn begin(&mut self, block: &Block, quote: Option<usize>, kind: CalloutKind, text: &str) {
        let callout = Callout { kind, section: self.part, topics: Vec::new(), text: text.to_owned() };
        self.found.push(FoundCallout { span: block.span.clone(), callout });
        self.open = quote.map_or_else(|| self.open_after(Within::Page), Open::Quote);
    }

    /// Some pages state conditions of use and required roles outside callouts.
    fn begin_condition(&mut self, block: &Block, written: &str) {
        self.open = Open::Nothing;
        match self.part {
            CalloutSection::Introduction => {
                if let Some(conditions) = topic::conditions(written) {
                    self.begin(block, None, CalloutKind::Note, &conditions);
                    self.open = Open::Nothing;
                }
            }
            CalloutSection::Permissions if topic::requires_role(&written.to_lowercase()) => {
                self.begin(block, None, CalloutKind::Note, written);
                // A sentence about roles in general may separate the announcement from its list.
                if ["following", "these"].iter().any(|word| written.contains(word)) {
                    self.open = Open::List;
                }
            }
            _ => {}
        }
    }

    /// The continuation of a callout outside quotes after a paragraph.
    fn open_after(&self, last: Within) -> Open {
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
        let Some(FoundCallout { callout, .. }) = self.found.last_mut() else { return };
        let is_first = callout.text.is_empty();
        callout.text.push_str(match within {
            Within::List if is_first => "- ",
            Within::List => "\n- ",
            Within::Page | Within::Quote if is_first => "",
            // A paragraph after a list is a line of its own.
            Within::Page | Within::Quote if callout.text.contains('\n') => "\n",
            Within::Page | Within::Quote => " ",
        });
        callout.text.push_str(text);
    }
}
