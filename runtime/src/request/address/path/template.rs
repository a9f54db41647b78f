//! In: two path templates. Out: whether they are the same but for the names of their placeholders.

/// The pages differ from each other in placeholders, quotes, empty parentheses, case and a slash at the end.
pub(crate) fn same_template(left: &str, right: &str) -> bool {
    Shape(left.trim_end_matches('/')).eq(Shape(right.trim_end_matches('/')))
}

/// The characters of a template that matter.
struct Shape<'a>(&'a str);

impl Iterator for Shape<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(rest) = self.0.strip_prefix("()") {
            self.0 = rest;
        }
        let mut characters = self.0.chars();
        let mut next = characters.next()?;
        while matches!(next, '\'' | '"' | ' ') {
            next = characters.next()?;
        }
        if next == '{' {
            let rest = characters.as_str();
            self.0 = rest.split_once('}').map_or("", |(_, rest)| rest);
        } else {
            self.0 = characters.as_str();
        }
        Some(next.to_ascii_lowercase())
    }
}
