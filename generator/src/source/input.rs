//! Reports problems in files that users write for the generator, such as errata. In: a text, a range of it. Out: [`InputError`],
//! which prints the position.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

/// A problem at a position in a user file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InputError {
    /// The path of the file, as given by the user.
    pub path: PathBuf,
    /// The whole text of the file.
    pub text: String,
    /// The bytes of the wrong text.
    pub span: Range<usize>,
    /// The problem: lower case, no full stop.
    pub message: String,
    /// How to fix it.
    pub help: Option<String>,
}

impl InputError {
    /// The line and column of the problem, from 1. Columns count characters.
    pub fn position(&self) -> (usize, usize) {
        let before = self.text.get(..self.span.start).unwrap_or(&self.text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.position();
        write!(f, "{}:{line}:{column}: {}", self.path.display(), self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InputError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_prints_with_its_line_and_column() {
        let error = InputError {
            path: "a.toml".into(),
            text: "first = 1\ngröße = x\n".into(),
            span: 20..21,
            message: "no value".into(),
            help: Some("use a number".into()),
        };
        assert_eq!(error.to_string(), "a.toml:2:9: no value; use a number");
    }
}
