//! Parses the patterns that select operations. In: `GET /me/messages/**`, `/users/*`, `message: *`. Out: [`Pattern`]s.

use std::fmt;
use std::str::FromStr;

use globset::{Glob, GlobBuilder, GlobMatcher};

use crate::facts::template::{Method, Segment, Template};
use crate::model::operation::Operation;

/// Selects operations by method and path, or by the title of their page. Letter case is ignored.
///
/// In a path, `*` matches one segment or a part of one, `**` any number of segments, and `{…}` a key with any name. A final `/**`
/// also matches the path before it. Other text is the title of a page, in which `*` matches any text.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    selects: Selects,
}

/// Reasons why a pattern cannot be parsed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PatternError {
    /// The pattern is empty.
    #[error("a pattern is empty; write a path as in `GET /me/messages/**` or a title as in `message: *`")]
    Empty,
    /// The word before the path is not an HTTP method.
    #[error(
        "`{method}` in the pattern `{pattern}` is not an HTTP method; use GET, POST, PATCH, PUT, DELETE or `*`"
    )]
    UnknownMethod {
        /// The pattern.
        pattern: String,
        /// The word.
        method: String,
    },
    /// A path lacks its first slash.
    #[error("the path in the pattern `{0}` begins without `/`")]
    NoSlash(String),
    /// A part is not a valid glob.
    #[error("the pattern `{pattern}` is not a glob: {reason}")]
    Glob {
        /// The pattern.
        pattern: String,
        /// The reason.
        reason: String,
    },
}

#[derive(Clone, Debug)]
enum Selects {
    Path { method: Option<Method>, path: String, segments: Vec<Part> },
    Title(GlobMatcher),
}

/// A segment of a pattern.
#[derive(Clone, Debug)]
enum Part {
    /// `**`
    AnyDepth,
    /// `*`
    Any,
    /// `{id}`
    Key,
    /// A path address of a drive item: the part after `root:`.
    Address,
    /// Fixed text, or the name of a function with any arguments.
    Name(GlobMatcher),
    /// A function with the names of its arguments.
    Call(GlobMatcher, Vec<String>),
}

/// A segment of a template, as compared with a pattern.
enum Unit {
    Name(String),
    Key,
    Call(String, Vec<String>),
    Address,
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PatternError::Empty);
        }
        let (method, path) = match text.split_once(char::is_whitespace) {
            Some((word, path)) if path.trim_start().starts_with('/') => (Some(word), path.trim_start()),
            _ => (None, text),
        };
        if path.starts_with('/') {
            let (method, path, segments) = (read_method(method, text)?, path.to_owned(), parts(path, text)?);
            return Ok(Self { text: text.to_owned(), selects: Selects::Path { method, path, segments } });
        }
        // A word with a slash, alone or after a method, is a path without its first slash rather than a title.
        let words = text.split_whitespace().collect::<Vec<_>>();
        let is_path = |word: &str| word.contains('/') && !word.starts_with("**");
        match words.as_slice() {
            [word] if is_path(word) => return Err(PatternError::NoSlash(text.to_owned())),
            [method, word] if is_path(word) && (*method == "*" || Method::parse(method).is_ok()) => {
                return Err(PatternError::NoSlash(text.to_owned()));
            }
            _ => {}
        }
        let selects = Selects::Title(glob(text, text)?);
        Ok(Self { text: text.to_owned(), selects })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Pattern {
    /// Whether the pattern selects a template of an operation.
    pub fn matches(&self, method: Method, template: &Template, title: &str) -> bool {
        match &self.selects {
            Selects::Title(glob) => glob.is_match(title),
            Selects::Path { method: wanted, segments, .. } => {
                let units: Vec<Unit> = template.segments.iter().flat_map(units).collect();
                wanted.is_none_or(|wanted| wanted == method) && fits(segments, &units)
            }
        }
    }

    /// The request line or title nearest to the pattern. `None` when none is similar.
    pub(super) fn nearest<'m>(&self, operations: impl Iterator<Item = &'m Operation>) -> Option<String> {
        let wanted = match &self.selects {
            Selects::Path { method: Some(method), path, .. } => format!("{method} {path}"),
            Selects::Path { path, .. } => path.clone(),
            Selects::Title(_) => self.text.clone(),
        };
        let wanted = wanted.trim_end_matches(['*', '/']).to_lowercase();
        let lines = operations.flat_map(|operation| match &self.selects {
            Selects::Title(_) => vec![operation.title.clone()],
            Selects::Path { method, .. } => {
                let line = |template: &Template| match method {
                    Some(_) => format!("{} {}", operation.method, template.text),
                    None => template.text.clone(),
                };
                operation.templates.iter().map(line).collect()
            }
        });
        let rated =
            lines.map(|line| (strsim::normalized_damerau_levenshtein(&wanted, &line.to_lowercase()), line));
        let best = rated.max_by(|(one, a), (other, b)| one.total_cmp(other).then_with(|| b.cmp(a)));
        best.filter(|(rate, _)| *rate > 0.5).map(|(_, line)| line)
    }
}

