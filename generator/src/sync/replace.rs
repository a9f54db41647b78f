//! Replaces files of the output safely, even if the process is killed. In: [`Changes`], files. Out: the updated folder.
//!
//! All steps use [`STAGING`], a folder inside the output. It is always on the same file system, even if the output is a mount
//! point.
//!
//! 1. New files are written to `new/`. The output is unchanged; after an interruption, the next run discards the staged files.
//! 2. A rename creates `journal.json`, which lists the files to create, replace and delete.
//! 3. Each old file is linked into `old/`, and each new file is renamed to its path. After an interruption, the next run
//!    continues.
//! 4. After an error, `journal.json` becomes `undo.json`, and the old files return. The next run continues after an interruption.
//! 5. The staging folder is deleted.
//!
//! This covers killed processes, not power failures: `fsync` of each file would take minutes.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use same_file::Handle;
use serde::{Deserialize, Serialize};

use super::compare::{Standing, compare, is_below, is_marked, standing};
use super::{Changes, SyncError};
use crate::render::RustFile;

/// The staging folder inside the output. It exists only during a replacement.
const STAGING: &str = ".msgraph-staging";

/// The journal of a replacement to complete.
const JOURNAL: &str = "journal.json";

/// The journal of a replacement to undo.
const UNDO: &str = "undo.json";

/// The lock file of the current run.
const LOCK: &str = "lock";

/// The folders of new and old files.
const NEW: &str = "new";
const OLD: &str = "old";

/// The partially written journal and old file.
const JOURNAL_PART: &str = "journal.part";
const OLD_PART: &str = "old.part";

/// The steps of a replacement. Paths are relative to the output.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Journal {
    create: Vec<PathBuf>,
    replace: Vec<PathBuf>,
    delete: Vec<PathBuf>,
}

/// The staging folder of an output, locked by this run.
struct Staging<'a> {
    out: &'a Path,
    folder: PathBuf,
    lock: File,
}

/// Replaces the files that differ. They are compared under the lock, because another run may just have replaced some.
pub(super) fn replace(out: &Path, files: &[RustFile], folders: &[&str]) -> Result<Changes, SyncError> {
    let staging = Staging::enter(out)?;
    match staging.prepare(files, folders) {
        Ok((changes, journal)) => staging.carry_out(&journal).map(|()| changes),
        Err(error) => {
            staging.leave();
            Err(error)
        }
    }
}

/// Whether the staging folder exists: a run is active or was interrupted.
pub(super) fn is_interrupted(out: &Path) -> bool {
    out.join(STAGING).symlink_metadata().is_ok()
}

/// Completes or undoes an interrupted replacement.
pub(super) fn recover(out: &Path) -> Result<(), SyncError> {
    let folder = out.join(STAGING);
    if !folder.is_dir() && !folder.is_symlink() {
        return Ok(());
    }
    let staging = Staging::enter(out)?;
    if let Some(journal) = staging.journal(UNDO)? {
        staging.undo(&journal)?;
    } else if let Some(journal) = staging.journal(JOURNAL)? {
        return staging.carry_out(&journal);
    }
    staging.leave();
    Ok(())
}

