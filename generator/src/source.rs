//! Holds the documentation of a run. In: a folder of pages. Out: [`Sources`]: the texts of pages and included files. No other
//! module reads them from disk.

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

/// A version of the API, with its own pages, paths and types.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Version {
    /// `v1.0`
    V1,
    /// `beta`
    Beta,
}

impl Version {
    /// All versions, in output order.
    pub const ALL: [Self; 2] = [Self::V1, Self::Beta];

    /// The name of the version: the folder of its pages, and a segment of its URLs.
    pub fn folder(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }

    /// The version with a name; `None` for other texts.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|version| version.folder() == name)
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
    /// The pages, sorted by path.
    pub pages: Vec<Source>,
    /// The included files, by lower-case path below the docs root.
    pub includes: BTreeMap<String, Source>,
    /// The files with errata, by path.
    pub edited: BTreeMap<String, Edited>,
}

/// A text file of the documentation.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path below the docs root, with `/`: `v1.0/resources/message.md`.
    pub path: String,
    /// The whole text, without a byte order mark, after the edits of errata.
    pub text: String,
}

impl Source {
    /// The version whose folder contains the file; `None` for a shared include.
    pub fn version(&self) -> Option<Version> {
        Version::ALL.into_iter().find(|version| self.below(*version).is_some())
    }

    /// The path below the folder of the version: `resources/message.md`.
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

    /// The text of a file before errata. A [`Location`] refers to it.
    pub fn on_disk(&self, path: &str) -> Option<&str> {
        match self.edited.get(path) {
            Some(edited) => Some(&edited.on_disk),
            None => self.find(path).map(|source| source.text.as_str()),
        }
    }
}

/// The position of a fact or problem in a file on disk. For text from errata, it is the position of the replaced text.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Location {
    /// The path of the file below the docs root.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", escaped(&self.file), self.line, self.column)
    }
}

/// A value with its bytes in the expanded page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The bytes in the expanded text.
    pub span: Range<usize>,
}

impl<T> Spanned<T> {
    /// Combines a value and its position.
    pub fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}
