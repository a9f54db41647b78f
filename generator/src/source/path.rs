//! Resolves paths whose last parts need not exist. In: a path. Out: an absolute path without links and `..`.

use std::io;
use std::path::{Component, Path, PathBuf};

/// The absolute path without links and `..`. Its last parts need not exist.
///
/// # Errors
/// The current folder cannot be determined.
pub fn resolve(path: &Path) -> io::Result<PathBuf> {
    // An empty path denotes the current folder.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => resolved.push(part),
            Component::Normal(_) => {
                resolved.push(part);
                if let Ok(real) = resolved.canonicalize() {
                    resolved = real;
                }
            }
        }
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_resolves_though_its_end_does_not_exist() {
        let home = tempfile::tempdir().unwrap();
        let real = home.path().canonicalize().unwrap();
        let path = home.path().join("not/there/../yet");
        assert_eq!(resolve(&path).unwrap(), real.join("not/yet"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_before_going_up() {
        let home = tempfile::tempdir().unwrap();
        let real = home.path().canonicalize().unwrap();
        std::fs::create_dir_all(real.join("a/b")).unwrap();
        std::os::unix::fs::symlink(real.join("a/b"), real.join("link")).unwrap();
        assert_eq!(resolve(&home.path().join("link/../out")).unwrap(), real.join("a/out"));
    }
}
