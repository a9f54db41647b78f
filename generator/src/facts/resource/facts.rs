//! The facts of the members of a type as data.

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
    /// The type that its type cell names; `None` when the table has no type column or the cell is empty.
    pub ty: Option<Spanned<TypeText>>,
    /// The type that its description says it comes from.
    pub inherited_from: Option<TypeText>,
    /// The traits that its description states in fixed words.
    pub traits: MemberTraits,
    /// The values that its description lists.
    pub values: Vec<ListedValue>,
    /// The first sentence of its description.
    pub summary: String,
    /// The headings it stands under, inmost first, without those of the page's own sections.
    pub under: Option<String>,
}

/// A row about an instance annotation: what values carry beside their properties.
#[derive(Clone, Debug)]
pub struct AnnotationFact {
    /// The wire name.
    pub name: AnnotationName,
    /// The type that its type cell names.
    pub ty: Option<Spanned<TypeText>>,
    /// The first sentence of its description.
    pub summary: String,
}

/// How a member hangs on its type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MemberKind {
    /// A structural property.
    Property,
    /// A navigation property.
    Relationship,
}
