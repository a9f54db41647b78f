//! The command `check`: reports the problems of pages. In: its arguments. Out: diagnostics and an exit code.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use generator::diagnostic::show::Tally;
use generator::source::Version;

use super::args::{Deny, OutputArgs, version_parser};
use super::pages::{CONFIG, PagesArgs};
use super::report::Report;
use super::{CliError, Outcome};

/// The arguments of `check`.
#[derive(Clone, Debug, Args)]
#[command(mut_arg("config", |config| config.help(CONFIG)))]
pub(super) struct Check {
    /// The folder that holds `v1.0/`, `beta/` and `includes/`, or one version folder; `docs-input` of the workspace when absent.
    #[arg(value_name = "DIR", conflicts_with = "docs")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    pages: PagesArgs,
    /// A version to read; may be repeated, and all that the folder has when absent.
    #[arg(long = "api-version", value_name = "VERSION", value_parser = version_parser())]
    versions: Vec<Version>,
    /// End with exit code 1 when the pages have problems.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    #[command(flatten)]
    pub(super) manner: OutputArgs,
}

impl Check {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let settings = self.pages.settings(None)?;
        let docs = match &self.folder {
            Some(docs) => docs.clone(),
            None => self.pages.docs(&settings)?,
        };
        let versions = match self.versions.as_slice() {
            [] => self.pages.versions(self.folder.as_deref(), &settings),
            versions => versions,
        };
        let report = Report::new(&self.manner);
        let reading = {
            let _progress = report.progress(&format!("reading `{}`", docs.display()));
            self.pages.generate(&docs, versions, &settings).read()?
        };
        report.diagnostics(&docs, &reading)?;
        report.summary(&reading, reading.totals(), None, start.elapsed())?;
        if self.deny.or(settings.deny).is_some_and(|deny| deny.refuses(&Tally::of(&reading.diagnostics))) {
            report.denied("")?;
            return Ok(Outcome::Refused);
        }
        Ok(Outcome::Fine)
    }
}
