//! The command `generate`: reads the pages and writes the crate.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use generator::diagnostic::show::Tally;
use generator::diagnostic::suppress::allow;
use generator::plan::ir::package::{Options, Workspace};
use generator::source::Version;
use generator::sync::Mode;
use generator::{Config, Totals};

use super::args::{Deny, OutputArgs, crate_name, one_version, quoted, quoted_text, version_parser};
use super::config::{self, Settings};
use super::report::Report;
use super::runtime::{self, RuntimeSource};
use super::selection::SelectionArgs;
use super::workspace::{self, WorkspaceError};
use super::{CliError, Outcome};

/// The name of the crate when none is given.
pub(super) const NAME: &str = "msgraph";

/// The arguments of `generate`.
#[derive(Clone, Debug, Args)]
pub(super) struct Generate {
    /// The folder that holds `v1.0/`, `beta/` and `includes/`, or one version folder; `docs-input` of the workspace when absent.
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// An API version to read; may be repeated. Without it, all versions in the folder.
    #[arg(long = "api-version", value_name = "VERSION", value_parser = version_parser())]
    versions: Vec<Version>,
    /// The folder of the crate; `generated` of the workspace when absent.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the crate; `msgraph` when absent.
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    name: Option<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Where the crate takes `msgraph-core` from: `path` (`runtime/` of the workspace) or `path=DIR`, `version` (the registry),
    /// `git=URL`, or `vendored` (a copy in the crate). Outside the workspace it is `vendored` when absent.
    #[arg(long, value_name = "SOURCE")]
    runtime: Option<RuntimeSource>,
    /// Write nothing; refuse and name the files when the crate is not current.
    #[arg(long)]
    check: bool,
    /// Refuse, and write nothing, when the pages have problems.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// The configuration; `msgraph.toml` beside the crate, in the current folder or the workspace when absent.
    #[arg(long = "config", value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) manner: OutputArgs,
}

impl Generate {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let root = workspace::find(workspace::DOCS_AND_OUT);
        let settings = config::load(self.file.as_deref(), &self.usual_folders(root.as_deref().ok()))?;
        let config = self.config(root, &settings)?;
        let report = Report::new(&self.manner);
        let mut reading = {
            let _progress = report.progress(&format!("reading `{}`", config.docs.display()));
            generator::read(&config.docs, config.version)?
        };
        if self.selection.list {
            return self.selection.print(&config.selection, &reading, &self.manner);
        }
        allow(&mut reading.diagnostics, &settings.allow);
        let selected = config.selection.apply(&reading.models).map_err(generator::Error::from)?;
        let totals = Totals::of(&selected);
        report.diagnostics(&config.docs, &reading)?;
        let denied =
            self.deny.or(settings.deny).is_some_and(|deny| deny.refuses(&Tally::of(&reading.diagnostics)));
        if denied && config.mode == Mode::Write {
            report.summary(&reading, totals, None, start.elapsed())?;
            report.denied(&format!("; `{}` is as it was", config.out.display()))?;
            return Ok(Outcome::Refused);
        }
        let changes = {
            let _progress = report.progress(&format!("writing `{}`", config.out.display()));
            generator::write(&config, &reading, &selected)?
        };
        report.summary(&reading, totals, Some((&config, &changes)), start.elapsed())?;
        if denied {
            report.denied("")?;
        }
        let stale = config.mode == Mode::Check && !changes.is_empty();
        if stale {
            report.stale(&config.out, &changes, &self.update_command())?;
        }
        Ok(if denied || stale { Outcome::Refused } else { Outcome::Fine })
    }

    /// The folders of the configuration: beside the crate, else the current folder, else the workspace.
    fn usual_folders(&self, root: Option<&Path>) -> Vec<PathBuf> {
        let beside = self.out.as_ref().and_then(|out| out.parent()).map(Path::to_owned);
        beside.into_iter().chain([PathBuf::new()]).chain(root.map(Path::to_owned)).collect()
    }

    /// The values of the arguments, else the configuration, else the defaults. Outside a workspace folders have no default.
    fn config(&self, root: Result<PathBuf, WorkspaceError>, settings: &Settings) -> Result<Config, CliError> {
        let named = |argument: &Option<PathBuf>, setting: &Option<PathBuf>| {
            argument.as_ref().or(setting.as_ref()).cloned()
        };
        let folders = (named(&self.docs, &settings.docs), named(&self.out, &settings.out));
        let (root, docs, out) = match (root, folders) {
            (Ok(root), (docs, out)) => {
                let docs = docs.unwrap_or_else(|| root.join("docs-input"));
                let out = out.unwrap_or_else(|| root.join("generated"));
                (Some(root), docs, out)
            }
            (Err(_), (Some(docs), Some(out))) => (None, docs, out),
            (Err(error), _) => return Err(error.into()),
        };
        let versions = if self.versions.is_empty() { &settings.versions } else { &self.versions };
        let name = self.name.as_ref().or(settings.name.as_ref());
        let resolved = workspace::resolve(&out)?;
        if resolved.starts_with(workspace::resolve(&docs)?) {
            return Err(CliError::OutputInDocs { out, docs });
        }
        let generated = root.as_ref().map(|root| workspace::resolve(&root.join("generated"))).transpose()?;
        let is_member = generated.is_some_and(|generated| generated == resolved);
        let source = self.runtime.as_ref().or(settings.runtime.as_ref());
        Ok(Config {
            version: one_version(&docs, versions)?,
            docs,
            selection: self.selection.selection(settings),
            package: Options {
                name: name.map_or(NAME, String::as_str).to_owned(),
                runtime: runtime::resolve(source, root.as_deref(), &resolved)?,
                workspace: if is_member { Workspace::Member } else { Workspace::Standalone },
            },
            out,
            mode: if self.check { Mode::Check } else { Mode::Write },
        })
    }

    /// The command that writes what `--check` found stale.
    fn update_command(&self) -> String {
        let mut words = Vec::new();
        if let Some(docs) = &self.docs {
            words.extend(["--docs".to_owned(), quoted(docs)]);
        }
        for version in &self.versions {
            words.extend(["--api-version".to_owned(), version.to_string()]);
        }
        if let Some(out) = &self.out {
            words.extend(["--out".to_owned(), quoted(out)]);
        }
        if let Some(name) = &self.name {
            words.extend(["--name".to_owned(), name.clone()]);
        }
        if let Some(runtime) = &self.runtime {
            words.extend(["--runtime".to_owned(), quoted_text(&runtime.to_string())]);
        }
        words.extend(self.selection.words());
        if let Some(file) = &self.file {
            words.extend(["--config".to_owned(), quoted(file)]);
        }
        match words.is_empty() {
            true => "cargo run -p generator".to_owned(),
            false => format!("cargo run -p generator -- {}", words.join(" ")),
        }
    }
}
