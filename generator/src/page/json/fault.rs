//! Faults of lenient JSON and their locations.

use std::fmt;

/// A deviation from strict JSON, with its offset.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The kind of deviation.
    pub kind: FaultKind,
    /// The byte, counted from the start of the parsed text.
    pub at: usize,
}

/// Kinds of deviations from strict JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FaultKind {
    /// A comma before a closing bracket.
    TrailingComma,
    /// No comma between two members.
    MissingComma,
    /// A comma with nothing before it.
    DoubledComma,
    /// A key or word without quotes.
    BareWord,
    /// Single quotes.
    SingleQuotes,
    /// A comment.
    Comment,
    /// An ellipsis in place of members.
    Ellipsis,
    /// A no-break space between values.
    HardSpace,
    /// A line end or control character in a string.
    RawControl,
    /// An unknown escape.
    BadEscape,
    /// Text after the value.
    TrailingText,
    /// The text ends within a value.
    End,
    /// A character that cannot start a value.
    Unexpected,
    /// Nested too deep.
    Depth,
    /// An object with too many members.
    Size,
}

/// The fault to report for an annotation. A remark after its object is for the authors of the page.
pub fn of_annotation<'f>(text: &str, faults: &'f [Fault]) -> Option<&'f Fault> {
    let is_remark = |fault: &&Fault| {
        fault.kind == FaultKind::Comment && text.get(fault.at..).is_some_and(|rest| !rest.contains('}'))
    };
    let mut faults = faults.iter().filter(|fault| !is_remark(fault));
    let first = faults.clone().find(|fault| fault.kind != FaultKind::TrailingText);
    first.or_else(|| faults.next())
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            FaultKind::TrailingComma => "comma before a closing bracket",
            FaultKind::MissingComma => "no comma between two members",
            FaultKind::DoubledComma => "comma with nothing before it",
            FaultKind::BareWord => "word without quotes",
            FaultKind::SingleQuotes => "single quotes",
            FaultKind::Comment => "comment",
            FaultKind::Ellipsis => "ellipsis in place of members",
            FaultKind::HardSpace => "no-break space between values",
            FaultKind::RawControl => "line end or control character within a string",
            FaultKind::BadEscape => "unknown escape within a string",
            FaultKind::TrailingText => "text after the value",
            FaultKind::End => "ends within a value",
            FaultKind::Unexpected => "character that cannot start a value",
            FaultKind::Depth => "nested too deep",
            FaultKind::Size => "object with too many members",
        })
    }
}
