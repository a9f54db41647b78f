//! In: the places of a model. Out: [`PlacePlan`]s: one struct for each place, with a method for all that can be asked.

use super::above::{Above, Before};
use super::doc::Doc;
use super::ident::{Ident, Scope};
use super::known;
use super::lock::{Held, Kind};
use super::method::MethodPlan;
use super::step::{Use, used_as};
use super::types::{PRELUDE, TypeNames, ancestors};
use crate::facts::template::Segment;
use crate::model::place::Place;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, PlaceId};
use crate::name::DEFAULT_NAMESPACE;

/// A struct that stands for a place.
#[derive(Clone, Debug)]
pub struct PlacePlan {
    /// What stands there; `None` where another file declares the struct.
    pub doc: Option<Doc>,
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
    /// What each place of the model is known as.
    known: Vec<Vec<String>>,
}

impl PlaceNames {
    /// Names all places that a path can rest at: one with a type by its type, another by the place before it and the segment
    /// between them, so that no other page can change its name; where that is taken, by its path.
    pub fn new(model: &Model, names: &TypeNames, held: Held<'_>) -> Self {
        let mut order = resting_places(model);
        order.sort_by_key(|&PlaceId(index)| {
            let place = &model.places[index];
            let is_typed = place.ty.as_ref().is_some_and(|ty| type_stem(ty, names).is_some());
            (!is_typed, place.path.split('/').count(), &place.path, index)
        });
        let above = Above::of(model);
        let stems = Stems::new(model, names, &above);
        let known = known::places(model, &above, held);
        let mut scope = Scope::with(PRELUDE);
        let mut idents: Vec<Option<Ident>> = vec![None; model.places.len()];
        for &PlaceId(index) in &order {
            let held = held.name_of_any(Kind::Place, &known[index]);
            idents[index] = held.filter(|ident| scope.claim(ident));
        }
        // A name that nothing can have a better right to is not left to the order.
        for &id in order.iter().filter(|&&PlaceId(index)| idents[index].is_none()).collect::<Vec<_>>() {
            idents[id.0] = right_name(model, names, id).filter(|ident| scope.claim(ident));
        }
        for &id in &order {
            if idents[id.0].is_none() {
                idents[id.0] = Some(scope.take(&stems.candidates(id), ""));
            }
        }
        Self { idents, order, known }
    }

    /// What a place is known as in the list of names that are held.
    pub fn known(&self, PlaceId(index): PlaceId) -> &[String] {
        self.known.get(index).map_or(&[], Vec::as_slice)
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

/// What places are called without their suffix.
struct Stems<'a> {
    model: &'a Model,
    names: &'a TypeNames,
    /// The words of each place.
    words: Vec<String>,
}

/// What follows the name of a type.
const PLACE: &str = "Place";

/// What follows the name of a type of which there are many.
const COLLECTION: &str = "Collection";

impl<'a> Stems<'a> {
    fn new(model: &'a Model, names: &'a TypeNames, above: &Above<'_>) -> Self {
        let words = above.tell(|id, before, words| stem(model, names, id, before, words));
        Self { model, names, words }
    }

