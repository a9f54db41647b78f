//! In: the current folder. Out: the workspace that it is in, and paths from one folder to another.

use std::io;
use std::path::{Component, Path, PathBuf};

/// Why a default could not be found.
#[derive(Debug, thiserror::Error)]
pub(super) enum WorkspaceError {
    /// No folder upward is one.
    #[error(
        "no workspace with `docs-input/` and `generated/` at or above `{}`; run the generator inside its workspace, or name {hint}",
        .from.display()
    )]
    NotFound {
        /// Where the search began.
        from: PathBuf,
        /// The arguments that replace the workspace.
        hint: &'static str,
    },
    /// The runtime is asked for at its place in the workspace.
    #[error(
        "there is no workspace, so the runtime has no folder; use `--runtime path=DIR`, `git=URL` or `vendored`"
    )]
    NoRuntime,
    /// The current folder or another cannot be found.
    #[error("cannot find the folder `{}`: {source}", .path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A manifest is UTF-8.
    #[error("the path `{}` is not UTF-8, so a manifest cannot contain it; choose another folder", .0.display())]
    NotUtf8(PathBuf),
}

/// The hint of commands that read pages.
pub(super) const DOCS: &str = "the folder of the pages with `--docs`";

/// The hint of commands that write a crate.
pub(super) const DOCS_AND_OUT: &str = "the folders of the pages and of the crate with `--docs` and `--out`";

/// The folder at or above the current one that holds `docs-input/` and `generated/`; empty when it is the current one itself, so
/// that the paths below it are short.
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

/// The folders of the configuration of commands that write no crate: the current folder, else the workspace.
pub(super) fn usual_folders() -> Vec<PathBuf> {
    [Some(PathBuf::new()), find(DOCS).ok()].into_iter().flatten().collect()
}

/// Whether cargo runs the generator from its sources in the workspace.
pub(super) fn has_generator(root: &Path) -> bool {
    root.join("generator/Cargo.toml").is_file()
}

/// The path without links and `..`, absolute, though its last parts need not exist.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, WorkspaceError> {
    generator::source::path::resolve(path)
        .map_err(|source| WorkspaceError::Unreadable { path: path.to_owned(), source })
}

/// The path that leads from a folder to another, both resolved; absolute when they have no root in common.
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

/// A path as a manifest writes it: with `/` on every system.
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
