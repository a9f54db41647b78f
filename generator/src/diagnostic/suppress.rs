//! Removes suppressed and allowed diagnostics. In: diagnostics, suppressions of pages, codes that the user allows. Out: the rest.

use std::collections::BTreeMap;

use globset::{Glob, GlobBuilder};

use super::{Diagnostic, Severity};
use crate::name::suggest::nearest;
use crate::source::Location;

/// The explanations that `generator explain` prints.
pub const EXPLAINED: &str = include_str!("suppress.md");

/// Mistakes in suppressions.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The suppression matches no diagnostic.
    #[error("the page has no problem `{found}` that this could suppress")]
    Unused {
        /// The code on the page.
        found: String,
        /// The nearest known code.
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
        Some(if near == found {
            "remove it from `suppressions`".to_owned()
        } else {
            format!("did you mean `{near}`?")
        })
    }
}

/// An entry of the list `suppressions` of a page annotation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Suppression {
    /// The entry: a code or a whole message.
    pub text: String,
    /// The location of the page annotation.
    pub location: Location,
}

impl Suppression {
    fn hides(&self, diagnostic: &Diagnostic) -> bool {
        self.text == diagnostic.code || self.text == diagnostic.message
    }
}

/// Removes the diagnostics that pages suppress. Reports entries that look like a code and match nothing; other entries are messages
/// of other tools.
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

/// A code that the user allows, in all files or in those that match a glob.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Allow {
    /// The code.
    pub code: String,
    /// The files; all when absent.
    pub files: Option<Glob>,
}

impl Allow {
    /// Parses `code` or `code:path/glob`. In a glob, `*` matches within a name and `**` matches any number of folders.
    ///
    /// # Errors
    /// When the glob is invalid.
    pub fn read(text: &str) -> Result<Self, globset::Error> {
        let (code, files) = match text.split_once(':') {
            Some((code, files)) => (code, Some(files.trim())),
            None => (text, None),
        };
        let files = files.map(|files| GlobBuilder::new(files).literal_separator(true).build()).transpose()?;
        Ok(Self { code: code.trim().to_owned(), files })
    }
}

/// Removes allowed diagnostics and returns their number.
pub fn allow(diagnostics: &mut Vec<Diagnostic>, allowed: &[Allow]) -> usize {
    let before = diagnostics.len();
    for Allow { code, files } in allowed {
        let files = files.as_ref().map(Glob::compile_matcher);
        let is_here = |file: &str| files.as_ref().is_none_or(|files| files.is_match(file));
        diagnostics.retain(|found| found.code != code || !is_here(&found.location.file));
    }
    before - diagnostics.len()
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

    /// Checks the codes that remain of a ragged row in `a.md` and one in `b.md`.
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
    fn an_unused_suppression_is_reported_when_it_looks_like_a_code() {
        check("no-type", &["ragged-row", "ragged-row", "unused-suppression"]);
        check("raged-row", &["ragged-row", "ragged-row", "unused-suppression"]);
        check("Error: /api-reference/v1.0/a.md: no annotation", &["ragged-row", "ragged-row"]);
    }

    #[test]
    fn allow_matches_code_and_path() {
        let left = |text: &str| {
            let mut diagnostics = vec![found("v1.0/api/a.md"), found("beta/api/b.md")];
            allow(&mut diagnostics, &[Allow::read(text).unwrap()])
        };
        assert_eq!(left("ragged-row"), 2);
        assert_eq!(left("ragged-row: beta/**"), 1);
        assert_eq!(left("no-type"), 0);
    }

    #[test]
    fn globs() {
        let fits = |glob: &str| {
            let mut diagnostics = vec![found("v1.0/api/a.md")];
            allow(&mut diagnostics, &[Allow::read(&format!("ragged-row:{glob}")).unwrap()]) == 1
        };
        for glob in ["v1.0/api/a.md", "**", "**/a.md", "*/api/*.md", "v1.0/**/?.md", "**/v1.0/**"] {
            assert!(fits(glob), "{glob}");
        }
        for glob in ["*", "api/a.md", "v1.0/*", "v1.0/api/??.md", "beta/**"] {
            assert!(!fits(glob), "{glob}");
        }
        assert!(!fits(&"*a".repeat(200)));
        assert!(Allow::read("ragged-row:v1.0/[a").is_err());
    }
}
