//! Parses request lines. In: a line of text. Out: [`Method`] and [`Template`]. Knows no page.

mod line;
mod path;

use std::fmt;

use crate::source::Spanned;

/// The maximum number of segments of a path. The longest documented path has about 20.
const PARTS: usize = 64;

/// The maximum length of a path with its query, in bytes.
const LENGTH: usize = 4096;

/// A request line with its range in the expanded text.
pub type RequestLine = Spanned<(Method, Template)>;

/// Reasons why a request line cannot be parsed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The first word is not an HTTP method.
    #[error("`{0}` is not an HTTP method")]
    UnknownMethod(String),
    /// A path has no method.
    #[error("the method before `{0}` is missing")]
    NoMethod(String),
    /// A method has no path.
    #[error("no path follows the method {0}")]
    NoPath(Method),
    /// The text after the method is not a path.
    #[error("`{0}` is not a path")]
    NotAPath(String),
    /// The URL belongs to another service.
    #[error("`{0}` is not the host of the API")]
    ForeignHost(String),
    /// A brace is not closed.
    #[error("`{0}` has an unbalanced brace")]
    Unbalanced(String),
    /// Words follow the path.
    #[error("`{0}` follows the path")]
    TextAfterPath(String),
    /// The path begins with an ellipsis.
    #[error("`{0}` omits the start of the path")]
    NoStart(String),
    /// The path exceeds the limits.
    #[error("the path has more than {PARTS} parts or {LENGTH} bytes")]
    TooLong,
    /// A part between two slashes is not a valid segment.
    #[error("`{0}` is not a valid path segment")]
    NotASegment(String),
}

/// The HTTP methods on pages.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
}

/// A documented path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Template {
    /// The path as written, without method, host, version and query. A missing first slash is added.
    pub text: String,
    /// The segments.
    pub segments: Vec<Segment>,
    /// The query parameters after the path, in order.
    pub query: Vec<QueryPair>,
    /// The query parameters in brackets, and those that one line of this path has and another omits.
    pub optional: Vec<QueryPair>,
}

/// A query parameter of a request line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct QueryPair {
    /// Its name.
    pub name: String,
    /// The value on the page: a placeholder or a sample.
    pub value: Option<String>,
}

/// A part of a path between two slashes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Segment {
    /// Fixed text: `messages`, `$value`, `microsoft.graph.group`.
    Literal(String),
    /// A key: `{message-id}`. The name is the text in braces, or `id` for a sample value.
    Key(String),
    /// A function with its arguments, or an alternate key: `delta()`, `getByPath(path='{path}')`.
    Function {
        /// The name before the parenthesis.
        name: String,
        /// Pairs of name and value. The value is a placeholder or sample with its quotes. The name is empty if the page omits it.
        arguments: Vec<(String, String)>,
    },
    /// A path below a drive item: `root:/{item-path}:`.
    PathAddress {
        /// The segment before the colon: `root` or a key.
        from: Box<Segment>,
        /// The placeholder of the path.
        path: String,
        /// Whether a colon ends the path, so that more segments can follow.
        closed: bool,
    },
}

impl Segment {
    /// Whether the segment is a cast, or an action or function with its namespace: a qualified name.
    pub fn is_qualified(&self) -> bool {
        matches!(self, Self::Literal(name) if name.contains('.'))
    }
}

/// Parses a request line. `None` for other lines: empty ones, headers, "or", comments, bodies.
///
/// # Errors
/// A [`Problem`] when the line looks like a request but cannot be parsed.
pub fn read_line(line: &str) -> Result<Option<(Method, Template)>, Problem> {
    let Some((method, target)) = line::method(line)? else { return Ok(None) };
    if target.is_empty() {
        return Err(Problem::NoPath(method));
    }
    Ok(Some((method, Template::parse(target)?)))
}

/// The names of the arguments of a function in lower case, sorted: the same call may list them in any order.
pub fn argument_names(arguments: &[(String, String)]) -> Vec<String> {
    let mut names: Vec<String> = arguments.iter().map(|(name, _)| name.to_lowercase()).collect();
    names.sort_unstable();
    names
}

/// An argument with a placeholder for its value, in quotes if the value is quoted.
pub fn placeholder(name: &str, value: &str) -> (String, String) {
    let quote = if value.starts_with('\'') { "'" } else { "" };
    (name.to_owned(), format!("{quote}{{{name}}}{quote}"))
}

impl Template {
    /// Parses a path or URL without a method.
    ///
    /// # Errors
    /// A [`Problem`] when the text is not a path of the API.
    pub fn parse(target: &str) -> Result<Self, Problem> {
        if target.len() > LENGTH {
            return Err(Problem::TooLong);
        }
        let line::Target { path, query, optional } = line::target(target)?;
        let segments = path::segments(path)?;
        if segments.len() > PARTS {
            return Err(Problem::TooLong);
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Self { text: format!("{slash}{path}"), segments, query, optional })
    }

    /// The path with the arguments of its function, which the text may omit.
    pub fn called(&self) -> String {
        let text = self.text.trim_end_matches('/').trim_end_matches("()");
        match self.segments.last() {
            Some(function @ Segment::Function { name, arguments })
                if !arguments.is_empty() && text.ends_with(&format!("/{name}")) =>
            {
                format!("{}{function}", &text[..text.len() - name.len()])
            }
            _ => self.text.clone(),
        }
    }

    /// The template with all query parameters optional: prose shows the parameters that a request can have.
    #[must_use]
    pub fn with_optional_query(mut self) -> Self {
        self.optional.splice(..0, self.query.drain(..));
        self
    }

    /// Adds another line of the same path: a query parameter that one of the two lines omits is optional.
    pub fn merge(&mut self, other: &Self) {
        let omits = |query: &[QueryPair], name: &str| !query.iter().any(|pair| pair.name == name);
        let (both, own): (Vec<_>, Vec<_>) =
            self.query.drain(..).partition(|pair| !omits(&other.query, &pair.name));
        let others = other.query.iter().chain(&other.optional).filter(|pair| omits(&both, &pair.name));
        for pair in own.into_iter().chain(others.cloned()) {
            if omits(&self.optional, &pair.name) {
                self.optional.push(pair);
            }
        }
        self.query = both;
    }
}

impl Method {
    /// Parses a method in any letter case.
    ///
    /// # Errors
    /// [`Problem::UnknownMethod`] when the word is not a method.
    pub fn parse(word: &str) -> Result<Self, Problem> {
        let all = [Self::Get, Self::Post, Self::Patch, Self::Put, Self::Delete, Self::Head, Self::Options]
            .into_iter();
        let mut fitting = all.filter(|method| method.as_str().eq_ignore_ascii_case(word.trim()));
        fitting.next().ok_or_else(|| Problem::UnknownMethod(word.to_owned()))
    }

    /// The method in upper case: `GET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
        }
    }
}

/// Formats the segment as in a request line.
impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => f.write_str(text),
            Self::Key(name) => write!(f, "{{{name}}}"),
            Self::Function { name, arguments } => {
                let arguments: Vec<String> =
                    arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
                write!(f, "{name}({})", arguments.join(","))
            }
            Self::PathAddress { from, path, closed } => {
                write!(f, "{from}:/{{{path}}}{}", if *closed { ":" } else { "" })
            }
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests;
