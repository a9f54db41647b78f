//! The arguments for pages and errata. In: the command line, settings, the workspace. Out: folders and files.

use std::path::{Path, PathBuf};

use clap::Args;
use generator::Generate;
use generator::source::{Version, load};

use super::args::quoted;
use super::config::{self, Settings};
use super::{CliError, workspace};

/// The help of `--config` in commands without `--out`.
pub(super) const CONFIG: &str =
    "The configuration; `msgraph.toml` in the current folder or the workspace when absent";

/// The pages and the files that say more about them.
#[derive(Clone, Debug, Args)]
pub(super) struct PagesArgs {
    /// The folder that holds `v1.0/`, `beta/` and `includes/`, or one version folder; `docs-input` of the workspace when absent.
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// Edits to apply to the pages before they are read: entries `[[errata]]` with `page`, `find`, `replace`, `reason` and `link`.
    #[arg(long, value_name = "FILE")]
    errata: Option<PathBuf>,
    /// The configuration; `msgraph.toml` in the crate, beside it, in the current folder or the workspace when absent.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl PagesArgs {
    /// Reads the configuration: the named file, else the first in or beside the crate, in the current folder or in the workspace.
    pub(super) fn settings(&self, out: Option<&Path>) -> Result<Settings, CliError> {
        Ok(config::load(self.config.as_deref(), &workspace::usual_folders(out))?)
    }

    /// The documentation folder of the argument, else of the configuration.
    pub(super) fn named_docs<'s>(&'s self, settings: &'s Settings) -> Option<&'s Path> {
        self.docs.as_deref().or(settings.docs.as_deref())
    }

    /// The documentation folder of argument or configuration, else of the workspace.
    pub(super) fn docs(&self, settings: &Settings) -> Result<PathBuf, CliError> {
        match self.named_docs(settings) {
            Some(docs) => Ok(docs.to_owned()),
            None => Ok(workspace::find(workspace::DOCS)?.join("docs-input")),
        }
    }

    /// The versions of the configuration. Empty if the arguments, here or in `folder`, name the folder of one version, which
    /// determines the version itself.
    pub(super) fn versions<'s>(&self, folder: Option<&Path>, settings: &'s Settings) -> &'s [Version] {
        match folder.or(self.docs.as_deref()).and_then(load::version_of) {
            Some(_) => &[],
            None => &settings.versions,
        }
    }

    /// A run over the pages with accepted diagnostics. Errata come from the argument, else from the configuration.
    pub(super) fn generate(&self, docs: &Path, versions: &[Version], settings: &Settings) -> Generate {
        let mut generate = Generate::new(docs);
        for version in versions {
            generate = generate.api_version(*version);
        }
        if let Some(errata) = self.errata.as_deref().or(settings.errata.as_deref()) {
            generate = generate.errata(errata);
        }
        settings.allow.iter().cloned().fold(generate, Generate::allow)
    }

    /// The arguments, quoted for a shell.
    pub(super) fn words(&self) -> Vec<String> {
        let arguments = [("--docs", &self.docs), ("--errata", &self.errata), ("--config", &self.config)];
        let given =
            arguments.into_iter().filter_map(|(flag, path)| Some([flag.to_owned(), quoted(path.as_ref()?)]));
        given.flatten().collect()
    }
}
