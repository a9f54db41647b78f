//! Parses `msgraph.lock`. In: its text. Out: [`InputLock`], or the reason why this generator cannot use it.

use std::path::{Path, PathBuf};

use semver::Version;
use serde::Deserialize;

use super::{FORMAT, InputLock};
use crate::source::input::InputError;

/// The reason why a lock cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InputLockError {
    /// The file is damaged, for example by a merge.
    #[error(transparent)]
    Invalid(#[from] InputError),
    /// A newer generator wrote it.
    #[error(
        "`{}` was written by generator {found}, and this is {}; install the newer one, or delete the file",
        .path.display(),
        env!("CARGO_PKG_VERSION")
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of that generator.
        found: String,
    },
    /// The lock cannot be formatted: a mistake of the generator.
    #[error("`msgraph.lock` cannot be written: {0}")]
    Unwritable(#[from] toml::ser::Error),
}

/// The part of the file that each generator understands.
#[derive(Deserialize)]
struct Header {
    format: u32,
    inputs: HeaderInputs,
}

#[derive(Deserialize)]
struct HeaderInputs {
    generator: HeaderBuild,
}

#[derive(Deserialize)]
struct HeaderBuild {
    version: String,
}

/// Parses the text of the file at a path.
///
/// # Errors
/// [`InputLockError::Newer`] names the version of the generator, [`InputLockError::Invalid`] the damaged position.
pub fn parse(path: &Path, text: &str) -> Result<InputLock, InputLockError> {
    let invalid = |error: toml::de::Error| InputError {
        path: path.to_owned(),
        text: text.to_owned(),
        span: error.span().unwrap_or_default(),
        message: error.message().to_owned(),
        help: Some("delete the file; the next run writes it again".to_owned()),
    };
    let header: Header = toml::from_str(text).map_err(invalid)?;
    let found = header.inputs.generator.version;
    let is_newer = match (Version::parse(&found), Version::parse(env!("CARGO_PKG_VERSION"))) {
        (Ok(found), Ok(own)) => found > own,
        _ => false,
    };
    if header.format > FORMAT || is_newer {
        return Err(InputLockError::Newer { path: path.to_owned(), found });
    }
    Ok(toml::from_str(text).map_err(invalid)?)
}