fn read_method(word: Option<&str>, pattern: &str) -> Result<Option<Method>, PatternError> {
    let Some(word) = word.filter(|word| *word != "*") else { return Ok(None) };
    let unknown = |_| PatternError::UnknownMethod { pattern: pattern.to_owned(), method: word.to_owned() };
    Method::parse(word).map(Some).map_err(unknown)
}

fn glob(text: &str, pattern: &str) -> Result<GlobMatcher, PatternError> {
    let built = GlobBuilder::new(text).case_insensitive(true).build();
    let failed = |error: globset::Error| PatternError::Glob {
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    };
    built.as_ref().map(Glob::compile_matcher).map_err(|error| failed(error.clone()))
}

fn parts(path: &str, pattern: &str) -> Result<Vec<Part>, PatternError> {
    let mut parts = Vec::new();
    let mut in_address = false;
    for piece in pieces(path) {
        let name = piece.strip_suffix(':').unwrap_or(piece);
        let part = match name {
            "**" => Part::AnyDepth,
            _ if in_address => Part::Address,
            "*" => Part::Any,
            _ if name.starts_with('{') && name.ends_with('}') => Part::Key,
            _ => match name.strip_suffix(')').and_then(|call| call.split_once('(')) {
                Some((function, arguments)) => {
                    Part::Call(glob(function, pattern)?, argument_names(arguments))
                }
                None => Part::Name(glob(name, pattern)?),
            },
        };
        in_address = piece.ends_with(':') && !in_address;
        parts.push(part);
    }
    Ok(parts)
}

/// The parts between slashes, except slashes in braces or parentheses.
fn pieces(path: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let cut = move |c: char| {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '/' && depth == 0
    };
    path.split(cut).map(str::trim).filter(|piece| !piece.is_empty())
}

fn argument_names(arguments: &str) -> Vec<String> {
    let named = arguments.split(',').map(|argument| argument.split('=').next().unwrap_or("").trim());
    let mut names: Vec<String> = named.filter(|name| !name.is_empty()).map(str::to_lowercase).collect();
    names.sort_unstable();
    names
}

fn units(segment: &Segment) -> Vec<Unit> {
    match segment {
        Segment::Literal(name) => vec![Unit::Name(name.clone())],
        Segment::Key(_) => vec![Unit::Key],
        Segment::Function { name, arguments } => {
            let mut names: Vec<String> = arguments.iter().map(|(name, _)| name.to_lowercase()).collect();
            names.sort_unstable();
            vec![Unit::Call(name.clone(), names)]
        }
        Segment::PathAddress { from, .. } => {
            let mut units = units(from);
            units.push(Unit::Address);
            units
        }
    }
}

