//! In: text from pages. Out: the kinds of name that every later stage speaks of, each a type of its own. Knows no page.

pub mod hidden;
pub mod words;

use std::fmt;
use std::sync::Arc;

/// Why a text is no name of the asked kind.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NameError {
    /// The text is empty or holds a character that no identifier has.
    #[error("`{0}` is not an identifier")]
    NotAnIdentifier(String),
}

/// The qualified name of a type or an enum: `microsoft.graph.message`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GraphName(Arc<str>);

/// The name of a property, relationship, or parameter as it stands on the wire: `toRecipients`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PropertyName(Arc<str>);

/// The name of a parameter as it stands on the wire; other than a property it may be a header or a query parameter:
/// `Content-Type`, `$skiptoken`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ParameterName(Arc<str>);

/// The name of an instance annotation: `@microsoft.graph.downloadUrl`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AnnotationName(Arc<str>);

/// The name of an enum member as it stands on the wire: `unknownFutureValue`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MemberName(Arc<str>);

/// The path of a page below its version folder, with `/`: `resources/message.md`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PagePath(Arc<str>);

/// The namespace that a name without one belongs to.
pub const DEFAULT_NAMESPACE: &str = "microsoft.graph";

impl GraphName {
    /// Reads a qualified name, with or without the leading `#` of an instance annotation; a name without a
    /// namespace belongs to [`DEFAULT_NAMESPACE`].
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when a part between the dots is no identifier.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = text.trim().trim_start_matches('#');
        if !name.split('.').all(is_identifier) {
            return Err(NameError::NotAnIdentifier(text.to_owned()));
        }
        match name.contains('.') {
            true => Ok(Self(name.into())),
            false => Ok(Self(format!("{DEFAULT_NAMESPACE}.{name}").into())),
        }
    }

    /// Joins a namespace and a short name.
    ///
    /// # Errors
    /// As [`GraphName::parse`].
    pub fn qualify(namespace: &str, short: &str) -> Result<Self, NameError> {
        Self::parse(&format!("{namespace}.{short}"))
    }

    /// The whole name: `microsoft.graph.message`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the last dot: `message`.
    pub fn short(&self) -> &str {
        self.0.rsplit_once('.').map_or(&self.0, |(_, short)| short)
    }

    /// The part before the last dot: `microsoft.graph`.
    pub fn namespace(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(namespace, _)| namespace)
    }
}

impl PropertyName {
    /// Reads a property name.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is none.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        identifier(text).map(Self)
    }

    /// The name as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ParameterName {
    /// Reads the name of a parameter: an identifier that may begin with `$` or `@` and hold `-` and `.`.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is none.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        match text.trim_start_matches(['$', '@']).split(['-', '.', '@']).all(is_identifier) {
            true => Ok(Self(text.into())),
            false => Err(NameError::NotAnIdentifier(text.to_owned())),
        }
    }

    /// The name as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AnnotationName {
    /// Reads the name of an annotation of an object: `@` and a qualified name.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is none.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        match text.strip_prefix('@').is_some_and(|name| name.split('.').all(is_identifier)) {
            true => Ok(Self(text.into())),
            false => Err(NameError::NotAnIdentifier(text.to_owned())),
        }
    }

    /// The name as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl MemberName {
    /// Reads the name of an enum member; digits may lead (`1to5`), and `-`, `+`, `.` and `/` may occur.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is empty or holds a blank or another character.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '/' | '#');
        match !text.is_empty() && text.len() <= 120 && text.chars().all(fits) {
            true => Ok(Self(text.into())),
            false => Err(NameError::NotAnIdentifier(text.to_owned())),
        }
    }

    /// The name as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PagePath {
    /// Takes a path below the version folder, written with `/`.
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file name without folder and `.md`: `message`.
    pub fn stem(&self) -> &str {
        let file = self.0.rsplit_once('/').map_or(&*self.0, |(_, file)| file);
        file.strip_suffix(".md").unwrap_or(file)
    }
}

impl fmt::Display for GraphName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PropertyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ParameterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PagePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn identifier(text: &str) -> Result<Arc<str>, NameError> {
    let text = text.trim();
    match is_identifier(text) {
        true => Ok(text.into()),
        false => Err(NameError::NotAnIdentifier(text.to_owned())),
    }
}

/// Whether the text can be a simple identifier of OData: a letter or `_`, then letters, digits and `_`, 128 at most.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    text.len() <= 128
        && chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qualified_name_falls_into_namespace_and_short_name() {
        let name = GraphName::parse("#microsoft.graph.callRecords.callType").unwrap();
        assert_eq!((name.namespace(), name.short()), ("microsoft.graph.callRecords", "callType"));
    }

    #[test]
    fn a_bare_name_belongs_to_the_default_namespace() {
        assert_eq!(GraphName::parse("message").unwrap().as_str(), "microsoft.graph.message");
    }

    #[test]
    fn a_parameter_may_be_a_header_or_a_query_parameter() {
        for name in ["Content-Type", "$skiptoken", "@odata.type", "members@odata.bind"] {
            assert_eq!(ParameterName::parse(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn prose_is_no_name() {
        assert!(GraphName::parse("a b").is_err());
        assert!(PropertyName::parse("").is_err());
        assert!(ParameterName::parse("a b").is_err());
        assert!(MemberName::parse("two words").is_err());
    }
}
