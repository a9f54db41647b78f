//! Reads and writes `names.lock`, which pins names that an added page could take. In: the text of the file. Out: [`NameLock`],
//! and its text.
//!
//! Independent of the model and of the file system.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::plan::ir::ident::Ident;
use crate::source::Version;

/// The path of the file in the folder of the crate.
pub const FILE: &str = "names.lock";

/// The comment at the start of the file.
const HEAD: &str = "\
# Pinned names. Regenerating keeps them even when new pages would collide. Commit this file with the crate.
# Each line has an API version, a kind, the wire name and the pinned name. To merge, keep the lines of both sides.

";

/// Marks a collection, after the name of its type.
pub const LIST: &str = "[]";

/// The kind of a named item.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// The struct of a request body.
    Body,
    /// An enum.
    Enum,
    /// A member of an enum.
    Member,
    /// The module of a namespace.
    Namespace,
    /// A field of a body.
    Parameter,
    /// A request builder.
    Builder,
    /// A field of a type.
    Property,
    /// A method of a request builder, or a function at the root.
    Segment,
    /// The method that sets a query parameter.
    Setter,
    /// The trait that has this method.
    SetterTrait,
    /// The struct of a type.
    Type,
    /// A variant of a polymorphic enum.
    Variant,
}

/// The names of all versions.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NameLock(BTreeMap<Version, OfVersion>);

type OfVersion = BTreeMap<Kind, BTreeMap<String, Line>>;

#[derive(Clone, Debug, Eq, PartialEq)]
struct Line {
    name: String,
    /// The line number in the file.
    number: usize,
}

/// The names of one version.
#[derive(Clone, Copy, Debug, Default)]
pub struct PinnedNames<'a>(Option<&'a OfVersion>);

/// A line that the generator cannot use.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{line}: {problem}")]
pub struct InvalidLine {
    /// The line, from 1.
    pub line: usize,
    /// The problem.
    pub problem: Problem,
}

/// The reason why a line is invalid.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The line has another form: a merge conflict marker, or an incomplete line.
    #[error("`{0}` is not a version, a kind, a wire name and a pinned name")]
    NotALine(String),
    /// The name violates the syntax or the naming conventions of Rust.
    #[error("`{name}` cannot be the name of a {kind}")]
    NotAName {
        /// The name.
        name: String,
        /// The kind of the item.
        kind: Kind,
    },
    /// An item has two lines.
    #[error("the {kind} `{lock_key}` has a name in line {before} already")]
    Twice {
        /// The kind.
        kind: Kind,
        /// The lock key.
        lock_key: String,
        /// The other line.
        before: usize,
    },
    /// Another item of the scope has the name.
    #[error("the name `{name}` is given in line {before} already")]
    Taken {
        /// The name.
        name: String,
        /// The other line.
        before: usize,
    },
    /// The name is reserved in this scope: `additional`, `get`, `Option`.
    #[error("the name `{0}` means something else there")]
    Fixed(String),
}

