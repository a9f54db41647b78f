//! In: a folder, the name of a new file, and its bytes. Out: the file, once it is complete. Knows no download.

use crate::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use uuid::Uuid;

/// A file that has another name in the same folder until it is complete. An incomplete file is removed.
pub(super) struct NewFile {
    /// `None` once it is closed.
    file: Option<File>,
    partial: PathBuf,
    place: PathBuf,
}

impl NewFile {
    /// An empty file.
    ///
    /// # Errors
    /// When the name is not that of a file in the folder, when there is such a file, or when none can be created.
    pub(super) fn create(folder: &Path, name: &str) -> Result<Self, Error> {
        let mut parts = Path::new(name).components();
        let is_plain = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None));
        if !is_plain || name.contains(['/', '\\', ':']) {
            return Err(Error::building("the name is not that of a file in the folder"));
        }
        let place = folder.join(name);
        // a dangling link occupies the name as well
        if fs::symlink_metadata(&place).is_ok() {
            return Err(not_made(io::ErrorKind::AlreadyExists.into()));
        }
        // without the name, which may have the maximum length
        let partial = folder.join(format!(".{}.partial", Uuid::new_v4()));
        let file = File::create_new(&partial).map_err(not_made)?;
        Ok(Self { file: Some(file), partial, place })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When there is a file of this name now, or the folder refuses it.
    pub(super) fn complete(mut self) -> Result<(), Error> {
        // some systems do not rename open files
        self.file = None;
        // a free name is taken and the content is there at once; the drop removes the other name
        match fs::hard_link(&self.partial, &self.place) {
            Err(source) if source.kind() != io::ErrorKind::AlreadyExists => self.rename(),
            linked => linked.map_err(not_made),
        }
    }

    /// For file systems without links: renaming would replace a file, so an empty one occupies the name first.
    fn rename(&self) -> Result<(), Error> {
        File::create_new(&self.place).map_err(not_made)?;
        fs::rename(&self.partial, &self.place).map_err(|source| {
            // a failure here cannot be handled
            let _ = fs::remove_file(&self.place);
            not_made(source)
        })
    }

    fn open(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}

fn not_made(source: io::Error) -> Error {
    Error::writing("the file cannot be made", source)
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open()?.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        self.file = None;
        // a complete file has lost this name
        let _ = fs::remove_file(&self.partial);
    }
}

#[cfg(test)]
mod tests {
    use super::NewFile;
    use std::fs;
    use std::io::Write;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn name_never_shows_an_incomplete_file() {
        const FILES: u32 = 200;
        let folder = tempfile::tempdir().unwrap();
        let (folder, current) = (folder.path(), AtomicU32::new(0));
        std::thread::scope(|scope| {
            let watcher = scope.spawn(|| {
                let mut number = 0;
                while number < FILES {
                    if let Ok(metadata) = fs::metadata(folder.join(number.to_string())) {
                        assert_eq!(metadata.len(), 3, "file {number}");
                    }
                    number = current.load(Ordering::Relaxed);
                }
            });
            for number in 0..FILES {
                let mut file = NewFile::create(folder, &number.to_string()).unwrap();
                file.write_all(b"abc").unwrap();
                file.complete().unwrap();
                current.store(number + 1, Ordering::Relaxed);
            }
            watcher.join().unwrap();
        });
        assert_eq!(fs::read_dir(folder).unwrap().count(), FILES as usize);
    }
}
