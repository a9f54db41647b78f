//! Loads the documentation. In: the documentation folder, errata. Out: [`Sources`] after errata, or the unreadable path.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::errata::apply::{Application, nearest_path};
use super::errata::{Errata, ErrataError};
use super::include;
use super::limits::FILE;
use super::{Source, Sources, Version};

/// The reason why the documentation cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder does not exist.
    #[error("the documentation folder `{}` does not exist", .0.display())]
    NoFolder(PathBuf),
    /// The path is no folder.
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder contains neither a version folder nor pages.
    #[error(
        "`{}` holds no pages: expected a folder with `v1.0/` or `beta/`, or one of these itself{}",
        .folder.display(),
        .near.as_ref().map_or(String::new(), |near| format!("; did you mean `{}`?", near.display()))
    )]
    NoPages {
        /// The folder.
        folder: PathBuf,
        /// A subfolder with pages.
        near: Option<PathBuf>,
    },
    /// The requested version is absent.
    #[error("`{}` holds no pages of {version}", .root.display())]
    NoVersion {
        /// The docs root.
        root: PathBuf,
        /// The requested version.
        version: Version,
    },
    /// The requested version differs from the name of the version folder.
    #[error("`{}` is the folder of {named} and holds no pages of {version}", .folder.display())]
    OtherVersion {
        /// The version folder.
        folder: PathBuf,
        /// The version in its name.
        named: Version,
        /// The requested version.
        version: Version,
    },
    /// The name of a version folder does not state the version.
    #[error("`{}` looks like the folder of one version; select it with `--api-version`", .0.display())]
    WhichVersion(PathBuf),
    /// A file or folder cannot be read.
    #[error("cannot read `{}`: {source}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A link points to a folder that contains it.
    #[error("`{}` links to a folder that contains it; remove the link", .0.display())]
    Loop(PathBuf),
    /// A page is a pipe, a device or another file without a definite end.
    #[error("`{}` is not a regular file; remove it", .0.display())]
    NotAFile(PathBuf),
    /// The name of a page or folder is not UTF-8, so the output cannot contain it.
    #[error("the name of `{}` is not UTF-8; rename it", .0.display())]
    NameNotUtf8(PathBuf),
    /// Errata do not apply.
    #[error(transparent)]
    Errata(#[from] ErrataError),
    /// A page is not UTF-8.
    #[error("`{}` is not UTF-8 text (byte {offset})", .path.display())]
    NotUtf8 {
        /// The page.
        path: PathBuf,
        /// The offset of the first invalid byte.
        offset: usize,
    },
}

/// The folders of the documentation.
struct Layout {
    /// The folder to which the paths of sources are relative.
    root: PathBuf,
    /// The folder of each requested version.
    versions: Vec<(Version, PathBuf)>,
}

/// Loads the pages of the requested version, or of all versions, and the included files.
///
/// # Errors
/// [`LoadError`] names the unreadable path.
pub fn load(docs: &Path, version: Option<Version>) -> Result<Sources, LoadError> {
    load_edited(docs, version, &Errata::default())
}

/// Loads like [`load`] and applies errata to pages and includes. Entries for pages of other versions are skipped.
///
/// # Errors
/// The errors of [`load`], and [`LoadError::Errata`] with all entries that do not apply.
pub fn load_edited(docs: &Path, version: Option<Version>, errata: &Errata) -> Result<Sources, LoadError> {
    let layout = layout(docs, version)?;
    let mut files = Vec::new();
    for (version, folder) in &layout.versions {
        let before = files.len();
        list(folder, version.folder(), &mut Vec::new(), &mut files)?;
        if files.len() == before {
            return Err(LoadError::NoPages { folder: folder.clone(), near: None });
        }
    }
    files.sort();
    let mut pages: Vec<Source> =
        files.into_par_iter().map(|(path, file)| read(path, &file)).collect::<Result<_, _>>()?;
    let mut application = Application::new(errata);
    // Pages come first, because an edit may add or remove an include.
    for page in application.pages(&mut pages) {
        application.apply(page);
    }
    let includes = load_includes(&layout, &pages, &mut application)?;
    close(&layout, &mut application, pages.iter().chain(includes.values()))?;
    let edited = application.finish().map_err(ErrataError::Invalid)?;
    Ok(Sources { pages, includes, edited })
}

