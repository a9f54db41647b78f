//! Reads the OData query options that an operation supports or denies. In: the sections of an api page. Out: [`QueryOptions`].

mod mention;
mod sentence;

use self::mention::mentions;
use self::sentence::{Clause, Scope};
use crate::facts::Reading;
use crate::facts::layout::section_kind::Area;
use crate::facts::prose::callout;
use crate::facts::prose::sentences;
use crate::facts::template::Method;
use crate::facts::template::RequestLine;
use crate::page::inline::Inline;
use crate::page::section::Section;
use crate::page::table::Table;
use crate::page::{BlockKind, Fence, Within};

/// The query options of an operation, as its page states them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct QueryOptions {
    /// The general statement about OData query options. `None` when the page has none.
    pub support: Option<Support>,
    /// The supported options, in the order of [`QueryOption`].
    pub supported: Vec<QueryOption>,
    /// The denied options, in the order of [`QueryOption`].
    pub denied: Vec<QueryOption>,
    /// The sentences that restrict options, as plain text with code in backticks.
    pub restrictions: Vec<String>,
}

/// A general statement about OData query options.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Support {
    /// Query options are supported.
    All,
    /// Some query options are supported.
    Partial,
    /// No query option is supported.
    None,
}

/// An OData query option.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum QueryOption {
    /// `$select`
    Select,
    /// `$expand`
    Expand,
    /// `$filter`
    Filter,
    /// `$search`
    Search,
    /// `$orderby`
    OrderBy,
    /// `$top`
    Top,
    /// `$skip`
    Skip,
    /// `$count`
    Count,
    /// `$format`
    Format,
    /// `$skiptoken`
    SkipToken,
    /// `$deltatoken`
    DeltaToken,
}

impl QueryOption {
    /// All options.
    pub const ALL: [Self; 11] = [
        Self::Select,
        Self::Expand,
        Self::Filter,
        Self::Search,
        Self::OrderBy,
        Self::Top,
        Self::Skip,
        Self::Count,
        Self::Format,
        Self::SkipToken,
        Self::DeltaToken,
    ];

    /// The name in URLs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Select => "$select",
            Self::Expand => "$expand",
            Self::Filter => "$filter",
            Self::Search => "$search",
            Self::OrderBy => "$orderby",
            Self::Top => "$top",
            Self::Skip => "$skip",
            Self::Count => "$count",
            Self::Format => "$format",
            Self::SkipToken => "$skiptoken",
            Self::DeltaToken => "$deltatoken",
        }
    }

    /// Whether only links of the service contain the option, so that callers never set it.
    pub fn is_token(self) -> bool {
        matches!(self, Self::SkipToken | Self::DeltaToken)
    }

    /// Parses the name of an option in any letter case, with or without `$`.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.strip_prefix('$').unwrap_or(name);
        Self::ALL.into_iter().find(|option| option.name()[1..].eq_ignore_ascii_case(name))
    }
}

impl QueryOptions {
    /// Whether a request with an option contradicts the page.
    pub fn denies(&self, option: QueryOption) -> bool {
        let denies_all = self.support == Some(Support::None) && self.supported.is_empty();
        self.denied.contains(&option) || denies_all && !option.is_token()
    }
}

/// Reads the sections about query parameters and the prose of other sections. `None` when the page mentions no options.
pub fn read(reading: &Reading<'_>, areas: &[Area], requests: &[RequestLine]) -> Option<QueryOptions> {
    let reads = requests.iter().any(|line| line.value.0 == Method::Get);
    let mut reader = Reader::default();
    for (section, area) in reading.sections.iter().zip(areas) {
        match area {
            Area::Query => reader.query(section),
            // On pages of other methods, such prose describes the request that reads the result.
            Area::Response | Area::Other if reads => reader.prose(section),
            Area::Response
            | Area::Other
            | Area::Http
            | Area::HttpOfExample
            | Area::Permissions
            | Area::Function
            | Area::Path
            | Area::Parameters
            | Area::Headers
            | Area::Body
            | Area::Example => {}
        }
    }
    let mut found = reader.found;
    let denied = found.denied.clone();
    found.supported.retain(|option| !denied.contains(option));
    found.supported.sort();
    found.denied.sort();
    (found != QueryOptions::default()).then_some(found)
}

/// Collects the options of a page.
#[derive(Default)]
struct Reader {
    found: QueryOptions,
    /// Whether the next list names denied options.
    denies_list: bool,
}

