//! Splits a request line. In: a line of a code block. Out: method, path and query.

use super::path::{closing, placeholder_end};
use super::{Method, Problem, QueryPair};

/// The path and the query of a URL.
pub(super) struct Target<'a> {
    /// The path without host and version.
    pub(super) path: &'a str,
    /// Its query parameters.
    pub(super) query: Vec<QueryPair>,
    /// Its query parameters in brackets.
    pub(super) optional: Vec<QueryPair>,
}

/// The method of a line and the text after it. `None` for a line that is not a request.
pub(super) fn method(line: &str) -> Result<Option<(Method, &str)>, Problem> {
    let line = strip_marks(line);
    let end = line.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(line.len());
    let (word, rest) = line.split_at(end);
    let rest = rest.strip_prefix("**").or_else(|| rest.strip_prefix(':')).unwrap_or(rest);
    let target = rest.trim_matches(|c: char| c.is_whitespace() || c == '`');
    let joined = rest.chars().next().is_some_and(|c| !c.is_whitespace());
    let looks_like_path = starts_like_path(target);
    match Method::parse(word) {
        Ok(method) if !joined || looks_like_path => Ok(Some((method, target))),
        _ if line.starts_with("**") => Err(Problem::NotAPath(line.to_owned())),
        _ if line.starts_with("//") => Ok(None),
        _ if word.is_empty() && starts_like_path(line) && !line.starts_with('{') => {
            Err(Problem::NoMethod(line.to_owned()))
        }
        _ if is_upper_case(word) && looks_like_path && !joined => {
            Err(Problem::UnknownMethod(word.to_owned()))
        }
        _ if line.starts_with("http://") || line.starts_with("https://") => {
            Err(Problem::NoMethod(line.to_owned()))
        }
        _ => Ok(None),
    }
}

/// Removes spaces, backticks, list markers and bold markers around a line.
fn strip_marks(line: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || c == '`' || c == '\u{feff}';
    let mut line = line.trim_matches(is_mark);
    for mark in ["- ", "* ", "> "] {
        line = line.strip_prefix(mark).unwrap_or(line).trim_start_matches(is_mark);
    }
    match line.strip_prefix("**") {
        Some(bold) if bold.starts_with(|c: char| c.is_ascii_alphabetic()) => bold,
        Some(_) | None => line,
    }
}

fn starts_like_path(text: &str) -> bool {
    text.starts_with(['/', '~', '{']) || text.starts_with("http://") || text.starts_with("https://")
}

fn is_upper_case(word: &str) -> bool {
    word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Splits a URL into path and query.
pub(super) fn target(text: &str) -> Result<Target<'_>, Problem> {
    let text = without_protocol(text.trim().trim_matches('`').trim());
    let local = without_version(without_host(text)?);
    if !local.starts_with(|c: char| c.is_ascii_alphanumeric() || "/{(<$".contains(c)) {
        return Err(Problem::NotAPath(text.to_owned()));
    }
    let end = end_of_path(local)?;
    let (path, rest) = local.split_at(end);
    let path = without_punctuation(path.trim_end());
    if path.is_empty() {
        return Err(Problem::NotAPath(text.to_owned()));
    }
    let (query, optional) = queries(rest.trim_start());
    Ok(Target { path, query, optional })
}

/// Removes ` HTTP/1.1` from the end, or `HTTP/1.1 ` from the start.
fn without_protocol(text: &str) -> &str {
    let is_version = |word: &str| {
        word.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("HTTP/"))
            && word[5..].starts_with(|c: char| c.is_ascii_digit())
    };
    match text.split_once(char::is_whitespace) {
        Some((first, rest)) if is_version(first) => return rest.trim_start(),
        Some(_) | None => {}
    }
    match text.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if is_version(last) => rest.trim_end(),
        Some(_) | None => text,
    }
}

