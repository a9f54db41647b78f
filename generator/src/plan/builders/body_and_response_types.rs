//! Selects the types of a method. In: bodies and responses of all its pages. Out: [`Sent`] and one response type.

use crate::facts::operation::ParameterLocation;
use crate::facts::template::Method;
use crate::facts::type_text::Primitive;
use crate::model::Model;
use crate::model::operation::{Body, Content, Parameter, Response};
use crate::model::schema::{ItemType, ValueType};
use crate::plan::builders::documented::Documented;
use crate::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType};
use crate::plan::naming::method_names::ResponseKind;
use crate::plan::naming::type_names::{Home, TypeNames};
use crate::plan::types::flatten::members;

/// The body that a method sends.
#[derive(Clone, Debug)]
pub enum Sent<'a> {
    /// No body.
    Nothing,
    /// A value of a struct, or of a type derived from it.
    Object(RustType),
    /// Any other value.
    Value(RustType),
    /// Bytes with their content type.
    Bytes,
    /// Parameters, which need a struct.
    Parameters(Vec<&'a Parameter>),
}

/// The paging of a collection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Paging {
    /// In pages.
    Pages,
    /// In pages of a delta query.
    Changes,
}

/// The response type of a file download.
const BYTES: RustType = RustType::Runtime(RuntimeType::Bytes);

/// The response type of a long-running operation, with its monitor URL.
const BEGUN: RustType = RustType::Runtime(RuntimeType::Accepted);

/// The number of items.
pub const NUMBER: RustType = RustType::Prelude(PreludeType::I64);

/// Any JSON.
pub const JSON: RustType = RustType::Runtime(RuntimeType::Json);

/// Decides the body of operations. `expected` is the type at the path item, for methods that send a value of that type.
pub fn sent<'a>(
    model: &Model,
    names: &TypeNames,
    operations: &[Documented<'a>],
    expected: Option<&ItemType>,
) -> Sent<'a> {
    let operations = &deciding(operations);
    let bodies = || operations.iter().map(|one| &one.operation.body);
    let value = |ty: &ValueType| match names.value(ty, Home::Outside) {
        object if !ty.collection && names.is_struct(&ty.item) => Sent::Object(object),
        other => Sent::Value(other),
    };
    let expected_type = || expected.map(|item| value(&ValueType { item: item.clone(), collection: false }));
    let mut stated: Vec<&ValueType> =
        bodies().filter_map(|body| if let Body::Type(ty) = body { Some(ty) } else { None }).collect();
    stated.dedup();
    match (stated.as_slice(), expected_type()) {
        ([_, _, ..], Some(expected)) => return expected,
        ([ty, ..], _) if is_bytes(ty) => return Sent::Bytes,
        ([ty, ..], _) => return value(ty),
        ([], _) => {}
    }
    if bodies().any(|body| *body == Body::Parameters) {
        let parameters = parameters(operations);
        return match (expected_type(), parameters.is_empty()) {
            // A type without a page has no struct.
            (Some(sent), _) if matches!(expected, Some(ItemType::Undocumented(_))) => sent,
            (Some(sent), _) if parameters.iter().all(|one| has_member(model, expected, one)) => sent,
            (_, true) => Sent::Value(JSON),
            (_, false) => Sent::Parameters(parameters),
        };
    }
    if bodies().any(|body| *body == Body::Content) {
        return Sent::Bytes;
    }
    match (expected_type(), bodies().all(|body| *body == Body::None)) {
        (Some(sent), _) => sent,
        (None, true) => Sent::Nothing,
        (None, false) => Sent::Value(JSON),
    }
}

