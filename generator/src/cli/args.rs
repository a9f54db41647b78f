//! The arguments that several commands share. In: texts of the command line or the configuration. Out: their values.

use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use generator::diagnostic::Severity;
use generator::diagnostic::show::Tally;
use generator::plan::ir::package::{NAME_FORM, is_crate_name};
use generator::source::Version;

/// The threads of a run and the form of its reports.
#[derive(Clone, Debug, Args)]
pub(super) struct OutputArgs {
    /// How diagnostics and the summary are printed: for people on stderr, as JSON objects, one a line, or as one SARIF log on stdout.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Print errors only.
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print every diagnostic, the notes too.
    #[arg(long, short)]
    pub(super) verbose: bool,
    /// How many threads to use; as many as there are cores when absent.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
}

/// The form of what is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Format {
    /// As a compiler prints it.
    Human,
    /// One JSON object a line.
    Json,
    /// A SARIF 2.1.0 log, for code review.
    Sarif,
}

/// The form of results that are no log of problems.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(super) enum ResultFormat {
    /// Text for people.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

impl From<ResultFormat> for Format {
    fn from(format: ResultFormat) -> Self {
        match format {
            ResultFormat::Human => Self::Human,
            ResultFormat::Json => Self::Json,
        }
    }
}

/// The problems to refuse.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings and errors.
    Warnings,
    /// Errors.
    Errors,
}

impl Deny {
    /// The value as on the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Warnings => "warnings",
            Self::Errors => "errors",
        }
    }

    /// Whether a run with these diagnostics is refused.
    pub(super) fn refuses(self, tally: &Tally) -> bool {
        let warnings = match self {
            Self::Warnings => tally.count(Severity::Warning),
            Self::Errors => 0,
        };
        tally.count(Severity::Error) + warnings > 0
    }
}

/// Parses `v1.0` and `beta`, and lists them in the error.
pub(super) fn version_parser() -> impl TypedValueParser<Value = Version> {
    PossibleValuesParser::new(Version::ALL.map(Version::folder))
        .try_map(|text| Version::parse(&text).ok_or("no such version"))
}

/// Parses the name of a crate by the rules of cargo.
pub(super) fn crate_name(text: &str) -> Result<String, String> {
    if is_crate_name(text) { Ok(text.to_owned()) } else { Err(NAME_FORM.to_owned()) }
}

/// A path, quoted for a shell if necessary.
pub(super) fn quoted(path: &Path) -> String {
    quoted_text(&path.display().to_string())
}

/// A text, quoted for a shell if necessary.
pub(super) fn quoted_text(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:\\+=@%,".contains(c);
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denied_warnings_include_errors_and_not_the_other_way() {
        let tally = |severity| Tally { codes: [((severity, "code"), 1)].into() };
        assert!(Deny::Warnings.refuses(&tally(Severity::Warning)));
        assert!(Deny::Warnings.refuses(&tally(Severity::Error)));
        assert!(!Deny::Warnings.refuses(&tally(Severity::Note)));
        assert!(Deny::Errors.refuses(&tally(Severity::Error)));
        assert!(!Deny::Errors.refuses(&tally(Severity::Warning)));
    }

    #[test]
    fn a_crate_name_is_one_that_cargo_takes() {
        assert!(crate_name("my-graph_2").is_ok());
        assert!(["", "2graph", "my graph", "größe"].iter().all(|name| crate_name(name).is_err()));
    }

    #[test]
    fn paths_are_quoted_where_a_shell_needs_it() {
        assert_eq!(quoted(Path::new("../docs-2021/v1.0")), "../docs-2021/v1.0");
        assert_eq!(quoted(Path::new("it's here")), r"'it'\''s here'");
    }
}
