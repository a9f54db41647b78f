//! Records the generated files, so that a later run can detect an unchanged output without generation. In: files, or a folder.
//! Out: [`Output`].

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::compare::{HEAD, is_marked, is_prose, unix_lines, walk};
use super::{SyncError, replace};
use crate::render::RustFile;
use crate::source::digest::{Digest, sha256};

/// The generated files of a crate.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// The code and configuration files.
    pub crate_files: Digest,
    /// The documents, each with its SHA-256. Users may replace them.
    pub documents: BTreeMap<String, String>,
}

impl Output {
    /// Describes files before they are written.
    pub fn of(files: &[RustFile]) -> Self {
        let (documents, rest): (Vec<_>, Vec<_>) = files.iter().partition(|file| is_prose(&file.path));
        let digest = |file: &RustFile| (name(&file.path), sha256(&unix_lines(file.text.as_bytes())));
        let rest = rest.into_par_iter().map(digest).collect();
        let documents = documents.into_iter().map(digest).collect();
        Self { crate_files: Digest::of_digests(rest), documents }
    }

    /// The number of files.
    pub fn files(&self) -> usize {
        self.crate_files.files + self.documents.len()
    }

    /// Whether these files are exactly the generated files of a folder. The file `except` is ignored.
    ///
    /// # Errors
    /// [`SyncError`] names the unreadable path.
    pub fn is_in(&self, out: &Path, folders: &[&str], except: &str) -> Result<bool, SyncError> {
        if replace::is_interrupted(out) {
            return Ok(false);
        }
        let digest = |path: &PathBuf| -> Result<Option<(String, String)>, SyncError> {
            let bytes = read_marked(&out.join(path))
                .map_err(|source| SyncError::unreadable(&out.join(path), source))?;
            Ok(bytes.map(|bytes| (name(path), sha256(&unix_lines(&bytes)))))
        };
        let paths = walk(out, folders.iter().copied())?;
        let found: Vec<(String, String)> = paths
            .par_iter()
            .filter(|path| *path != Path::new(except))
            .filter_map(|path| digest(path).transpose())
            .collect::<Result<_, _>>()?;
        let (documents, rest): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(path, _)| is_prose(Path::new(path)));
        let documents: BTreeMap<String, String> = documents.into_iter().collect();
        let is_same = |(path, sha256): (&String, &String)| match documents.get(path) {
            Some(found) => found == sha256,
            // A user has replaced the document. An empty one is stale, as in a comparison.
            None => fs::metadata(out.join(path)).is_ok_and(|data| data.is_file() && data.len() > 0),
        };
        let is_known = |path: &String| self.documents.contains_key(path);
        Ok(self.crate_files == Digest::of_digests(rest)
            && self.documents.iter().all(is_same)
            && documents.keys().all(is_known))
    }
}

/// A path with `/` on every system.
fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The bytes of a generated file; `None` for other files.
fn read_marked(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = match File::open(path) {
        // An unreadable file is not generated.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(None),
        file => file?,
    };
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes)?;
    if !is_marked(&bytes) {
        return Ok(None);
    }
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::MARKER;
    use crate::sync::{Mode, sync};

    const FOLDERS: [&str; 2] = ["src", "runtime"];

    fn file(path: &str, text: &str) -> RustFile {
        RustFile { path: path.into(), text: format!("// {MARKER}\n{text}\n") }
    }

    /// Changes a folder and compares the result of `is_in`.
    #[track_caller]
    fn check(change: impl FnOnce(&Path), is_in: bool) {
        let files = [file("Cargo.toml", "manifest"), file("README.md", "text"), file("src/a/b.rs", "b")];
        let out = tempfile::tempdir().unwrap();
        sync(out.path(), &files, &FOLDERS, Mode::Write).unwrap();
        let output = Output::of(&files);
        assert!(output.is_in(out.path(), &FOLDERS, "my.lock").unwrap(), "before");
        change(out.path());
        assert_eq!(output.is_in(out.path(), &FOLDERS, "my.lock").unwrap(), is_in, "after");
    }

    #[test]
    fn a_change_of_any_generated_file_is_seen() {
        let put = |path: &'static str, text: &'static str| {
            move |out: &Path| {
                fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
                fs::write(out.join(path), text).unwrap();
            }
        };
        let remove = |path: &'static str| move |out: &Path| fs::remove_file(out.join(path)).unwrap();
        let marked = "// @generated by `cargo run -p generator`; do not edit.\nnew\n";
        check(put("src/a/b.rs", marked), false);
        check(put("src/a/b.rs", ""), false);
        check(put("src/a/b.rs", "mine"), false);
        check(put("README.md", marked), false);
        check(put("README.md", ""), false);
        check(put("runtime/left.rs", marked), false);
        check(put("src/left.md", marked), false);
        check(put(".msgraph-staging/lock", ""), false);
        check(remove("src/a/b.rs"), false);
        check(remove("README.md"), false);
        check(|out| fs::remove_dir_all(out).unwrap(), false);
    }

    #[test]
    fn files_of_others_do_not_matter() {
        let put = |path: &'static str, text: &'static str| {
            move |out: &Path| {
                fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
                fs::write(out.join(path), text).unwrap();
            }
        };
        check(put("README.md", "mine"), true);
        check(put("src/mine.rs", "mine"), true);
        check(put("target/x.rs", "// @generated by `cargo run -p generator`; do not edit.\n"), true);
        check(put("my.lock", "// @generated by `cargo run -p generator`; do not edit.\n"), true);
    }
}