impl<'a> Staging<'a> {
    /// Creates the staging folder, or takes over the folder of an interrupted run.
    fn enter(out: &'a Path) -> Result<Self, SyncError> {
        let folder = out.join(STAGING);
        let path = folder.join(LOCK);
        // A link would redirect writes and deletions outside the output.
        let places = [folder.clone(), folder.join(NEW), folder.join(OLD), path.clone()];
        if let Some(link) = places.into_iter().find(|path| path.is_symlink()) {
            return Err(SyncError::InTheWay(link));
        }
        fs::create_dir_all(&folder).map_err(|source| SyncError::unwritable(out, source))?;
        // A concurrent run may end and remove folder and lock between these steps.
        let lock = match File::create(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(SyncError::Busy(out.to_owned()));
            }
            lock => lock.map_err(|source| SyncError::unwritable(&path, source))?,
        };
        match lock.try_lock() {
            Ok(()) if !is_at(&lock, &path) => Err(SyncError::Busy(out.to_owned())),
            // Some network file systems have no locks. The run then continues without one.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { out, folder, lock }),
            Err(TryLockError::WouldBlock) => Err(SyncError::Busy(out.to_owned())),
        }
    }

    /// Stages the files that differ.
    fn prepare(&self, files: &[RustFile], folders: &[&str]) -> Result<(Changes, Journal), SyncError> {
        let changes = compare(self.out, files, folders)?;
        let journal = Journal {
            create: changes.missing.clone(),
            replace: changes.stale.clone(),
            delete: changes.superfluous.clone(),
        };
        self.stage(files, &journal)?;
        self.announce(&journal)?;
        Ok((changes, journal))
    }

    /// Writes the new files to the staging folder.
    fn stage(&self, files: &[RustFile], journal: &Journal) -> Result<(), SyncError> {
        let wanted: BTreeSet<&PathBuf> = journal.create.iter().chain(&journal.replace).collect();
        let parents: BTreeSet<&Path> = wanted.iter().filter_map(|path| path.parent()).collect();
        parents.into_iter().try_for_each(|parent| make_folder(&self.staged(parent)))?;
        files
            .par_iter()
            .filter(|file| wanted.contains(&file.path))
            .try_for_each(|file| write(&self.staged(&file.path), &file.text))
    }

    /// Commits to the replacement: from here on, an interrupted run is completed.
    fn announce(&self, journal: &Journal) -> Result<(), SyncError> {
        let path = self.folder.join(JOURNAL);
        let part = self.folder.join(JOURNAL_PART);
        let text = serde_json::to_string_pretty(journal)
            .map_err(|source| SyncError::Journal { path: path.clone(), source })?;
        write(&part, &text)?;
        fs::rename(&part, &path).map_err(|source| SyncError::unwritable(&path, source))
    }

    fn journal(&self, name: &str) -> Result<Option<Journal>, SyncError> {
        let path = self.folder.join(name);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(SyncError::unreadable(&path, source)),
        };
        let journal: Journal =
            serde_json::from_str(&text).map_err(|source| SyncError::Journal { path, source })?;
        let Journal { create, replace, delete } = &journal;
        match create.iter().chain(replace).chain(delete).find(|path| !is_below(path)) {
            Some(path) => Err(SyncError::BadPath(path.clone())),
            None => Ok(Some(journal)),
        }
    }

    /// Executes the journal. After an error, undoes the completed steps.
    fn carry_out(self, journal: &Journal) -> Result<(), SyncError> {
        let done = self.apply(journal);
        if done.is_err() {
            let (from, to) = (self.folder.join(JOURNAL), self.folder.join(UNDO));
            fs::rename(&from, &to).map_err(|source| half_way(&to, source))?;
            self.undo(journal)?;
        }
        self.leave();
        done
    }

    // Deletions come first: without letter case, a deleted file may have the path of a new one.
    fn apply(&self, Journal { create, replace, delete }: &Journal) -> Result<(), SyncError> {
        delete.iter().try_for_each(|path| self.delete(path))?;
        self.put_new_folders(create)?;
        replace.iter().chain(create).try_for_each(|path| self.put(path))
    }

    /// Moves top-level folders that the output lacks, as a whole.
    fn put_new_folders(&self, create: &[PathBuf]) -> Result<(), SyncError> {
        let folders = create.iter().filter(|path| path.components().nth(1).is_some());
        let folders: BTreeSet<_> = folders.filter_map(|path| path.components().next()).collect();
        for folder in folders {
            let (new, target) = (self.staged(folder.as_ref()), self.out.join(folder));
            if new.exists() && fs::symlink_metadata(&target).is_err() {
                fs::rename(&new, &target).map_err(|source| SyncError::unwritable(&target, source))?;
            }
        }
        Ok(())
    }

    /// Moves a staged file to its path; does nothing if that has already happened.
    fn put(&self, path: &Path) -> Result<(), SyncError> {
        let (new, target) = (self.staged(path), self.out.join(path));
        if !new.exists() {
            return Ok(());
        }
        match standing(self.out, path, b"")? {
            Standing::Missing => make_parent(&target)?,
            Standing::Equal | Standing::Stale => self.keep(path)?,
        }
        fs::rename(&new, &target).map_err(|source| SyncError::unwritable(&target, source))
    }

    /// Deletes a file if it still has the header.
    fn delete(&self, path: &Path) -> Result<(), SyncError> {
        let target = self.out.join(path);
        if !fs::read(&target).is_ok_and(|text| is_marked(&text)) {
            return Ok(());
        }
        self.keep(path)?;
        fs::remove_file(&target).map_err(|source| SyncError::unwritable(&target, source))?;
        remove_empty_parents(self.out, path);
        Ok(())
    }

    /// Adds the old file to `old/` and leaves its original path intact.
    fn keep(&self, path: &Path) -> Result<(), SyncError> {
        let (target, old) = (self.out.join(path), self.kept(path));
        if old.exists() {
            return Ok(());
        }
        make_parent(&old)?;
        if fs::hard_link(&target, &old).is_ok() {
            return Ok(());
        }
        let part = self.folder.join(OLD_PART);
        let copied = fs::copy(&target, &part).and_then(|_| fs::rename(&part, &old));
        copied.map_err(|source| SyncError::unwritable(&old, source))
    }

    /// Restores the old files and removes new ones without a predecessor.
    fn undo(&self, Journal { create, replace, delete }: &Journal) -> Result<(), SyncError> {
        for path in delete.iter().chain(replace).chain(create) {
            let (target, old) = (self.out.join(path), self.kept(path));
            if old.exists() && !is_same(&old, &target) {
                let parent = target.parent().unwrap_or(self.out);
                let back = fs::create_dir_all(parent).and_then(|()| fs::rename(&old, &target));
                back.map_err(|source| half_way(&target, source))?;
            } else if !old.exists() && create.contains(path) && !self.staged(path).exists() {
                match fs::remove_file(&target) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(half_way(&target, error));
                    }
                    Ok(()) | Err(_) => remove_empty_parents(self.out, path),
                }
            }
        }
        Ok(())
    }

    /// Deletes the staging folder. The next run deletes leftovers, which are harmless without a journal.
    fn leave(self) {
        let Self { folder, lock, .. } = self;
        let _ = fs::remove_file(folder.join(JOURNAL));
        let _ = fs::remove_file(folder.join(UNDO));
        // The lock file is the last to go, under the lock. Files that a concurrent run adds later stay.
        for name in [NEW, OLD] {
            let _ = fs::remove_dir_all(folder.join(name));
        }
        for name in [JOURNAL_PART, OLD_PART, LOCK] {
            let _ = fs::remove_file(folder.join(name));
        }
        drop(lock);
        let _ = fs::remove_dir(&folder);
    }

    fn staged(&self, path: &Path) -> PathBuf {
        self.folder.join(NEW).join(path)
    }

    fn kept(&self, path: &Path) -> PathBuf {
        self.folder.join(OLD).join(path)
    }
}

