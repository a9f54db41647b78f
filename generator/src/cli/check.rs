//! The command `check`: reads the pages and tells what is wrong with them.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use generator::diagnostic::show::Tally;
use generator::source::Version;

use super::report::Report;
use super::{Deny, Failure, Manner, Verdict, one_version, version_parser, workspace};

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
    #[arg(long = "version", value_name = "VERSION", value_parser = version_parser())]
    versions: Vec<Version>,
    /// End with exit code 1 when the pages have problems.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    #[command(flatten)]
    pub(super) manner: Manner,
}

impl Check {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Verdict, Failure> {
        let start = Instant::now();
        let docs = match self.folder.as_ref().or(self.docs.as_ref()) {
            Some(docs) => docs.clone(),
            None => workspace::find(workspace::OR_DOCS)?.join("docs-input"),
        };
        let version = one_version(&docs, &self.versions)?;
        let report = Report::new(&self.manner);
        let reading = {
            let _progress = report.progress(&format!("reading `{}`", docs.display()));
            generator::read(&docs, version)?
        };
        report.diagnostics(&reading)?;
        report.summary(&reading, None, start.elapsed())?;
        if self.deny.is_some_and(|deny| deny.refuses(&Tally::of(&reading.diagnostics))) {
            report.denied("")?;
            return Ok(Verdict::Refused);
        }
        Ok(Verdict::Fine)
    }
}
