//! Parses front matter. In: text of a page. Out: the `key: value` lines between its first two `---` lines.
//!
//! A YAML parser would reject many pages: values contain colons, apostrophes and commas without quotes.

use crate::source::include;

/// The keys above the text of a page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FrontMatter(Vec<(String, String)>);

impl FrontMatter {
    /// The value of a key without its quotes. Ignores the letter case of the key.
    pub fn get(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

/// Parses the front matter. Returns it with the byte where the text starts.
pub fn read(text: &str) -> (FrontMatter, usize) {
    let Some(range) = include::front_matter(text) else { return (FrontMatter::default(), 0) };
    let pairs = text[range.clone()].lines().filter_map(pair).collect();
    (FrontMatter(pairs), range.end)
}

fn pair(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':')?;
    if key.trim().is_empty() || key.starts_with([' ', '\t', '#', '-']) {
        return None;
    }
    let value = value.trim();
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    Some((key.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lose_their_quotes_and_keep_the_rest() {
        let (matter, start) =
            read("---\ntitle: \"message: move\"\nauthor: it's me\ndoc_type: 'apiPageType' \n---\n# x\n");
        assert_eq!(matter.get("title"), Some("message: move"));
        assert_eq!(matter.get("author"), Some("it's me"));
        assert_eq!(matter.get("DOC_TYPE"), Some("apiPageType"));
        assert_eq!(start, 72);
    }

    #[test]
    fn a_thematic_break_in_the_text_is_not_front_matter() {
        assert_eq!(read("# x\n---\na: b\n---\n").1, 0);
    }
}
