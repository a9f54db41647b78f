//! Builds documentation that rustdoc renders literally and without warnings. In: text of pages. Out: [`Doc`], the documentation
//! of one item.

use std::borrow::Cow;

use crate::name::hidden::is_hidden;

/// The documentation of one item: paragraphs and lists, one line each, escaped.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Doc {
    lines: Vec<String>,
    /// The last paragraph; later paragraphs are inserted before it.
    foot: Vec<String>,
}

impl Doc {
    /// Starts with a paragraph of page text, or with `otherwise` if there is none.
    pub fn new(text: &str, otherwise: &str) -> Self {
        let text = if text.trim().is_empty() { otherwise } else { text };
        Self { lines: vec![sentence(&escape(text))], foot: Vec::new() }
    }

    /// Starts with a paragraph of page text after a label of valid Markdown.
    pub fn labelled(label: &str, text: &str) -> Self {
        Self { lines: vec![format!("{label}: {}", sentence(&escape(text)))], foot: Vec::new() }
    }

    /// Creates documentation from valid Markdown, line by line.
    pub fn markdown(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect(), foot: Vec::new() }
    }

    /// Appends valid Markdown to the last line.
    #[must_use]
    pub fn and(mut self, markdown: &str) -> Self {
        if let Some(last) = self.lines.last_mut()
            && !markdown.is_empty()
        {
            last.push(' ');
            last.push_str(markdown);
        }
        self
    }

    /// Adds a paragraph of valid Markdown.
    #[must_use]
    pub fn paragraph(mut self, markdown: &str) -> Self {
        if !markdown.is_empty() {
            self.lines.push(String::new());
            self.lines.extend(markdown.lines().map(str::to_owned));
        }
        self
    }

    /// Adds a line of valid Markdown.
    #[must_use]
    pub fn line(mut self, markdown: &str) -> Self {
        self.lines.push(markdown.to_owned());
        self
    }

    /// Adds a list item with the first line of another item's documentation. The name is valid Markdown.
    #[must_use]
    pub fn item(mut self, name: &str, other: &Self) -> Self {
        let is_first = self.lines.last().is_none_or(|last| !last.starts_with("- "));
        self.lines.extend(is_first.then(String::new));
        self.lines.push(format!("- {name}: {}", other.lines.first().map_or("", String::as_str)));
        self
    }

    /// Adds a deprecation notice with the text of the page.
    #[must_use]
    pub fn deprecated(self, text: Option<&str>) -> Self {
        match text.map(notice) {
            Some(None) => self.paragraph("**Deprecated.**"),
            Some(Some(text)) => self.paragraph(&format!("**Deprecated:** {}", sentence(&escape(text)))),
            None => self,
        }
    }

    /// Adds lines of valid Markdown at the end. Lines added later precede them.
    #[must_use]
    pub fn foot(mut self, markdown: &str) -> Self {
        if !markdown.is_empty() {
            self.foot.push(String::new());
            self.foot.extend(markdown.lines().map(str::to_owned));
        }
        self
    }

    /// The lines, without the blank after `///`.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().chain(&self.foot).map(String::as_str)
    }
}

/// The text of a deprecation notice after its first word: "Deprecated. Use x instead". `None` without further text.
pub fn notice(text: &str) -> Option<&str> {
    const MARK: &str = "deprecated";
    let text = text.trim();
    let notice = match text.split_at_checked(MARK.len()) {
        Some((mark, rest)) if mark.eq_ignore_ascii_case(MARK) && !rest.starts_with(char::is_alphanumeric) => {
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ".,:;!-–—()[]".contains(c));
            rest.trim_end()
        }
        _ => text,
    };
    (!notice.is_empty()).then_some(notice)
}

/// Formats any name or value as code.
pub fn code(text: &str) -> String {
    let clean = visible(text).replace('`', "'");
    if clean.is_empty() { "(empty)".to_owned() } else { format!("`{clean}`") }
}