    /// The names that a place may have, best first.
    fn candidates(&self, id: PlaceId) -> Vec<Ident> {
        let place = &self.model.places[id.0];
        let by_path = || Ident::pascal(&with_keys(place)).with_suffix(PLACE);
        match place.ty.as_ref().and_then(|ty| type_stem(ty, self.names).map(|stem| (stem, ty.collection))) {
            Some((stem, true)) => vec![stem.with_suffix(COLLECTION), stem.with_suffix("CollectionPlace")],
            Some((stem, false)) => vec![stem.with_suffix(PLACE)],
            None => {
                let own = Ident::pascal(&self.words[id.0]).with_suffix(PLACE);
                vec![own, by_path(), by_path().with_prefix("Root")]
            }
        }
    }
}

/// The words of a place: its type, or what is before it and the segment.
fn stem(model: &Model, names: &TypeNames, id: PlaceId, before: &[Before<'_>], words: &[String]) -> String {
    if id.0 == 0 {
        return String::new();
    }
    let place = &model.places[id.0];
    if let Some((stem, collection)) =
        place.ty.as_ref().and_then(|ty| type_stem(ty, names).map(|stem| (stem, ty.collection)))
    {
        return format!("{}{}", stem.bare(), if collection { COLLECTION } else { "" });
    }
    let before = before.iter().map(|(before, segment)| {
        let ty = model.places[before.0].ty.as_ref();
        let lineage = ty.map(|ty| match &ty.item {
            ItemType::Type(id) => ancestors(model, *id).len(),
            ItemType::Enum(_) | ItemType::Undocumented(_) | ItemType::Primitive(_) => 0,
        });
        let rank = (lineage.is_none() && before.0 != 0, lineage);
        (rank, format!("{}/{}", words[before.0], segment_words(segment)))
    });
    before.min().map_or_else(|| with_keys(place), |(_, stem)| stem)
}

fn segment_words(segment: &Segment) -> &str {
    match segment {
        Segment::Literal(name) | Segment::Function { name, .. } => name,
        Segment::Key(_) => "Key",
        Segment::PathAddress { .. } => "Path",
    }
}

/// The path of a place with a word for each key.
fn with_keys(place: &Place) -> String {
    place.path.replace("{}", "Key")
}

/// The name of a place that nothing can have a better right to: that of a type which is spelt by the rule and in no namespace of
/// its own.
fn right_name(model: &Model, names: &TypeNames, PlaceId(index): PlaceId) -> Option<Ident> {
    let ty = model.places.get(index)?.ty.as_ref()?;
    let name = match &ty.item {
        ItemType::Type(id) => &model.types.get(id.0)?.name,
        ItemType::Undocumented(name) => name,
        ItemType::Enum(_) | ItemType::Primitive(_) => return None,
    };
    let stem = type_stem(ty, names).filter(|stem| stem.is_right(name.short()))?;
    let suffix = if ty.collection { COLLECTION } else { PLACE };
    (name.namespace() == DEFAULT_NAMESPACE).then(|| stem.with_suffix(suffix))
}

/// What a typed place is called without its suffix.
pub fn type_stem(ty: &ValueType, names: &TypeNames) -> Option<Ident> {
    let path = match &ty.item {
        ItemType::Type(id) => names.structure(*id),
        ItemType::Enum(id) => names.enumeration(*id),
        ItemType::Undocumented(name) => return Some(names.undocumented(name)),
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
    use crate::facts::template::Segment;
    use crate::model::Model;
    use crate::plan::lock::Held;
    use crate::plan::sample::{literal, model, object, place, ty};
    use crate::plan::types::TypeNames;

    fn named(model: &Model) -> Vec<(usize, String)> {
        let names = PlaceNames::new(model, &TypeNames::new(model, [], Held::default()), Held::default());
        names.iter().map(|(id, ident)| (id.0, ident.as_str().to_owned())).collect()
    }

    #[test]
    fn a_place_without_a_type_is_named_by_what_is_before_it() {
        let key = Segment::Key("id".to_owned());
        let places = vec![
            place("", None, &[], vec![(literal("parcels"), 1), (literal("me"), 3)]),
            place("/parcels", None, &[], vec![(key, 2)]),
            place("/parcels/{}", None, &[], Vec::new()),
            place("/me", Some((object(0), false)), &[], vec![(literal("settings"), 4)]),
            place("/me/settings", None, &[], Vec::new()),
        ];
        let model = Model { places, ..model(vec![ty("user", None, &[])], Vec::new()) };
        let expected =
            [(3, "UserPlace"), (1, "ParcelsPlace"), (4, "UserSettingsPlace"), (2, "ParcelsKeyPlace")];
        assert_eq!(named(&model), expected.map(|(id, name)| (id, name.to_owned())));
    }

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
        let expected = [(2, "DrivePlace"), (1, "RootDrivePlace"), (3, "UsersPlace")];
        assert_eq!(named(&model), expected.map(|(id, name)| (id, name.to_owned())));
    }
}