impl Kind {
    const ALL: [Self; 12] = [
        Self::Body,
        Self::Enum,
        Self::Member,
        Self::Namespace,
        Self::Parameter,
        Self::Builder,
        Self::Property,
        Self::Segment,
        Self::Setter,
        Self::SetterTrait,
        Self::Type,
        Self::Variant,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Enum => "enum",
            Self::Member => "member",
            Self::Namespace => "namespace",
            Self::Parameter => "parameter",
            Self::Builder => "builder",
            Self::Property => "property",
            Self::Segment => "segment",
            Self::Setter => "setter",
            Self::SetterTrait => "setter-trait",
            Self::Type => "type",
            Self::Variant => "variant",
        }
    }

    /// Whether the name follows the naming convention of its kind.
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Namespace | Self::Parameter | Self::Property | Self::Segment | Self::Setter => {
                Ident::is_snake(name)
            }
            Self::Body
            | Self::Enum
            | Self::Member
            | Self::Builder
            | Self::SetterTrait
            | Self::Type
            | Self::Variant => Ident::is_pascal(name),
        }
    }

    /// The scope in which names must differ: a kind that represents all kinds of the scope, and the owner.
    fn scope(self, lock_key: &str) -> (Self, &str) {
        let owner = |sign| lock_key.rsplit_once(sign).map_or("", |(owner, _)| owner);
        match self {
            Self::Type | Self::Enum => (Self::Type, owner('.')),
            Self::Member | Self::Parameter | Self::Property | Self::Segment | Self::Variant => {
                (self, owner('/'))
            }
            Self::Body | Self::Namespace | Self::Builder | Self::Setter | Self::SetterTrait => (self, ""),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl NameLock {
    /// Parses a file.
    ///
    /// # Errors
    /// Returns the first line that is an [`InvalidLine`].
    pub fn parse(text: &str) -> Result<Self, InvalidLine> {
        let mut lock = Self::default();
        let mut taken: BTreeMap<(Version, (Kind, &str), &str), usize> = BTreeMap::new();
        let lines = (1..).zip(text.lines()).map(|(number, line)| (number, line.trim()));
        for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let invalid = |problem| InvalidLine { line: number, problem };
            let (version, kind, lock_key, name) =
                parts(line).ok_or_else(|| invalid(Problem::NotALine(line.to_owned())))?;
            if !kind.fits(name) {
                return Err(invalid(Problem::NotAName { name: name.to_owned(), kind }));
            }
            if let Some(Line { number: before, .. }) = lock.of(version).line(kind, lock_key) {
                let (lock_key, before) = (lock_key.to_owned(), *before);
                return Err(invalid(Problem::Twice { kind, lock_key, before }));
            }
            if let Some(before) = taken.insert((version, kind.scope(lock_key), name), number) {
                return Err(invalid(Problem::Taken { name: name.to_owned(), before }));
            }
            lock.put(version, kind, lock_key.to_owned(), Line { name: name.to_owned(), number });
        }
        Ok(lock)
    }

    /// The names of a version.
    pub fn of(&self, version: Version) -> PinnedNames<'_> {
        PinnedNames(self.0.get(&version))
    }

    /// Adds a name.
    pub fn add(&mut self, version: Version, kind: Kind, lock_key: String, ident: &Ident) {
        self.put(version, kind, lock_key, Line { name: ident.bare().to_owned(), number: 0 });
    }

    fn put(&mut self, version: Version, kind: Kind, lock_key: String, line: Line) {
        self.0.entry(version).or_default().entry(kind).or_default().insert(lock_key, line);
    }

    /// Keeps pinned names: adds the lines of a later lock whose keys occur in an earlier one.
    pub fn keep(&mut self, earlier: &Self, later: &Self) {
        for (version, kinds) in &later.0 {
            for (kind, lines) in kinds {
                let earlier = earlier.of(*version);
                for (lock_key, line) in lines.iter().filter(|(key, _)| earlier.line(*kind, key).is_some()) {
                    self.put(*version, *kind, lock_key.clone(), line.clone());
                }
            }
        }
    }

    /// The text of the file, without the header common to all files.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for (version, kinds) in &self.0 {
            for (kind, names) in kinds {
                lines.extend(
                    names
                        .iter()
                        .map(|(lock_key, line)| format!("{version} {kind} {lock_key} {}\n", line.name)),
                );
            }
        }
        lines.sort();
        format!("{HEAD}{}", lines.concat())
    }
}

fn parts(line: &str) -> Option<(Version, Kind, &str, &str)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [version, kind, lock_key, name] = words.as_slice() else { return None };
    let version = Version::parse(version)?;
    Some((version, Kind::ALL.into_iter().find(|known| known.word() == *kind)?, lock_key, name))
}

/// Combines the locks of several versions.
impl FromIterator<NameLock> for NameLock {
    fn from_iter<I: IntoIterator<Item = Self>>(locks: I) -> Self {
        Self(locks.into_iter().flat_map(|lock| lock.0).collect())
    }
}

impl<'a> PinnedNames<'a> {
    fn line(self, kind: Kind, lock_key: &str) -> Option<&'a Line> {
        self.0?.get(&kind)?.get(lock_key)
    }

    /// The pinned name of an item.
    pub fn name(self, kind: Kind, lock_key: &str) -> Option<Ident> {
        self.line(kind, lock_key).map(|line| Ident::pinned(&line.name))
    }

    /// The pinned name of an item with several lock keys. The first key with a line has priority.
    pub fn name_of_any(self, kind: Kind, lock_keys: &[String]) -> Option<Ident> {
        lock_keys.iter().find_map(|lock_key| self.name(kind, lock_key))
    }

    /// The spellings of the types whose path items have pinned names, by their names in lower case.
    pub fn spellings(self) -> BTreeMap<String, BTreeSet<&'a str>> {
        let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let kinds = [Kind::Body, Kind::Builder, Kind::Segment];
        let lines = kinds.iter().filter_map(|kind| self.0?.get(kind)).flat_map(BTreeMap::keys);
        for name in lines.filter_map(|lock_key| lock_key.split('/').next()) {
            let name = name.trim_end_matches(LIST);
            spellings.entry(name.to_lowercase()).or_default().insert(name);
        }
        spellings
    }

    /// All names of a kind.
    pub fn names(self, kind: Kind) -> impl Iterator<Item = Ident> {
        let lines = self.0.and_then(|kinds| kinds.get(&kind)).into_iter().flat_map(BTreeMap::values);
        lines.map(|line| Ident::pinned(&line.name))
    }

    /// The line of an item whose pinned name could not be used.
    pub fn refused(self, kind: Kind, lock_key: &str, ident: &Ident) -> Option<InvalidLine> {
        let line = self.line(kind, lock_key)?;
        let is_kept = line.name == ident.bare();
        (!is_kept).then(|| InvalidLine { line: line.number, problem: Problem::Fixed(line.name.clone()) })
    }
}

