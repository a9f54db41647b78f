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

/// Names that the file of a module must not have: `mod.rs` is that of the module around it, the others are devices of Windows.
const NO_FILES: &[&str] = &["aux", "con", "mod", "nul", "prn"];

/// How long the name of a module is at most: it is the name of a file, too.
const LENGTH: usize = 60;

/// The module of an area; never one of the namespaces, never that of the module around it.
pub fn module(area: Option<&str>, namespaces: &BTreeSet<&Ident>) -> Ident {
    let name = area.filter(|area| words(area).next().is_some()).unwrap_or(NO_AREA);
    let ident = Ident::snake(name);
    let ident = ident.bare().get(..LENGTH).map(Ident::snake).unwrap_or(ident);
    let taken = AROUND.contains(&ident.as_str()) || NO_FILES.contains(&ident.bare());
    match taken || namespaces.contains(&ident) {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::module;

    #[track_caller]
    fn check(area: &str, name: &str) {
        assert_eq!(module(Some(area), &BTreeSet::new()).as_str(), name);
    }

    #[test]
    fn an_area_is_a_file_name_on_every_system() {
        check("Microsoft Teams", "microsoft_teams");
        check("aux", "aux_area");
        check("models", "models_area");
        check("mod", "mod_area");
        check("type", "r#type");
        check("!", "other");
        check(&"a".repeat(300), &"a".repeat(60));
        check(&"é".repeat(300), "other");
    }
}
