//! Parses the URL of a documented request. In: the URL. Out: [`Target`]: path pieces and query options, decoded.

use percent_encoding::percent_decode_str;

use crate::plan::ir::example::Reason;
use crate::source::Version;

/// The path and query of a URL.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Target {
    /// The path after the version.
    pub(super) pieces: Vec<Piece>,
    /// The query options: name and value.
    pub(super) query: Vec<(String, String)>,
}

/// A part of a path between two slashes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Piece {
    /// A name or a key.
    Plain(String),
    /// A name with parentheses: a function, or a collection with a key.
    Call {
        /// The name before the parentheses.
        name: String,
        /// Names and values. An argument without a name has a value alone.
        arguments: Vec<(Option<String>, String)>,
    },
    /// A path between colons.
    Address(String),
}

/// The maximum length of a URL, in bytes.
const LENGTH: usize = 4096;

/// Parses a URL of one version.
///
/// # Errors
/// A [`Reason`] if the URL belongs to another service or version, or is too long.
pub(super) fn target(url: &str, version: Version) -> Result<Target, Reason> {
    if url.len() > LENGTH {
        return Err(Reason::TooLong(LENGTH));
    }
    let local = match url.split_once("://") {
        Some((_, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let is_own = host.to_ascii_lowercase().contains("graph") || host.starts_with('{');
            is_own.then_some(path).ok_or(Reason::Foreign)?
        }
        None => url,
    };
    let (path, query) = cut(local, '?').unwrap_or((local, ""));
    let mut parts: Vec<&str> =
        parts(path, '/').into_iter().map(str::trim).filter(|part| !is_left_out(part)).collect();
    let first = parts.first().copied().unwrap_or_default();
    match Version::ALL.into_iter().find(|known| known.folder().eq_ignore_ascii_case(first)) {
        Some(found) if found != version => return Err(Reason::OtherVersion(found.folder())),
        Some(_) => drop(parts.remove(0)),
        None => {}
    }
    let options = parts_of_query(query);
    Ok(Target { pieces: pieces(&parts), query: options })
}

/// Whether a part is no segment: empty text between slashes, or an ellipsis for repeated segments.
fn is_left_out(part: &str) -> bool {
    matches!(part, "" | "..." | "…")
}

fn parts_of_query(query: &str) -> Vec<(String, String)> {
    let options = parts(query, '&').into_iter().filter(|option| !option.trim().is_empty());
    let pair = |option: &str| {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        (decoded(name.trim()), decoded(value.trim()))
    };
    options.map(pair).collect()
}

fn pieces(parts: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        let from = part.strip_suffix(':').filter(|from| !from.is_empty() && parts.peek().is_some());
        pieces.push(piece(from.unwrap_or(part)));
        if from.is_some() {
            let mut address = Vec::new();
            for part in parts.by_ref() {
                let closed = part.strip_suffix(':');
                address.push(decoded(closed.unwrap_or(part)));
                if closed.is_some() {
                    break;
                }
            }
            pieces.push(Piece::Address(address.join("/")));
        }
    }
    pieces
}

fn piece(part: &str) -> Piece {
    let call = part.strip_suffix(')').and_then(|part| part.split_once('('));
    let Some((name, inner)) = call.filter(|(name, _)| !name.is_empty()) else {
        return Piece::Plain(decoded(part));
    };
    let arguments = parts(inner, ',').into_iter().filter(|argument| !argument.trim().is_empty());
    let named = |argument: &str| match argument.split_once('=') {
        Some((name, value)) if !name.contains('\'') => (Some(decoded(name.trim())), decoded(value.trim())),
        Some(_) | None => (None, decoded(argument.trim())),
    };
    Piece::Call { name: decoded(name), arguments: arguments.map(named).collect() }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Splits at the first mark outside quotes, braces, brackets and parentheses.
fn cut(text: &str, mark: char) -> Option<(&str, &str)> {
    let first = parts(text, mark).first()?.len();
    Some((&text[..first], text.get(first + mark.len_utf8()..)?))
}

/// Splits at all marks outside quotes, braces, brackets and parentheses. An unmatched quote or closing bracket has no effect.
fn parts(text: &str, mark: char) -> Vec<&str> {
    let (mut depth, mut quoted) = (0_i32, false);
    let balanced = text.matches('\'').count().is_multiple_of(2);
    let split = text.split(|c: char| {
        match c {
            '\'' if balanced => quoted = !quoted,
            '{' | '(' | '[' if !quoted => depth += 1,
            '}' | ')' | ']' if !quoted => depth -= 1,
            _ => {}
        }
        c == mark && !quoted && depth <= 0
    });
    split.collect()
}

#[cfg(test)]
mod tests {
    use super::{Piece, target};
    use crate::plan::ir::example::Reason;
    use crate::source::Version;

    #[track_caller]
    fn check(url: &str, path: &str, query: &[(&str, &str)]) {
        let found = target(url, Version::V1).unwrap();
        let show = |piece: &Piece| match piece {
            Piece::Plain(text) => text.clone(),
            Piece::Call { name, arguments } => {
                let shown = |(name, value): &(Option<String>, String)| {
                    format!("{}={value}", name.as_deref().unwrap_or("_"))
                };
                format!("{name}({})", arguments.iter().map(shown).collect::<Vec<_>>().join(", "))
            }
            Piece::Address(text) => format!(":{text}:"),
        };
        assert_eq!(found.pieces.iter().map(show).collect::<Vec<_>>().join(" | "), path, "{url}");
        let query: Vec<_> = query.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert_eq!(found.query, query, "{url}");
    }

    #[test]
    fn host_and_version_are_no_part_of_the_path() {
        for url in
            ["https://graph.microsoft.com/v1.0/me/events", "/v1.0/me/events", "/me/events", "me/events/"]
        {
            check(url, "me | events", &[]);
        }
        assert!(target("https://graph.microsoft.com/beta/me", Version::V1).is_err());
    }

    #[test]
    fn a_url_has_a_bound() {
        let url = format!("/me{}", "/folders".repeat(512));
        assert_eq!(target(&url, Version::V1), Err(Reason::TooLong(4096)));
        assert!(target(&url[..4096], Version::V1).is_ok());
    }

    #[test]
    fn an_ellipsis_is_no_segment() {
        check("/me/folders/{id}/.../messages", "me | folders | {id} | messages", &[]);
    }

    #[test]
    fn keys_and_values_are_decoded() {
        check(
            "/users/a%40b.c/x?$filter=a eq 'b&c'&$top=5",
            "users | a@b.c | x",
            &[("$filter", "a eq 'b&c'"), ("$top", "5")],
        );
        check("/me?$search=%22a%22&x", "me", &[("$search", "\"a\""), ("x", "")]);
    }

    #[test]
    fn what_has_parentheses_is_a_call() {
        check("/a/f(x='b/c',y=1)", "a | f(x='b/c', y=1)", &[]);
        check("/f(x=['b','c'],y=[1,2])", "f(x=['b','c'], y=[1,2])", &[]);
        check("/a('b')/delta()", "a(_='b') | delta()", &[]);
    }

    #[test]
    fn a_path_between_colons_is_an_address() {
        check("/drive/root:/a/b%20c.txt:/content", "drive | root | :a/b c.txt: | content", &[]);
        check("/drive/root:/a", "drive | root | :a:", &[]);
    }
}
