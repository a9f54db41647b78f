//! In: a folder of pages. Out: [`Sources`]: the text of every page and of the files that pages include. The only module that
//! reads disk.

pub mod commit;
pub mod digest;
pub mod edited;
pub mod errata;
pub mod include;
pub mod input;
pub mod limits;
pub mod load;
pub mod path;
pub mod problem;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use self::edited::Edited;
use crate::name::PagePath;
use crate::name::hidden::escaped;

/// A version of the API; each has its own pages, paths and types.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Version {
    /// `v1.0`
    V1,
    /// `beta`
    Beta,
}

impl Version {
    /// Every version, in the order of output.
    pub const ALL: [Self; 2] = [Self::V1, Self::Beta];

    /// The folder of its pages, which is its name in URLs too.
    pub fn folder(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.folder())
    }
}

/// The pages of a run and the files that they include.
#[derive(Debug, Default)]
pub struct Sources {
    /// The pages, by path.
    pub pages: Vec<Source>,
    /// Included files, by path below the docs root in lower case.
    pub includes: BTreeMap<String, Source>,
    /// The files that errata changed, by path.
    pub edited: BTreeMap<String, Edited>,
}

/// A text file of the documentation.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path below the docs root, with `/`: `v1.0/resources/message.md`.
    pub path: String,
    /// Its whole text, without a byte order mark, after the edits of errata.
    pub text: String,
}

impl Source {
    /// The version whose folder holds it; `None` for a shared include.
    pub fn version(&self) -> Option<Version> {
        Version::ALL.into_iter().find(|version| self.below(*version).is_some())
    }

    /// Its path below the folder of its version: `resources/message.md`.
    pub fn page_path(&self) -> PagePath {
        let below = self.version().and_then(|version| self.below(version));
        PagePath::new(below.unwrap_or(&self.path))
    }

    fn below(&self, version: Version) -> Option<&str> {
        self.path.strip_prefix(version.folder())?.strip_prefix('/')
    }
}

impl Sources {
    /// The file at a path below the docs root.
    pub fn find(&self, path: &str) -> Option<&Source> {
        let page = self.pages.binary_search_by(|source| source.path.as_str().cmp(path));
        page.ok().map(|index| &self.pages[index]).or_else(|| self.includes.get(&path.to_lowercase()))
    }

    /// The text of a file before the edits of errata. A [`Location`] refers to it.
    pub fn on_disk(&self, path: &str) -> Option<&str> {
        match self.edited.get(path) {
            Some(edited) => Some(&edited.on_disk),
            None => self.find(path).map(|source| source.text.as_str()),
        }
    }
}

/// A place in a file on disk: where a fact or a problem stands. In text that errata replace, it is the place of the replaced text.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Location {
    /// The path of the file below the docs root.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The first byte in the file.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", escaped(&self.file), self.line, self.column)
    }
}

/// A value with the bytes of the expanded page that it was read from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the expanded text.
    pub span: Range<usize>,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}