/// Removes scheme and host. The host of the API contains `graph` or is a placeholder.
fn without_host(text: &str) -> Result<&str, Problem> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let Some(scheme) = scheme else { return Ok(text) };
    let rest = &text[scheme.len()..];
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if !host.contains("graph") && !host.starts_with('{') {
        return Err(Problem::ForeignHost(host.to_owned()));
    }
    Ok(if path.is_empty() { "/" } else { path })
}

fn without_version(text: &str) -> &str {
    let start = text.strip_prefix('~').unwrap_or(text);
    let start = start.strip_prefix('/').unwrap_or(start);
    let mut versions = ["{version}", "v1.0", "beta"].into_iter();
    let rest = versions.find_map(|version| {
        let (first, rest) = start.split_at_checked(version.len())?;
        (first.eq_ignore_ascii_case(version) && rest.starts_with('/')).then_some(rest)
    });
    rest.unwrap_or_else(|| text.strip_prefix('~').unwrap_or(text))
}

/// The end of the path: before the query, a comment or the end of the text.
fn end_of_path(text: &str) -> Result<usize, Problem> {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = match c {
            '?' => return Ok(at),
            // An optional query: `content[?includeIDs=true]`.
            '[' if text[at + 1..].starts_with(['?', '&']) => return Ok(at),
            '{' | '<' => placeholder_end(text, at)?,
            '}' => return Err(Problem::Unbalanced(text.to_owned())),
            '(' => closing(text, at),
            c if c.is_whitespace() && !continues_after_space(text, at)? => return Ok(at),
            _ => None,
        };
        at = next.unwrap_or(at + c.len_utf8());
    }
    Ok(at)
}

/// Whether the path continues after the space at `at`. Pages contain stray spaces around slashes, bars and braces.
fn continues_after_space(text: &str, at: usize) -> Result<bool, Problem> {
    let (before, rest) = (text[..at].trim_end(), text[at..].trim_start());
    let is_comment = ["//", "#", "<!--", "--"].iter().any(|mark| rest.starts_with(mark));
    let is_call = rest.starts_with("()") || rest.starts_with('(') && rest.contains('=');
    if rest.is_empty() || rest.starts_with('?') || is_comment {
        Ok(false)
    } else if rest.starts_with(['/', '{', '|', ':']) || is_call || before.ends_with(['/', '|', ':', '=']) {
        Ok(true)
    } else if before.contains('/') {
        Err(Problem::TextAfterPath(rest.to_owned()))
    } else {
        Err(Problem::NotAPath(text.to_owned()))
    }
}

/// The parameters after a path: those of its query, and those in brackets, which are optional (`?from={from}[&to={to}]`).
fn queries(rest: &str) -> (Vec<QueryPair>, Vec<QueryPair>) {
    let mut parts = rest.split("[?").flat_map(|part| part.split("[&"));
    let query = parts.next().and_then(|part| part.strip_prefix('?')).map(query_pairs);
    let optional = parts.map(|part| part.split(']').next().unwrap_or(part)).flat_map(query_pairs);
    (query.unwrap_or_default(), optional.collect())
}

fn without_punctuation(path: &str) -> &str {
    let path = path.trim_end_matches([',', ';']);
    match path.strip_suffix('.') {
        Some(rest) if !rest.ends_with('.') => rest,
        Some(_) | None => path,
    }
}

/// The parameters in `name=value&name=value`, where values may hold `&` in quotes, braces and parentheses.
fn query_pairs(query: &str) -> Vec<QueryPair> {
    let (mut depth, mut quoted) = (0_i32, false);
    let parts = query.split(|c: char| {
        match c {
            '\'' => quoted = !quoted,
            '{' | '(' if !quoted => depth += 1,
            '}' | ')' if !quoted => depth -= 1,
            _ => {}
        }
        c == '&' && !quoted && depth <= 0
    });
    let pairs = parts.map(|part| match part.split_once(['=', ':']) {
        Some((name, value)) => (name.trim(), Some(value.trim().to_owned())),
        None => (part.trim(), None),
    });
    let pairs = pairs.filter(|(name, _)| !name.is_empty());
    pairs.map(|(name, value)| QueryPair { name: name.to_owned(), value }).collect()
}