/// Whether the open file is still the file at this path.
fn is_at(file: &File, path: &Path) -> bool {
    let open = file.try_clone().and_then(Handle::from_file);
    open.is_ok_and(|open| Handle::from_path(path).is_ok_and(|found| found == open))
}

/// Whether the old file is still at its path, so that no restoration is needed. Its folder may be read-only.
fn is_same(old: &Path, target: &Path) -> bool {
    let is_linked =
        Handle::from_path(old).is_ok_and(|old| Handle::from_path(target).is_ok_and(|new| new == old));
    is_linked || fs::read(old).is_ok_and(|old| fs::read(target).is_ok_and(|new| new == old))
}

fn write(path: &Path, text: &str) -> Result<(), SyncError> {
    fs::write(path, text).map_err(|source| SyncError::unwritable(path, source))
}

fn make_parent(path: &Path) -> Result<(), SyncError> {
    path.parent().map_or(Ok(()), make_folder)
}

fn make_folder(folder: &Path) -> Result<(), SyncError> {
    fs::create_dir_all(folder).map_err(|source| SyncError::unwritable(folder, source))
}

fn remove_empty_parents(out: &Path, path: &Path) {
    let parents = path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
    for parent in parents {
        // The first non-empty parent ends the loop.
        if fs::remove_dir(out.join(parent)).is_err() {
            return;
        }
    }
}

fn half_way(path: &Path, source: io::Error) -> SyncError {
    SyncError::HalfWay { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests;
