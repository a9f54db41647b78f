//! Compares a folder with the files of a crate. In: files, a folder. Out: [`Changes`]. Writes nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::{CONFIGURATION, Changes, SyncError};
use crate::render::{MARKER, RustFile};

/// The number of leading bytes that can contain the header.
pub(super) const HEAD: usize = 512;

/// The state of a file in the output.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Standing {
    /// The file is absent.
    Missing,
    /// The text is the same.
    Equal,
    /// The text differs, and may be replaced.
    Stale,
}

/// Rejects files with unsafe or duplicate paths, or without a header.
pub(super) fn check_files(files: &[RustFile]) -> Result<(), SyncError> {
    let mut seen = BTreeSet::new();
    for RustFile { path, text } in files {
        if !is_below(path) {
            return Err(SyncError::BadPath(path.clone()));
        }
        if !seen.insert(path.to_string_lossy().to_lowercase()) {
            return Err(SyncError::Twice(path.clone()));
        }
        if !is_marked(text.as_bytes()) {
            return Err(SyncError::Unmarked(path.clone()));
        }
    }
    Ok(())
}

/// Whether a relative path stays below its folder.
pub(super) fn is_below(path: &Path) -> bool {
    path.file_name().is_some() && path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a file is a document instead of code or configuration.
pub(super) fn is_prose(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "md")
}

/// Compares the folder with the files.
pub(super) fn compare(out: &Path, files: &[RustFile], folders: &[&str]) -> Result<Changes, SyncError> {
    match fs::metadata(out) {
        Ok(data) if !data.is_dir() => return Err(SyncError::NotAFolder(out.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(SyncError::unreadable(out, source)),
    }
    // Entries are listed before the files are read: another run may write the first files of a crate in between.
    let stranger = stranger(out)?;
    // Thousands of files share a few folders, so each folder is examined once.
    let parents: BTreeSet<&Path> = files.iter().filter_map(|file| file.path.parent()).collect();
    let parents: BTreeMap<&Path, Result<bool, PathBuf>> =
        parents.into_iter().map(|parent| (parent, is_folder(out, parent))).collect();
    let standing = |RustFile { path, text }: &RustFile| match path.parent().and_then(|path| parents.get(path))
    {
        Some(Err(other)) => Err(SyncError::InTheWay(other.clone())),
        Some(Ok(false)) => Ok(Standing::Missing),
        Some(Ok(true)) | None => of_file(&out.join(path), text.as_bytes()),
    };
    let standings: Vec<Result<Standing, SyncError>> = files.par_iter().map(standing).collect();
    let mut changes = Changes::default();
    let mut known = BTreeSet::new();
    // The order of the files makes the reported error the same in each run.
    for (file, standing) in files.iter().zip(standings) {
        known.insert(file.path.clone());
        // A document is not compiled, so a user may replace it.
        if is_prose(&file.path) && matches!(standing, Err(SyncError::Foreign(_))) {
            continue;
        }
        match standing? {
            Standing::Missing => changes.missing.push(file.path.clone()),
            Standing::Stale => changes.stale.push(file.path.clone()),
            Standing::Equal => changes.unchanged += 1,
        }
    }
    changes.missing.sort();
    changes.stale.sort();
    changes.superfluous = superfluous(out, &known, folders)?;
    match stranger {
        // Superfluous files alone are no crate: they may be copies, or belong to a crate in a folder below.
        Some(entry) if changes.unchanged == 0 && changes.stale.is_empty() => {
            Err(SyncError::Occupied { out: out.to_owned(), entry })
        }
        Some(_) | None => Ok(changes),
    }
}

/// The first entry of a folder that a new repository lacks: those have hidden files, documents and a licence.
fn stranger(out: &Path) -> Result<Option<String>, SyncError> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(SyncError::unreadable(out, source)),
    };
    let mut first: Option<String> = None;
    for entry in entries {
        let entry = entry.map_err(|source| SyncError::unreadable(out, source))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_accepted = name.starts_with('.')
            || name.starts_with("LICENSE")
            || name == CONFIGURATION
            || is_prose(Path::new(&name));
        if !is_accepted && first.as_ref().is_none_or(|first| name < *first) {
            first = Some(name);
        }
    }
    Ok(first)
}

/// The state of the file at a path below the folder.
pub(super) fn standing(out: &Path, path: &Path, text: &[u8]) -> Result<Standing, SyncError> {
    match path.parent().map_or(Ok(true), |parent| is_folder(out, parent)) {
        Err(other) => Err(SyncError::InTheWay(other)),
        Ok(false) => Ok(Standing::Missing),
        Ok(true) => of_file(&out.join(path), text),
    }
}

