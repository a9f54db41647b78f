//! Parses the argument `--runtime`, the source of `msgraph-core` for the crate. In: text. Out: a [`Runtime`].

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use generator::plan::ir::package::Runtime;

use super::workspace::{self, WorkspaceError};

/// The source of the runtime, as given by the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum RuntimeSource {
    /// `path`: the folder `runtime` of the workspace.
    Workspace,
    /// `path=DIR`
    Path(PathBuf),
    /// `version`
    Version,
    /// `git=URL`
    Git(String),
    /// `vendored`
    Vendored,
}

impl RuntimeSource {
    /// The source with its path relative to another folder.
    pub(super) fn below(self, folder: &Path) -> Self {
        match self {
            Self::Path(path) => Self::Path(folder.join(path)),
            other => other,
        }
    }
}

impl FromStr for RuntimeSource {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=').map_or((text, None), |(kind, value)| (kind, Some(value.trim()))) {
            ("path", None) => Ok(Self::Workspace),
            ("path", Some(path)) if !path.is_empty() => Ok(Self::Path(PathBuf::from(path))),
            ("version", None) => Ok(Self::Version),
            ("git", Some(url)) if !url.is_empty() => Ok(Self::Git(url.to_owned())),
            ("git", _) => Err("`git` needs the URL of a repository: `git=URL`".to_owned()),
            ("vendored", None) => Ok(Self::Vendored),
            _ => Err(format!(
                "`{text}` is no source of the runtime; use `path`, `path=DIR`, `version`, `git=URL` or `vendored`"
            )),
        }
    }
}

impl fmt::Display for RuntimeSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.write_str("path"),
            Self::Path(path) => write!(f, "path={}", path.display()),
            Self::Version => f.write_str("version"),
            Self::Git(url) => write!(f, "git={url}"),
            Self::Vendored => f.write_str("vendored"),
        }
    }
}

/// Resolves the source of the runtime for the manifest in the folder `out`. The default is the runtime of the workspace; outside
/// a workspace, a copy.
pub(super) fn resolve(
    source: Option<&RuntimeSource>,
    root: Option<&Path>,
    out: &Path,
) -> Result<Runtime, WorkspaceError> {
    let path = |folder: &Path| {
        let path = workspace::relative_path(out, &workspace::resolve(folder)?);
        Ok(Runtime::Path(workspace::manifest_path(&path)?))
    };
    match (source, root) {
        (None | Some(RuntimeSource::Workspace), Some(root)) => path(&root.join("runtime")),
        (Some(RuntimeSource::Workspace), None) => Err(WorkspaceError::NoRuntime),
        (Some(RuntimeSource::Path(folder)), _) => path(folder),
        (Some(RuntimeSource::Version), _) => Ok(Runtime::Version),
        (Some(RuntimeSource::Git(url)), _) => Ok(Runtime::Git(url.clone())),
        (Some(RuntimeSource::Vendored), _) | (None, None) => Ok(Runtime::Vendored),
    }
}
