//! Examines a JSON text without reading it, in memory that does not grow with the text. In: a text, valid or not. Out: where a string
//! ends, how deep the text is, where its numbers are. Knows no type.

use crate::Json;

/// The position behind the closing quote of the string that begins here.
pub(crate) fn end_of_string(text: &[u8], mut at: usize) -> usize {
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len() + 1
}

/// Whether objects and lists are nested deeper than this. serde_json keeps to 128 where it reads values, but not where
/// it passes over text (`RawValue`).
pub(crate) fn is_deeper_than(text: &[u8], limit: usize) -> bool {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' if depth == limit => return true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => at = end_of_string(text, at),
            _ => {}
        }
    }
    false
}

/// The next number from here on: the positions of its first byte and behind its last.
pub(crate) fn next_number(text: &[u8], mut at: usize) -> Option<(usize, usize)> {
    loop {
        match text.get(at)? {
            b'"' => at = end_of_string(text, at + 1),
            b'-' | b'0'..=b'9' => break,
            _ => at += 1,
        }
    }
    let is_part = |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
    let length = text.get(at..)?.iter().take_while(is_part).count();
    Some((at, at + length))
}

/// A property by its name, in the documented or any other letter case: parts of the service differ.
pub(crate) fn property<'a>(json: &'a Json, name: &str) -> Option<&'a Json> {
    let object = json.as_object()?;
    let other = || object.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    object.get(name).or_else(other)
}

/// Whether a media type is JSON or a kind of it.
pub(crate) fn is_json(media_type: &str) -> bool {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media_type == "application/json" || media_type.ends_with("+json")
}

/// The service puts a byte order mark before some plain texts.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use super::{is_deeper_than, next_number};

    #[test]
    fn depth_is_that_of_the_structure() {
        for (text, depth) in [
            ("", 0),
            ("5", 0),
            ("[]", 1),
            ("[[],[{}]]", 3),
            (r#"{"[[[": "\"[["}"#, 1),
            ("]]][", 1),
            ("[[[", 3),
        ] {
            assert!(!is_deeper_than(text.as_bytes(), depth), "{text}");
            assert!(depth == 0 || is_deeper_than(text.as_bytes(), depth - 1), "{text}");
        }
    }

    #[test]
    fn numbers_are_found_outside_of_strings() {
        let text = r#"{"1": -2.5e+3, "a\"7": ["8", 9,1e999]} 4"#;
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some((start, end)) = next_number(text.as_bytes(), at) {
            found.push(&text[start..end]);
            at = end;
        }
        assert_eq!(found, ["-2.5e+3", "9", "1e999", "4"]);
        for text in ["", "\"1", "\"\\", "a"] {
            assert_eq!(next_number(text.as_bytes(), 0), None, "{text}");
        }
    }
}
