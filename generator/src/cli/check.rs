//! The command `check`: reads the pages and reports their problems.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use generator::diagnostic::show::Tally;
use generator::diagnostic::suppress::allow;
use generator::source::Version;

use super::args::{Deny, OutputArgs, one_version, version_parser};
use super::report::Report;
use super::{CliError, Outcome, config, workspace};

/// The arguments of `check`.
#[derive(Clone, Debug, Args)]
pub(super) struct Check {
    /// The folder that holds `v1.0/`, `beta/` and `includes/`, or one version folder; `docs-input` of the workspace when absent.
    #[arg(value_name = "DIR", conflicts_with = "docs")]
    folder: Option<PathBuf>,
    /// The same as DIR.
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// A version to read; may be repeated, and all that the folder has when absent.
    #[arg(long = "api-version", value_name = "VERSION", value_parser = version_parser())]
    versions: Vec<Version>,
    /// End with exit code 1 when the pages have problems.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// The configuration; `msgraph.toml` in the current folder or the workspace when absent.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    pub(super) manner: OutputArgs,
}

impl Check {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let root = workspace::find(workspace::DOCS);
        let usual = [Some(PathBuf::new()), root.as_ref().ok().cloned()];
        let settings =
            config::load(self.config.as_deref(), &usual.into_iter().flatten().collect::<Vec<_>>())?;
        let docs = match self.folder.as_ref().or(self.docs.as_ref()).or(settings.docs.as_ref()) {
            Some(docs) => docs.clone(),
            None => root?.join("docs-input"),
        };
        let versions = if self.versions.is_empty() { &settings.versions } else { &self.versions };
        let version = one_version(&docs, versions)?;
        let report = Report::new(&self.manner);
        let mut reading = {
            let _progress = report.progress(&format!("reading `{}`", docs.display()));
            generator::read(&docs, version)?
        };
        allow(&mut reading.diagnostics, &settings.allow);
        report.diagnostics(&docs, &reading)?;
        report.summary(&reading, reading.totals(), None, start.elapsed())?;
        if self.deny.or(settings.deny).is_some_and(|deny| deny.refuses(&Tally::of(&reading.diagnostics))) {
            report.denied("")?;
            return Ok(Outcome::Refused);
        }
        Ok(Outcome::Fine)
    }
}
