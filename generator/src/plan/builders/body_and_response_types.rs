//! Selects the types of a method. In: bodies and responses of all its pages. Out: [`Sent`] and one response type.

use crate::facts::operation::ParameterLocation;
use crate::facts::template::Method;
use crate::facts::type_text::Primitive;
use crate::model::operation::{Body, Content, Parameter, Response};
use crate::model::schema::{ItemType, ValueType};
use crate::plan::builders::documented::Documented;
use crate::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType};
use crate::plan::naming::method_names::ResponseKind;
use crate::plan::naming::type_names::{Home, TypeNames};

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
pub fn sent<'a>(names: &TypeNames, operations: &[Documented<'a>], expected: Option<&ItemType>) -> Sent<'a> {
    let operations = &deciding(operations);
    let bodies = || operations.iter().map(|one| &one.operation.body);
    let value = |ty: &ValueType| match names.value(ty, Home::Outside) {
        object if is_object(names, ty) => Sent::Object(object),
        other => Sent::Value(other),
    };
    let expected_type = || expected.map(|item| value(&ValueType { item: item.clone(), collection: false }));
    let mut stated = bodies().filter_map(|body| if let Body::Type(ty) = body { Some(ty) } else { None });
    match (stated.next(), expected_type()) {
        (Some(ty), Some(expected @ Sent::Object(_))) if is_object(names, ty) => return expected,
        (Some(ty), Some(expected)) if stated.any(|other| other != ty) => return expected,
        (Some(ty), _) if is_bytes(ty) => return Sent::Bytes,
        (Some(ty), _) => return value(ty),
        (None, _) => {}
    }
    if bodies().any(|body| *body == Body::Parameters) {
        let parameters = parameters(operations);
        let is_object = matches!(expected, Some(ItemType::Type(_) | ItemType::Undocumented(_)));
        return match expected_type().filter(|_| is_object) {
            // Rows that are no members belong to derived types, or to types without a page.
            Some(sent) => sent,
            None if parameters.is_empty() => Sent::Value(JSON),
            None => Sent::Parameters(parameters),
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

/// The response type stated by the pages of operations, else `target_type`, the type of their path item. A request that sends a
/// value returns `target_type`: its pages can describe a derived type, or several resources.
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
    let sends = operations.iter().all(|one| one.operation.method != Method::Get);
    let target = target_type.filter(|ty| sends && is_object(names, ty));
    match stated.map(|ty| target.filter(|_| is_object(names, ty)).unwrap_or(ty)) {
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

/// Whether a value is one object of a documented type.
fn is_object(names: &TypeNames, ty: &ValueType) -> bool {
    !ty.collection && names.is_struct(&ty.item)
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

#[cfg(test)]
mod tests {
    use super::{Paging, Sent, response, sent};
    use crate::facts::template::{Method, Template};
    use crate::model::Model;
    use crate::model::operation::{Body, Content, Operation};
    use crate::model::path_item::path_items;
    use crate::model::schema::ValueType;
    use crate::plan::builders::documented::fitting;
    use crate::plan::files::model_files::names;
    use crate::plan::naming::lock::PinnedNames;
    use crate::plan::naming::method_names::ResponseKind;
    use crate::plan::sample::{model, object, operation, parameter, string, ty};

    /// A page whose requests send and return a value of a type, by its index.
    fn page(title: &str, method: Method, paths: &[&str], index: usize) -> Operation {
        let value = ValueType { item: object(index), collection: false };
        let templates = paths.iter().filter_map(|path| Template::parse(path).ok());
        Operation {
            templates: templates.collect(),
            ..operation(title, method, "", Body::Type(value.clone()), Content::Value(value))
        }
    }

    fn get(path: &str, index: usize, collection: bool) -> Operation {
        let content = Content::Value(ValueType { item: object(index), collection });
        let get = operation(path, Method::Get, path, Body::None, content);
        Operation { templates: vec![Template::parse(path).unwrap()], ..get }
    }

    /// The types of body and response of a method at a path.
    fn types(operations: Vec<Operation>, path: &str, method: Method) -> (String, String) {
        let types = vec![ty("task", None, &[]), ty("slowTask", Some(0), &[]), ty("note", None, &[])];
        let mut model = Model { operations, ..model(types, Vec::new()) };
        model.path_items = path_items(&model.types, &[], &model.operations);
        let path_item = model.path_items.iter().find(|one| one.path == path).unwrap();
        let verb = path_item.verbs.iter().find(|verb| verb.method == method).unwrap();
        let item = path_item.ty.as_ref().map(|ty| ValueType { item: ty.item.clone(), collection: false });
        let operations = fitting(&model, &verb.operations, path_item.ty.as_ref());
        let names = names(&model, PinnedNames::default());
        let kind = ResponseKind::Stated;
        let answer = response(&names, kind, &operations, item.as_ref(), Paging::Pages);
        let sent = match sent(&names, &operations, item.as_ref().map(|ty| &ty.item)) {
            Sent::Object(ty) => ty,
            other => panic!("{other:?}"),
        };
        let shown = |ty: &super::RustType| quote::quote! { #ty }.to_string();
        (shown(&sent), shown(&answer))
    }

    fn named(name: &str) -> (String, String) {
        let path = format!("models :: {name}");
        (path.clone(), path)
    }

    #[test]
    fn the_page_of_a_derived_type_does_not_narrow_the_type_of_the_path() {
        let operations = || vec![get("/tasks", 0, true), get("/tasks/{id}", 0, false)];
        let created = page("Create slowTask", Method::Post, &["/tasks"], 1);
        let updated = page("Update slowTask", Method::Patch, &["/tasks/{id}"], 1);
        let both = [operations(), vec![created, updated]].concat();
        assert_eq!(types(both.clone(), "/tasks", Method::Post), named("Task"));
        assert_eq!(types(both.clone(), "/tasks/{}", Method::Patch), named("Task"));
        // the page of the base adds nothing
        let base = page("Create task", Method::Post, &["/tasks"], 0);
        assert_eq!(types([both, vec![base]].concat(), "/tasks", Method::Post), named("Task"));
    }

    #[test]
    fn rows_of_a_type_without_page_do_not_change_the_type_of_the_path() {
        let rows = operation("Update fastTask", Method::Patch, "", Body::Parameters, Content::Unstated);
        let templates = vec![Template::parse("/tasks/{id}").unwrap()];
        let rows = Operation { parameters: vec![parameter("speed", string())], templates, ..rows };
        let operations = vec![get("/tasks/{id}", 0, false), rows];
        assert_eq!(types(operations, "/tasks/{}", Method::Patch), named("Task"));
    }

    #[test]
    fn a_page_about_several_resources_has_the_type_of_each_path() {
        let paths = ["/notes/{id}", "/tasks/{id}"];
        let tag = page("Set a tag", Method::Patch, &paths, 2);
        let operations = vec![get(paths[0], 2, false), get(paths[1], 0, false), tag];
        assert_eq!(types(operations.clone(), "/notes/{}", Method::Patch), named("Note"));
        assert_eq!(types(operations, "/tasks/{}", Method::Patch), named("Task"));
    }
}
