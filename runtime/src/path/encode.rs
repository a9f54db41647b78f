//! In: text. Out: text that is one part of a URL and nothing else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the characters that have no meaning in any part of a URL.
const KEY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Literal segments come from the pages; what they may have besides is harmless within a segment.
const SEGMENT: &AsciiSet = &KEY
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'\'')
    .remove(b',')
    .remove(b'=')
    .remove(b'@')
    .remove(b':');

/// `&`, `+` and `#` end a value or change it; what OData writes most is left readable.
const QUERY: &AsciiSet = &SEGMENT.remove(b'/').remove(b'*').remove(b';').remove(b'!').add(b'=');

pub(super) fn segment(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, SEGMENT));
}

pub(super) fn key(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, KEY));
}

/// The name or the value of a query option.
pub(crate) fn query_part(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, QUERY));
}