/// Reports the entries of files that were not read, except those of versions outside this run.
fn close<'s>(
    layout: &Layout,
    application: &mut Application<'_>,
    sources: impl Iterator<Item = &'s Source> + Clone,
) -> Result<(), LoadError> {
    let is_read = |version: &Version| layout.versions.iter().any(|(read, _)| read == version);
    for path in application.open_files() {
        let folder = path.split('/').next().unwrap_or_default();
        let of_version = Version::parse(folder);
        if include::resolve("", path).is_none_or(|resolved| resolved != path) {
            application.refuse(path, &format!("`{path}` is not a path below the documentation folder"), None);
        } else if of_version.is_some_and(|version| !is_read(&version)) {
            application.skip(path);
        } else if let Some(file) = file_of(layout, path) {
            // A page of a version outside this run may include it.
            match Version::ALL.iter().all(is_read) {
                true => application.refuse(path, &format!("no page includes `{path}`"), None),
                false => application.apply(&mut read(path.to_owned(), &file)?),
            }
        } else {
            let near = nearest_path(path, sources.clone().map(|source| source.path.as_str()));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let message = format!("the documentation has no file `{path}`");
            application.refuse(path, &message, help.as_deref());
        }
    }
    Ok(())
}

fn layout(docs: &Path, version: Option<Version>) -> Result<Layout, LoadError> {
    match fs::metadata(docs) {
        Ok(data) if !data.is_dir() => return Err(LoadError::NotAFolder(docs.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(LoadError::NoFolder(docs.to_owned()));
        }
        Err(source) => return Err(LoadError::Unreadable { path: docs.to_owned(), source }),
    }
    let wanted = |other: &Version| version.is_none_or(|version| version == *other);
    let versions: Vec<_> = Version::ALL
        .into_iter()
        .map(|version| (version, docs.join(version.folder())))
        .filter(|(version, folder)| wanted(version) && folder.is_dir())
        .collect();
    if !versions.is_empty() {
        return Ok(Layout { root: docs.to_owned(), versions });
    }
    if docs.join("api").is_dir() || docs.join("resources").is_dir() {
        let absolute =
            docs.canonicalize().map_err(|source| LoadError::Unreadable { path: docs.to_owned(), source })?;
        let version = match (version, named(&absolute)) {
            (Some(version), Some(named)) if version != named => {
                return Err(LoadError::OtherVersion { folder: docs.to_owned(), named, version });
            }
            (version, named) => version.or(named).ok_or_else(|| LoadError::WhichVersion(docs.to_owned()))?,
        };
        return Ok(Layout { root: parent(&absolute), versions: vec![(version, docs.to_owned())] });
    }
    match version {
        Some(version) if is_root(docs) => Err(LoadError::NoVersion { root: docs.to_owned(), version }),
        _ => Err(LoadError::NoPages { folder: docs.to_owned(), near: folder_of_pages(docs) }),
    }
}

/// The version of a folder that holds pages of one version and has its name; `None` for other folders.
pub fn version_of(docs: &Path) -> Option<Version> {
    if is_root(docs) { None } else { named(&docs.canonicalize().ok()?) }
}

/// The folder to which the paths of sources are relative: the docs root, also for the folder of one version.
pub fn root(docs: &Path) -> PathBuf {
    match docs.canonicalize() {
        Ok(absolute) if !is_root(docs) => parent(&absolute),
        Ok(_) | Err(_) => docs.to_owned(),
    }
}

fn parent(absolute: &Path) -> PathBuf {
    absolute.parent().unwrap_or(absolute).to_owned()
}

fn named(absolute: &Path) -> Option<Version> {
    Version::ALL.into_iter().find(|version| absolute.ends_with(version.folder()))
}

/// The first subfolder with version folders, such as `api-reference` in a clone.
fn folder_of_pages(docs: &Path) -> Option<PathBuf> {
    let folders = fs::read_dir(docs).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    folders.filter(|folder| is_root(folder)).min()
}

/// Whether a folder has version folders.
fn is_root(folder: &Path) -> bool {
    Version::ALL.iter().any(|version| folder.join(version.folder()).is_dir())
}

/// The pages below a folder: all `.md` files outside the folders for parts of pages (AD-1).
///
/// Links are followed. To detect loops, `around` contains the resolved enclosing folders.
fn list(
    folder: &Path,
    prefix: &str,
    around: &mut Vec<PathBuf>,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: folder.to_owned(), source };
    let real = folder.canonicalize().map_err(unreadable)?;
    if around.contains(&real) {
        return Err(LoadError::Loop(folder.to_owned()));
    }
    around.push(real);
    let mut entries =
        fs::read_dir(folder).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let is_folder = entry.path().is_dir();
        let name = entry.file_name().into_string().or_else(|name| {
            let is_page = is_folder || is_markdown(&name.to_string_lossy());
            if is_page { Err(LoadError::NameNotUtf8(entry.path())) } else { Ok(String::new()) }
        })?;
        let path = format!("{prefix}/{name}");
        if is_folder {
            if !matches!(name.to_lowercase().as_str(), "includes" | "templates") && !name.starts_with('.') {
                list(&entry.path(), &path, around, files)?;
            }
        } else if is_markdown(&name) {
            files.push((path, entry.path()));
        }
    }
    around.pop();
    Ok(())
}

