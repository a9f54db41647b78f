//! In: request lines. Out: [`Template`]: method, path and its segments.

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
    /// As written on the page, without method, host, version and query.
    pub text: String,
    /// Its parts.
    pub segments: Vec<Segment>,
}

/// A part of a path between two slashes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Segment {
    /// Fixed text: `messages`, `$value`, `microsoft.graph.group`.
    Literal(String),
    /// A key: `{message-id}`; the name is what stands in the braces.
    Key(String),
    /// A function with its arguments, or an alternate key: `delta()`, `getByPath(path='{path}')`.
    Function {
        /// The name before the parenthesis.
        name: String,
        /// Each argument's name and the placeholder or value that stands for it, with its quotes.
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
