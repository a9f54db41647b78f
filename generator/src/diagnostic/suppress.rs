//! In: diagnostics, what pages say they suppress, what a user allows. Out: the diagnostics that are left.

use std::collections::BTreeMap;

use super::{Diagnostic, Severity};
use crate::diagnostic::suggest::nearest;
use crate::source::Location;

/// What `explain` tells of each code.
pub const EXPLAINED: &str = include_str!("suppress.md");

/// What can be wrong with a suppression.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// It hides nothing.
    #[error("the page has no problem `{found}` that this could suppress")]
    Unused {
        /// What the page suppresses.
        found: String,
        /// The code that was probably meant.
        near: &'static str,
    },
}

impl super::Problem for Problem {
    fn code(&self) -> &'static str {
        match self {
            Self::Unused { .. } => "unused-suppression",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Unused { .. } => Severity::Note,
        }
    }

    fn help(&self) -> Option<String> {
        let Self::Unused { found, near } = self;
        Some(match near == found {
            true => "take it out of `suppressions`".to_owned(),
            false => format!("did you mean `{near}`?"),
        })
    }
}

/// An entry of the list `suppressions` of a page annotation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Suppression {
    /// The entry: a code or a whole message.
    pub text: String,
    /// Where it stands.
    pub location: Location,
}

impl Suppression {
    fn hides(&self, diagnostic: &Diagnostic) -> bool {
        self.text == diagnostic.code || self.text == diagnostic.message
    }
}

/// Takes out what pages suppress, and tells of entries that look like a code and hide nothing. Other entries are messages of
/// other tools.
pub fn suppress(diagnostics: &mut Vec<Diagnostic>, suppressions: &[Suppression], codes: &[&'static str]) {
    let mut used = vec![false; suppressions.len()];
    let mut of_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, suppression) in suppressions.iter().enumerate() {
        of_file.entry(&suppression.location.file).or_default().push(index);
    }
    diagnostics.retain(|diagnostic| {
        let mut hidden = false;
        for index in of_file.get(diagnostic.location.file.as_str()).into_iter().flatten() {
            if suppressions[*index].hides(diagnostic) {
                (used[*index], hidden) = (true, true);
            }
        }
        !hidden
    });
    for (suppression, _) in suppressions.iter().zip(used).filter(|(_, used)| !used) {
        let text = &suppression.text;
        let near = (!text.contains(' ')).then(|| nearest(text, codes.iter().copied())).flatten();
        if let Some(near) = near {
            let problem = Problem::Unused { found: text.clone(), near };
            diagnostics.push(Diagnostic::new(suppression.location.clone(), &problem));
        }
    }
}

/// A code that a user accepts, everywhere or in the files of a glob.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Allow {
    /// The code.
    pub code: String,
    /// Which files; all when absent.
    pub files: Option<String>,
}

impl Allow {
    /// Reads `code` or `code:path/glob`.
    pub fn read(text: &str) -> Self {
        match text.split_once(':') {
            Some((code, files)) => {
                Self { code: code.trim().to_owned(), files: Some(files.trim().to_owned()) }
            }
            None => Self { code: text.trim().to_owned(), files: None },
        }
    }

    fn hides(&self, diagnostic: &Diagnostic) -> bool {
        let fits = |glob: &String| matches(glob, &diagnostic.location.file);
        self.code == diagnostic.code && self.files.as_ref().is_none_or(fits)
    }
}

/// Takes out what is allowed; tells how many that were.
pub fn allow(diagnostics: &mut Vec<Diagnostic>, allowed: &[Allow]) -> usize {
    let before = diagnostics.len();
    diagnostics.retain(|diagnostic| !allowed.iter().any(|allow| allow.hides(diagnostic)));
    before - diagnostics.len()
}

/// Whether a path fits a glob: `*` stands for text within a name, `**` for any number of names, `?` for one character.
fn matches(glob: &str, path: &str) -> bool {
    let glob: Vec<&str> = glob.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    aligned(&glob, &path, &|name| name == &"**", &|glob, name| {
        let (glob, name): (Vec<char>, Vec<char>) = (glob.chars().collect(), name.chars().collect());
        aligned(&glob, &name, &|c| *c == '*', &|c, other| *c == '?' || c == other)
    })
}

/// Whether a pattern covers a list, item by item, where some items of the pattern stand for any number: it goes back to the last
/// of these alone, so it takes no more steps than the product of the lengths.
fn aligned<T>(
    pattern: &[T],
    list: &[T],
    is_many: &dyn Fn(&T) -> bool,
    is_same: &dyn Fn(&T, &T) -> bool,
) -> bool {
    let (mut at, mut of) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while at < list.len() {
        match pattern.get(of) {
            Some(item) if is_many(item) => {
                back = Some((of, at));
                of += 1;
            }
            Some(item) if is_same(item, &list[at]) => {
                at += 1;
                of += 1;
            }
            _ => match &mut back {
                Some((many, from)) => {
                    *from += 1;
                    (of, at) = (*many + 1, *from);
                }
                None => return false,
            },
        }
    }
    pattern[of..].iter().all(is_many)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(file: &str) -> Location {
        Location { file: file.into(), line: 1, column: 1, start: 0, end: 1 }
    }

    fn found(file: &str) -> Diagnostic {
        Diagnostic {
            location: location(file),
            severity: Severity::Warning,
            code: "ragged-row",
            message: "row has 2 cells, header has 3".into(),
            help: None,
        }
    }

    /// The codes that are left of a ragged row in `a.md` and one in `b.md`.
    fn check(text: &str, expected: &[&str]) {
        let mut diagnostics = vec![found("a.md"), found("b.md")];
        let suppression = Suppression { text: text.into(), location: location("a.md") };
        suppress(&mut diagnostics, &[suppression], &["ragged-row", "no-type"]);
        let left: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(left, expected, "{text}");
    }

    #[test]
    fn a_page_suppresses_its_own_problems_by_code_or_message() {
        check("ragged-row", &["ragged-row"]);
        check("row has 2 cells, header has 3", &["ragged-row"]);
    }

    #[test]
    fn an_unused_suppression_is_told_when_it_looks_like_a_code() {
        check("no-type", &["ragged-row", "ragged-row", "unused-suppression"]);
        check("raged-row", &["ragged-row", "ragged-row", "unused-suppression"]);
        check("Error: /api-reference/v1.0/a.md: no annotation", &["ragged-row", "ragged-row"]);
    }

    #[test]
    fn what_is_allowed_goes_by_code_and_path() {
        let left = |text: &str| {
            let mut diagnostics = vec![found("v1.0/api/a.md"), found("beta/api/b.md")];
            allow(&mut diagnostics, &[Allow::read(text)])
        };
        assert_eq!(left("ragged-row"), 2);
        assert_eq!(left("ragged-row: beta/**"), 1);
        assert_eq!(left("no-type"), 0);
    }

    #[test]
    fn globs() {
        for glob in ["v1.0/api/a.md", "**", "**/a.md", "*/api/*.md", "v1.0/**/?.md", "**/v1.0/**"] {
            assert!(matches(glob, "v1.0/api/a.md"), "{glob}");
        }
        for glob in ["*", "api/a.md", "v1.0/*", "v1.0/api/??.md", "beta/**"] {
            assert!(!matches(glob, "v1.0/api/a.md"), "{glob}");
        }
        assert!(!matches(&"*a".repeat(200), &"a".repeat(150)));
    }
}
