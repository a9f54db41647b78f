//! Splits a path into segments. In: a path as written. Out: [`Segment`]s.

use super::{Problem, Segment};
use crate::name::is_identifier;

/// Splits a path. Ignores an ellipsis (`/.../`), which means that the segments before it repeat.
pub(super) fn segments(path: &str) -> Result<Vec<Segment>, Problem> {
    let is_ellipsis = |piece: &&str| matches!(*piece, "..." | "…");
    let pieces = split(path)?;
    if pieces.first().is_some_and(is_ellipsis) {
        return Err(Problem::NoStart(path.to_owned()));
    }
    let mut pieces = pieces.into_iter().filter(|piece| !is_ellipsis(piece)).peekable();
    let mut segments = Vec::new();
    while let Some(piece) = pieces.next() {
        let from = piece.strip_suffix(':').filter(|from| !from.is_empty());
        match from {
            Some(from) if pieces.peek().is_some() => segments.push(address(segment(from)?, &mut pieces)),
            _ => match keyed(piece) {
                Some((name, key)) => {
                    segments.extend([Segment::Literal(name.to_owned()), Segment::Key(key)]);
                }
                None => segments.push(segment(piece.trim_end_matches(':'))?),
            },
        }
    }
    Ok(segments)
}

/// Parses `/{item-path}:` after the colon of `root:`. The path can have several parts.
fn address<'a>(from: Segment, pieces: &mut impl Iterator<Item = &'a str>) -> Segment {
    let (mut parts, mut closed) = (Vec::new(), false);
    for piece in pieces {
        let part = piece.strip_suffix(':');
        parts.push(bare(part.unwrap_or(piece)));
        if part.is_some() {
            closed = true;
            break;
        }
    }
    Segment::PathAddress { from: Box::new(from), path: parts.join("/"), closed }
}

/// The name and the key of a segment with its key in parentheses: `crates('{crate-id}')` is `crates/{crate-id}`.
///
/// Arguments of functions have names. Some pages omit the name of a lone argument, so only a quoted value or an id is a key.
fn keyed(piece: &str) -> Option<(&str, String)> {
    let (name, inner) = piece.strip_suffix(')')?.split_once('(')?;
    let unquoted = inner.strip_prefix('\'').and_then(|inner| inner.strip_suffix('\''));
    let value = unquoted.unwrap_or(inner);
    let key = match is_placeholder(value) {
        true => bare(value),
        false if unquoted.is_some() && is_sample_key(value) => "id".to_owned(),
        false => return None,
    };
    let is_key = unquoted.is_some() || key.to_ascii_lowercase().ends_with("id");
    (is_identifier(name) && is_key).then_some((name, key))
}

/// Splits at slashes, except those inside placeholders or parentheses.
fn split(path: &str) -> Result<Vec<&str>, Problem> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(c) = path[at..].chars().next() {
        let next = match c {
            '/' => {
                pieces.push(&path[start..at]);
                start = at + 1;
                None
            }
            '{' | '<' => placeholder_end(path, at)?,
            '(' => closing(path, at),
            _ => None,
        };
        at = next.unwrap_or(at + c.len_utf8());
    }
    pieces.push(&path[start..]);
    Ok(pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect())
}

fn segment(piece: &str) -> Result<Segment, Problem> {
    if is_placeholder(piece) {
        return Ok(Segment::Key(bare(piece)));
    }
    match (piece.find('('), piece.split_once('=')) {
        (Some(open), _) => function(piece, open),
        (None, Some((name, value))) if is_identifier(name) && is_placeholder(value.trim_matches('\'')) => {
            Ok(Segment::Key(name.to_owned()))
        }
        (None, _) if piece.contains(['{', '<', '|']) => Ok(Segment::Key(bare(piece))),
        (None, _) if is_sample_key(piece) => Ok(Segment::Key("id".to_owned())),
        (None, _) if piece.chars().all(is_literal) => Ok(Segment::Literal(piece.to_owned())),
        (None, _) => Err(Problem::NotASegment(piece.to_owned())),
    }
}

/// Parses `name(a={a},b='{b}')`. Tolerates a missing closing parenthesis.
fn function(piece: &str, open: usize) -> Result<Segment, Problem> {
    let close = closing(piece, open);
    let end = close.unwrap_or(piece.len());
    let inner = piece[open + 1..close.map_or(end, |end| end - 1)].trim();
    let name = piece[..open].trim();
    match (name, inner.contains('=')) {
        ("", false) if end == piece.len() && !inner.is_empty() => return Ok(Segment::Key(bare(inner))),
        _ if end != piece.len() || name.is_empty() || !name.chars().all(is_literal) => {
            return Err(Problem::NotASegment(piece.to_owned()));
        }
        _ => {}
    }
    let arguments = arguments(inner).into_iter().map(|argument| match argument.split_once('=') {
        Some((name, value)) => (name.trim().to_owned(), value.trim().to_owned()),
        None => (String::new(), argument.trim().to_owned()),
    });
    Ok(Segment::Function { name: name.to_owned(), arguments: arguments.collect() })
}

/// Splits at commas, except those inside quotes, braces and parentheses.
fn arguments(inner: &str) -> Vec<&str> {
    let (mut depth, mut quoted) = (0_i32, false);
    let parts = inner.split(|c: char| {
        match c {
            '\'' => quoted = !quoted,
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        c == ',' && !quoted && depth <= 0
    });
    parts.filter(|part| !part.trim().is_empty()).collect()
}

/// The end of the placeholder that starts at `at`. `None` for a `<` that starts no placeholder.
pub(super) fn placeholder_end(text: &str, at: usize) -> Result<Option<usize>, Problem> {
    let rest = &text[at..];
    if let Some(inner) = rest.strip_prefix('<') {
        let end = inner.find(['<', '>', '/']).filter(|end| inner[*end..].starts_with('>'));
        return Ok(end.map(|end| at + end + 2));
    }
    let mut depth = 0;
    for (index, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(Some(at + index + 1));
        }
    }
    Err(Problem::Unbalanced(text.to_owned()))
}

/// The end of the parentheses that open at `at`. Ignores parentheses in quotes.
pub(super) fn closing(text: &str, at: usize) -> Option<usize> {
    let (mut depth, mut quoted) = (0, false);
    for (index, c) in text[at..].char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + index + 1);
        }
    }
    None
}

/// Whether a piece is one placeholder, `{…}` or `<…>`.
fn is_placeholder(piece: &str) -> bool {
    piece.starts_with(['{', '<']) && placeholder_end(piece, 0) == Ok(Some(piece.len()))
}

/// The text without delimiters of placeholders, with single spaces.
fn bare(piece: &str) -> String {
    let plain = piece.replace(['{', '}', '<', '>', '\''], "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_literal(c: char) -> bool {
    c.is_alphanumeric() || "$._-~@!,%+&;=".contains(c)
}

/// Whether a segment is a sample of a key: a number, a GUID, an email address, base64, or an id with unusual characters.
fn is_sample_key(piece: &str) -> bool {
    let groups = piece.split('-').map(str::len);
    let is_guid = groups.eq([8, 4, 4, 4, 12]) && piece.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    is_guid
        || piece.chars().all(|c| c.is_ascii_digit())
        || piece.contains(['@', '!', ','])
        || piece.ends_with('=')
}