/// Whether a folder below the output exists. The error is the path of a file or link that has the path of a folder. A link would
/// redirect writes outside the output.
fn is_folder(out: &Path, folder: &Path) -> Result<bool, PathBuf> {
    let mut exists = true;
    for folder in folder.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
        match fs::symlink_metadata(out.join(folder)) {
            Ok(data) if !data.is_dir() => return Err(out.join(folder)),
            Ok(_) => {}
            Err(error) => exists &= error.kind() != io::ErrorKind::NotFound,
        }
    }
    Ok(exists)
}

fn of_file(target: &Path, text: &[u8]) -> Result<Standing, SyncError> {
    match fs::symlink_metadata(target) {
        Ok(data) if data.is_dir() => return Err(SyncError::InTheWay(target.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Missing),
        Err(source) => return Err(SyncError::unreadable(target, source)),
    }
    match fs::read(target) {
        Ok(old) if old == text || unix_lines(&old) == unix_lines(text) => Ok(Standing::Equal),
        // A power failure can leave a generated file empty.
        Ok(old) if old.is_empty() || is_marked(&old) => Ok(Standing::Stale),
        Ok(_) => Err(SyncError::Foreign(target.to_owned())),
        Err(source) => Err(SyncError::unreadable(target, source)),
    }
}

/// The text with `\n` for `\r\n`: git checks out either, and both are the same file.
pub(super) fn unix_lines(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    let next = text.iter().skip(1).map(Some).chain([None]);
    let kept = text.iter().zip(next).filter(|pair| *pair != (&b'\r', Some(&b'\n')));
    Cow::Owned(kept.map(|(byte, _)| *byte).collect())
}

/// Whether the start of a file contains the header.
pub(super) fn is_marked(text: &[u8]) -> bool {
    let head = &text[..text.len().min(HEAD)];
    head.windows(MARKER.len()).any(|bytes| bytes == MARKER.as_bytes())
}

/// The generated files outside the known ones: at the top level, and below the top-level folders of this run and earlier runs.
fn superfluous(out: &Path, known: &BTreeSet<PathBuf>, folders: &[&str]) -> Result<Vec<PathBuf>, SyncError> {
    let tops = known.iter().filter(|path| path.components().nth(1).is_some());
    let tops = tops.filter_map(|path| path.components().next()?.as_os_str().to_str());
    let tops: BTreeSet<&str> = tops.chain(folders.iter().copied()).collect();
    let mut found = Vec::new();
    for path in walk(out, tops)? {
        if !known.contains(&path) && has_marker(&out.join(&path))? {
            found.push(path);
        }
    }
    Ok(found)
}

/// The files at the top level and below the given folders, sorted. Other folders, such as `target/`, are not searched.
pub(super) fn walk<'f>(
    out: &Path,
    folders: impl IntoIterator<Item = &'f str>,
) -> Result<Vec<PathBuf>, SyncError> {
    let mut found = Vec::new();
    list(out, Path::new(""), Depth::Files, &mut found)?;
    for folder in folders {
        list(out, Path::new(folder), Depth::All, &mut found)?;
    }
    found.sort();
    Ok(found)
}

#[derive(Clone, Copy)]
enum Depth {
    Files,
    All,
}

fn list(out: &Path, folder: &Path, depth: Depth, found: &mut Vec<PathBuf>) -> Result<(), SyncError> {
    let here = out.join(folder);
    let entries = match fs::read_dir(&here) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(SyncError::unreadable(&here, source)),
    };
    for entry in entries {
        let entry = entry.map_err(|source| SyncError::unreadable(&here, source))?;
        // Generated names are always UTF-8.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = folder.join(&name);
        let kind = entry.file_type().map_err(|source| SyncError::unreadable(&entry.path(), source))?;
        match depth {
            Depth::All if kind.is_dir() && !name.starts_with('.') => list(out, &path, depth, found)?,
            Depth::All | Depth::Files => {}
        }
        if kind.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn has_marker(file: &Path) -> Result<bool, SyncError> {
    let mut head = Vec::with_capacity(HEAD);
    let read = File::open(file).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    match read {
        Ok(_) => Ok(is_marked(&head)),
        // An unreadable file is not generated, so it stays.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(false),
        Err(source) => Err(SyncError::unreadable(file, source)),
    }
}
