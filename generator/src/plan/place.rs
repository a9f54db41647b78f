//! In: the places of a model. Out: [`PlacePlan`]s: one struct for each place, with a method for all that can be asked.

use super::doc::Doc;
use super::ident::{Ident, Scope, words};
use super::method::MethodPlan;
use super::step::{Use, used_as};
use super::types::TypeNames;
use crate::model::place::Place;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, PlaceId};

/// A struct that stands for a place.
#[derive(Clone, Debug)]
pub struct PlacePlan {
    /// What stands there.
    pub doc: Doc,
    /// Its name.
    pub ident: Ident,
    /// What can be asked, then where the path goes on.
    pub methods: Vec<MethodPlan>,
}

/// The names of the places that have a struct.
#[derive(Debug)]
pub struct PlaceNames {
    idents: Vec<Option<Ident>>,
    order: Vec<PlaceId>,
}

impl PlaceNames {
    /// Names all places that a path can rest at; of several with one name the one with a type has it, then the one with
    /// the shortest path.
    pub fn new(model: &Model, names: &TypeNames) -> Self {
        let mut order = resting_places(model);
        order.sort_by_key(|&PlaceId(index)| {
            let place = &model.places[index];
            let is_typed = place.ty.as_ref().is_some_and(|ty| type_stem(ty, names).is_some());
            (!is_typed, place.path.split('/').count(), &place.path, index)
        });
        let mut scope = Scope::default();
        let mut idents = vec![None; model.places.len()];
        for &PlaceId(index) in &order {
            idents[index] = Some(scope.take(&candidates(&model.places[index], names), ""));
        }
        Self { idents, order }
    }

    /// The name of a place; `None` when it is no more than the end of an operation.
    pub fn get(&self, PlaceId(index): PlaceId) -> Option<&Ident> {
        self.idents.get(index)?.as_ref()
    }

    /// The places with a name, those with a type first, in the order of the length of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (PlaceId, &Ident)> {
        self.order.iter().filter_map(|&id| self.get(id).map(|ident| (id, ident)))
    }
}

/// The places where a path can rest, in no order; the root is none of them.
fn resting_places(model: &Model) -> Vec<PlaceId> {
    let mut reached = vec![false; model.places.len()];
    let mut found = Vec::new();
    let mut open = vec![PlaceId(0)];
    while let Some(PlaceId(at)) = open.pop() {
        let Some(place) = model.places.get(at) else { continue };
        for step in &place.children {
            let known = step.to.0 < model.places.len();
            if known && used_as(model, step) == Use::Place && !reached[step.to.0] {
                reached[step.to.0] = true;
                found.push(step.to);
                open.push(step.to);
            }
        }
    }
    found
}

/// The names that a place may have, best first.
fn candidates(place: &Place, names: &TypeNames) -> Vec<Ident> {
    let typed = place.ty.as_ref().and_then(|ty| type_stem(ty, names).map(|stem| (stem, ty.collection)));
    let suffix =
        if typed.as_ref().is_some_and(|&(_, collection)| collection) { "Collection" } else { "Place" };
    let parts: Vec<&str> = place.path.split('/').filter(|part| words(part).next().is_some()).collect();
    let by_path = (1..=parts.len().max(1)).map(|count| {
        Ident::pascal(&parts[parts.len().saturating_sub(count)..].join("/")).with_suffix(suffix)
    });
    typed.iter().map(|(stem, _)| stem.with_suffix(suffix)).chain(by_path).collect()
}

/// What a typed place is called without its suffix.
pub fn type_stem(ty: &ValueType, names: &TypeNames) -> Option<Ident> {
    let path = match &ty.item {
        ItemType::Type(id) => names.structure(*id),
        ItemType::Enum(id) => names.enumeration(*id),
        ItemType::Undocumented(name) => return Some(Ident::pascal(name.short())),
        ItemType::Primitive(_) => return None,
    };
    Some(match &path.module {
        Some(module) => path.ident.with_prefix(Ident::pascal(module.bare()).bare()),
        None => path.ident.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::PlaceNames;
    use crate::model::Model;
    use crate::plan::sample::{literal, model, object, place, ty};
    use crate::plan::types::TypeNames;

    #[test]
    fn a_place_with_a_type_has_the_first_choice() {
        let steps = vec![(literal("drive"), 1), (literal("drives"), 2), (literal("users"), 3)];
        let places = vec![
            place("", None, &[], steps),
            place("/drive", None, &[], Vec::new()),
            place("/users/{}/drive", Some((object(0), false)), &[], Vec::new()),
            place("/users/drive", None, &[], Vec::new()),
        ];
        let model = Model { places, ..model(vec![ty("drive", None, &[])], Vec::new()) };
        let names = PlaceNames::new(&model, &TypeNames::new(&model, []));
        let named: Vec<(usize, &str)> = names.iter().map(|(id, ident)| (id.0, ident.as_str())).collect();
        assert_eq!(named, [(2, "DrivePlace"), (1, "DrivePlace2"), (3, "UsersDrivePlace")]);
    }
}
