//! Problems and their locations on pages. In: problems of all stages. Out: [`Diagnostic`]s with file, line, column, a stable code and
//! a hint. Knows only the stage [`crate::source`].

pub mod sarif;
pub mod show;
pub mod source;
pub mod suppress;

use std::fmt;

use crate::name::hidden::escaped;
use crate::source::Location;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// A construct cannot be parsed.
    Error,
    /// A construct is parsed but probably differs from the author's intention.
    Warning,
    /// Information, shown only on request.
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

/// The documentation of a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// The problem in one sentence.
    pub summary: &'static str,
    /// Consequences and examples, in Markdown.
    pub text: &'static str,
}

/// A mistake on a page. Each stage has its own enum.
pub trait Problem: fmt::Display {
    /// The stable code: lower-case words with hyphens.
    fn code(&self) -> &'static str;

    /// The severity.
    fn severity(&self) -> Severity;

    /// A hint how to fix it.
    fn help(&self) -> Option<String> {
        None
    }
}

/// A problem with its location.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Diagnostic {
    /// The location on the page.
    pub location: Location,
    /// The severity.
    pub severity: Severity,
    /// The stable code.
    pub code: &'static str,
    /// The problem: lower case, no full stop.
    pub message: String,
    /// A hint how to fix it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Attaches a location to a problem.
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
