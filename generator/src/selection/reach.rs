//! Finds the types that operations reach, each with the reason. In: a [`Model`] and some of its operations. Out: [`Reach`].

use std::collections::{BTreeMap, BTreeSet};

use crate::model::operation::{Body, Content, Operation};
use crate::model::schema::{Base, ItemType, ValueType};
use crate::model::{EnumId, Model, OperationId, TypeId};
use crate::name::{AnnotationName, PropertyName};

/// Whether the types derived from a reached type belong to a selection.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DerivedTypes {
    /// Derived types are selected, because values of the base type can have them.
    #[default]
    Include,
    /// Derived types are omitted. Their values are parsed as the base type.
    Exclude,
}

/// The types and enums that a selection needs.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Entities and complex types.
    pub types: BTreeMap<TypeId, Reason>,
    /// The types that are first reached as a base, and later as the type of a value: why values of them exist. These values bring
    /// their derived types along.
    pub values: BTreeMap<TypeId, Reason>,
    /// Enums.
    pub enums: BTreeMap<EnumId, Reason>,
}

/// The reason why a type is reached, on a shortest path from an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reason {
    /// An operation sends or returns the type, or takes it as an argument.
    Operation(OperationId),
    /// A member of a reached type has this type.
    Member(TypeId, PropertyName),
    /// An instance annotation of a reached type has this type.
    Annotation(TypeId, AnnotationName),
    /// A reached type extends this type.
    BaseOf(TypeId),
    /// The type extends a reached type.
    DerivedFrom(TypeId),
    /// The whole API is selected, and the type has a page.
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

/// Finds the types that operations reach. The search is breadth-first, so that each reason is a nearest one.
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
    let mut search = Search::default();
    for id in operations {
        for item in items(&model.operations[id.0]) {
            search.visit(item, Use::Value, &Reason::Operation(id));
        }
    }
    let mut next = 0;
    while let Some(&(id, reached_as)) = search.queue.get(next) {
        next += 1;
        let ty = &model.types[id.0];
        if let Some(Base::Type(base)) = ty.base {
            search.visit(&ItemType::Type(base), Use::Base, &Reason::BaseOf(id));
        }
        for member in &ty.members {
            search.visit(&member.ty.item, Use::Value, &Reason::Member(id, member.name.clone()));
        }
        for annotation in &ty.annotations {
            search.visit(&annotation.ty.item, Use::Value, &Reason::Annotation(id, annotation.name.clone()));
        }
        if derived_types == DerivedTypes::Include && reached_as == Use::Value {
            for &derived in derived.get(&id).into_iter().flatten() {
                search.visit(&ItemType::Type(derived), Use::Value, &Reason::DerivedFrom(id));
            }
        }
    }
    search.reach
}

/// The use of a type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Use {
    /// Values of the type exist, and so may values of its derived types.
    Value,
    /// Only its members are needed, by a reached derived type.
    Base,
}

#[derive(Default)]
struct Search {
    reach: Reach,
    values: BTreeSet<TypeId>,
    queue: Vec<(TypeId, Use)>,
}

impl Search {
    fn visit(&mut self, item: &ItemType, reached_as: Use, reason: &Reason) {
        match item {
            ItemType::Type(id) => {
                let is_new = !self.reach.types.contains_key(id);
                // A base is queued again when a value of it is found, for its derived types.
                let is_new_value = reached_as == Use::Value && self.values.insert(*id);
                if is_new || is_new_value {
                    self.queue.push((*id, reached_as));
                }
                match is_new {
                    true => self.reach.types.insert(*id, reason.clone()),
                    false if is_new_value => self.reach.values.insert(*id, reason.clone()),
                    false => None,
                };
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
