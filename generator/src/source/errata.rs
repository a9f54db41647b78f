//! Parses errata: user edits of pages until upstream fixes them. In: TOML. Out: [`Errata`], or all entries with a wrong form.

pub mod apply;

use std::fmt;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::input::InputError;
use crate::name::suggest::nearest;

/// The edits of a file, in file order. The default is empty.
#[derive(Clone, Debug, Default)]
pub struct Errata {
    /// The path of the file, as given by the user.
    pub path: PathBuf,
    /// The text of the file.
    pub text: String,
    /// The edits.
    pub entries: Vec<Entry>,
}

/// An edit of one page: a text that occurs once, and its replacement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The page or included file, below the documentation folder: `v1.0/resources/message.md`.
    pub page: Place,
    /// The text that occurs exactly once on the page.
    pub find: Place,
    /// The replacement.
    pub replace: String,
    /// The reason for the edit.
    pub reason: String,
    /// The URL of the upstream issue or pull request.
    pub link: Option<String>,
    /// The bytes of the entry in the file.
    pub span: Range<usize>,
}

/// A value with its position in the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The value.
    pub text: String,
    /// The bytes of the value in the file.
    pub span: Range<usize>,
}

/// The reason why errata cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ErrataError {
    /// The file cannot be read.
    #[error("cannot read `{}`: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Entries are invalid or do not apply, in file order.
    #[error("{}", Lines(.0))]
    Invalid(Vec<InputError>),
}

