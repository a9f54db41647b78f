//! Parses type names. In: type cells, types of annotations, literals of JSON representations. Out: [`TypeText`], not yet linked
//! (AD-28, AD-29, AD-30).

use crate::name::words::words;
use crate::page::inline::{Inline, Part, squeeze};

/// The primitive types of OData in the documentation.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Primitive {
    /// `Edm.Binary`: base64 text.
    Binary,
    /// `Edm.Boolean`
    Boolean,
    /// `Edm.Byte`
    Byte,
    /// `Edm.Date`
    Date,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Decimal`
    Decimal,
    /// `Edm.Double`
    Double,
    /// `Edm.Duration`
    Duration,
    /// `Edm.Guid`
    Guid,
    /// `Edm.Int16`
    Int16,
    /// `Edm.Int32`
    Int32,
    /// `Edm.Int64`
    Int64,
    /// `Edm.SByte`
    SByte,
    /// `Edm.Single`
    Single,
    /// `Edm.Stream`
    Stream,
    /// `Edm.String`
    String,
    /// `Edm.TimeOfDay`
    TimeOfDay,
    /// `Edm.Untyped`: any JSON.
    Untyped,
}

/// The word for an integer of unknown width.
const INTEGER: &str = "integer";

/// A type as named on a page, before it is linked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TypeText {
    /// The type of one item.
    pub item: TypeWord,
    /// Whether the type is a collection of items.
    pub is_collection: bool,
}

/// The type of one item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TypeWord {
    /// A primitive.
    Primitive(Primitive),
    /// "Integer": an integer of unknown width.
    Integer,
    /// A type or enum.
    Named {
        /// The name as written, short or qualified, without `#`.
        name: String,
        /// The destination of the link as written: `../resources/message.md`, `#importance-values`.
        link: Option<String>,
    },
    /// Words that name no type.
    Unclear(String),
}

impl Primitive {
    /// The qualified name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Binary => "Edm.Binary",
            Self::Boolean => "Edm.Boolean",
            Self::Byte => "Edm.Byte",
            Self::Date => "Edm.Date",
            Self::DateTimeOffset => "Edm.DateTimeOffset",
            Self::Decimal => "Edm.Decimal",
            Self::Double => "Edm.Double",
            Self::Duration => "Edm.Duration",
            Self::Guid => "Edm.Guid",
            Self::Int16 => "Edm.Int16",
            Self::Int32 => "Edm.Int32",
            Self::Int64 => "Edm.Int64",
            Self::SByte => "Edm.SByte",
            Self::Single => "Edm.Single",
            Self::Stream => "Edm.Stream",
            Self::String => "Edm.String",
            Self::TimeOfDay => "Edm.TimeOfDay",
            Self::Untyped => "Edm.Untyped",
        }
    }

    /// Parses the name of a primitive in any letter case, with or without `Edm.` (AD-29).
    pub fn parse(word: &str) -> Option<Self> {
        if word.len() > 20 {
            return None;
        }
        let lower = word.to_ascii_lowercase();
        Some(match lower.strip_prefix("edm.").unwrap_or(&lower) {
            "binary" | "bytes" => Self::Binary,
            "boolean" | "bool" => Self::Boolean,
            "byte" => Self::Byte,
            "date" => Self::Date,
            "datetimeoffset" | "datetime" | "timestamp" => Self::DateTimeOffset,
            "decimal" => Self::Decimal,
            "double" => Self::Double,
            "duration" => Self::Duration,
            "guid" | "uuid" => Self::Guid,
            "int16" | "short" => Self::Int16,
            "int32" | "int" | "integer" => Self::Int32,
            "int64" | "long" | "number" => Self::Int64,
            "sbyte" => Self::SByte,
            "single" | "float" => Self::Single,
            "stream" => Self::Stream,
            "string" | "etag" | "url" | "uri" => Self::String,
            "timeofday" => Self::TimeOfDay,
            "untyped" | "object" => Self::Untyped,
            _ => return None,
        })
    }
}

