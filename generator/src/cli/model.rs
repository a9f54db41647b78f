//! The command `model`: prints the linked model of one version as JSON, and nothing else, to the standard output.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use generator::dump::dump;
use generator::name::hidden::escaped_json;
use generator::source::Version;

use super::args::{OutputArgs, version_parser};
use super::report::{self, Report};
use super::{CliError, Outcome, workspace};

/// The arguments of `model`.
#[derive(Clone, Debug, Args)]
pub(super) struct Model {
    /// The folder that holds `v1.0/`, `beta/` and `includes/`, or one version folder; `docs-input` of the workspace when absent.
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// The version; when absent v1.0, or the only one that the folder has.
    #[arg(long = "api-version", value_name = "VERSION", value_parser = version_parser())]
    version: Option<Version>,
    #[command(flatten)]
    pub(super) manner: OutputArgs,
}

impl Model {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let docs = match &self.docs {
            Some(docs) => docs.clone(),
            None => workspace::find(workspace::DOCS)?.join("docs-input"),
        };
        let report = Report::beside_results(&self.manner);
        let reading = {
            let _progress = report.progress(&format!("reading `{}`", docs.display()));
            generator::read(&docs, self.version.or_else(|| default_version(&docs)))?
        };
        for model in &reading.models {
            report::result(|stdout| {
                let text = serde_json::to_string(&dump(model, &reading.diagnostics))?;
                writeln!(stdout, "{}", escaped_json(&text))
            })?;
        }
        report.diagnostics(&docs, &reading)?;
        report.summary(&reading, reading.totals(), None, start.elapsed())?;
        Ok(Outcome::Fine)
    }
}

/// Of several versions the first; `None` leaves a folder of one version to say which it is.
fn default_version(docs: &Path) -> Option<Version> {
    Version::ALL.into_iter().find(|version| docs.join(version.folder()).is_dir())
}
