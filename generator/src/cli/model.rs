//! The command `model`: prints the linked model of one version. In: pages. Out: JSON on stdout, without any other text.

use std::path::Path;
use std::time::Instant;

use clap::Args;
use generator::dump::dump;
use generator::name::hidden::escaped_json;
use generator::source::Version;

use super::args::{OutputArgs, version_parser};
use super::pages::{CONFIG, PagesArgs};
use super::report::{self, Report};
use super::{CliError, Outcome};

/// The arguments of `model`.
#[derive(Clone, Debug, Args)]
#[command(mut_arg("config", |config| config.help(CONFIG)))]
pub(super) struct Model {
    #[command(flatten)]
    pages: PagesArgs,
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
        let settings = self.pages.settings(None)?;
        let docs = self.pages.docs(&settings)?;
        let configured = self.pages.versions(None, &settings).first().copied();
        let version = self.version.or(configured).or_else(|| default_version(&docs));
        let report = Report::beside_results(&self.manner);
        let reading = {
            let _progress = report.progress(&format!("reading `{}`", docs.display()));
            self.pages.generate(&docs, version.as_slice(), &settings).read()?
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

/// The first of several versions. `None` for the folder of one version, which determines the version itself.
fn default_version(docs: &Path) -> Option<Version> {
    Version::ALL.into_iter().find(|version| docs.join(version.folder()).is_dir())
}
