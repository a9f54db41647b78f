//! In: the places of a model. Out: what each is known as in the list of names that are held: its type, or the ways to it from a
//! type or the root, so that neither a new page nor a shorter path makes it unknown.

use std::collections::{BTreeMap, BTreeSet};

use super::above::{Above, Before};
use super::lock::within;
use crate::facts::template::Segment;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, PlaceId};

/// How many ways of a place are noted.
const WAYS: usize = 16;

/// What each place is known as, best first; never nothing.
pub fn places(model: &Model, above: &Above<'_>) -> Vec<Vec<String>> {
    let names = model.types.iter().map(|ty| &ty.name).chain(model.enums.iter().map(|one| &one.name));
    let mentioned = model.places.iter().filter_map(|place| match &place.ty.as_ref()?.item {
        ItemType::Undocumented(name) => Some(name),
        ItemType::Type(_) | ItemType::Enum(_) | ItemType::Primitive(_) => None,
    });
    let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names.chain(mentioned) {
        spellings.entry(name.as_str().to_lowercase()).or_default().insert(name.as_str());
    }
    let ways = Ways { model, spellings };
    let known = above.tell(|id, before, known| ways.of(id, before, known));
    known.into_iter().map(|ways| ways.into_iter().collect()).collect()
}

struct Ways<'a> {
    model: &'a Model,
    /// How types are spelt, by their names in small letters.
    spellings: BTreeMap<String, BTreeSet<&'a str>>,
}

impl Ways<'_> {
    /// Capitals come first, so a type as its page spells it is before the same in small letters.
    fn of(&self, id: PlaceId, before: &[Before<'_>], known: &[BTreeSet<String>]) -> BTreeSet<String> {
        let place = &self.model.places[id.0];
        if id.0 == 0 {
            return BTreeSet::from([String::new()]);
        }
        if let Some(names) = place.ty.as_ref().and_then(|ty| self.of_type(ty)) {
            return names;
        }
        let found = before.iter().flat_map(|(before, segment)| {
            let ways = known[before.0].iter();
            ways.map(|way| within(way, &step(segment)))
        });
        let found: BTreeSet<String> = found.collect::<BTreeSet<_>>().into_iter().take(WAYS).collect();
        if found.is_empty() { BTreeSet::from([within("", &place.path)]) } else { found }
    }

    /// A type that no page documents is known in small letters, for its own page may spell it otherwise than those that mention it.
    fn of_type(&self, ty: &ValueType) -> Option<BTreeSet<String>> {
        let (name, is_documented) = match &ty.item {
            ItemType::Type(id) => (&self.model.types.get(id.0)?.name, true),
            ItemType::Enum(id) => (&self.model.enums.get(id.0)?.name, true),
            ItemType::Undocumented(name) => (name, false),
            ItemType::Primitive(_) => return None,
        };
        let small = name.as_str().to_lowercase();
        let is_alone = self.spellings.get(&small).is_none_or(|spellings| spellings.len() == 1);
        let own = (is_documented || !is_alone).then(|| name.as_str().to_owned());
        let names = own.into_iter().chain(is_alone.then_some(small));
        Some(names.map(|name| format!("{name}{}", if ty.collection { "[]" } else { "" })).collect())
    }
}

/// What a step is known as, whoever writes it: letter case and placeholders differ from page to page.
pub fn step(segment: &Segment) -> String {
    match segment {
        Segment::Literal(name) => name.to_lowercase(),
        Segment::Key(_) => "{}".to_owned(),
        Segment::Function { name, arguments } if arguments.is_empty() => name.to_lowercase(),
        Segment::Function { name, arguments } => {
            let arguments: Vec<String> = arguments.iter().map(|(name, _)| name.to_lowercase()).collect();
            format!("{}({})", name.to_lowercase(), arguments.join(","))
        }
        Segment::PathAddress { .. } => ":".to_owned(),
    }
}