impl TypeText {
    /// A single value of a primitive type.
    pub fn primitive(primitive: Primitive) -> Self {
        Self { item: TypeWord::Primitive(primitive), is_collection: false }
    }

    /// Makes "Integer" 64 bits wide if the name or description of its property mentions seconds, ticks, bytes or a timestamp.
    #[must_use]
    pub fn sized_by(self, name: &str, description: &str) -> Self {
        let is_wide = self.item == TypeWord::Integer && exceeds_31_bits(name, description);
        let item = if is_wide { TypeWord::Primitive(Primitive::Int64) } else { self.item };
        Self { item, ..self }
    }

    /// The same item, as a collection or a single value.
    pub fn with_collection(self, is_collection: bool) -> Self {
        Self { is_collection, ..self }
    }
}

/// Whether a property counts units that exceed 31 bits.
fn exceeds_31_bits(name: &str, description: &str) -> bool {
    const WIDE: [&str; 5] = ["seconds", "milliseconds", "timestamp", "ticks", "bytes"];
    let is_wide = |word: &str| WIDE.iter().any(|wide| word.eq_ignore_ascii_case(wide));
    words(name).any(is_wide) || description.split(|c: char| !c.is_alphanumeric()).any(is_wide)
}

/// Parses a type cell. The text of a link is the name, its destination identifies the page.
pub fn read(cell: &Inline) -> TypeText {
    let text = cell.text();
    let (outer, is_collection) = uncollect(&text);
    let linked = cell.parts.iter().find_map(|part| match part {
        Part::Link { text, target } if !text.trim().is_empty() => Some((text, target)),
        Part::Link { .. } | Part::Text(_) | Part::Code(_) | Part::Strong(_) => None,
    });
    let Some((text, target)) = linked else {
        return TypeText { item: word(&outer, None), is_collection };
    };
    let (name, within) = uncollect(&squeeze(text));
    TypeText { item: word(&name, Some(target)), is_collection: is_collection || within }
}

/// Parses the type of an annotation: `Collection(microsoft.graph.x)`, `#microsoft.graph.x`, `Edm.String`.
pub fn of_name(name: &str) -> TypeText {
    let (name, is_collection) = uncollect(name);
    TypeText { item: word(&name, None), is_collection }
}

/// Parses a string of a JSON representation. Words that name no type mean a string (AD-30).
pub fn of_literal(literal: &str) -> TypeText {
    let (text, is_collection) = uncollect(literal);
    let item = match word(&text, None) {
        TypeWord::Named { name, .. } if !name.starts_with("microsoft.graph.") => {
            TypeWord::Primitive(Primitive::String)
        }
        TypeWord::Unclear(_) => TypeWord::Primitive(Primitive::String),
        item => item,
    };
    TypeText { item, is_collection }
}

/// Removes the notation of a collection: `Collection(x)`, `Collection of x`, `x collection`, `x[]`. Returns whether there was one.
/// "Collection" alone leaves the items open.
fn uncollect(text: &str) -> (String, bool) {
    let text = text.trim().trim_matches('`').trim();
    let lower = text.to_ascii_lowercase();
    if lower == "collection" {
        return ("untyped".to_owned(), true);
    }
    if let Some(rest) = lower.strip_prefix("collection") {
        let rest = &text[text.len() - rest.len()..];
        if let Some(inner) = rest.trim_start().strip_prefix('(') {
            return (inner.trim_end().trim_end_matches(')').trim().to_owned(), true);
        }
        if let Some(inner) = rest.strip_prefix(" of ") {
            return (inner.trim().to_owned(), true);
        }
    }
    if let Some(inner) = text.strip_suffix("[]").filter(|inner| !inner.ends_with(']')) {
        return (inner.trim().to_owned(), true);
    }
    for suffix in [" collection", " collections", "](collection", "]collection"] {
        if let Some(inner) = lower.strip_suffix(suffix) {
            return (text[..inner.len()].trim().to_owned(), true);
        }
    }
    match lower.find(" collection").filter(|at| !lower[..*at].contains(' ')) {
        Some(at) => (text[..at].trim().to_owned(), true),
        None => (text.to_owned(), false),
    }
}

