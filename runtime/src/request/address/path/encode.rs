//! In: text. Out: text that is one part of a URL and nothing else.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the characters that have no meaning in any part of a URL.
const KEY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Literal segments come from the pages; their other characters are harmless within a segment.
const SEGMENT: &AsciiSet = &KEY
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'\'')
    .remove(b',')
    .remove(b'=')
    .remove(b'@')
    .remove(b':');

const NAME: &AsciiSet = &KEY.remove(b'$').remove(b'@');

/// `&`, `+` and `#` end a value or change it; the most frequent characters of OData stay readable.
const VALUE: &AsciiSet = &SEGMENT.remove(b'/').remove(b'*').remove(b';').remove(b'!');

/// Characters that no URL may have. `%` is not among them: links are encoded already.
const LINK: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) fn segment(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, SEGMENT));
}

pub(super) fn key(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, KEY));
}

/// The name of a query option.
pub(crate) fn query_name(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, NAME));
}

/// The value of a query option.
pub(crate) fn query_value(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, VALUE));
}

/// A link as the service wrote it, which may hold characters that no URL may have.
pub(crate) fn link(text: &str) -> String {
    utf8_percent_encode(text, LINK).to_string()
}