/// Problems, one per line.
struct Lines<'e>(&'e [InputError]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(InputError::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// The keys of an entry.
const KEYS: [&str; 5] = ["page", "find", "replace", "reason", "link"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    errata: Vec<Spanned<RawEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    page: Spanned<String>,
    find: Spanned<String>,
    replace: Spanned<String>,
    reason: Spanned<String>,
    link: Option<Spanned<String>>,
}

impl Errata {
    /// Reads a file of errata.
    ///
    /// # Errors
    /// [`ErrataError::Unreadable`], or [`ErrataError::Invalid`] with all entries of a wrong form.
    pub fn read(path: &Path) -> Result<Self, ErrataError> {
        let text = fs::read_to_string(path)
            .map_err(|source| ErrataError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(path, &text)
    }

    /// Parses the text of a file of errata.
    ///
    /// # Errors
    /// [`ErrataError::Invalid`] with all entries of a wrong form.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ErrataError> {
        let mut errata = Self { path: path.to_owned(), text: text.to_owned(), entries: Vec::new() };
        let file: RawFile =
            toml::from_str(text).map_err(|error| ErrataError::Invalid(vec![errata.syntax(&error)]))?;
        let mut problems = Vec::new();
        for entry in file.errata {
            match errata.entry(entry) {
                Ok(entry) => errata.entries.push(entry),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(errata) } else { Err(ErrataError::Invalid(problems)) }
    }

    /// Checks the values of an entry.
    fn entry(&self, entry: Spanned<RawEntry>) -> Result<Entry, InputError> {
        let span = entry.span();
        let RawEntry { page, find, replace, reason, link } = entry.into_inner();
        for (key, value) in [("page", &page), ("find", &find), ("reason", &reason)] {
            if value.get_ref().trim().is_empty() {
                return Err(self.problem(value.span(), format!("`{key}` is empty"), None));
            }
        }
        if find.get_ref() == replace.get_ref() {
            let message = "`replace` is the same text as `find`".to_owned();
            return Err(self.problem(replace.span(), message, None));
        }
        if let Some(link) = &link
            && !link.get_ref().starts_with("https://")
            && !link.get_ref().starts_with("http://")
        {
            let help = Some("use the URL of the issue that reports the mistake".to_owned());
            return Err(self.problem(link.span(), format!("`{}` is not a URL", link.get_ref()), help));
        }
        let place = |value: Spanned<String>| Place { span: value.span(), text: value.into_inner() };
        Ok(Entry {
            page: place(page),
            find: place(find),
            replace: replace.into_inner(),
            reason: reason.into_inner(),
            link: link.map(Spanned::into_inner),
            span,
        })
    }

    /// An error in the TOML syntax or in a key.
    fn syntax(&self, error: &toml::de::Error) -> InputError {
        let span = error.span().unwrap_or_default();
        let key = self.text.get(span.clone()).unwrap_or_default();
        let is_key = error.message().starts_with("unknown field");
        match is_key {
            true if key == "errata" => self.problem(span, error.message().to_owned(), None),
            true => {
                let known = KEYS.into_iter().chain(["errata"]);
                let help = match nearest(key, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("an entry `[[errata]]` has {}", KEYS.join(", ")),
                };
                self.problem(span, format!("unknown key `{key}`"), Some(help))
            }
            false => self.problem(span, error.message().to_owned(), None),
        }
    }

    /// A problem at a position of the file.
    pub(super) fn problem(&self, span: Range<usize>, message: String, help: Option<String>) -> InputError {
        InputError { path: self.path.clone(), text: self.text.clone(), span, message, help }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str =
        "[[errata]]\npage = \"v1.0/a.md\"\nfind = \"one\"\nreplace = \"two\"\nreason = \"why\"\n";

    #[track_caller]
    fn refused(text: &str, expected: &[&str]) {
        let error = Errata::parse(Path::new("errata.toml"), text).unwrap_err();
        assert_eq!(error.to_string(), expected.join("\n"));
    }

    #[test]
    fn an_entry_has_its_texts_and_places() {
        let text = format!("{ENTRY}link = \"https://example.com/1\"\n");
        let errata = Errata::parse(Path::new("errata.toml"), &text).unwrap();
        let [entry] = &errata.entries[..] else { panic!("{errata:?}") };
        assert_eq!((&*entry.page.text, &*entry.find.text, &*entry.replace), ("v1.0/a.md", "one", "two"));
        assert_eq!((&*entry.reason, entry.link.as_deref()), ("why", Some("https://example.com/1")));
        assert_eq!(&text[entry.find.span.clone()], "\"one\"");
        assert!(text[entry.span.clone()].starts_with("[[errata]]"));
        assert!(Errata::parse(Path::new("none.toml"), "# nothing yet\n").unwrap().entries.is_empty());
    }

    #[test]
    fn unknown_and_missing_keys_are_refused() {
        refused(
            &ENTRY.replace("reason", "reson"),
            &["errata.toml:5:1: unknown key `reson`; did you mean `reason`?"],
        );
        refused(
            &format!("{ENTRY}sideways = 1\n"),
            &[
                "errata.toml:6:1: unknown key `sideways`; an entry `[[errata]]` has page, find, replace, reason, link",
            ],
        );
        refused(
            &ENTRY.replace("errata", "erata"),
            &["errata.toml:1:3: unknown key `erata`; did you mean `errata`?"],
        );
        refused(&ENTRY.replace("reason = \"why\"\n", ""), &["errata.toml:1:1: missing field `reason`"]);
        refused(
            &ENTRY.replace("\"one\"", "1"),
            &["errata.toml:3:8: invalid type: integer `1`, expected a string"],
        );
        refused("[[errata]\n", &["errata.toml:1:10: unclosed array table, expected `]`"]);
    }

    #[test]
    fn every_entry_of_a_wrong_form_is_reported() {
        let wrong = [
            ENTRY.replace("\"one\"", "\"\""),
            ENTRY.to_owned(),
            ENTRY.replace("two", "one"),
            format!("{ENTRY}link = \"issue 7\"\n"),
        ];
        refused(
            &wrong.concat(),
            &[
                "errata.toml:3:8: `find` is empty",
                "errata.toml:14:11: `replace` is the same text as `find`",
                "errata.toml:21:8: `issue 7` is not a URL; use the URL of the issue that reports the mistake",
            ],
        );
    }
}