impl Reader {
    /// Reads a section about query parameters.
    fn query(&mut self, section: &Section<'_>) {
        for block in section.blocks {
            match &block.kind {
                BlockKind::Paragraph(text, within) => self.paragraph(text, *within),
                BlockKind::Table(table) => self.table(table),
                BlockKind::Fence(fence) => self.fence(fence),
                BlockKind::Heading(..) | BlockKind::Tab(_) | BlockKind::Comment(_) | BlockKind::Rule => {}
            }
        }
    }

    fn paragraph(&mut self, inline: &Inline, within: Within) {
        let text = callout::without_marker(inline);
        let is_denied_item = self.denies_list && within == Within::List;
        // The first option of a list item is the subject of sentences that name no option.
        let mut subject = None;
        for sentence in sentences::split(&text) {
            let named = mentions(sentence, false);
            match (subject, within) {
                _ if is_denied_item => self.deny(mentions(sentence, true)),
                (Some(option), Within::List) if named.is_empty() && sentence::limits(sentence) => {
                    self.restrict_option(option, sentence);
                }
                _ => self.sentence(sentence, Scope::Query),
            }
            subject = subject.or(named.first().copied());
        }
        if within != Within::List {
            let last = sentences::split(&text).last().copied().unwrap_or_default();
            self.denies_list = last.ends_with(':') && sentence::denies(last);
        }
    }

    /// Reads the prose of another section. Considers sentences that name an option and link no other operation.
    fn prose(&mut self, section: &Section<'_>) {
        for block in section.blocks {
            let BlockKind::Paragraph(inline, _) = &block.kind else { continue };
            let text = callout::without_marker(inline);
            let others: Vec<&str> =
                inline.links().filter(|(_, target)| is_operation(target)).map(|(text, _)| text).collect();
            for sentence in sentences::split(&text) {
                if !others.iter().any(|other| sentence.contains(other))
                    && !mentions(sentence, false).is_empty()
                {
                    self.sentence(sentence, Scope::Prose);
                }
            }
        }
    }

    fn sentence(&mut self, text: &str, scope: Scope) {
        for clause in sentence::clauses(text, scope) {
            match clause {
                Clause::General(support) => {
                    // The first statement is about the operation, later ones about parts of it.
                    self.found.support.get_or_insert(support);
                }
                Clause::Supports(options) => self.support(options),
                Clause::Denies(options) => self.deny(options),
                Clause::Restricts => {}
            }
        }
        if sentence::is_restriction(text, scope) {
            self.restrict(text.to_owned());
        }
    }

    /// Reads a table whose rows are options.
    fn table(&mut self, table: &Table) {
        for row in &table.rows {
            let name = row.text(0);
            let Some(option) = name.starts_with('$').then(|| mentions(&name, false)) else { continue };
            let Some(&option) = option.first() else { continue };
            self.support(vec![option]);
            for cell in row.cells.iter().skip(1) {
                let text = cell.text_with_code();
                let limits = sentences::split(&text).into_iter();
                for sentence in limits.filter(|sentence| sentence::limits(sentence)) {
                    self.restrict_option(option, sentence);
                }
            }
        }
    }

    /// Reads the options in request lines.
    fn fence(&mut self, fence: &Fence) {
        let is_request = |line: &&str| {
            let start = line.trim_start();
            ["GET ", "POST ", "/", "http"].iter().any(|word| start.starts_with(word))
        };
        for line in fence.text.lines().filter(is_request) {
            self.support(mentions(&format!("`{line}`"), false));
        }
    }

    fn support(&mut self, options: Vec<QueryOption>) {
        add(&mut self.found.supported, options);
    }

    fn deny(&mut self, options: Vec<QueryOption>) {
        add(&mut self.found.denied, options);
    }

    /// Adds a restriction of an option that the sentence does not name.
    fn restrict_option(&mut self, option: QueryOption, sentence: &str) {
        self.restrict(format!("`{}`: {sentence}", option.name()));
    }

    fn restrict(&mut self, text: String) {
        let text = text.trim_end_matches(':').to_owned() + ".";
        if !self.found.restrictions.contains(&text) {
            self.found.restrictions.push(text);
        }
    }
}

fn add(known: &mut Vec<QueryOption>, options: Vec<QueryOption>) {
    for option in options {
        if !known.contains(&option) {
            known.push(option);
        }
    }
}

/// Whether a link points to the page of an operation.
fn is_operation(target: &str) -> bool {
    let path = target.split('#').next().unwrap_or_default();
    path.ends_with(".md") && !path.contains("resources/")
}

#[cfg(test)]
mod tests;
