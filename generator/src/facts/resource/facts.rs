//! Data types for the facts about members of a type.

use crate::facts::prose::description::{ListedValue, MemberTraits};
use crate::facts::type_text::TypeText;
use crate::name::{AnnotationName, PropertyName};
use crate::source::Spanned;

/// A row of a table of properties or relationships.
#[derive(Clone, Debug)]
pub struct MemberFact {
    /// The wire name.
    pub name: Spanned<PropertyName>,
    /// Property or relationship.
    pub kind: MemberKind,
    /// The type in the type cell. `None` without a type column or with an empty cell.
    pub ty: Option<Spanned<TypeText>>,
    /// The base type that the description names as the origin.
    pub inherited_from: Option<TypeText>,
    /// The traits that the description states in fixed phrases.
    pub traits: MemberTraits,
    /// The values in the list of the description.
    pub values: Vec<ListedValue>,
    /// The first sentence of the description.
    pub summary: String,
    /// The heading above the row, except the standard headings of members.
    pub under: Option<String>,
}

/// A row about an instance annotation, which values may have in addition to their properties.
#[derive(Clone, Debug)]
pub struct AnnotationFact {
    /// The wire name.
    pub name: AnnotationName,
    /// The type in the type cell.
    pub ty: Option<Spanned<TypeText>>,
    /// The first sentence of the description.
    pub summary: String,
}

/// The kind of a member.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MemberKind {
    /// A structural property.
    Property,
    /// A navigation property.
    Relationship,
}
