//! In: what differs. Out: the folder with the new files.
//!
//! Everything happens by way of [`STAGING`], a folder inside the output, which is on the same file system even when the output
//! is a mount point of its own:
//!
//! 1. the new files are written to `new/`; until here nothing of the output has changed, and the next run drops what it finds;
//! 2. `journal.json` appears, by rename, and says which files are replaced and deleted;
//! 3. file by file the old one is linked into `old/` and the new one renamed into its place; the next run goes on with that;
//! 4. when that fails, `journal.json` becomes `undo.json`, and the files of `old/` go back; the next run goes on with that;
//! 5. the staging folder is deleted.
//!
//! This guards against a process that is killed. Files are not forced to the disk one by one, which would take minutes.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use same_file::Handle;
use serde::{Deserialize, Serialize};

use super::compare::{Standing, is_below, is_marked, standing};
use super::{Changes, SyncError};
use crate::render::RustFile;

/// The folder inside the output that exists while a run replaces files.
const STAGING: &str = ".msgraph-staging";

/// The journal of a replacement that is to be finished.
const JOURNAL: &str = "journal.json";

/// The journal of a replacement that is to be undone.
const UNDO: &str = "undo.json";

/// The file whose lock the run holds that works in the folder.
const LOCK: &str = "lock";

/// The folders of the new files and of the old ones.
const NEW: &str = "new";
const OLD: &str = "old";

/// A journal and an old file that are not yet written to their end.
const JOURNAL_PART: &str = "journal.part";
const OLD_PART: &str = "old.part";

/// What a replacement does; paths are below the output.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Journal {
    create: Vec<PathBuf>,
    replace: Vec<PathBuf>,
    delete: Vec<PathBuf>,
}

/// The staging folder of an output, held by this run alone.
struct Staging<'a> {
    out: &'a Path,
    folder: PathBuf,
    lock: File,
}

/// Replaces what differs.
pub(super) fn replace(out: &Path, files: &[RustFile], changes: &Changes) -> Result<(), SyncError> {
    let journal = Journal {
        create: changes.missing.clone(),
        replace: changes.stale.clone(),
        delete: changes.superfluous.clone(),
    };
    let staging = Staging::enter(out)?;
    match staging.stage(files, &journal).and_then(|()| staging.announce(&journal)) {
        Ok(()) => staging.carry_out(&journal),
        Err(error) => {
            staging.leave();
            Err(error)
        }
    }
}

/// Whether a run works in the folder or was interrupted there.
pub(super) fn is_interrupted(out: &Path) -> bool {
    out.join(STAGING).symlink_metadata().is_ok()
}

/// Finishes or undoes what an interrupted run left.
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
    /// Makes the folder, or takes over that of a run that is no more.
    fn enter(out: &'a Path) -> Result<Self, SyncError> {
        let folder = out.join(STAGING);
        let path = folder.join(LOCK);
        // A link would lead what is written and deleted out of the output.
        let places = [folder.clone(), folder.join(NEW), folder.join(OLD), path.clone()];
        if let Some(link) = places.into_iter().find(|path| path.is_symlink()) {
            return Err(SyncError::InTheWay(link));
        }
        fs::create_dir_all(&folder).map_err(|source| SyncError::unwritable(out, source))?;
        // A run that ends takes its folder and its lock along, between any two of these steps.
        let lock = match File::create(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(SyncError::Busy(out.to_owned()));
            }
            lock => lock.map_err(|source| SyncError::unwritable(&path, source))?,
        };
        match lock.try_lock() {
            Ok(()) if !is_at(&lock, &path) => Err(SyncError::Busy(out.to_owned())),
            // Some network file systems know no locks; then there is nothing to ask.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { out, folder, lock }),
            Err(TryLockError::WouldBlock) => Err(SyncError::Busy(out.to_owned())),
        }
    }

    /// Writes the new files beside the old.
    fn stage(&self, files: &[RustFile], journal: &Journal) -> Result<(), SyncError> {
        let wanted: BTreeSet<&PathBuf> = journal.create.iter().chain(&journal.replace).collect();
        files
            .par_iter()
            .filter(|file| wanted.contains(&file.path))
            .try_for_each(|file| write(&self.staged(&file.path), &file.text))
    }

    /// From here on the replacement is to be finished.
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

    /// Does what the journal says, or undoes what was done of it.
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

    // Deletes come first: where letter case does not count, the file that goes may have the name of one that comes.
    fn apply(&self, Journal { create, replace, delete }: &Journal) -> Result<(), SyncError> {
        delete.iter().try_for_each(|path| self.delete(path))?;
        replace.iter().chain(create).try_for_each(|path| self.put(path))
    }

    /// Puts a staged file into its place; does nothing when that is done already.
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

    /// Deletes a file that is still a generated one.
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

    /// Keeps the old file under a second name; it does not vanish from its first.
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

    /// Puts the old files back and takes away those that had no forerunner.
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

    /// Deletes the folder. What cannot be deleted does no harm: without its journal the next run deletes it.
    fn leave(self) {
        let Self { folder, lock, .. } = self;
        let _ = fs::remove_file(folder.join(JOURNAL));
        let _ = fs::remove_file(folder.join(UNDO));
        // All goes while the lock is held, the lock's file as the last; what another run puts into the folder then stays.
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

/// Whether this open file is the one that stands at a path now.
fn is_at(file: &File, path: &Path) -> bool {
    let open = file.try_clone().and_then(Handle::from_file);
    open.is_ok_and(|open| Handle::from_path(path).is_ok_and(|found| found == open))
}

/// Whether a file that was kept still stands in its place, so that nothing has to be put back: its folder may be read-only.
fn is_same(old: &Path, target: &Path) -> bool {
    let is_linked =
        Handle::from_path(old).is_ok_and(|old| Handle::from_path(target).is_ok_and(|new| new == old));
    is_linked || fs::read(old).is_ok_and(|old| fs::read(target).is_ok_and(|new| new == old))
}

fn write(path: &Path, text: &str) -> Result<(), SyncError> {
    make_parent(path)?;
    fs::write(path, text).map_err(|source| SyncError::unwritable(path, source))
}

fn make_parent(path: &Path) -> Result<(), SyncError> {
    match path.parent() {
        Some(parent) => fs::create_dir_all(parent).map_err(|source| SyncError::unwritable(parent, source)),
        None => Ok(()),
    }
}

fn remove_empty_parents(out: &Path, path: &Path) {
    let parents = path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
    for parent in parents {
        // The first that is not empty ends it.
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
