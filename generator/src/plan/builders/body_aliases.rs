//! Finds bodies that are those of the same action of a base type. In: all bodies. Out: the same, some of them aliases.
//!
//! Each type derived from `directoryObject` has its actions. One struct for them all lets a program share code, and compiles faster.

use crate::model::hierarchy::TypeHierarchy;
use crate::model::{Model, OperationId, TypeId};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::structs::StructPlan;

/// The body of an action.
#[derive(Debug)]
pub struct PlannedBody {
    /// Its plan.
    pub plan: StructPlan,
    /// The type of the object with the action.
    pub ty: Option<TypeId>,
    /// The name of the action.
    pub action: String,
    /// The operations that state its parameters.
    pub operations: Vec<OperationId>,
}

/// The plans of bodies, with aliases.
pub fn with_aliases(bodies: Vec<PlannedBody>, model: &Model) -> Vec<StructPlan> {
    let aliases: Vec<Option<Ident>> = bodies.iter().map(|body| alias(body, &bodies, model)).collect();
    let plans = bodies.into_iter().map(|body| body.plan);
    plans.zip(aliases).map(|(plan, alias_of)| StructPlan { alias_of, ..plan }).collect()
}

/// The same body of the farthest base type that has it.
fn alias(body: &PlannedBody, bodies: &[PlannedBody], model: &Model) -> Option<Ident> {
    let bases: Vec<TypeId> = TypeHierarchy(&model.types).bases(body.ty?).collect();
    let same = |base: &TypeId| bodies.iter().find(|other| other.ty == Some(*base) && is_same(body, other));
    Some(bases.iter().rev().find_map(same)?.plan.ident.clone())
}

/// Whether two bodies have the same content: the same pages state the fields, and pinned names do not differ.
fn is_same(one: &PlannedBody, other: &PlannedBody) -> bool {
    let fields = |body: &PlannedBody| -> Vec<(String, Ident)> {
        body.plan.fields.iter().map(|field| (field.wire.clone(), field.ident.clone())).collect()
    };
    one.action == other.action && one.operations == other.operations && fields(one) == fields(other)
}

#[cfg(test)]
mod tests {
    use crate::facts::template::{Method, Template};
    use crate::model::Model;
    use crate::model::operation::{Body, Content, Operation};
    use crate::model::path_item::path_items;
    use crate::model::schema::ValueType;
    use crate::plan::sample::{model, object, operation, parameter, shown, string, ty};

    fn on(paths: &[&str], operation: Operation) -> Operation {
        let templates = paths.iter().map(|path| Template::parse(path).unwrap()).collect();
        Operation { templates, ..operation }
    }

    fn get(path: &str, ty: usize) -> Operation {
        let content = Content::Value(ValueType { item: object(ty), collection: false });
        on(&[path], operation(path, Method::Get, path, Body::None, content))
    }

    fn check(title: &str, paths: &[&str]) -> Operation {
        let check = operation(title, Method::Post, paths[0], Body::Parameters, Content::Unstated);
        on(paths, Operation { parameters: vec![parameter("names", string())], ..check })
    }

    /// The body of the action of the derived type.
    fn body_of_part(mut operations: Vec<Operation>) -> String {
        operations.extend([get("/things/{id}", 0), get("/parts/{id}", 1)]);
        let types = vec![ty("thing", None, &[]), ty("part", Some(0), &[])];
        let path_items = path_items(&types, &[], &operations);
        shown(
            Model { operations, path_items, ..model(types, Vec::new()) },
            "src/v1/bodies/part_check.rs",
            "pub ",
        )
    }

    #[test]
    fn an_action_of_a_base_has_one_body() {
        let operations = vec![check("Check", &["/things/{id}/check", "/parts/{id}/check"])];
        assert!(body_of_part(operations).starts_with("pub type PartCheckBody = super::ThingCheckBody;"));
    }

    #[test]
    fn an_action_with_its_own_page_has_its_own_body() {
        let operations = vec![check("Check", &["/things/{id}/check"]), check("Test", &["/parts/{id}/check"])];
        assert!(body_of_part(operations).starts_with("pub struct PartCheckBody {"));
    }
}
