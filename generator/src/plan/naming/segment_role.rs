//! Classifies child segments. In: a child of a path item. Out: [`SegmentRole`], which determines its form in Rust. The names of
//! builders depend on it.

use crate::facts::operation::title;
use crate::facts::template::{Method, Segment};
use crate::facts::type_text::Primitive;
use crate::model::Model;
use crate::model::path_item::{Child, PathItem};
use crate::model::schema::ItemType;

/// The role of a segment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SegmentRole {
    /// A method that returns a request builder.
    Builder,
    /// A method that sends `POST`.
    Action,
    /// A method that sends `GET`.
    Function,
    /// Methods for references at `$ref`.
    Reference,
    /// Methods for bytes.
    Content,
    /// A method that counts items.
    Count,
}

/// The segment for the number of items.
pub const COUNT: &str = "$count";

/// Determines the role of a child segment.
pub fn segment_role(model: &Model, child: &Child) -> SegmentRole {
    let Some(target) = model.path_items.get(child.target.0) else { return SegmentRole::Builder };
    let only = |method| matches!(target.verbs.as_slice(), [verb] if verb.method == method);
    let is_leaf = target.children.is_empty();
    match &child.segment {
        Segment::Literal(name) if name == "$ref" => SegmentRole::Reference,
        Segment::Literal(name) if name == COUNT => SegmentRole::Count,
        Segment::Literal(name) if name == "$value" && is_leaf => SegmentRole::Content,
        Segment::Literal(name) if name == "content" && is_leaf && holds_bytes(target) => SegmentRole::Content,
        Segment::Literal(name) if is_delta(name) && only(Method::Get) => SegmentRole::Function,
        Segment::Literal(_) if is_leaf && target.ty.is_none() && only(Method::Post) => SegmentRole::Action,
        // Pages omit the parentheses of a function without arguments.
        Segment::Literal(name) if is_leaf && only(Method::Get) && is_titled(model, target, name) => {
            SegmentRole::Function
        }
        Segment::Function { name, .. } if is_delta(name) && only(Method::Get) => SegmentRole::Function,
        Segment::Function { .. } if is_leaf && only(Method::Get) => SegmentRole::Function,
        Segment::Function { .. } if is_leaf && target.ty.is_none() && only(Method::Post) => {
            SegmentRole::Action
        }
        Segment::Literal(_) | Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => {
            SegmentRole::Builder
        }
    }
}

/// The name of a literal or function without its namespace.
pub fn short_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, short)| short)
}

/// Whether a function of this name returns changes.
pub fn is_delta(name: &str) -> bool {
    short_name(name) == "delta"
}

/// Whether a title names the last segment as a function: "user: reminderView", "reminderView function".
fn is_titled(model: &Model, path_item: &PathItem, name: &str) -> bool {
    let name = short_name(name).to_lowercase();
    let says = |title: &str| {
        let bound = title::bound_action(title).map(|(_, name)| name);
        let title = title.trim().to_lowercase();
        bound.or_else(|| title.strip_suffix(" function").map(str::to_owned)) == Some(name.clone())
    };
    let operations = path_item.verbs.iter().flat_map(|verb| &verb.operations);
    let mut operations = operations.filter_map(|(id, _)| model.operations.get(id.0));
    path_item.ty.is_none() && operations.any(|one| says(&one.title))
}

fn holds_bytes(path_item: &PathItem) -> bool {
    path_item.ty.as_ref().is_none_or(|ty| {
        matches!(ty.item, ItemType::Primitive(Primitive::Stream | Primitive::Binary)) && !ty.collection
    })
}
