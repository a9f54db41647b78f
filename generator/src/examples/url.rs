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
    let (host, local) = host(without_fragment(url));
    let is_own = |host: &str| host.to_ascii_lowercase().contains("graph") || host.starts_with('{');
    if !host.is_none_or(is_own) {
        return Err(Reason::Foreign);
    }
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

/// A URL with scheme, host and version.
pub(super) fn absolute(url: &str, version: Version) -> String {
    let (host, local) = host(without_fragment(url));
    let (host, path) = (host.unwrap_or("graph.microsoft.com"), local.trim_start_matches('/'));
    match is_version(path.split('/').next().unwrap_or_default()) {
        true => format!("https://{host}/{path}"),
        false => format!("https://{host}/{}/{path}", version.folder()),
    }
}

fn is_version(text: &str) -> bool {
    Version::ALL.iter().any(|known| known.folder().eq_ignore_ascii_case(text))
}

/// The host of a URL, and the remainder. A host without a scheme has a dot, as no other first segment but a version does.
fn host(url: &str) -> (Option<&str>, &str) {
    let is_scheme = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    let split = |url| str::split_once(url, '/').unwrap_or((url, ""));
    if let Some((_, rest)) = url.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) {
        let (host, path) = split(rest);
        return (Some(host), path);
    }
    match split(url) {
        (host, path) if host.contains('.') && !host.contains(['?', '(']) && !is_version(host) => {
            (Some(host), path)
        }
        _ => (None, url),
    }
}

/// A URL without its fragment. Quoted text, and names with several marks (`ada#EXT#@contoso.com`), have none.
fn without_fragment(url: &str) -> &str {
    match parts(url, '#').as_slice() {
        [url, _] => url,
        _ => url,
    }
}

/// Whether a part is no segment: empty text between slashes, or an ellipsis for repeated segments.
fn is_left_out(part: &str) -> bool {
    matches!(part, "" | "..." | "…")
}

fn parts_of_query(query: &str) -> Vec<(String, String)> {
    let options = parts(query, '&').into_iter().filter(|option| !option.trim().is_empty());
    let pair = |option: &str| {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let decoded = |text: &str| decoded(with_blanks(text).trim());
        (decoded(name), decoded(value))
    };
    options.map(pair).collect()
}

/// A part of a query with blanks for plus signs, as the service takes them. A plus sign before the offset of a time is meant as one.
fn with_blanks(text: &str) -> String {
    let is_offset = |rest: &str| {
        let shape = rest.bytes().take(5).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
        shape.eq(*b"00:00")
    };
    let replaced = text.char_indices().map(|(at, c)| match c {
        '+' if !(text[..at].ends_with(|c: char| c.is_ascii_digit()) && is_offset(&text[at + 1..])) => ' ',
        other => other,
    });
    replaced.collect()
}

fn pieces(parts: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        if let Some((site, address)) = site(part) {
            pieces.extend([piece(site), Piece::Address(decoded(address))]);
            continue;
        }
        let from = part.strip_suffix(':').filter(|from| !from.is_empty());
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
            // An empty path leads to the item itself.
            let address = address.join("/");
            pieces.extend((!address.is_empty()).then_some(Piece::Address(address)));
        }
    }
    pieces
}

/// A host with a placeholder for the whole path of a site: `contoso.sharepoint.com:{path}`.
fn site(part: &str) -> Option<(&str, &str)> {
    let (host, path) = part.strip_suffix(':').unwrap_or(part).split_once(":{")?;
    let inner = path.strip_suffix('}').filter(|inner| !inner.contains(['{', '}']))?;
    host.contains('.').then(|| (host, &part[host.len() + 1..host.len() + 3 + inner.len()]))
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
    use super::{Piece, absolute, target};
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
        for url in ["graph.microsoft.com/v1.0/me/events", "graph.microsoft.com/me/events", "me/events#top"] {
            check(url, "me | events", &[]);
        }
        assert!(target("https://graph.microsoft.com/beta/me", Version::V1).is_err());
        for url in ["https://example.com/v1.0/me", "example.com/v1.0/me"] {
            assert_eq!(target(url, Version::V1), Err(Reason::Foreign));
        }
        check("v1.0/me", "me", &[]);
    }

    #[test]
    fn an_absolute_url_has_host_and_version() {
        for url in ["me/x?a=/b", "/v1.0/me/x?a=/b", "graph.microsoft.com/v1.0/me/x?a=/b"] {
            assert_eq!(absolute(url, Version::V1), "https://graph.microsoft.com/v1.0/me/x?a=/b");
        }
        assert_eq!(absolute("https://graph.example/me", Version::Beta), "https://graph.example/beta/me");
    }

    #[test]
    fn a_url_in_the_query_or_in_a_key_is_no_host() {
        let id = "https://graph.microsoft.com/v1.0/users/7";
        check(&format!("/a/b/$ref?$id={id}"), "a | b | $ref", &[("$id", id)]);
        check(
            "/a?$filter=x eq 'https://example.com/#b'",
            "a",
            &[("$filter", "x eq 'https://example.com/#b'")],
        );
        check("/a('https://example.com')", "a(_='https://example.com')", &[]);
        check("me?x=a.b/c", "me", &[("x", "a.b/c")]);
        check("/users/ada_x.y#EXT#@z.com", "users | ada_x.y#EXT#@z.com", &[]);
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
        check("/a+b?$filter=c+eq+'d%2Be'", "a+b", &[("$filter", "c eq 'd+e'")]);
        check(
            "/a?b=2026-05-01T08:00:00+02:00&c=1+1",
            "a",
            &[("b", "2026-05-01T08:00:00+02:00"), ("c", "1 1")],
        );
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
        for url in ["/drive/root:/", "/drive/root:", "/drive/root:/:"] {
            check(url, "drive | root", &[]);
        }
        check("/drive/root:/:/children", "drive | root | children", &[]);
        check("/sites/{a}.b.com:{path}:/lists", "sites | {a}.b.com | :{path}: | lists", &[]);
    }
}
