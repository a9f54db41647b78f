//! Finds the types that operations reach, each with the reason. In: a [`Model`] and operations of it. Out: [`Reach`].

use std::collections::{BTreeMap, BTreeSet};

use crate::model::operation::{Body, Content, Operation};
use crate::model::schema::{Base, ItemType, ValueType};
use crate::model::{EnumId, Model, OperationId, TypeId};
use crate::name::{AnnotationName, PropertyName};

/// Whether the types derived from a reached type belong to a selection.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DerivedTypes {
    /// They do: values of the type can hold them.
    #[default]
    Include,
    /// They do not; values of them are read as their base.
    Exclude,
}

/// The types and enums that a selection needs.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Entities and complex types.
    pub types: BTreeMap<TypeId, Reason>,
    /// Enums.
    pub enums: BTreeMap<EnumId, Reason>,
}

/// Why a type is reached: the first reason that was found, by the shortest path from an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reason {
    /// An operation sends, returns or takes it.
    Operation(OperationId),
    /// A member of a reached type holds it.
    Member(TypeId, PropertyName),
    /// Values of a reached type carry it in an annotation.
    Annotation(TypeId, AnnotationName),
    /// A reached type extends it.
    BaseOf(TypeId),
    /// It extends a reached type.
    DerivedFrom(TypeId),
    /// It has a page, and nothing is left out.
    Documented,
}

impl Reach {
    /// Adds the types and enums that no operation reaches.
    pub(super) fn add_documented(&mut self, model: &Model) {
        for id in (0..model.types.len()).map(TypeId) {
            self.types.entry(id).or_insert(Reason::Documented);
        }
        for id in (0..model.enums.len()).map(EnumId) {
            self.enums.entry(id).or_insert(Reason::Documented);
        }
    }
}

/// Finds what the operations reach, breadth first, so that each reason is the nearest one.
pub(super) fn reach(
    model: &Model,
    operations: impl Iterator<Item = OperationId>,
    derived_types: DerivedTypes,
) -> Reach {
    let mut derived: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, ty) in (0..).map(TypeId).zip(&model.types) {
        if let Some(Base::Type(base)) = ty.base {
            derived.entry(base).or_default().push(id);
        }
    }
    let mut walk = Walk::default();
    for id in operations {
        for item in items(&model.operations[id.0]) {
            walk.visit(item, Use::Value, &Reason::Operation(id));
        }
    }
    let mut next = 0;
    while let Some(&(id, reached_as)) = walk.queue.get(next) {
        next += 1;
        let ty = &model.types[id.0];
        if let Some(Base::Type(base)) = ty.base {
            walk.visit(&ItemType::Type(base), Use::Base, &Reason::BaseOf(id));
        }
        for member in &ty.members {
            walk.visit(&member.ty.item, Use::Value, &Reason::Member(id, member.name.clone()));
        }
        for annotation in &ty.annotations {
            walk.visit(&annotation.ty.item, Use::Value, &Reason::Annotation(id, annotation.name.clone()));
        }
        if derived_types == DerivedTypes::Include && reached_as == Use::Value {
            for &derived in derived.get(&id).into_iter().flatten() {
                walk.visit(&ItemType::Type(derived), Use::Value, &Reason::DerivedFrom(id));
            }
        }
    }
    walk.reach
}

/// How a type is reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Use {
    /// Values of it exist, so values of its derived types do.
    Value,
    /// A reached type inherits its members.
    Base,
}

#[derive(Default)]
struct Walk {
    reach: Reach,
    values: BTreeSet<TypeId>,
    queue: Vec<(TypeId, Use)>,
}

impl Walk {
    fn visit(&mut self, item: &ItemType, reached_as: Use, reason: &Reason) {
        match item {
            ItemType::Type(id) => {
                let is_new = !self.reach.types.contains_key(id);
                // A base is queued again when a value of it is found, for its derived types.
                let is_new_value = reached_as == Use::Value && self.values.insert(*id);
                if is_new || is_new_value {
                    self.queue.push((*id, reached_as));
                }
                self.reach.types.entry(*id).or_insert_with(|| reason.clone());
            }
            ItemType::Enum(id) => {
                self.reach.enums.entry(*id).or_insert_with(|| reason.clone());
            }
            ItemType::Primitive(_) | ItemType::Undocumented(_) => {}
        }
    }
}

/// The types that an operation sends, takes and returns.
fn items(operation: &Operation) -> impl Iterator<Item = &ItemType> {
    let body = match &operation.body {
        Body::Type(ValueType { item, .. }) => Some(item),
        Body::None | Body::Parameters | Body::Content | Body::Unstated => None,
    };
    let response = match &operation.response.content {
        Content::Value(ValueType { item, .. }) => Some(item),
        Content::None | Content::Stream | Content::Unstated => None,
    };
    let examples = operation.examples.iter().filter_map(|example| example.response.as_ref()?.ty.as_ref());
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty.item);
    body.into_iter().chain(response).chain(parameters).chain(examples)
}
