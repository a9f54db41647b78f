//! Reads annotated types. In: annotations and JSON representations. Out: [`Definition`]s (AD-14, AD-30).

use std::ops::Range;

use crate::facts::layout::annotation_kind::defines_type;
use crate::facts::problem::types::Problem;
use crate::facts::type_text::{self, Primitive, TypeText};
use crate::facts::{GapKind, Reading};
use crate::name::{AnnotationName, GraphName, PropertyName};
use crate::page::json::{self, Json, Node};
use crate::page::{BlockKind, Comment, Fence};
use crate::source::Spanned;

/// A type that an annotation defines.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The qualified name, spelled as in the annotation.
    pub name: Spanned<GraphName>,
    /// Other names of the type (`@type.aka`).
    pub aliases: Vec<GraphName>,
    /// Other names of properties (`@property.aka`): pairs of the other name and the name.
    pub property_aliases: Vec<(PropertyName, PropertyName)>,
    /// The base type.
    pub base: Option<String>,
    /// The key property.
    pub key: Option<PropertyName>,
    /// `abstract`
    pub is_abstract: bool,
    /// `openType`
    pub is_open: bool,
    /// `isMediaEntity`
    pub has_stream: bool,
    /// The members of the JSON representation.
    pub json_representation: Vec<ShownMember>,
    /// The instance annotations of the JSON representation (AD-27), with their types.
    pub annotations: Vec<(AnnotationName, Option<TypeText>)>,
}

/// A member of a JSON representation.
#[derive(Clone, Debug)]
pub struct ShownMember {
    /// The wire name.
    pub name: Spanned<PropertyName>,
    /// The type that the value names. `None` for `null` and empty arrays.
    pub ty: Option<TypeText>,
    /// Whether the value is a number, which leaves its width open.
    pub is_number: bool,
    /// The alternatives in a text such as `"a | b"`.
    pub values: Vec<String>,
}

/// Reads the annotated types of a page.
pub(super) fn read(reading: &mut Reading<'_>) -> Vec<Definition> {
    let blocks = &reading.page.blocks;
    let mut definitions = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Comment(Comment { json: Some(Ok(node)), .. }) = &block.kind else { continue };
        let next = blocks.get(index + 1).map(|block| &block.kind);
        if defines_type(&node.value, next) {
            let fence = match next {
                Some(BlockKind::Fence(fence)) => Some(fence),
                _ => None,
            };
            if let Some(definition) = definition(reading, &block.span, &node.value, fence) {
                reading.use_annotation(&block.span);
                definitions.push(definition);
            }
        }
    }
    definitions
}

fn definition(
    reading: &mut Reading<'_>,
    span: &Range<usize>,
    json: &Json,
    fence: Option<&Fence>,
) -> Option<Definition> {
    let text = |key: &str| {
        json.get(key).and_then(|node| node.value.as_str()).map(str::trim).filter(|text| !text.is_empty())
    };
    let flag = |key: &str| json.get(key).and_then(|node| node.value.as_bool()).unwrap_or(false);
    let Some(name) = text("@type").or_else(|| text("@odata.type")) else {
        reading.report_gap(GapKind::Annotation, span, &Problem::NamelessResource);
        return None;
    };
    let Ok(name) = GraphName::parse(name) else {
        reading.report_gap(GapKind::Annotation, span, &Problem::BadTypeName(name.to_owned()));
        return None;
    };
    let aka = |key: &str| {
        text(key).into_iter().flat_map(|text| text.split([' ', ',', ';']).filter(|word| !word.is_empty()))
    };
    let pair = |pair: &str| {
        let (other, name) = pair.split_once('=')?;
        Some((PropertyName::parse(other).ok()?, PropertyName::parse(name).ok()?))
    };
    let shown = fence.map(|fence| json_representation(reading, fence)).unwrap_or_default();
    Some(Definition {
        name: Spanned::new(name, span.clone()),
        aliases: aka("@type.aka").filter_map(|name| GraphName::parse(name).ok()).collect(),
        property_aliases: aka("@property.aka").filter_map(pair).collect(),
        base: text("baseType").map(|base| base.trim_start_matches('#').to_owned()),
        key: text("keyProperty").and_then(|key| PropertyName::parse(key).ok()),
        is_abstract: flag("abstract") || flag("isAbstract"),
        is_open: flag("openType"),
        has_stream: flag("isMediaEntity"),
        json_representation: shown.members,
        annotations: shown.annotations,
    })
}

