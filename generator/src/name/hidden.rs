//! Escapes hidden characters: controls, invisible ones, and those that change the direction of writing. Compilers reject some of
//! them, terminals obey others. In: text from pages and disk. Out: the same text with escapes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character is a control, is invisible, or changes the direction of writing.
pub fn is_hidden(c: char) -> bool {
    // Most characters of the documentation are ASCII.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Escapes a line in the syntax of Rust: `\u{202e}`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    replace(text, is_hidden, |c, out| out.extend(c.escape_unicode()))
}

/// Like [`escaped`] for text of several lines: keeps line ends and tabs.
pub fn escaped_lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'), |c, out| out.extend(c.escape_unicode()))
}

/// Escapes in the syntax of JSON: `\u202e`. Keeps line ends and tabs, which separate values.
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    let is_escaped = |c| is_hidden(c) && !matches!(c, '\n' | '\t');
    replace(json, is_escaped, |c, out| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn replace(
    text: &str,
    is_replaced: impl Fn(char) -> bool,
    escape: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    if !text.contains(&is_replaced) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_replaced(c) { escape(c, &mut escaped) } else { escaped.push(c) }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::{escaped, escaped_json, escaped_lines};

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(escaped("a\n::error::b\u{1b}[31m\u{202e}é"), r"a\u{a}::error::b\u{1b}[31m\u{202e}é");
        assert!(matches!(escaped("a b"), std::borrow::Cow::Borrowed("a b")));
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(escaped_lines("a\n\tb\r\u{2028}"), "a\n\tb\\u{d}\\u{2028}");
    }

    #[test]
    fn json_keeps_its_value() {
        let text = "{\n  \"a\u{202e}\": \"\u{7f}\u{e0001}\"\n}";
        let escaped = escaped_json(text);
        assert_eq!(escaped, "{\n  \"a\\u202e\": \"\\u007f\\udb40\\udc01\"\n}");
        let value = |text| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&escaped), value(text));
    }
}
