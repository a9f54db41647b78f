//! The command `init`: writes a commented configuration. In: its arguments, and input on a terminal. Out: `msgraph.toml`.

mod ask;
mod template;

use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use generator::name::hidden::escaped_json;
use generator::selection::pattern::Pattern;
use generator::source::Version;
use serde_json::json;

use super::args::{Deny, ResultFormat, crate_name, quoted, version_parser};
use super::runtime::RuntimeSource;
use super::workspace::{self, WorkspaceError};
use super::{CliError, Outcome, config, report};

/// The arguments of `init`.
#[derive(Clone, Debug, Args)]
pub(super) struct Init {
    /// The configuration to write; `msgraph.toml` in the current folder when absent.
    #[arg(value_name = "FILE", default_value = config::FILE)]
    file: PathBuf,
    #[command(flatten)]
    values: Values,
    /// Ask nothing, also on a terminal; values without an argument are comments in the file.
    #[arg(long, short)]
    yes: bool,
    /// How the result is printed: as text, or as a JSON object.
    #[arg(long, value_enum, default_value_t = ResultFormat::Human)]
    format: ResultFormat,
}

/// The values of a configuration; paths are from the current folder.
#[derive(Clone, Debug, Default, Args)]
struct Values {
    /// The folder that holds `v1.0/`, `beta/` and `includes/`, or one version folder.
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// An API version to read; may be repeated. Without it, all versions in the folder.
    #[arg(long = "api-version", value_name = "VERSION", value_parser = version_parser())]
    versions: Vec<Version>,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the crate; `msgraph` when absent.
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    name: Option<String>,
    /// Source of `msgraph-core`: `path`, `path=DIR`, `version`, `git=URL` or `vendored`.
    #[arg(long, value_name = "SOURCE")]
    runtime: Option<RuntimeSource>,
    /// Generate only operations that match, and the types that they reach; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    include: Vec<Pattern>,
    /// Leave out operations that match; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<Pattern>,
    /// Leave out types that are reached only as derived types of others.
    #[arg(long)]
    no_derived: bool,
    /// A product area that the crate enables by default; may be repeated.
    #[arg(long = "default-area", value_name = "AREA")]
    default_areas: Vec<String>,
    /// Refuse, and write nothing, when the pages have problems.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
}

/// The reason why no configuration was written.
#[derive(Debug, thiserror::Error)]
pub(super) enum InitError {
    /// The file exists.
    #[error("`{}` exists, and `init` replaces nothing; delete it or name another file", .0.display())]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("cannot write `{}`: {source}", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// The terminal cannot be read, or the user cancels.
    #[error("cannot ask on the terminal: {0}; use arguments and `--yes`")]
    Terminal(#[from] dialoguer::Error),
}

impl Init {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        // This check precedes the questions, so that no input is lost.
        if self.file.symlink_metadata().is_ok() {
            return Err(InitError::Exists(self.file.clone()).into());
        }
        let values = match self.asks() {
            true => ask::ask(&self.values).map_err(InitError::from)?,
            false => self.values.clone(),
        };
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let text = template::text(&values.clone().below(folder)?);
        self.write(&text)?;
        match self.format {
            ResultFormat::Human => {
                let file = (self.file.as_os_str() != config::FILE).then(|| quoted(&self.file));
                let next = file.map_or("generator".to_owned(), |file| format!("generator --config {file}"));
                let first = match open_keys(&values).as_slice() {
                    [] => String::new(),
                    keys => format!("set {} in it, then ", keys.join(" and ")),
                };
                report::note(&format!(
                    "`{}` is written; {first}generate the crate with `{next}`",
                    self.file.display()
                ));
            }
            ResultFormat::Json => {
                let line = json!({"kind": "config", "path": report::text_of(&self.file)}).to_string();
                report::result(|stdout| writeln!(stdout, "{}", escaped_json(&line)))?;
            }
        }
        Ok(Outcome::Fine)
    }

    /// Whether a user can respond to questions.
    fn asks(&self) -> bool {
        let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        is_terminal && !self.yes && self.format == ResultFormat::Human
    }

    fn write(&self, text: &str) -> Result<(), InitError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists => InitError::Exists(self.file.clone()),
            _ => InitError::Unwritable { path: self.file.clone(), source },
        };
        let mut file = OpenOptions::new().write(true).create_new(true).open(&self.file).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)
    }
}

/// The keys that the next run needs and the file leaves open. A workspace has defaults for them.
fn open_keys(values: &Values) -> Vec<&'static str> {
    let keys = [("`docs`", values.docs.is_none()), ("`out`", values.out.is_none())];
    let is_outside = workspace::find(workspace::DOCS_AND_OUT).is_err();
    keys.into_iter().filter(|(_, is_open)| *is_open && is_outside).map(|(key, _)| key).collect()
}

impl Values {
    /// The values with paths relative to the folder of the configuration.
    fn below(mut self, folder: &Path) -> Result<Self, WorkspaceError> {
        let from = workspace::resolve(folder)?;
        let is_here = from == workspace::resolve(Path::new(""))?;
        let below = |path: PathBuf| {
            let path = match is_here || path.is_absolute() {
                true => path,
                false => workspace::relative_path(&from, &workspace::resolve(&path)?),
            };
            if path.to_str().is_some() { Ok(path) } else { Err(WorkspaceError::NotUtf8(path)) }
        };
        self.docs = self.docs.map(below).transpose()?;
        self.out = self.out.map(below).transpose()?;
        self.runtime = match self.runtime {
            Some(RuntimeSource::Path(path)) => Some(RuntimeSource::Path(below(path)?)),
            other => other,
        };
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_the_folder_of_the_file() {
        let values = Values {
            docs: Some("docs".into()),
            out: Some("/srv/graph".into()),
            runtime: Some(RuntimeSource::Path("deep/core".into())),
            ..Values::default()
        };
        let here = values.clone().below(Path::new("")).unwrap();
        assert_eq!((here.docs, here.out), (Some("docs".into()), Some("/srv/graph".into())));
        let below = values.below(Path::new("deep")).unwrap();
        assert_eq!((below.docs, below.out), (Some("../docs".into()), Some("/srv/graph".into())));
        assert_eq!(below.runtime, Some(RuntimeSource::Path("core".into())));
    }
}
