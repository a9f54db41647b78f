//! Codes, severities and hints for the problems of `source`, a stage that does not know diagnostics.

use super::{Problem, Severity};
use crate::source::problem::Problem as SourceProblem;

/// The explanations that `generator explain` prints.
pub const EXPLAINED: &str = include_str!("source.md");

impl Problem for SourceProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "include-missing",
            Self::Outside(_) => "include-outside",
            Self::Cycle(_) => "include-cycle",
            Self::TooDeep => "include-too-deep",
            Self::TooMany => "include-too-many",
            Self::TooLarge { .. } => "file-too-large",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Missing(_) => Severity::Note,
            Self::Outside(_) | Self::Cycle(_) | Self::TooDeep => Severity::Warning,
            Self::TooMany => Severity::Error,
            Self::TooLarge { .. } => Severity::Error,
        }
    }

    fn help(&self) -> Option<String> {
        let text = match self {
            Self::Missing(_) => "the page is parsed without it; is the clone complete?",
            Self::Outside(_) => {
                "includes are relative to the page, or to the documentation root with a leading `/`"
            }
            Self::TooLarge { .. } => "the file is ignored; split it into several pages",
            Self::TooMany => "this include and all later ones are ignored",
            Self::Cycle(_) | Self::TooDeep => return None,
        };
        Some(text.to_owned())
    }
}