fn is_markdown(name: &str) -> bool {
    name.to_lowercase().ends_with(".md")
}

fn read(path: String, file: &Path) -> Result<Source, LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: file.to_owned(), source };
    // Opening a pipe would block until another process writes to it.
    if !fs::metadata(file).map_err(unreadable)?.is_file() {
        return Err(LoadError::NotAFile(file.to_owned()));
    }
    let mut bytes = Vec::new();
    // A few bytes beyond the limit are enough to detect a file above it.
    let length = fs::File::open(file)
        .and_then(|open| open.take(FILE as u64 + 8).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if length > FILE {
        let cut = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid()).len();
        bytes.truncate(cut.max(FILE + 1));
    }
    let text = String::from_utf8(bytes).map_err(|error| LoadError::NotUtf8 {
        path: file.to_owned(),
        offset: error.utf8_error().valid_up_to(),
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Source { path, text })
}

/// The included files that exist. A clone may lack many of them, which the expansion of pages reports.
fn load_includes(
    layout: &Layout,
    pages: &[Source],
    application: &mut Application<'_>,
) -> Result<BTreeMap<String, Source>, LoadError> {
    let mut wanted: Vec<String> = pages.iter().flat_map(include::targets).collect();
    let mut includes = BTreeMap::new();
    while let Some(path) = wanted.pop() {
        let key = path.to_lowercase();
        let Some(file) = (!includes.contains_key(&key)).then(|| file_of(layout, &path)).flatten() else {
            continue;
        };
        let mut source = read(path, &file)?;
        application.apply(&mut source);
        wanted.extend(include::targets(&source));
        includes.insert(key, source);
    }
    Ok(includes)
}

/// The file at a path below the docs root. Upstream spells some paths with another letter case.
fn file_of(layout: &Layout, path: &str) -> Option<PathBuf> {
    let version = layout.versions.iter().find_map(|(version, folder)| {
        Some(folder.join(path.strip_prefix(version.folder())?.strip_prefix('/')?))
    });
    let file = version.unwrap_or_else(|| layout.root.join(path));
    let lower = || file.file_name()?.to_str().map(|name| file.with_file_name(name.to_lowercase()));
    [Some(file.clone()), lower()].into_iter().flatten().find(|file| file.is_file())
}