/// Escapes page text into one line that renders literally. Preserves balanced code spans and turns URLs into links.
pub fn escape(text: &str) -> String {
    let text = visible(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut parts = text.split('`');
    escape_prose(parts.next().unwrap_or_default(), &mut escaped);
    let mut rest: Vec<&str> = parts.collect();
    // An odd backtick has no partner, so it and the text after it are escaped as prose.
    let odd = rest.len() % 2 == 1;
    let tail = if odd { rest.pop() } else { None };
    for pair in rest.chunks(2) {
        let [inside, after] = pair else { continue };
        if inside.trim().is_empty() {
            escaped.push_str("\\`\\`")
        } else {
            escaped.extend(["`", inside, "`"])
        }
        escape_prose(after, &mut escaped);
    }
    if let Some(tail) = tail {
        escaped.push_str("\\`");
        escape_prose(tail, &mut escaped);
    }
    escape_start(escaped)
}

/// Collapses white space to single blanks, and removes invisible characters and those that change the writing direction.
fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    if text.bytes().all(is_plain) && !text.contains("  ") && text.trim_ascii().len() == text.len() {
        return Cow::Borrowed(text);
    }
    let words = text.split_whitespace();
    let words = words.map(|word| word.chars().filter(|c| !is_hidden(*c)).collect::<String>());
    Cow::Owned(words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

fn escape_prose(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = ["http://", "https://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, url) = rest.split_at(at);
        let end = url.find([' ', '<', '>', '"', '[', ']', '|', '*']).unwrap_or(url.len());
        let end = url[..end].trim_end_matches(['.', ',', ')', '\'', ';', ':', '!', '?']).len();
        let (url, after) = url.split_at(end);
        escape_marks(before, out);
        if url.chars().all(is_url_char) {
            out.extend(["<", url, ">"])
        } else {
            out.push_str(&code(url))
        }
        rest = after;
    }
    escape_marks(rest, out);
}

fn is_url_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()+,;=%".contains(c)
}

fn escape_marks(text: &str, out: &mut String) {
    let mut before = out.chars().next_back().unwrap_or(' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let inside_word = before.is_alphanumeric() && after.is_alphanumeric();
        let escapes = match c {
            '\\' | '[' | ']' | '<' | '>' | '*' | '~' | '|' => true,
            '_' => !inside_word,
            '&' => after.is_ascii_alphanumeric() || after == '#',
            _ => false,
        };
        if escapes {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

/// Escapes a line that would start a heading, a list, a quote, a table or a fence.
fn escape_start(mut line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => line.insert(digits, '\\'),
        Some(b'#' | b'-' | b'+' | b'=' | b':') if digits == 0 => line.insert(0, '\\'),
        _ => {}
    }
    line
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', ':', '…']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::{Doc, code, escape, notice};

    #[track_caller]
    fn check(text: &str, escaped: &str) {
        assert_eq!(escape(text), escaped);
    }

    #[test]
    fn brackets_and_tags_stand_for_themselves() {
        check("see [User] or <b>, a < b", r"see \[User\] or \<b\>, a \< b");
        check("List<T> & a&nbsp;b", r"List\<T\> & a\&nbsp;b");
    }

    #[test]
    fn emphasis_stands_for_itself() {
        check("a * b, _id, my_id, **x**", r"a \* b, \_id, my_id, \*\*x\*\*");
    }

    #[test]
    fn code_spans_stay_when_they_close() {
        check("set `<a>` or `[b]`", "set `<a>` or `[b]`");
        check("set `a or [b]", r"set \`a or \[b\]");
        check("``", r"\`\`");
    }

    #[test]
    fn white_space_makes_no_block() {
        check("one\n\n    two\tthree\r", "one two three");
        check("``` rust\nfail!()\n```", r"\`\`` rust fail!() `\`\`");
    }

    #[test]
    fn a_line_starts_no_block() {
        check("# no heading", r"\# no heading");
        check("- no list", r"\- no list");
        check("1. no list", r"1\. no list");
        check("| no table |", r"\| no table \|");
    }

    #[test]
    fn urls_are_links() {
        check("see https://example.com/a_b?x=*1).", r"see <https://example.com/a_b?x=>\*1).");
        check("(http://a.b)", "(<http://a.b>)");
        check("https://{tenant}.example.com", "`https://{tenant}.example.com`");
    }

    #[test]
    fn characters_that_turn_the_text_are_dropped() {
        check("a\u{202e}b\u{0}c\u{200b}", "abc");
    }

    #[test]
    fn code_holds_no_backtick() {
        assert_eq!(code("a`b\nc"), "`a'b c`");
    }

    #[test]
    fn a_notice_does_not_say_twice_that_something_is_deprecated() {
        assert_eq!(notice("Deprecated -- use `a` instead."), Some("use `a` instead."));
        assert_eq!(notice("This is deprecated. Use `a`"), Some("This is deprecated. Use `a`"));
        assert_eq!(notice("Deprecated since 2024"), Some("since 2024"));
        assert_eq!(notice("DEPRECATED"), None);
        let doc = Doc::new("A", "").deprecated(Some("Deprecated; use `b`"));
        assert_eq!(doc.lines().last(), Some("**Deprecated:** use `b`."));
    }

    #[test]
    fn facts_follow_the_first_sentence() {
        let doc = Doc::new("The subject", "").and("Read-only.").paragraph("Source: <https://a.b>");
        assert_eq!(doc.lines().collect::<Vec<_>>(), ["The subject. Read-only.", "", "Source: <https://a.b>"]);
    }
}
