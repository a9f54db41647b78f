//! In: a GUID as text. Out: its value.

use crate::Error;
use uuid::Uuid;

/// A GUID (`Edm.Guid`), as it was written.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Guid(pub(super) Box<str>);

impl Guid {
    /// The value.
    ///
    /// # Errors
    /// When the text is no GUID, of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding).
    pub fn parse(&self) -> Result<Uuid, Error> {
        Uuid::parse_str(&self.0).map_err(|source| Error::scalar("a GUID", &self.0, source))
    }
}

impl From<Uuid> for Guid {
    fn from(value: Uuid) -> Self {
        Self(value.to_string().into())
    }
}
