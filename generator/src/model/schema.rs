//! Data types for entities, complex types, enums and their members.

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
    /// Other names of the type (`@type.aka`).
    pub aliases: Vec<GraphName>,
    /// Entity or complex type.
    pub kind: TypeKind,
    /// The page of the type. Of several pages, the first by path with a JSON representation.
    pub page: PagePath,
    /// The base type.
    pub base: Option<Base>,
    /// Whether only derived types have values.
    pub is_abstract: bool,
    /// Whether values may have undocumented properties.
    pub is_open: bool,
    /// Whether the type is arbitrary JSON: the page describes it as JSON and lists no property.
    pub is_json: bool,
    /// Whether the type is a media entity with bytes at `$value`.
    pub has_stream: bool,
    /// The key properties, without those of base types.
    pub key: Vec<PropertyName>,
    /// Properties and relationships in the order of the page, including repeated ones of base types.
    pub members: Vec<Member>,
    /// Instance annotations, by name.
    pub annotations: Vec<InstanceAnnotation>,
    /// Summary, product area and deprecation of the page.
    pub about: PageSummary,
}

impl Type {
    /// A type without a page, and therefore without members and key.
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

/// Entity or complex type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TypeKind {
    /// A type with a key.
    Entity,
    /// A type without a key.
    Complex,
}

/// The base of a type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Base {
    /// A documented type.
    Type(TypeId),
    /// A type without a page.
    Undocumented(GraphName),
}

/// A property or relationship of a type.
#[derive(Clone, Debug)]
pub struct Member {
    /// The wire name.
    pub name: PropertyName,
    /// Other names of the member (`@property.aka`).
    pub aliases: Vec<PropertyName>,
    /// The type of the value.
    pub ty: ValueType,
    /// Property or relationship.
    pub kind: MemberKind,
    /// The base type that declares the member, if the member is inherited.
    pub inherited_from: Option<GraphName>,
    /// The facts that the description states in fixed phrases.
    pub traits: MemberTraits,
    /// The values in the list of the description, if the type is not an enum.
    pub values: Vec<String>,
    /// The first sentence of the description, as plain text. Empty when there is none.
    pub summary: String,
}

/// An instance annotation of the values of a type: `@microsoft.graph.downloadUrl`.
#[derive(Clone, Debug)]
pub struct InstanceAnnotation {
    /// The wire name.
    pub name: AnnotationName,
    /// The type of the value.
    pub ty: ValueType,
    /// The first sentence of the description. Empty when there is none.
    pub summary: String,
}

/// The type of a value: one item or a collection.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ValueType {
    /// The type of one item.
    pub item: ItemType,
    /// Whether the value is a collection of items.
    pub collection: bool,
}

/// The type of one item.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ItemType {
    /// A primitive of OData.
    Primitive(Primitive),
    /// An entity or complex type.
    Type(TypeId),
    /// An enum.
    Enum(EnumId),
    /// A type or enum without a page. Its values are JSON.
    Undocumented(GraphName),
}

/// An enum.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The qualified name.
    pub name: GraphName,
    /// The page that lists the members.
    pub page: PagePath,
    /// The members in the order of the page.
    pub members: Vec<EnumMember>,
    /// Whether a value combines several members in one comma-separated string.
    pub is_flags: bool,
    /// Summary, product area and deprecation of the page.
    pub about: PageSummary,
}

/// A member of an enum.
#[derive(Clone, Debug)]
pub struct EnumMember {
    /// The wire name.
    pub name: MemberName,
    /// The numeric value.
    pub number: Option<i64>,
    /// Whether the service sends the member only to requests that accept members after `unknownFutureValue`.
    pub is_later: bool,
    /// The deprecation notice of the page.
    pub deprecated: Option<String>,
    /// The first sentence of the description. Empty when there is none.
    pub summary: String,
}