/// Parses the name of a primitive or type.
fn word(text: &str, link: Option<&String>) -> TypeWord {
    let text = bare(text);
    if text.eq_ignore_ascii_case(INTEGER) {
        return TypeWord::Integer;
    }
    if let Some(primitive) = Primitive::parse(text) {
        return TypeWord::Primitive(primitive);
    }
    if let Some(primitive) = kind_of_type(text).filter(|_| link.is_none()) {
        return TypeWord::Primitive(primitive);
    }
    let name = text.trim_start_matches('#');
    if is_type_name(name) {
        return TypeWord::Named { name: name.to_owned(), link: link.cloned() };
    }
    if let Some(link) = link {
        return TypeWord::Named { name: name.to_owned(), link: Some(link.clone()) };
    }
    remark(text)
}

/// The values of a kind of types that a cell names instead of a type: "Enum", "Complex type", "Map".
fn kind_of_type(word: &str) -> Option<Primitive> {
    let lower = word.to_ascii_lowercase();
    match lower.strip_prefix("edm.").unwrap_or(&lower) {
        "enum" | "enumeration" | "enumerated" | "enumtype" => Some(Primitive::String),
        "any" | "complex" | "complextype" | "dictionary" | "hashtable" | "map" => Some(Primitive::Untyped),
        _ => None,
    }
}

/// Whether a name means structured data, which a list of values does not make an enum: "Json", "list".
pub fn is_structured(name: &str) -> bool {
    let short = name.rsplit('.').next().unwrap_or(name);
    ["json", "list", "collection"].iter().any(|word| short.eq_ignore_ascii_case(word))
}

/// Removes markup around a name: quotes, and brackets of a link without a destination.
fn bare(text: &str) -> &str {
    let text = text.trim().trim_matches(['`', '*', '"', '\'']).trim();
    let text = text.strip_suffix("[]").unwrap_or(text);
    match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((inner, _)) => inner.trim().trim_matches(['*', '`']),
        None => text,
    }
}

fn is_type_name(text: &str) -> bool {
    text.split('.').all(crate::name::is_identifier) && text.len() > 1
}

/// Parses a name with a remark: `string (url)`, `String, maximum size 20`, `x enum`, `X or Y`.
fn remark(text: &str) -> TypeWord {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | '/' | ';' | '|'))
        .unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let rest = rest.to_ascii_lowercase();
    let lower = text.to_ascii_lowercase();
    if first.eq_ignore_ascii_case(INTEGER) {
        return TypeText { item: TypeWord::Integer, is_collection: false }.sized_by("", &rest).item;
    }
    if let Some(primitive) = Primitive::parse(first) {
        let narrowed = if primitive != Primitive::String {
            primitive
        } else if rest.contains("timestamp") || rest.contains("datetimeoffset") {
            Primitive::DateTimeOffset
        } else if rest.contains("duration") {
            Primitive::Duration
        } else {
            primitive
        };
        return TypeWord::Primitive(narrowed);
    }
    if lower.starts_with("untyped") {
        return TypeWord::Primitive(Primitive::Untyped);
    }
    if let Some(primitive) = kind_of_type(first) {
        return TypeWord::Primitive(primitive);
    }
    let follows = ["enum", "object", "resource", "value", "values", "type", "or", "entity"];
    let fits = rest
        .split_whitespace()
        .next()
        .is_some_and(|next| follows.contains(&next.trim_matches(['(', ')', '.'])));
    if !is_type_name(first) || !fits {
        TypeWord::Unclear(text.to_owned())
    } else if lower == "json object" {
        named("Json")
    } else {
        named(first)
    }
}

fn named(name: &str) -> TypeWord {
    TypeWord::Named { name: name.to_owned(), link: None }
}

#[cfg(test)]
mod tests;
