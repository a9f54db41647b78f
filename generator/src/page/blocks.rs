//! Parses the blocks of a page. In: the text below the front matter. Out: [`Block`]s, from the events of pulldown-cmark, with
//! corrected tables, fences and comments.

mod recovery;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::inline::{Inline, Part};
use super::table::{self, ROWS, Row, Table};
use super::{Block, BlockKind, Comment, Fence, Page, Problem, Within, json};

/// The number of restarts after unclosed blocks.
const RESTARTS: usize = 64;

/// Parses the blocks from byte `start`.
pub(super) fn read(text: &str, start: usize, page: &mut Page) {
    let mut from = Some(start);
    // Each restart parses the rest of the page again.
    let mut restarts = 0;
    while let Some(start) = from {
        restarts += 1;
        from = read_until_broken(text, start, page, restarts <= RESTARTS);
        if restarts > RESTARTS {
            page.problems.push((start..text.len(), Problem::TooBroken));
        }
    }
}

/// Parses until the end, or until an unclosed block that swallows the blocks below it. Returns the byte to restart at.
fn read_until_broken(text: &str, start: usize, page: &mut Page, recovers: bool) -> Option<usize> {
    let mut reader = Reader {
        text,
        page,
        inline: Inline::default(),
        begin: start,
        spans: Vec::new(),
        within: Vec::new(),
        table: None,
    };
    let events = Parser::new_ext(&text[start..], Options::ENABLE_TABLES).into_offset_iter();
    let mut fence: Option<Fence> = None;
    for (event, range) in events {
        let range = start + range.start..start + range.end;
        match (event, &mut fence) {
            (Event::Text(code), Some(open)) => {
                if open.text.is_empty() {
                    open.start = range.start;
                }
                open.text.push_str(&code);
            }
            (Event::End(TagEnd::CodeBlock), open) => {
                let restart = open.take().and_then(|fence| reader.fence(fence, range));
                if recovers && restart.is_some() {
                    return restart;
                }
            }
            (Event::Start(Tag::CodeBlock(kind)), _) => fence = Some(open_fence(&kind, range.start)),
            (Event::End(TagEnd::HtmlBlock), _) => {
                let restart = reader.comments(range);
                if recovers && restart.is_some() {
                    return restart;
                }
            }
            (event, _) => reader.event(event, range),
        }
    }
    None
}

fn open_fence(kind: &CodeBlockKind<'_>, start: usize) -> Fence {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_lowercase(),
        CodeBlockKind::Indented => "indented".to_owned(),
    };
    Fence { language, text: String::new(), start }
}

struct Reader<'p> {
    text: &'p str,
    page: &'p mut Page,
    /// The text of the current block.
    inline: Inline,
    /// The byte where the current block starts.
    begin: usize,
    /// The open links and bold runs, with the index in `inline` where each starts.
    spans: Vec<(Open, usize)>,
    within: Vec<Within>,
    table: Option<Table>,
}

enum Open {
    Link(String),
    Strong,
}

