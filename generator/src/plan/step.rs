//! In: a step from a place to the next. Out: [`Use`]: what it becomes in Rust, and what its segment adds to the path.

use super::argument;
use super::ident::Ident;
use super::method::{ArgumentPlan, ArgumentType, PathStep};
use super::operation::{Documented, documented};
use super::site::Site;
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
        Segment::Function { name, arguments } => argument::function(site, name, arguments, operations),
        Segment::PathAddress { .. } => {
            let argument = text_argument("path");
            (vec![PathStep::PathAddress { value: argument.ident.clone() }], vec![argument])
        }
    }
}

fn text_argument(name: &str) -> ArgumentPlan {
    ArgumentPlan { ident: Ident::snake(name), ty: ArgumentType::Text }
}
