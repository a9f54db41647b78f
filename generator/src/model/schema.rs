//! The types of a model: entities, complex types, enums and what their members hold.

use crate::facts::prose::description::MemberTraits;
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::resource::facts::MemberKind;
use crate::facts::type_text::Primitive;
use crate::model::{EnumId, TypeId};
use crate::name::{AnnotationName, GraphName, MemberName, PagePath, PropertyName};

/// An entity or complex type.
#[derive(Clone, Debug)]
pub struct Type {
    /// The qualified name.
    pub name: GraphName,
    /// Other names of it (`@type.aka`).
    pub aliases: Vec<GraphName>,
    /// Entity or complex type.
    pub kind: TypeKind,
    /// The page that defines it; with several, the first by path that has its JSON representation.
    pub page: PagePath,
    /// The base type.
    pub base: Option<Base>,
    /// No value of exactly this type exists.
    pub is_abstract: bool,
    /// Values may carry properties that no page names.
    pub is_open: bool,
    /// Any JSON: the page says that it stands for JSON, and lists no property.
    pub is_json: bool,
    /// A media entity: its bytes are at `$value`.
    pub has_stream: bool,
    /// Its own key properties; a derived type has those of its base.
    pub key: Vec<PropertyName>,
    /// Properties and relationships, own and repeated from the base, in the order of the page.
    pub members: Vec<Member>,
    /// Instance annotations of its values, by name.
    pub annotations: Vec<InstanceAnnotation>,
    /// Summary, product area and deprecation of the page.
    pub about: PageSummary,
}

impl Type {
    /// A type that is named and has no page, so that nothing is known of it: no members, and no key.
    pub fn undocumented(name: &GraphName) -> Self {
        Self {
            name: name.clone(),
            aliases: Vec::new(),
            kind: TypeKind::Complex,
            page: PagePath::new(""),
            base: None,
            is_abstract: false,
            is_open: false,
            is_json: false,
            has_stream: false,
            key: Vec::new(),
            members: Vec::new(),
            annotations: Vec::new(),
            about: PageSummary::default(),
        }
    }
}

/// Whether values have an identity.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TypeKind {
    /// Has a key.
    Entity,
    /// Has none.
    Complex,
}

/// The base of a type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Base {
    /// A type with a page of its own.
    Type(TypeId),
    /// A type that is named but not documented.
    Undocumented(GraphName),
}

/// A property or relationship of a type.
#[derive(Clone, Debug)]
pub struct Member {
    /// The wire name.
    pub name: PropertyName,
    /// Other names of it (`@property.aka`).
    pub aliases: Vec<PropertyName>,
    /// What it holds.
    pub ty: ValueType,
    /// Property or relationship.
    pub kind: MemberKind,
    /// The type that owns it, when that is a base of the type whose page lists it.
    pub inherited_from: Option<GraphName>,
    /// Facts that its description states in fixed words.
    pub traits: MemberTraits,
    /// The values that its description lists, where its type is no enum.
    pub values: Vec<String>,
    /// The first sentence of its description, as plain text; empty when there is none.
    pub summary: String,
}

/// An instance annotation of the values of a type: `@microsoft.graph.downloadUrl`.
#[derive(Clone, Debug)]
pub struct InstanceAnnotation {
    /// The wire name.
    pub name: AnnotationName,
    /// What it holds.
    pub ty: ValueType,
    /// The first sentence of its description; empty when there is none.
    pub summary: String,
}

/// A type as a value has it: one item or a collection of them.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ValueType {
    /// The type of one item.
    pub item: ItemType,
    /// Whether there are any number of them.
    pub collection: bool,
}

/// The type of one value.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ItemType {
    /// A primitive of OData.
    Primitive(Primitive),
    /// An entity or complex type.
    Type(TypeId),
    /// An enum.
    Enum(EnumId),
    /// A type or enum that is named but documented nowhere; it is read as JSON.
    Undocumented(GraphName),
}

/// An enum.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The qualified name.
    pub name: GraphName,
    /// The page that lists its members.
    pub page: PagePath,
    /// Its members in the order of the page.
    pub members: Vec<EnumMember>,
    /// Several members can hold at once; the wire form is one comma-separated string.
    pub is_flags: bool,
    /// Summary, product area and deprecation of the page.
    pub about: PageSummary,
}

/// A member of an enum.
#[derive(Clone, Debug)]
pub struct EnumMember {
    /// The wire name.
    pub name: MemberName,
    /// Its number, where the page gives one.
    pub number: Option<i64>,
    /// Sent only when the request asks for members that came after `unknownFutureValue`.
    pub is_later: bool,
    /// The deprecation notice of the page.
    pub deprecated: Option<String>,
    /// The first sentence of its description; empty when there is none.
    pub summary: String,
}
