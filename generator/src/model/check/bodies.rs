//! Checks rows of request bodies. In: operations whose body has a type. Out: [`Found`]s: rows that are not members of the type.

use std::collections::BTreeMap;

use super::{Found, Problem};
use crate::facts::PageFacts;
use crate::facts::operation::{OperationFacts, ParameterLocation};
use crate::model::hierarchy::TypeHierarchy;
use crate::model::operation::Body;
use crate::model::operations::body::is_annotation;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, TypeId};
use crate::name::PagePath;

pub(super) fn check(model: &Model, pages: &[PageFacts], found: &mut Vec<Found>) {
    let facts = pages.iter().filter_map(|page| page.operation.as_deref());
    let facts: BTreeMap<&PagePath, &OperationFacts> = facts.map(|facts| (&facts.page, facts)).collect();
    for operation in &model.operations {
        let Body::Type(ValueType { item: ItemType::Type(id), .. }) = operation.body else { continue };
        let rows = facts.get(&operation.page).into_iter().flat_map(|facts| &facts.parameters);
        for row in rows.filter(|row| row.location == ParameterLocation::Body) {
            let name = row.name.as_str();
            if is_annotation(name) || TypeHierarchy(&model.types).has_member(id, name) {
                continue;
            }
            let ty = model.types[id.0].name.clone();
            let problem = Problem::NotAMember { name: row.name.clone(), ty, is_open: is_open(model, id) };
            found.push(Found { page: operation.page.clone(), span: row.ty.span.clone(), problem });
        }
    }
}

/// Whether values of a type may have undocumented properties.
pub(super) fn is_open(model: &Model, id: TypeId) -> bool {
    TypeHierarchy(&model.types).lineage(id).any(|id| model.types[id.0].is_open)
}
