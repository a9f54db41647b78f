//! In: the files of a crate and the folder that shall hold them. Out: that folder with exactly these files, or what differs. The
//! only module that writes.
//!
//! A file is the generator's when its first lines hold [`MARKER`](crate::render::MARKER). No list of files is kept: a list gets
//! lost or runs apart from the folder in a merge, and it would still name a file that somebody has since made their own. Whoever
//! takes a file over deletes its header, and from then on it is neither replaced nor deleted.
//!
//! Nothing of the output changes before all of it is staged, see `sync/replace.rs`. When nothing differs, nothing is written at all.

mod compare;
pub mod output;
mod replace;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::render::RustFile;

/// What to do about differences.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Make the folder equal to the files.
    Write,
    /// Only tell what differs.
    Check,
}

/// How the folder differed from the files: after [`Mode::Write`] it no longer does. Paths are below the folder and sorted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Changes {
    /// Files with another text.
    pub stale: Vec<PathBuf>,
    /// Files that were not there.
    pub missing: Vec<PathBuf>,
    /// Generated files that are generated no longer.
    pub superfluous: Vec<PathBuf>,
    /// How many files were equal.
    pub unchanged: usize,
}

impl Changes {
    /// Whether nothing differed.
    pub fn is_empty(&self) -> bool {
        self.written() == 0 && self.deleted() == 0
    }

    /// How many files are written.
    pub fn written(&self) -> usize {
        self.stale.len() + self.missing.len()
    }

    /// How many files are deleted.
    pub fn deleted(&self) -> usize {
        self.superfluous.len()
    }
}

/// Why the output could not be compared or written.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// A file of the crate would land outside the folder.
    #[error("`{}` is not a path below the output folder", .0.display())]
    BadPath(PathBuf),
    /// Two files of the crate have one path, or two that some file systems take for one.
    #[error("two generated files want the path `{}`", .0.display())]
    Twice(PathBuf),
    /// A file of the crate has no header, so no later run would know it.
    #[error("the generated file `{}` has no header", .0.display())]
    Unmarked(PathBuf),
    /// The output folder is something else.
    #[error("the output `{}` is not a folder; name another one with `--out`", .0.display())]
    NotAFolder(PathBuf),
    /// A file of somebody else is in the way.
    #[error(
        "`{}` was not written by the generator; move it away or name another folder with `--out`",
        .0.display()
    )]
    Foreign(PathBuf),
    /// A folder where a file must stand, or a file or link where a folder must be.
    #[error("`{}` is in the way; move it away or name another folder with `--out`", .0.display())]
    InTheWay(PathBuf),
    /// A file that an earlier run wrote for later ones has lost its text.
    #[error("`{}` is empty; restore it, or delete it to regenerate all names", .0.display())]
    Empty(PathBuf),
    /// A file or folder of the output cannot be read.
    #[error("cannot read `{}`: {source}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or folder of the output cannot be written; everything is as it was.
    #[error(
        "cannot write `{}`: {source}; nothing was changed, make it writable or name another folder with `--out`",
        .path.display()
    )]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another run is at it.
    #[error("another run is writing to `{}`; try again when it has ended", .0.display())]
    Busy(PathBuf),
    /// The replacement failed half-way and so did taking it back.
    #[error(
        "cannot write `{}`: {source}; the replacement is incomplete: make the path writable and run again",
        .path.display()
    )]
    HalfWay {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The journal of an interrupted run is not one.
    #[error(
        "the journal `{}` of an interrupted run cannot be read ({source}); delete its folder and run again",
        .path.display()
    )]
    Journal {
        /// The journal.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// Compares a folder with the files that it shall hold and, when asked to, makes it so. An earlier run may have written to `folders`, which
/// are searched for superfluous files, as the folders of the files are.
///
/// # Errors
/// [`SyncError`] names the path; the old output is as it was, but for [`SyncError::HalfWay`], which the next run mends.
pub fn sync(out: &Path, files: &[RustFile], folders: &[&str], mode: Mode) -> Result<Changes, SyncError> {
    compare::check_files(files)?;
    if mode == Mode::Write {
        replace::recover(out)?;
    }
    let changes = compare::compare(out, files, folders)?;
    match mode {
        Mode::Write if !changes.is_empty() => write(out, files, &changes)?,
        Mode::Write | Mode::Check => {}
    }
    Ok(changes)
}

/// The text of a file that an earlier run wrote; `None` where there is none, or another one that [`sync`] will refuse.
///
/// # Errors
/// [`SyncError`] names the path.
pub fn read(out: &Path, path: &Path, mode: Mode) -> Result<Option<String>, SyncError> {
    if mode == Mode::Write {
        // What an interrupted run left behind may be the newer file.
        replace::recover(out)?;
    }
    let path = out.join(path);
    match fs::read(&path) {
        Ok(bytes) if compare::is_marked(&bytes) => {
            let text =
                String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error));
            text.map(Some).map_err(|source| SyncError::unreadable(&path, source))
        }
        Ok(bytes) if bytes.is_empty() => Err(SyncError::Empty(path)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // A folder in the way, or something else where the output shall be.
        Err(_) if !path.is_file() => Ok(None),
        Err(source) => Err(SyncError::unreadable(&path, source)),
    }
}

fn write(out: &Path, files: &[RustFile], changes: &Changes) -> Result<(), SyncError> {
    let created = !out.exists();
    fs::create_dir_all(out).map_err(|source| SyncError::unwritable(out, source))?;
    let written = replace::replace(out, files, changes);
    if written.is_err() && created {
        // The folder is empty again, unless somebody else uses it by now; then it stays.
        let _ = fs::remove_dir(out);
    }
    written
}

impl SyncError {
    fn unreadable(path: &Path, source: io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), source }
    }

    fn unwritable(path: &Path, source: io::Error) -> Self {
        Self::Unwritable { path: path.to_owned(), source }
    }
}

#[cfg(test)]
mod tests;
