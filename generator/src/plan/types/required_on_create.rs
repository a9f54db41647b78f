//! Finds the properties that a new item requires. In: pages that create items. Out: [`Created`], by type.

use std::collections::BTreeMap;

use crate::facts::operation::ParameterLocation;
use crate::facts::template::Method;
use crate::model::operation::{Body, Operation};
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, TypeId};
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::structs::{ConstructorPlan, StructPlan};
use crate::plan::naming::method_names::is_create;
use crate::plan::naming::page_links::source_page;
use crate::plan::types::constructors::constructor;

/// The properties required by pages that create an item, by type.
#[derive(Debug)]
pub struct Created<'a> {
    model: &'a Model,
    required: BTreeMap<TypeId, (&'a Operation, Vec<&'a str>)>,
}

impl<'a> Created<'a> {
    /// Reads the pages that create an item. With several pages for a type, only properties required by all of them count.
    pub fn new(model: &'a Model) -> Self {
        let mut required: BTreeMap<TypeId, (&Operation, Vec<&str>)> = BTreeMap::new();
        for operation in &model.operations {
            let (Some(id), names) = (created(operation), required_of(operation)) else { continue };
            if names.is_empty() {
                continue;
            }
            let (_, known) = required.entry(id).or_insert_with(|| (operation, names.clone()));
            known.retain(|name| names.contains(name));
        }
        Self { model, required }
    }

    /// The constructor of a type. `None` if it requires a navigation property, whose type can belong to another feature.
    pub fn constructor(&self, id: TypeId, plan: &StructPlan) -> Option<ConstructorPlan> {
        if plan.is_abstract {
            return None;
        }
        let (operation, names) = self.required.get(&id)?;
        let index =
            |name: &&str| plan.fields.iter().position(|field| field.wire == *name && !field.is_reference);
        let fields: Option<Vec<usize>> = names.iter().map(index).collect();
        let title = code(&operation.title);
        let doc = Doc::markdown(&format!("Creates an item with the properties that {title} requires."));
        constructor(plan, &fields?, doc.paragraph(&source_page(&operation.page, self.model.version)))
    }
}

/// The type of the item that an operation creates.
fn created(operation: &Operation) -> Option<TypeId> {
    match &operation.body {
        Body::Type(ValueType { item: ItemType::Type(id), collection: false })
            if operation.method == Method::Post && is_create(&operation.title) =>
        {
            Some(*id)
        }
        Body::Type(_) | Body::None | Body::Parameters | Body::Content | Body::Unstated => None,
    }
}

fn required_of(operation: &Operation) -> Vec<&str> {
    let rows = operation.parameters.iter();
    let required = rows.filter(|row| row.location == ParameterLocation::Body && row.required);
    required.map(|row| row.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::Created;
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content, Operation, Parameter};
    use crate::model::schema::ValueType;
    use crate::model::{Model, TypeId};
    use crate::plan::naming::lock::PinnedNames;
    use crate::plan::naming::type_names::{Home, TypeNames};
    use crate::plan::sample::{model, object, operation, parameter, string, ty};
    use crate::plan::types::structs::structure;

    /// A page that creates an item. Its rows are required (`!`) or not.
    fn creating(title: &str, rows: &[&str]) -> Operation {
        let item = ValueType { item: object(0), collection: false };
        let mut one = operation(title, Method::Post, "/items", Body::Type(item), Content::Unstated);
        one.parameters = rows
            .iter()
            .map(|row| Parameter {
                required: row.ends_with('!'),
                ..parameter(row.trim_end_matches('!'), string())
            })
            .collect();
        one
    }

    #[track_caller]
    fn check(operations: Vec<Operation>, expected: &[&str]) {
        let members = [("name", string(), false), ("kind", string(), false), ("owner", object(0), false)];
        let model = Model { operations, ..model(vec![ty("item", None, &members)], Vec::new()) };
        let names = TypeNames::new(&model, [], PinnedNames::default());
        let plan = structure(&model, &names, TypeId(0), Home::Flat, PinnedNames::default());
        let made = Created::new(&model).constructor(TypeId(0), &plan);
        let fields =
            made.map(|made| made.fields.iter().map(|one| one.field.as_str().to_owned()).collect::<Vec<_>>());
        assert_eq!(fields.unwrap_or_default(), expected);
    }

    #[test]
    fn what_a_create_page_requires_makes_an_item() {
        check(vec![creating("Create item", &["kind!", "name!"])], &["kind", "name"]);
        check(
            vec![creating("Create item", &["name!", "kind!"]), creating("Add item", &["name!"])],
            &["name"],
        );
    }

    #[test]
    fn nothing_makes_an_item_of_an_abstract_type() {
        let operations = vec![creating("Create item", &["name!"])];
        let mut types = vec![ty("item", None, &[("name", string(), false)]), ty("box", Some(0), &[])];
        types[0].is_abstract = true;
        let model = Model { operations, ..model(types, Vec::new()) };
        let names = TypeNames::new(&model, [], PinnedNames::default());
        let plan = structure(&model, &names, TypeId(0), Home::Flat, PinnedNames::default());
        assert!(Created::new(&model).constructor(TypeId(0), &plan).is_none());
    }

    #[test]
    fn other_pages_make_none() {
        check(vec![creating("Create item", &["name", "kind"])], &[]);
        check(vec![creating("Restore item", &["name!"])], &[]);
        check(vec![creating("Create item", &["id!", "name!"])], &[]);
        check(vec![creating("Create item", &["owner!"])], &[]);
    }
}