/// The lock key of a part within its owner.
pub fn within(owner: &str, part: &str) -> String {
    format!("{owner}/{}", word(part))
}

/// The lock key of a wire name. Escapes unusual characters by their numbers, so that every key is one word.
pub fn word(wire: &str) -> String {
    let mut text = String::with_capacity(wire.len());
    for c in wire.chars() {
        if c.is_alphanumeric() || "_.$@(){},:-+#".contains(c) {
            text.push(c)
        } else {
            text.push_str(&format!("%{:02X}", u32::from(c)))
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Kind, NameLock, PinnedNames, within};
    use crate::source::Version;

    const LINES: &str = "beta type microsoft.graph.Parcel Parcel\n\
        v1.0 property microsoft.graph.parcel/Type type\nv1.0 segment /me/sendmail sendmail\n";

    #[test]
    fn a_written_lock_is_parsed_again() {
        let lock = NameLock::parse(LINES).unwrap();
        assert!(lock.text().ends_with(&format!("\n\n{LINES}")), "{}", lock.text());
        let name = |pinned: PinnedNames<'_>, kind, lock_key: &str| {
            pinned.name(kind, lock_key).map(|ident| ident.as_str().to_owned())
        };
        let field = name(lock.of(Version::V1), Kind::Property, "microsoft.graph.parcel/Type");
        assert_eq!(field.as_deref(), Some("r#type"));
        assert_eq!(name(lock.of(Version::V1), Kind::Type, "microsoft.graph.Parcel"), None);
    }

    #[test]
    fn a_part_is_one_word() {
        assert_eq!(
            within("microsoft.graph.support", "24/7 or 100%"),
            "microsoft.graph.support/24%2F7%20or%20100%25"
        );
    }

    #[track_caller]
    fn refused(line: &str, expected: &str) {
        let invalid = NameLock::parse(&format!("# \n{LINES}{line}\n")).unwrap_err();
        assert_eq!(invalid.to_string(), expected);
    }

    #[test]
    fn an_invalid_line_is_reported() {
        refused("<<<<<<< main", "5: `<<<<<<< main` is not a version, a kind, a wire name and a pinned name");
        refused(
            "v1.0 segment /me",
            "5: `v1.0 segment /me` is not a version, a kind, a wire name and a pinned name",
        );
        refused(
            "v1.0 road /me me",
            "5: `v1.0 road /me me` is not a version, a kind, a wire name and a pinned name",
        );
        refused("v1.0 segment /me/2 2", "5: `2` cannot be the name of a segment");
        refused("v1.0 segment /me/self self", "5: `self` cannot be the name of a segment");
        refused("v1.0 member microsoft.graph.a/Self Self", "5: `Self` cannot be the name of a member");
        refused("v1.0 type microsoft.graph.a a", "5: `a` cannot be the name of a type");
        refused(
            "v1.0 segment /me/sendmail mail",
            "5: the segment `/me/sendmail` has a name in line 4 already",
        );
        refused("beta enum microsoft.graph.a Parcel", "5: the name `Parcel` is given in line 2 already");
        refused("v1.0 segment /me/sendMail sendmail", "5: the name `sendmail` is given in line 4 already");
    }

    #[test]
    fn one_name_can_stand_in_several_scopes() {
        let lines = "v1.0 enum microsoft.graph.a Parcel\nv1.0 type microsoft.graph.b.a Parcel\nv1.0 segment /sendmail sendmail\n";
        assert!(NameLock::parse(&format!("{LINES}{lines}")).is_ok());
    }
}