/// The response type of a method of this kind; `target` is the type of its path item.
pub fn response(
    names: &TypeNames,
    kind: ResponseKind,
    operations: &[Documented<'_>],
    target: Option<&ValueType>,
    paging: Paging,
) -> RustType {
    match (kind, target) {
        (ResponseKind::PathItem, Some(ty)) => value(names, ty, paging),
        (ResponseKind::PathItem | ResponseKind::Stated, _) => stated(names, operations, target, paging),
        (ResponseKind::StatedOrNothing, _) => match stated(names, operations, None, paging) {
            JSON => RustType::Unit,
            ty => ty,
        },
        (ResponseKind::Nothing, _) => RustType::Unit,
        (ResponseKind::Bytes, _) => BYTES,
        (ResponseKind::References, _) => references(operations),
        (ResponseKind::Number, _) => NUMBER,
    }
}

/// The response type stated by the pages of operations, else `target_type`, the type of their path item.
fn stated(
    names: &TypeNames,
    operations: &[Documented<'_>],
    target_type: Option<&ValueType>,
    paging: Paging,
) -> RustType {
    let operations = &deciding(operations);
    // A redirect leads to a file, even if the page names another type.
    if operations.iter().any(|one| matches!(one.operation.response.status, Some(300..=399))) {
        return BYTES;
    }
    let contents = || operations.iter().map(|one| &one.operation.response.content);
    let stated =
        contents().find_map(|content| if let Content::Value(ty) = content { Some(ty) } else { None });
    match stated {
        None if operations.iter().any(|one| one.operation.response.is_long_running) => BEGUN,
        Some(ty) if may_be_empty(operations) => optional(value(names, ty, paging)),
        Some(ty) => value(names, ty, paging),
        None if contents().any(|content| *content == Content::Stream) => BYTES,
        None if contents().any(|content| *content == Content::None) => RustType::Unit,
        None => target_type.map_or(JSON, |ty| value(names, ty, paging)),
    }
}

/// One reference, or pages of references if a page responds with a collection.
fn references(operations: &[Documented<'_>]) -> RustType {
    let mut contents = operations.iter().map(|one| &one.operation.response.content);
    let is_many = |content: &Content| matches!(content, Content::Value(ty) if ty.collection);
    let reference = RustType::Runtime(RuntimeType::Reference);
    if contents.any(is_many) { RustType::Generic(GenericType::Page, Box::new(reference)) } else { reference }
}

/// The operations whose pages decide the body and the response.
fn deciding<'a>(operations: &[Documented<'a>]) -> Vec<Documented<'a>> {
    operations.iter().copied().filter(|one| one.decides).collect()
}

/// Whether some page responds without a body while others respond with a value. Ignores `GET`, which always has a body.
fn may_be_empty(operations: &[Documented<'_>]) -> bool {
    let is_silent = |response: &Response| response.is_optional || response.content == Content::None;
    let mut changing = operations.iter().filter(|one| one.operation.method != Method::Get);
    changing.any(|one| is_silent(&one.operation.response))
}

/// Makes a single object optional. A collection is empty instead of absent.
fn optional(ty: RustType) -> RustType {
    match ty {
        RustType::Named(_) => RustType::Option(Box::new(ty)),
        other => other,
    }
}

/// The response type for a value.
fn value(names: &TypeNames, ty: &ValueType, paging: Paging) -> RustType {
    if is_bytes(ty) {
        return BYTES;
    }
    let item = names.item(&ty.item, Home::Outside);
    match (ty.collection, paging) {
        (false, _) => item,
        (true, Paging::Pages) => RustType::Generic(GenericType::Page, Box::new(item)),
        (true, Paging::Changes) => RustType::Generic(GenericType::DeltaPage, Box::new(item)),
    }
}

fn is_bytes(ty: &ValueType) -> bool {
    !ty.collection && ty.item == ItemType::Primitive(Primitive::Stream)
}

fn parameters<'a>(operations: &[Documented<'a>]) -> Vec<&'a Parameter> {
    let mut found: Vec<&Parameter> = Vec::new();
    for parameter in operations.iter().flat_map(|one| &one.operation.parameters) {
        let is_new = found.iter().all(|known| known.name != parameter.name);
        if parameter.location == ParameterLocation::Body && is_new {
            found.push(parameter);
        }
    }
    found
}

fn has_member(model: &Model, expected: Option<&ItemType>, parameter: &Parameter) -> bool {
    let Some(ItemType::Type(id)) = expected else { return false };
    members(model, *id).iter().any(|flat| flat.member.name.as_str() == parameter.name.as_str())
}
