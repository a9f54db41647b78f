//! Problems and their locations on pages. In: problems of all stages. Out: [`Diagnostic`]s with file, line, column, a stable code and
//! a hint. Knows no stage but [`crate::source`], which it builds on.

pub mod sarif;
pub mod show;
pub mod source;
pub mod suggest;
pub mod suppress;

use std::fmt;

use crate::name::hidden::escaped;
use crate::source::Location;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Something could not be read.
    Error,
    /// Something was read that is probably not what was meant.
    Warning,
    /// Worth knowing; told when asked for.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// What is told of a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub summary: &'static str,
    /// Why it matters, and examples, in Markdown.
    pub text: &'static str,
}

/// A mistake that a page can make; each stage has an enum of its own.
pub trait Problem: fmt::Display {
    /// The stable code: lower case words with hyphens.
    fn code(&self) -> &'static str;

    /// How bad it is.
    fn severity(&self) -> Severity;

    /// How to mend it, where there is something to say.
    fn help(&self) -> Option<String> {
        None
    }
}

/// A problem with its place.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Diagnostic {
    /// Where it stands.
    pub location: Location,
    /// How bad it is.
    pub severity: Severity,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Joins a problem and its place.
    pub fn new(location: Location, problem: &impl Problem) -> Self {
        Self {
            location,
            severity: problem.severity(),
            code: problem.code(),
            message: problem.to_string(),
            help: problem.help(),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}[{}]: {}", self.location, self.severity, self.code, escaped(&self.message))
    }
}
