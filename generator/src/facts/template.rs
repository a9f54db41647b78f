//! In: request lines. Out: [`Template`]: method, path and its segments. Knows no page.

mod line;
mod path;

use std::fmt;

use crate::source::Spanned;

/// How many parts a path may have; the longest of the documentation has about 20.
const PARTS: usize = 64;

/// How long a path may be, with its query.
const LENGTH: usize = 4096;

/// A request line: method and path, and where it stands.
pub type RequestLine = Spanned<(Method, Template)>;

/// Why a request line cannot be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The word where the method belongs is none.
    #[error("`{0}` is not an HTTP method")]
    UnknownMethod(String),
    /// A path stands alone.
    #[error("the method before `{0}` is missing")]
    NoMethod(String),
    /// A method stands alone.
    #[error("no path follows the method {0}")]
    NoPath(Method),
    /// What follows the method is text, or a placeholder for a path that was never filled in.
    #[error("`{0}` is not a path")]
    NotAPath(String),
    /// The URL is of another service.
    #[error("`{0}` is not the host of the API")]
    ForeignHost(String),
    /// A brace has no counterpart.
    #[error("`{0}` has an unbalanced brace")]
    Unbalanced(String),
    /// Words follow the path.
    #[error("`{0}` follows the path")]
    TextAfterPath(String),
    /// The path begins with what stands for more of what precedes it.
    #[error("`{0}` omits the start of the path")]
    NoStart(String),
    /// No URL is as long; what is made of a path grows faster than the path.
    #[error("the path has more than {PARTS} parts or {LENGTH} bytes")]
    TooLong,
    /// A part between two slashes has a form that no URL has.
    #[error("`{0}` is not a valid path segment")]
    NotASegment(String),
}

/// The HTTP methods of the pages.
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

/// A documented path: what the page wrote and its segments.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Template {
    /// As written on the page, without method, host, version and query; a missing first slash is added.
    pub text: String,
    /// Its parts.
    pub segments: Vec<Segment>,
    /// The names of the query parameters that the page wrote behind the path, in its order.
    pub query: Vec<String>,
}

/// A part of a path between two slashes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Segment {
    /// Fixed text: `messages`, `$value`, `microsoft.graph.group`.
    Literal(String),
    /// A key: `{message-id}`; the name is what stands in the braces, and `id` for a sample value.
    Key(String),
    /// A function with its arguments, or an alternate key: `delta()`, `getByPath(path='{path}')`.
    Function {
        /// The name before the parenthesis.
        name: String,
        /// Each argument's name and the placeholder or value that stands for it, with its quotes; the name is
        /// empty where the page gives the value alone.
        arguments: Vec<(String, String)>,
    },
    /// A path below a drive item: `root:/{item-path}:`; the name of the item it starts from.
    PathAddress {
        /// `root` or the key placeholder before the colon.
        from: Box<Segment>,
        /// The placeholder of the path.
        path: String,
        /// Whether a colon closes it, so that more segments can follow.
        closed: bool,
    },
}

/// Reads a line that may be a request; a line that is none (empty, a header, "or", a comment, a body) is `None`.
///
/// # Errors
/// A [`Problem`] when the line wants to be a request but cannot be read as one.
pub fn read_line(line: &str) -> Result<Option<(Method, Template)>, Problem> {
    let Some((method, target)) = line::method(line)? else { return Ok(None) };
    match target.is_empty() {
        true => Err(Problem::NoPath(method)),
        false => Ok(Some((method, Template::parse(target)?))),
    }
}

impl Template {
    /// Reads a path or URL without a method.
    ///
    /// # Errors
    /// A [`Problem`] when the text is no path of the API.
    pub fn parse(target: &str) -> Result<Self, Problem> {
        if target.len() > LENGTH {
            return Err(Problem::TooLong);
        }
        let line::Target { path, query } = line::target(target)?;
        let segments = path::segments(path)?;
        if segments.len() > PARTS {
            return Err(Problem::TooLong);
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Self { text: format!("{slash}{path}"), segments, query })
    }
}

impl Method {
    /// Reads a method in any letter case.
    ///
    /// # Errors
    /// [`Problem::UnknownMethod`] when the word is none.
    pub fn parse(word: &str) -> Result<Self, Problem> {
        let all = [Self::Get, Self::Post, Self::Patch, Self::Put, Self::Delete, Self::Head, Self::Options]
            .into_iter();
        let mut fitting = all.filter(|method| method.as_str().eq_ignore_ascii_case(word.trim()));
        fitting.next().ok_or_else(|| Problem::UnknownMethod(word.to_owned()))
    }

    /// The method as it is sent: `GET`.
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

/// The segment as a request line writes it.
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