impl Reader<'_> {
    fn push(&mut self, span: Range<usize>, kind: BlockKind) {
        self.page.blocks.push(Block { span, kind });
    }

    fn problem(&mut self, span: Range<usize>, problem: Problem) {
        self.page.problems.push((span, problem));
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.inline.parts.is_empty() {
            self.begin = range.start;
        }
        match event {
            Event::Text(text) => self.inline.push_text(&text),
            Event::Code(code) => self.inline.parts.push(Part::Code(code.into_string())),
            Event::SoftBreak | Event::HardBreak => self.inline.push_text(" "),
            // `</br>` occurs on pages as well.
            Event::InlineHtml(html)
                if html.trim_start_matches(['<', '/']).to_lowercase().starts_with("br") =>
            {
                self.inline.push_text(" ");
            }
            Event::InlineHtml(html) if html.to_lowercase().starts_with("<li") => self.inline.push_text(" "),
            Event::Rule => self.push(range, BlockKind::Rule),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Link { dest_url, .. } => {
                self.spans.push((Open::Link(dest_url.into_string()), self.inline.parts.len()));
                self.inline.parts.push(Part::Code(String::new()));
            }
            Tag::Strong => {
                self.spans.push((Open::Strong, self.inline.parts.len()));
                self.inline.parts.push(Part::Code(String::new()));
            }
            Tag::BlockQuote(_) => {
                let is_outermost = !self.within.contains(&Within::Quote);
                self.page.quotes.extend(is_outermost.then_some(range));
                self.within.push(Within::Quote);
            }
            Tag::List(_) => self.within.push(Within::List),
            Tag::Table(_) => self.table = Some(Table::default()),
            Tag::Item => self.item(),
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => self.inline = Inline::default(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Link | TagEnd::Strong => self.close_span(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.within.pop();
            }
            TagEnd::Item => self.item(),
            TagEnd::Paragraph => self.paragraph(range),
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline);
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.cells.push(cell);
                } else if let Some(table) = &mut self.table {
                    table.header.push(cell);
                }
            }
            TagEnd::TableHead => self.row_of_next(),
            TagEnd::TableRow => {
                self.row(range);
                self.row_of_next();
            }
            TagEnd::Table => self.end_table(range),
            _ => {}
        }
    }

    /// Ends an item of a tight list, whose text has no paragraph.
    fn item(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        if !inline.is_empty() {
            let first = self.text[self.begin..].chars().next().map_or(0, char::len_utf8);
            self.push(self.begin..self.begin + first, BlockKind::Paragraph(inline, Within::List));
        }
    }

    fn close_span(&mut self) {
        let Some((open, from)) = self.spans.pop() else { return };
        if from >= self.inline.parts.len() {
            return;
        }
        let text: String = self.inline.parts[from..].iter().map(Part::text).collect();
        let link = self.inline.parts[from..].iter().find(|part| matches!(part, Part::Link { .. })).cloned();
        self.inline.parts.truncate(from);
        self.inline.parts.push(match (open, link) {
            (Open::Link(target), _) => Part::Link { text, target },
            (Open::Strong, Some(link)) => link,
            (Open::Strong, None) => Part::Strong(text),
        });
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let inline = std::mem::take(&mut self.inline);
        let tab = match inline.parts.as_slice() {
            [Part::Link { text, target }] if target.starts_with("#tab/") => Some(text.clone()),
            _ => None,
        };
        // On these pages a line of dashes below a text ends a group of tabs. It never underlines a heading.
        let underlined = !self.text[range.clone()].trim_start().starts_with('#');
        let kind = match tab {
            Some(title) => BlockKind::Tab(title),
            None if underlined => BlockKind::Paragraph(inline, Within::Page),
            None => BlockKind::Heading(level as u8, inline),
        };
        self.push(range, kind);
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let inline = std::mem::take(&mut self.inline);
        let within = self.within.last().copied().unwrap_or(Within::Page);
        let source = &self.text[range.clone()];
        if recovery::continue_table(self.page.blocks.last_mut(), source, &range, cells_of) {
            return;
        }
        if let Some(at) = recovery::table_start(source) {
            return self.lost_table(range, at, within);
        }
        if let Some((level, title)) = recovery::heading_without_space(source.trim_end()) {
            return self.push(range, BlockKind::Heading(level, inline_of(title)));
        }
        self.push(range, BlockKind::Paragraph(inline, within));
    }

    /// Parses a table that Markdown parses as a paragraph: text precedes it, or its separator does not match its header.
    fn lost_table(&mut self, range: Range<usize>, at: usize, within: Within) {
        let source = &self.text[range.clone()];
        if at > 0 {
            let before = range.start..range.start + at;
            self.push(before, BlockKind::Paragraph(inline_of(&source[..at]), within));
        }
        let mut lines = source[at..].split_inclusive('\n');
        let header = lines.next().unwrap_or_default();
        let separator = lines.next().unwrap_or_default();
        let offset = range.start + at + header.len() + separator.len();
        let rows = recovery::rows(&self.text[offset..range.end], offset, cells_of);
        let table = Table { header: cells_of(header), rows };
        let cut = table::cells(separator).len();
        if cut != table.header.len() {
            self.problem(range.start + at..offset, Problem::BadSeparator);
        }
        self.push(range.start + at..range.end, BlockKind::Table(table));
    }

    fn row_of_next(&mut self) {
        if let Some(table) = &mut self.table {
            table.rows.push(Row::default());
        }
    }

    /// Completes a row from its source: cells that were cut, and the rest of a row that is broken over lines.
    fn row(&mut self, range: Range<usize>) {
        let line = self.text[range.clone()].trim_end();
        let cells = table::cells(line);
        let Some(table) = &mut self.table else { return };
        let expected = table.header.len();
        let Some(mut row) = table.rows.pop() else { return };
        if table.rows.len() >= ROWS {
            return;
        }
        row.span = range.start..range.start + line.len();
        let broken = table.rows.last().is_some_and(|before| {
            let before = self.text[before.span.clone()].trim_end();
            before.starts_with('|') && !before.ends_with('|') && !line.starts_with('|')
        });
        if let (true, Some(before)) = (broken, table.rows.last_mut()) {
            recovery::join(before, row);
            return;
        }
        if cells.len() != expected {
            row.cells.truncate(cells.len().max(1));
            row.cells.extend(cells.iter().skip(expected).map(|cell| inline_of(&line[cell.clone()])));
            // A label above a group of rows has one cell on purpose.
            let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
            if filled > 1 || expected < cells.len() {
                let problem = Problem::RaggedRow { expected, found: cells.len() };
                self.page.problems.push((row.span.clone(), problem));
            }
        }
        table.rows.push(row);
    }

    fn end_table(&mut self, range: Range<usize>) {
        let Some(mut table) = self.table.take() else { return };
        table.rows.pop();
        if table.rows.len() == ROWS {
            self.problem(range.clone(), Problem::TableTooLong);
        }
        self.push(range, BlockKind::Table(table));
    }

    /// Adds a code block. Returns the byte to restart at if it swallows the blocks below it.
    fn fence(&mut self, mut fence: Fence, range: Range<usize>) -> Option<usize> {
        let source = &self.text[range.clone()];
        let first = source.split_inclusive('\n').next().unwrap_or_default();
        let fenced = first.trim_start().starts_with("```") || first.trim_start().starts_with("~~~");
        let swallowed = fenced.then(|| recovery::swallowed(source, first.len())).flatten();
        let last = source.trim_end().lines().last().unwrap_or_default().trim_start();
        let closed =
            source.trim_end().len() > first.len() && (last.starts_with("```") || last.starts_with("~~~"));
        if fenced && (!closed || swallowed.is_some()) {
            self.problem(range.start..range.start + first.trim_end().len(), Problem::UnclosedFence);
        }
        let restart = swallowed.map(|at| range.start + at);
        if let Some(restart) = restart {
            self.text[range.start + first.len()..restart].clone_into(&mut fence.text);
            fence.start = range.start + first.len();
        }
        self.push(range.start..restart.unwrap_or(range.end), BlockKind::Fence(fence));
        restart
    }

    /// Adds the comments of an HTML block. Returns the byte to restart at after one that is never closed.
    fn comments(&mut self, range: Range<usize>) -> Option<usize> {
        let mut at = range.start;
        while let Some(found) = self.text[at..range.end].find("<!--") {
            let open = at + found;
            let Some(length) = self.text[open..range.end].find("-->") else {
                let inner = open + 4..range.end;
                self.problem(open..open + 4, Problem::UnclosedComment);
                let end = inner.start + recovery::comment_end(&self.text[inner.clone()]);
                self.comment(open..end, open + 4..end);
                return (end < range.end).then_some(end);
            };
            let end = open + length;
            // `<!-->` is a comment whose opening and closing marks share their dashes.
            self.comment(open..end + 3, open + 4..end.max(open + 4));
            at = end + 3;
        }
        None
    }

    fn comment(&mut self, span: Range<usize>, inner: Range<usize>) {
        let text = &self.text[inner.clone()];
        let indent = text.len() - text.trim_start().len();
        let begin = inner.start + indent;
        let json = text.trim_start().starts_with('{').then(|| json::read(text.trim_start()));
        let place = |at: usize| begin + at..begin + at + 1;
        let json = json.map(|read| match read {
            Ok((node, faults)) => {
                if let Some(fault) = json::fault::of_annotation(text.trim_start(), &faults) {
                    self.page.problems.push((place(fault.at), Problem::LenientJson(*fault)));
                }
                Ok(node)
            }
            Err(fault) => {
                self.page.problems.push((place(fault.at), Problem::BadJson(fault)));
                Err(fault)
            }
        });
        let text = text.to_owned();
        self.push(span, BlockKind::Comment(Comment { text, json }));
    }
}

fn cells_of(line: &str) -> Vec<Inline> {
    table::cells(line).into_iter().map(|cell| inline_of(&line[cell])).collect()
}

/// Parses inline Markdown outside a block.
pub fn inline_of(text: &str) -> Inline {
    let mut page = Page::default();
    let text = text.trim();
    let mut reader = Reader {
        text,
        page: &mut page,
        inline: Inline::default(),
        begin: 0,
        spans: Vec::new(),
        within: Vec::new(),
        table: None,
    };
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
            reader.event(event, range);
        }
    }
    std::mem::take(&mut reader.inline)
}

#[cfg(test)]
mod tests;
