//! Makes a folder equal to the files of a crate. In: files, a folder. Out: the updated folder, or the differences. No other
//! module of the library writes.
//!
//! A file belongs to the generator if its first lines contain [`MARKER`](crate::render::MARKER). There is no list of files: a
//! list can be lost, or diverge from the folder in a merge. To take over a file, a user deletes its header. From then on, the
//! generator neither replaces nor deletes the file.
//!
//! The output changes only after all files are staged, see `sync/replace.rs`. Without differences, nothing is written.

mod compare;
pub mod output;
mod replace;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::render::RustFile;

/// The name of a configuration, which can be in the folder before the first run.
pub const CONFIGURATION: &str = "msgraph.toml";

/// The treatment of differences.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Makes the folder equal to the files.
    Write,
    /// Reports the differences only.
    Check,
}

/// The differences before the run; [`Mode::Write`] has removed them. Paths are relative to the folder and sorted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Changes {
    /// Files with different text.
    pub stale: Vec<PathBuf>,
    /// Files absent from the folder.
    pub missing: Vec<PathBuf>,
    /// Generated files that are no longer part of the crate.
    pub superfluous: Vec<PathBuf>,
    /// The number of equal files.
    pub unchanged: usize,
}

impl Changes {
    /// Whether nothing differed.
    pub fn is_empty(&self) -> bool {
        self.written() == 0 && self.deleted() == 0
    }

    /// The number of new and changed files.
    pub fn written(&self) -> usize {
        self.stale.len() + self.missing.len()
    }

    /// The number of deleted files.
    pub fn deleted(&self) -> usize {
        self.superfluous.len()
    }
}

/// The reason why the output cannot be compared or written.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The path of a generated file is outside the folder.
    #[error("`{}` is not a path below the output folder", .0.display())]
    BadPath(PathBuf),
    /// Two generated files have the same path, or paths that some file systems do not distinguish.
    #[error("two generated files want the path `{}`", .0.display())]
    Twice(PathBuf),
    /// A generated file has no header, so later runs would not recognize it.
    #[error("the generated file `{}` has no header", .0.display())]
    Unmarked(PathBuf),
    /// The output path is not a folder.
    #[error("the output `{}` is not a folder; name another one with `--out`", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds something else than a generated crate.
    #[error("the output `{}` holds `{entry}` and no generated crate; name another folder with `--out`", .out.display())]
    Occupied {
        /// The folder.
        out: PathBuf,
        /// The name of its first entry.
        entry: String,
    },
    /// A file of another program has the path of a generated file.
    #[error(
        "`{}` was not written by the generator; move it away or name another folder with `--out`",
        .0.display()
    )]
    Foreign(PathBuf),
    /// A folder has the path of a generated file, or a file or link has the path of a folder.
    #[error("`{}` is in the way; move it away or name another folder with `--out`", .0.display())]
    InTheWay(PathBuf),
    /// A file that later runs need, such as `names.lock`, is empty.
    #[error("`{}` is empty; restore it, or delete it to regenerate all names", .0.display())]
    Empty(PathBuf),
    /// A file or folder of the output cannot be read.
    #[error("cannot read `{}`: {source}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A file or folder of the output cannot be written. Nothing has changed.
    #[error(
        "cannot write `{}`: {source}; nothing was changed, make it writable or name another folder with `--out`",
        .path.display()
    )]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Another run writes to the folder.
    #[error("another run is writing to `{}`; try again when it has ended", .0.display())]
    Busy(PathBuf),
    /// The replacement failed midway, and so did its reversal.
    #[error(
        "cannot write `{}`: {source}; the replacement is incomplete: make the path writable and run again",
        .path.display()
    )]
    HalfWay {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// The journal of an interrupted run is invalid.
    #[error(
        "the journal `{}` of an interrupted run cannot be read ({source}); delete its folder and run again",
        .path.display()
    )]
    Journal {
        /// The journal.
        path: PathBuf,
        /// The error of the parser.
        source: serde_json::Error,
    },
}

/// Compares a folder with generated files and, in [`Mode::Write`], makes it equal. Superfluous files are searched in the folders
/// of the files and in `folders`, the targets of earlier runs.
///
/// # Errors
/// [`SyncError`] names the path. The output is unchanged, except after [`SyncError::HalfWay`], which the next run repairs.
pub fn sync(out: &Path, files: &[RustFile], folders: &[&str], mode: Mode) -> Result<Changes, SyncError> {
    compare::check_files(files)?;
    if mode == Mode::Write {
        replace::recover(out)?;
    }
    let changes = compare::compare(out, files, folders)?;
    match mode {
        Mode::Write if !changes.is_empty() => write(out, files, folders),
        Mode::Write | Mode::Check => Ok(changes),
    }
}

/// The text of a generated file from an earlier run; `None` if the file is absent or belongs to another program.
///
/// # Errors
/// [`SyncError`] names the path.
pub fn read(out: &Path, path: &Path, mode: Mode) -> Result<Option<String>, SyncError> {
    if mode == Mode::Write {
        // An interrupted run may have staged a newer file.
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
        // The path, or a folder above it, has the wrong kind. [`sync`] reports this.
        Err(_) if !path.is_file() => Ok(None),
        Err(source) => Err(SyncError::unreadable(&path, source)),
    }
}

fn write(out: &Path, files: &[RustFile], folders: &[&str]) -> Result<Changes, SyncError> {
    let created = !out.exists();
    fs::create_dir_all(out).map_err(|source| SyncError::unwritable(out, source))?;
    let written = replace::replace(out, files, folders);
    if written.is_err() && created {
        // Another program may use the folder meanwhile. Then it is not empty and stays.
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
