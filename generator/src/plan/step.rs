//! In: a step from a place to the next. Out: [`Use`]: what it becomes in Rust, and what its segment adds to the path.

use super::ident::{Ident, Scope};
use super::method::{ArgumentPlan, ArgumentType, FunctionArgument, PathStep};
use super::operation::{Documented, documented};
use super::site::Site;
use super::types::{Home, RustType, named};
use crate::facts::operation::ParameterPlace;
use crate::facts::template::{Method, Segment};
use crate::facts::type_text::Primitive;
use crate::model::Model;
use crate::model::place::{Place, Step};
use crate::model::schema::ItemType;

/// What a step becomes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Use {
    /// A method that leads to a place.
    Place,
    /// A method that sends `POST`.
    Action,
    /// A method that sends `GET`.
    Function,
    /// Methods for the links behind `$ref`.
    Reference,
    /// Methods for bytes.
    Content,
    /// A method that counts.
    Count,
}

/// Decides what a step becomes.
pub fn used_as(model: &Model, step: &Step) -> Use {
    let Some(target) = model.places.get(step.to.0) else { return Use::Place };
    let only = |method| matches!(target.verbs.as_slice(), [verb] if verb.method == method);
    let is_leaf = target.children.is_empty();
    match &step.segment {
        Segment::Literal(name) if name == "$ref" => Use::Reference,
        Segment::Literal(name) if name == "$count" => Use::Count,
        Segment::Literal(name) if name == "$value" && is_leaf => Use::Content,
        Segment::Literal(name) if name == "content" && is_leaf && holds_bytes(target) => Use::Content,
        Segment::Literal(name) if is_delta(name) && only(Method::Get) => Use::Function,
        Segment::Literal(_) if is_leaf && target.ty.is_none() && only(Method::Post) => Use::Action,
        // Pages leave out the parentheses of a function that takes nothing.
        Segment::Literal(name) if is_leaf && only(Method::Get) && is_titled(model, target, name) => {
            Use::Function
        }
        Segment::Function { name, .. } if is_delta(name) && only(Method::Get) => Use::Function,
        Segment::Function { .. } if is_leaf && only(Method::Get) => Use::Function,
        Segment::Function { .. } if is_leaf && target.ty.is_none() && only(Method::Post) => Use::Action,
        Segment::Literal(_) | Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => {
            Use::Place
        }
    }
}

/// The name of a literal or function without its namespace.
pub fn short_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, short)| short)
}

/// Whether a function of this name answers with changes.
pub fn is_delta(name: &str) -> bool {
    short_name(name) == "delta"
}

/// Whether a title says that the last segment is a function: "user: reminderView", "reminderView function".
fn is_titled(model: &Model, place: &Place, name: &str) -> bool {
    let name = short_name(name).to_lowercase();
    let says = |title: &str| {
        let title = title.trim().to_lowercase();
        let bound = title.split_once(':').map(|(_, name)| name.trim().trim_end_matches("()").to_owned());
        bound.or_else(|| title.strip_suffix(" function").map(str::to_owned)) == Some(name.clone())
    };
    let operations = place.verbs.iter().flat_map(|verb| documented(model, &verb.operations));
    place.ty.is_none() && operations.into_iter().any(|one| says(&one.operation.title))
}

fn holds_bytes(place: &Place) -> bool {
    place.ty.as_ref().is_none_or(|ty| {
        matches!(ty.item, ItemType::Primitive(Primitive::Stream | Primitive::Binary)) && !ty.collection
    })
}