/// The content of a JSON representation.
#[derive(Default)]
struct Representation {
    members: Vec<ShownMember>,
    annotations: Vec<(AnnotationName, Option<TypeText>)>,
}

/// Reads the members of a JSON representation: an object, or the first object of an array (AD-14).
fn json_representation(reading: &mut Reading<'_>, fence: &Fence) -> Representation {
    let span = |at: usize| fence.start + at..fence.start + at + 1;
    let (node, faults) = match json::read(&fence.text) {
        Ok(read) => read,
        Err(fault) => {
            reading.report(&span(fault.at), &Problem::BadJsonRepresentation(fault));
            return Representation::default();
        }
    };
    if let Some(fault) = faults.first() {
        reading.report(&span(fault.at), &Problem::LenientJsonRepresentation(*fault));
    }
    let object = match &node.value {
        Json::Array(items) => items.first().unwrap_or(&node),
        _ => &node,
    };
    let mut shown = Representation::default();
    let members = &mut shown.members;
    for (key, node) in object.value.members() {
        // Instance annotations are not properties (AD-27).
        if key.contains('@') {
            let name = AnnotationName::parse(key).ok().filter(|name| !is_type(name.as_str()));
            shown.annotations.extend(name.map(|name| (name, value_type(&node.value))));
            continue;
        }
        match PropertyName::parse(key.trim().trim_end_matches("(deprecated)").trim()) {
            Ok(name) if members.iter().all(|member| member.name.value != name) => {
                members.push(member(Spanned::new(name, span(node.at)), &node.value));
            }
            Ok(_) => {}
            Err(_) => reading.report(&span(node.at), &Problem::BadPropertyName(key.clone())),
        }
    }
    shown
}

/// Whether an annotation states the type of a value.
fn is_type(name: &str) -> bool {
    matches!(name, "@odata.type" | "@type")
}

fn member(name: Spanned<PropertyName>, value: &Json) -> ShownMember {
    let is_number = matches!(value, Json::Number(_));
    ShownMember { name, ty: value_type(value), is_number, values: alternatives(value) }
}

fn value_type(value: &Json) -> Option<TypeText> {
    let primitive = |primitive| Some(TypeText::primitive(primitive));
    match value {
        Json::Null => None,
        Json::Bool(_) => primitive(Primitive::Boolean),
        Json::Number(text) if text.contains(['.', 'e', 'E']) => primitive(Primitive::Double),
        Json::Number(_) => primitive(Primitive::Int64),
        Json::String(text) => Some(type_text::of_literal(text)),
        Json::Object(_) => {
            let named = value.get("@odata.type").or_else(|| value.get("@type"));
            named.and_then(|node| node.value.as_str()).map(type_text::of_name)
        }
        Json::Array(items) => first(items).map(|ty| ty.with_collection(true)),
    }
}

fn first(items: &[Node]) -> Option<TypeText> {
    items.first().and_then(|node| value_type(&node.value))
}

/// The alternatives in `"a | b | c"`.
fn alternatives(value: &Json) -> Vec<String> {
    let text = match value {
        Json::String(text) => Some(text),
        Json::Array(items) => items.first().and_then(|node| match &node.value {
            Json::String(text) => Some(text),
            _ => None,
        }),
        _ => None,
    };
    let Some(text) = text.filter(|text| text.contains('|')) else { return Vec::new() };
    let words: Vec<&str> = text.split('|').map(str::trim).collect();
    if words.iter().any(|word| crate::name::MemberName::parse(word).is_err()) {
        return Vec::new();
    }
    words.into_iter().map(str::to_owned).collect()
}
