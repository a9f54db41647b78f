//! Finds the workspace. In: the current folder. Out: the folder of the workspace, and relative paths between folders.

use std::io;
use std::path::{Component, Path, PathBuf};

/// The reason why a default cannot be determined.
#[derive(Debug, thiserror::Error)]
pub(super) enum WorkspaceError {
    /// Neither the current folder nor one above it is a workspace.
    #[error(
        "no workspace with `docs-input/` and `generated/` at or above `{}`; run the generator inside its workspace, or name {hint}",
        .from.display()
    )]
    NotFound {
        /// The start of the search.
        from: PathBuf,
        /// The arguments that replace the workspace.
        hint: &'static str,
    },
    /// The runtime of the workspace is requested outside a workspace.
    #[error(
        "there is no workspace, so the runtime has no folder; use `--runtime path=DIR`, `git=URL` or `vendored`"
    )]
    NoRuntime,
    /// A folder cannot be found.
    #[error("cannot find the folder `{}`: {source}", .path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Manifests and configurations can contain only UTF-8.
    #[error("the path `{}` is not UTF-8, so a TOML file cannot contain it; choose another folder", .0.display())]
    NotUtf8(PathBuf),
}

/// The hint of commands that read pages.
pub(super) const DOCS: &str = "the folder of the pages with `--docs`";

/// The hint of commands that write a crate and know the pages.
pub(super) const OUT: &str = "the folder of the crate with `--out`";

/// The hint of commands that write a crate.
pub(super) const DOCS_AND_OUT: &str = "the folders of the pages and of the crate with `--docs` and `--out`";

/// The workspace: the current folder or one above it with `docs-input/` and `generated/`. The path of the current folder is
/// empty, so that paths below it are short.
pub(super) fn find(hint: &'static str) -> Result<PathBuf, WorkspaceError> {
    let from = std::env::current_dir()
        .map_err(|source| WorkspaceError::Unreadable { path: PathBuf::from("."), source })?;
    let is_root = |folder: &&Path| folder.join("docs-input").is_dir() && folder.join("generated").is_dir();
    match from.ancestors().find(is_root) {
        Some(root) if root == from => Ok(PathBuf::new()),
        Some(root) => Ok(root.to_owned()),
        None => Err(WorkspaceError::NotFound { from, hint }),
    }
}

/// The folders of the configuration, in order: the crate and beside it, the current folder, the workspace. The crate of the
/// workspace comes last: a configuration in the current folder may be for another crate.
pub(super) fn usual_folders(out: Option<&Path>) -> Vec<PathBuf> {
    let workspace = find(DOCS).ok();
    let member = workspace.as_ref().filter(|_| out.is_none()).map(|root| root.join("generated"));
    let beside = out.and_then(Path::parent).map(Path::to_owned);
    let folders = [out.map(Path::to_owned), beside, Some(PathBuf::new()), workspace, member];
    folders.into_iter().flatten().collect()
}

/// Whether the workspace contains the sources of the generator, so that cargo runs it.
pub(super) fn has_generator(root: &Path) -> bool {
    root.join("generator/Cargo.toml").is_file()
}

/// The absolute path without links and `..`. Its last parts need not exist.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, WorkspaceError> {
    generator::source::path::resolve(path)
        .map_err(|source| WorkspaceError::Unreadable { path: path.to_owned(), source })
}

/// The relative path between two resolved folders; absolute if they have no common root.
pub(super) fn relative_path(from: &Path, to: &Path) -> PathBuf {
    let (from_parts, to_parts): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from_parts.iter().zip(&to_parts).take_while(|(from, to)| from == to).count();
    if common == 0 {
        return to.to_owned();
    }
    let up = from_parts[common..].iter().map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to_parts[common..].iter().copied()).collect();
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}

/// A path in a manifest, with `/` on every system.
pub(super) fn manifest_path(path: &Path) -> Result<String, WorkspaceError> {
    let text = path.to_str().ok_or_else(|| WorkspaceError::NotUtf8(path.to_owned()))?;
    Ok(match cfg!(windows) {
        true => text.strip_prefix(r"\\?\").unwrap_or(text).replace('\\', "/"),
        false => text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, expected: &str) {
        assert_eq!(relative_path(Path::new(from), Path::new(to)), Path::new(expected));
    }

    #[test]
    fn a_sibling_is_one_step_up() {
        check("/srv/generated", "/srv/runtime", "../runtime");
    }

    #[test]
    fn the_path_goes_up_to_the_common_folder() {
        check("/srv/me/app/crates/graph", "/srv/me/graph/runtime", "../../../graph/runtime");
        check("/mnt/out", "/srv/runtime", "../../srv/runtime");
    }

    #[test]
    fn folders_in_each_other_need_no_detour() {
        check("/srv", "/srv/runtime", "runtime");
        check("/srv/runtime/out", "/srv/runtime", "..");
        check("/srv/runtime", "/srv/runtime", ".");
    }

    #[test]
    fn without_a_common_root_the_path_is_absolute() {
        check("out", "/srv/runtime", "/srv/runtime");
    }

    #[cfg(windows)]
    #[test]
    fn another_drive_is_another_root() {
        check(r"C:\out", r"D:\work\runtime", r"D:\work\runtime");
    }
}