fn fits(parts: &[Part], units: &[Unit]) -> bool {
    match (parts, units) {
        ([], []) => true,
        ([Part::AnyDepth], _) => true,
        ([Part::AnyDepth, rest @ ..], _) => (0..=units.len()).any(|skipped| fits(rest, &units[skipped..])),
        ([part, parts @ ..], [unit, units @ ..]) => fits_one(part, unit) && fits(parts, units),
        _ => false,
    }
}

fn fits_one(part: &Part, unit: &Unit) -> bool {
    match (part, unit) {
        (Part::Any, _) | (Part::Key, Unit::Key) | (Part::Address, Unit::Address) => true,
        (Part::Name(glob), Unit::Name(name) | Unit::Call(name, _)) => glob.is_match(name),
        (Part::Call(glob, arguments), Unit::Name(name)) => arguments.is_empty() && glob.is_match(name),
        (Part::Call(glob, arguments), Unit::Call(name, names)) => arguments == names && glob.is_match(name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, line: &str, expected: bool) {
        let (method, path) = line.split_once(' ').unwrap();
        let template = Template::parse(path).unwrap();
        let matched = pattern.parse::<Pattern>().unwrap().matches(
            Method::parse(method).unwrap(),
            &template,
            "List messages",
        );
        assert_eq!(matched, expected, "{pattern} {line}");
    }

    #[test]
    fn two_stars_match_the_path_and_everything_below() {
        check("GET /me/messages/**", "GET /me/messages", true);
        check("GET /me/messages/**", "GET /me/messages/{message-id}/attachments", true);
        check("GET /me/messages/**", "POST /me/messages", false);
        check("/me/**/attachments", "GET /me/messages/{id}/attachments", true);
        check("/me/messages/**", "GET /me/messagesByDay", false);
    }

    #[test]
    fn one_star_matches_within_a_segment() {
        check("* /me/*", "POST /me/sendMail", true);
        check("/me/send*", "POST /me/sendMail", true);
        check("/me/*", "GET /me/messages/{id}", false);
    }

    #[test]
    fn a_key_matches_keys_of_any_name() {
        check("/users/{id}/messages", "GET /users/{id | userPrincipalName}/messages", true);
        check("/users/{id}", "GET /users/delta", false);
        check("/users/*", "GET /users/{id}", true);
    }

    #[test]
    fn a_function_is_named_with_and_without_its_arguments() {
        check("/me/messages/delta", "GET /me/messages/delta()", true);
        check("/me/messages/delta()", "GET /me/messages/delta", true);
        check("/x/range(address='{address}')", "GET /x/range(address='A1')", true);
        check("/x/range(row={row})", "GET /x/range(address='A1')", false);
    }

    #[test]
    fn a_path_address_is_two_parts() {
        check("/me/drive/root:/{path}:/content", "PUT /me/drive/root:/{item-path}:/content", true);
        check("/me/drive/root/**", "PUT /me/drive/root:/{item-path}:/content", true);
    }

    #[test]
    fn text_without_a_slash_is_a_title() {
        check("list *", "GET /me/messages", true);
        check("List mess", "GET /me/messages", false);
    }

    #[test]
    fn malformed_patterns_are_rejected() {
        let error = |text: &str| text.parse::<Pattern>().unwrap_err().to_string();
        insta::assert_snapshot!(error("FETCH /me"), @"`FETCH` in the pattern `FETCH /me` is not an HTTP method; use GET, POST, PATCH, PUT, DELETE or `*`");
        insta::assert_snapshot!(error("/me/[a"), @"the pattern `/me/[a` is not a glob: unclosed character class; missing ']'");
        insta::assert_snapshot!(error("GET me/messages/**"), @"the path in the pattern `GET me/messages/**` begins without `/`");
        insta::assert_snapshot!(error("me/messages"), @"the path in the pattern `me/messages` begins without `/`");
        insta::assert_snapshot!(error(" "), @"a pattern is empty; write a path as in `GET /me/messages/**` or a title as in `message: *`");
    }
}
