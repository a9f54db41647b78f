//! Finds the types that operations reach, each with the reason. In: a [`Model`] and operations of it. Out: [`Reach`].

use std::collections::BTreeMap;

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
    let mut walk = Walk { reach: Reach::default(), queue: Vec::new() };
    for id in operations {
        for item in items(&model.operations[id.0]) {
            walk.visit(item, &Reason::Operation(id));
        }
    }
    let mut next = 0;
    while let Some(&id) = walk.queue.get(next) {
        next += 1;
        let ty = &model.types[id.0];
        if let Some(Base::Type(base)) = ty.base {
            walk.visit(&ItemType::Type(base), &Reason::BaseOf(id));
        }
        for member in &ty.members {
            walk.visit(&member.ty.item, &Reason::Member(id, member.name.clone()));
        }
        for annotation in &ty.annotations {
            walk.visit(&annotation.ty.item, &Reason::Annotation(id, annotation.name.clone()));
        }
        if derived_types == DerivedTypes::Include {
            for &derived in derived.get(&id).into_iter().flatten() {
                walk.visit(&ItemType::Type(derived), &Reason::DerivedFrom(id));
            }
        }
    }
    walk.reach
}

struct Walk {
    reach: Reach,
    queue: Vec<TypeId>,
}

impl Walk {
    fn visit(&mut self, item: &ItemType, reason: &Reason) {
        match item {
            ItemType::Type(id) => {
                if !self.reach.types.contains_key(id) {
                    self.reach.types.insert(*id, reason.clone());
                    self.queue.push(*id);
                }
            }
            ItemType::Enum(id) => {
                self.reach.enums.entry(*id).or_insert_with(|| reason.clone());
            }
            ItemType::Primitive(_) | ItemType::Undocumented(_) => {}
        }
    }
}

/// What an operation sends, takes and returns.
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
