//! In: what pages say of their product area, and paths. Out: the module that a type or a place belongs to.

use std::collections::BTreeSet;

use super::ident::{Ident, words};
use super::operation::documented;
use super::types::TypePath;
use crate::model::Model;
use crate::model::place::Place;
use crate::model::schema::ItemType;

/// The module of what belongs to no area.
const NO_AREA: &str = "other";

/// The modules around those of areas, and the crate that all of them import.
const AROUND: &[&str] = &["bodies", "models", "msgraph_core", "operations", "places"];

/// The module of an area; never one of the namespaces, never that of the module around it.
pub fn module(area: Option<&str>, namespaces: &BTreeSet<&Ident>) -> Ident {
    let name = area.filter(|area| words(area).next().is_some()).unwrap_or(NO_AREA);
    let ident = Ident::snake(name);
    match namespaces.contains(&ident) || AROUND.contains(&ident.as_str()) {
        true => ident.with_suffix("_area"),
        false => ident,
    }
}

/// The namespaces of types below `models`.
pub fn namespaces<'a>(paths: impl Iterator<Item = &'a TypePath>) -> BTreeSet<&'a Ident> {
    paths.filter_map(|path| path.module.as_ref()).collect()
}

/// The area of a place: that of its type, else of the first operation there, else the first segment of its path.
pub fn of_place<'a>(model: &'a Model, place: &'a Place) -> Option<&'a str> {
    let item = place.ty.as_ref().map(|ty| &ty.item);
    let of_type = match item {
        Some(ItemType::Type(id)) => model.types.get(id.0).and_then(|ty| ty.about.area.as_deref()),
        Some(ItemType::Enum(id)) => model.enums.get(id.0).and_then(|one| one.about.area.as_deref()),
        Some(ItemType::Primitive(_) | ItemType::Undocumented(_)) | None => None,
    };
    let mut verbs = place.verbs.iter();
    let of_operation = || {
        verbs.find_map(|verb| documented(model, &verb.operations).first()?.operation.about.area.as_deref())
    };
    let first_segment = || place.path.split('/').find(|part| words(part).next().is_some());
    of_type.or_else(of_operation).or_else(first_segment)
}
