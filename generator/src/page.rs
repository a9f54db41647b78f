//! Parses the Markdown of a page. In: text with includes expanded. Out: [`Page`]: front matter and blocks with their locations.
//! Knows no Graph term.

pub mod blocks;
pub mod front_matter;
pub mod inline;
pub mod json;
pub mod section;
pub mod table;
mod tabs;

use std::ops::Range;

use self::front_matter::FrontMatter;
use self::inline::Inline;
use self::json::Node;
use self::json::fault::Fault;
use self::table::{ROWS, Table};
use crate::diagnostic::{self, Severity};

/// A page as blocks.
#[derive(Debug, Default)]
pub struct Page {
    /// The keys above the text.
    pub front_matter: FrontMatter,
    /// The blocks of the text, in order.
    pub blocks: Vec<Block>,
    /// The outermost block quotes, as ranges of the expanded text, in order.
    pub quotes: Vec<Range<usize>>,
    /// The problems, with ranges of the expanded text.
    pub problems: Vec<(Range<usize>, Problem)>,
}

/// A block of a page.
#[derive(Debug)]
pub struct Block {
    /// The range in the expanded text.
    pub span: Range<usize>,
    /// The kind, with its content.
    pub kind: BlockKind,
}

/// The kind of a block, with its content.
#[derive(Debug)]
pub enum BlockKind {
    /// A heading with its level.
    Heading(u8, Inline),
    /// The heading of a tab: its title.
    Tab(String),
    /// A paragraph.
    Paragraph(Inline, Within),
    /// A table.
    Table(Table),
    /// A fenced or indented code block.
    Fence(Fence),
    /// An HTML comment.
    Comment(Comment),
    /// A thematic break, which closes a group of tabs.
    Rule,
}

/// The container of a paragraph.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Within {
    /// The page itself.
    Page,
    /// A list item.
    List,
    /// A block quote, such as a note.
    Quote,
}

/// A code block.
#[derive(Debug)]
pub struct Fence {
    /// The first word of the info string in lower case.
    pub language: String,
    /// The text between the fences.
    pub text: String,
    /// The byte of the expanded text where `text` starts.
    pub start: usize,
}

/// An HTML comment.
#[derive(Debug)]
pub struct Comment {
    /// The text between `<!--` and `-->`.
    pub text: String,
    /// The JSON of a text that begins with `{`.
    pub json: Option<Result<Node, Fault>>,
}

/// The explanations that `generator explain` prints.
pub const EXPLAINED: &str = include_str!("page/problem.md");

/// Mistakes in the Markdown of a page.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A row whose number of cells differs from its header's.
    #[error("row has {found} cells, header has {expected}")]
    RaggedRow {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A table that Markdown parses as a paragraph.
    #[error("the line below the header does not match it, so Markdown parses the table as a paragraph")]
    BadSeparator,
    /// A table with more rows than the limit.
    #[error("table has more than {ROWS} rows")]
    TableTooLong,
    /// A group of tabs without the line that ends it.
    #[error("group of tabs is never closed")]
    UnclosedTabs,
    /// A fence without an end.
    #[error("code fence is never closed")]
    UnclosedFence,
    /// A comment without an end.
    #[error("comment is never closed")]
    UnclosedComment,
    /// Too many fences and comments without an end.
    #[error("parsing stops here: too many code fences and comments above are never closed")]
    TooBroken,
    /// JSON in a comment that is not strict but can be parsed.
    #[error("annotation is not strict JSON: {0}")]
    LenientJson(Fault),
    /// JSON in a comment that cannot be parsed.
    #[error("annotation cannot be parsed as JSON: {0}")]
    BadJson(Fault),
}

impl diagnostic::Problem for Problem {
    fn code(&self) -> &'static str {
        match self {
            Self::RaggedRow { .. } => "ragged-row",
            Self::BadSeparator => "bad-separator",
            Self::TableTooLong => "table-too-long",
            Self::UnclosedFence => "unclosed-fence",
            Self::UnclosedTabs => "unclosed-tabs",
            Self::UnclosedComment => "unclosed-comment",
            Self::TooBroken => "too-broken",
            Self::LenientJson(_) => "lenient-annotation",
            Self::BadJson(_) => "bad-annotation",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::UnclosedComment | Self::TooBroken | Self::BadJson(_) => Severity::Error,
            Self::RaggedRow { .. }
            | Self::BadSeparator
            | Self::TableTooLong
            | Self::UnclosedTabs
            | Self::UnclosedFence
            | Self::LenientJson(_) => Severity::Warning,
        }
    }

    fn help(&self) -> Option<String> {
        let text = match self {
            Self::RaggedRow { .. } => "write one cell for each column and `\\|` for a bar inside a cell",
            Self::BadSeparator => "write one `---` for each column of the header",
            Self::TableTooLong => "further rows are ignored",
            Self::UnclosedTabs => "end the group with `---` on a line of its own",
            Self::UnclosedFence => "close the code block with ``` on a line of its own",
            Self::UnclosedComment => "close the comment with `-->`",
            Self::TooBroken | Self::LenientJson(_) | Self::BadJson(_) => return None,
        };
        Some(text.to_owned())
    }
}

/// Parses a page.
pub fn read(text: &str) -> Page {
    let (front_matter, start) = front_matter::read(text);
    let mut page = Page { front_matter, ..Page::default() };
    blocks::read(text, start, &mut page);
    tabs::check(text, &mut page);
    page
}
