//! Writes text that the runtime parses on demand. In: text of pages. Out: single lines, and literals with several lines.

use proc_macro2::Literal;

/// Joins the lines of a text: a line break would begin another fact.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A string literal whose source has the same line breaks as the text.
pub(super) fn lines(text: &str) -> Literal {
    let lines = text.split('\n').map(|line| Literal::string(line).to_string());
    let inside = |line: String| line.strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
    let lines: Vec<String> = lines.filter_map(inside).collect();
    format!("\"{}\"", lines.join("\n")).parse().unwrap_or_else(|_| Literal::string(text))
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_text_of_several_lines_is_one_literal() {
        assert_eq!(lines("a\nb").to_string(), "\"a\nb\"");
        let text = "say \"no\"\nback\\\n\u{202e}x\r\n";
        let literal: syn::LitStr = syn::parse_str(&lines(text).to_string()).unwrap();
        assert_eq!(literal.value(), text);
        assert!(!lines(text).to_string().contains('\u{202e}'), "what turns a text around is escaped");
    }
}