/// What a segment adds to a path (a path address continues the segment before it), and the arguments that it needs.
pub fn path_of(
    site: &Site<'_>,
    segment: &Segment,
    operations: &[Documented<'_>],
) -> (Vec<PathStep>, Vec<ArgumentPlan>) {
    match segment {
        Segment::Literal(text) => (vec![PathStep::Segment(text.clone())], Vec::new()),
        Segment::Key(name) => {
            let argument = text_argument("id");
            (vec![PathStep::Key { value: argument.ident.clone(), placeholder: name.clone() }], vec![argument])
        }
        Segment::Function { name, arguments } => function(site, name, arguments, operations),
        Segment::PathAddress { .. } => {
            let argument = text_argument("path");
            (vec![PathStep::PathAddress { value: argument.ident.clone() }], vec![argument])
        }
    }
}

fn text_argument(name: &str) -> ArgumentPlan {
    ArgumentPlan { ident: Ident::snake(name), ty: ArgumentType::Text }
}

fn function(
    site: &Site<'_>,
    name: &str,
    arguments: &[(String, String)],
    operations: &[Documented<'_>],
) -> (Vec<PathStep>, Vec<ArgumentPlan>) {
    let wires: Vec<&str> = arguments.iter().map(|(wire, _)| wire.as_str()).collect();
    let idents = Scope::with(&["body", "content", "content_type"]).take_all(&wires, Ident::snake, "_");
    let mut passed = Vec::new();
    let mut plans = Vec::new();
    for ((wire, value), ident) in arguments.iter().zip(idents) {
        let (ty, argument) = function_argument(site, wire, value, ident.clone(), operations);
        passed.push((wire.clone(), argument));
        plans.push(ArgumentPlan { ident, ty });
    }
    (vec![PathStep::Function { name: name.to_owned(), arguments: passed }], plans)
}

/// The stated type decides, else whether the page quotes the value.
fn function_argument(
    site: &Site<'_>,
    wire: &str,
    value: &str,
    ident: Ident,
    operations: &[Documented<'_>],
) -> (ArgumentType, FunctionArgument) {
    let parameters = operations.iter().flat_map(|one| &one.operation.parameters);
    let stated = parameters
        .filter(|parameter| matches!(parameter.place, ParameterPlace::Function | ParameterPlace::Path))
        .find(|parameter| parameter.name.as_str().eq_ignore_ascii_case(wire) && !parameter.ty.collection)
        .map(|parameter| &parameter.ty.item);
    let quoted = value.starts_with(['\'', '"']);
    let (ty, writer) = match stated {
        Some(ItemType::Enum(id)) if site.model.enums.get(id.0).is_some_and(|one| !one.is_flags) => {
            let ty = ArgumentType::Reference(named(site.names.enumeration(*id), Home::Outside));
            let before = type_before_quotes(value).map(str::to_owned);
            let writer = if before.is_some() { "member_of" } else { "member" };
            return (ty, FunctionArgument { writer, of: before, value: ident });
        }
        Some(ItemType::Primitive(primitive)) if !quoted => typed_argument(*primitive),
        Some(ItemType::Primitive(Primitive::String)) => (ArgumentType::Text, "string"),
        _ if quoted => (ArgumentType::Text, "string"),
        _ => (ArgumentType::Text, "literal"),
    };
    (ty, FunctionArgument { writer, of: None, value: ident })
}

/// The type in `microsoft.graph.color'red'`.
fn type_before_quotes(value: &str) -> Option<&str> {
    let (before, _) = value.split_once('\'')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.';
    (!before.is_empty() && before.chars().all(is_name)).then_some(before)
}

/// The type of an argument that stands without quotes, and the function of the runtime that writes it.
fn typed_argument(primitive: Primitive) -> (ArgumentType, &'static str) {
    let value = |ty| ArgumentType::Value(RustType::Prelude(ty));
    let reference = |ty| ArgumentType::Reference(RustType::Runtime(ty));
    match primitive {
        Primitive::Boolean => (value("bool"), "bool"),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64 => {
            (value("i64"), "int")
        }
        Primitive::Double | Primitive::Single => (value("f64"), "double"),
        Primitive::Date => (reference("Date"), "date"),
        Primitive::DateTimeOffset => (reference("DateTimeOffset"), "date_time"),
        Primitive::Decimal => (reference("Decimal"), "decimal"),
        Primitive::Duration => (reference("Duration"), "duration"),
        Primitive::Guid => (reference("Guid"), "guid"),
        Primitive::TimeOfDay => (reference("TimeOfDay"), "time_of_day"),
        Primitive::String => (ArgumentType::Text, "string"),
        Primitive::Binary | Primitive::Stream | Primitive::Untyped => (ArgumentType::Text, "literal"),
    }
}
