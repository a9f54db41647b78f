//! In: bytes in base64, in either alphabet. Out: the bytes.

use crate::Error;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_PAD_INDIFFERENT, URL_SAFE_PAD_INDIFFERENT};

/// Bytes (`Edm.Binary`), as they were written in base64.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Binary(pub(super) Box<str>);

impl Binary {
    /// The bytes. Both alphabets are read, with and without padding, because the service uses both.
    ///
    /// # Errors
    /// When the text is not base64, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    pub fn parse(&self) -> Result<Vec<u8>, Error> {
        let url_safe = self.0.contains(['-', '_']);
        let engine = if url_safe { &URL_SAFE_PAD_INDIFFERENT } else { &STANDARD_PAD_INDIFFERENT };
        engine.decode(&*self.0).map_err(|source| Error::scalar("base64", &self.0, source))
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes).into())
    }
}

impl<const N: usize> From<[u8; N]> for Binary {
    fn from(bytes: [u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl<const N: usize> From<&[u8; N]> for Binary {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<&Vec<u8>> for Binary {
    fn from(bytes: &Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}
