//! Names from pages, one type for each kind. In: text. Out: [`GraphName`], [`PropertyName`], [`PagePath`] and their like. Knows no
//! page.

pub mod hidden;
pub mod suggest;
pub mod words;

use std::fmt;
use std::sync::Arc;

/// Reason why a text is not a name of the requested kind.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NameError {
    /// The text is empty or contains a character that identifiers do not allow.
    #[error("`{0}` is not an identifier")]
    NotAnIdentifier(String),
}

/// The qualified name of a type or an enum: `microsoft.graph.message`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GraphName(Arc<str>);

/// The wire name of a property, relationship or parameter: `toRecipients`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PropertyName(Arc<str>);

/// The wire name of a parameter. Unlike a property it may be a header or a query parameter: `Content-Type`, `$skiptoken`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ParameterName(Arc<str>);

/// The name of an instance annotation: `@microsoft.graph.downloadUrl`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AnnotationName(Arc<str>);

/// The wire name of an enum member: `unknownFutureValue`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MemberName(Arc<str>);

/// The path of a page below its version folder, with `/`: `resources/message.md`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PagePath(Arc<str>);

/// The namespace of names that state none.
pub const DEFAULT_NAMESPACE: &str = "microsoft.graph";

impl GraphName {
    /// Parses a qualified name, with or without the leading `#` of an instance annotation. A name without a namespace belongs to
    /// [`DEFAULT_NAMESPACE`].
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when a part between the dots is not an identifier.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = text.trim().trim_start_matches('#');
        if !name.split('.').all(is_identifier) {
            return Err(NameError::NotAnIdentifier(text.to_owned()));
        }
        if name.contains('.') {
            Ok(Self(name.into()))
        } else {
            Ok(Self(format!("{DEFAULT_NAMESPACE}.{name}").into()))
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
    /// Parses a property name.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is not one.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        identifier(text).map(Self)
    }

    /// The wire name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ParameterName {
    /// Parses the name of a parameter: an identifier that may begin with `$` or `@` and contain `-` and `.`.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is not one.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.trim_start_matches(['$', '@']).split(['-', '.', '@']).all(is_identifier) {
            Ok(Self(text.into()))
        } else {
            Err(NameError::NotAnIdentifier(text.to_owned()))
        }
    }

    /// The wire name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AnnotationName {
    /// Parses the name of an instance annotation: `@` and a qualified name.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is not one.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if text.strip_prefix('@').is_some_and(|name| name.split('.').all(is_identifier)) {
            Ok(Self(text.into()))
        } else {
            Err(NameError::NotAnIdentifier(text.to_owned()))
        }
    }

    /// The wire name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl MemberName {
    /// Parses the name of an enum member. It may begin with a digit (`1to5`) and contain `-`, `+`, `.` and `/`.
    ///
    /// # Errors
    /// [`NameError::NotAnIdentifier`] when the text is empty or contains a space or another character.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '/' | '#');
        if !text.is_empty() && text.len() <= 120 && text.chars().all(fits) {
            Ok(Self(text.into()))
        } else {
            Err(NameError::NotAnIdentifier(text.to_owned()))
        }
    }

    /// The wire name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PagePath {
    /// Wraps a path below the version folder, written with `/`.
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
    if is_identifier(text) { Ok(text.into()) } else { Err(NameError::NotAnIdentifier(text.to_owned())) }
}

/// Whether the text is a simple identifier of OData: a letter or `_`, then letters, digits and `_`, at most 128 characters.
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
    fn a_qualified_name_has_a_namespace_and_a_short_name() {
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
    fn prose_is_not_a_name() {
        assert!(GraphName::parse("a b").is_err());
        assert!(PropertyName::parse("").is_err());
        assert!(ParameterName::parse("a b").is_err());
        assert!(MemberName::parse("two words").is_err());
    }
}
