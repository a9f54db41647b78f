//! Builds the model of a selection: its operations, path items and types, with new ids. In: the whole [`Model`] and a [`Selected`]
//! part. Out: a [`Model`] with unchanged names.

use std::collections::{BTreeMap, BTreeSet};

use super::Selected;
use crate::model::operation::{Body, Content, Operation};
use crate::model::path_item::{Child, PathItem, Verb, route};
use crate::model::schema::{Base, Enum, ItemType, Type, ValueType};
use crate::model::{EnumId, Model, OperationId, PathItemId, TypeId};

/// Maps ids of the whole model to ids of the pruned one.
struct NewIds<'m> {
    whole: &'m Model,
    types: BTreeMap<TypeId, TypeId>,
    enums: BTreeMap<EnumId, EnumId>,
    operations: BTreeMap<OperationId, OperationId>,
}

pub(super) fn prune(whole: &Model, selected: &Selected) -> Model {
    let ids = NewIds {
        whole,
        types: selected.reach.types.keys().copied().zip((0..).map(TypeId)).collect(),
        enums: selected.reach.enums.keys().copied().zip((0..).map(EnumId)).collect(),
        operations: selected.operations.keys().copied().zip((0..).map(OperationId)).collect(),
    };
    let types = ids.types.keys().map(|id| ids.ty(&whole.types[id.0])).collect();
    let enums: Vec<Enum> = ids.enums.keys().map(|id| whole.enums[id.0].clone()).collect();
    let path_items = path_items(&ids, selected);
    let operation =
        |(id, templates): (&OperationId, &Vec<usize>)| ids.operation(&whole.operations[id.0], templates);
    let operations = selected.operations.iter().map(operation).collect();
    Model { version: whole.version, types, enums, operations, path_items }
}

/// The path items on the paths of the selected templates.
fn path_items(ids: &NewIds<'_>, selected: &Selected) -> Vec<PathItem> {
    let whole = &ids.whole.path_items;
    let ends = |item: PathItemId, operation: OperationId, template: usize| {
        let mut ended = whole[item.0].verbs.iter().flat_map(|verb| &verb.operations);
        ended.any(|(id, templates)| *id == operation && templates.contains(&template))
    };
    // The operations whose selected paths end at a path item or pass through it.
    let mut through: BTreeMap<PathItemId, BTreeSet<OperationId>> =
        BTreeMap::from([(PathItemId(0), BTreeSet::new())]);
    let mut edges: BTreeSet<(PathItemId, usize)> = BTreeSet::new();
    for (&operation, templates) in &selected.operations {
        for &template in templates {
            let segments = &ids.whole.operations[operation.0].templates[template].segments;
            let route = route(whole, segments, |end| ends(end, operation, template));
            for (from, child) in route.into_iter().flat_map(|(_, steps)| steps) {
                through
                    .entry(whole[from.0].children[child].target)
                    .or_default()
                    .insert(ids.operations[&operation]);
                edges.insert((from, child));
            }
        }
    }
    let new: BTreeMap<PathItemId, PathItemId> = through.keys().copied().zip((0..).map(PathItemId)).collect();
    let item = |(id, through): (&PathItemId, &BTreeSet<OperationId>)| {
        let whole = &whole[id.0];
        let children = whole.children.iter().enumerate().filter(|(index, _)| edges.contains(&(*id, *index)));
        let child = |(_, child): (usize, &Child)| Child { target: new[&child.target], ..child.clone() };
        PathItem {
            path: whole.path.clone(),
            key_path: whole.key_path.clone(),
            ty: whole.ty.as_ref().map(|ty| ids.value(ty)),
            property: whole.property.as_ref().map(|ty| ids.value(ty)),
            verbs: whole.verbs.iter().filter_map(|verb| ids.verb(verb, selected)).collect(),
            children: children.map(child).collect(),
            through: through.iter().copied().collect(),
        }
    };
    through.iter().map(item).collect()
}

impl NewIds<'_> {
    fn verb(&self, verb: &Verb, selected: &Selected) -> Option<Verb> {
        let operations = verb.operations.iter().filter_map(|(id, templates)| {
            let selected = selected.operations.get(id)?;
            // Indices of templates change, because the other templates are removed.
            let new = templates.iter().filter_map(|index| selected.iter().position(|kept| kept == index));
            let new: Vec<usize> = new.collect();
            (!new.is_empty()).then(|| (self.operations[id], new))
        });
        let operations: Vec<_> = operations.collect();
        (!operations.is_empty()).then_some(Verb { method: verb.method, operations })
    }

    fn operation(&self, operation: &Operation, selected: &[usize]) -> Operation {
        let mut new = operation.clone();
        new.templates = selected.iter().map(|index| operation.templates[*index].clone()).collect();
        new.lines = selected.iter().filter(|index| **index < operation.lines).count();
        new.implied = selected.iter().filter(|index| **index < operation.implied).count();
        if let Body::Type(ty) = &mut new.body {
            *ty = self.value(ty);
        }
        if let Content::Value(ty) = &mut new.response.content {
            *ty = self.value(ty);
        }
        for parameter in &mut new.parameters {
            parameter.ty = self.value(&parameter.ty);
        }
        for response in new.examples.iter_mut().filter_map(|example| example.response.as_mut()) {
            response.ty = response.ty.as_ref().map(|ty| self.item(ty));
        }
        new
    }

    fn ty(&self, ty: &Type) -> Type {
        let mut new = ty.clone();
        new.base = ty.base.as_ref().map(|base| match base {
            Base::Type(id) => match self.types.get(id) {
                Some(new) => Base::Type(*new),
                None => Base::Undocumented(self.whole.types[id.0].name.clone()),
            },
            Base::Undocumented(name) => Base::Undocumented(name.clone()),
        });
        for member in &mut new.members {
            member.ty = self.value(&member.ty);
        }
        for annotation in &mut new.annotations {
            annotation.ty = self.value(&annotation.ty);
        }
        new
    }

    fn value(&self, ty: &ValueType) -> ValueType {
        ValueType { item: self.item(&ty.item), collection: ty.collection }
    }

    /// A type outside the selection becomes its name: request builders are named after the type at their path.
    fn item(&self, item: &ItemType) -> ItemType {
        match item {
            ItemType::Type(id) => match self.types.get(id) {
                Some(new) => ItemType::Type(*new),
                None => ItemType::Undocumented(self.whole.types[id.0].name.clone()),
            },
            ItemType::Enum(id) => match self.enums.get(id) {
                Some(new) => ItemType::Enum(*new),
                None => ItemType::Undocumented(self.whole.enums[id.0].name.clone()),
            },
            ItemType::Primitive(_) | ItemType::Undocumented(_) => item.clone(),
        }
    }
}
