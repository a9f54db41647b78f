//! In: the places of a model. Out: what each is known as in the list of names that are pinned: its type, or the ways to it from a
//! type or the root, so that neither a new page nor a shorter path makes it unknown.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::template::Segment;
use crate::model::path_item::PathItem;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, PathItemId};
use crate::name::GraphName;
use crate::plan::naming::lock::{LIST, PinnedNames, within};
use crate::plan::naming::path_words::{Before, PathWords};

/// How many ways of a place are noted.
const WAYS: usize = 16;

/// What each place is known as, best first; never nothing.
pub fn path_items(model: &Model, above: &PathWords<'_>, pinned: PinnedNames<'_>) -> Vec<Vec<String>> {
    let names = model.types.iter().map(|ty| &ty.name).chain(model.enums.iter().map(|one| &one.name));
    let mentioned = model.path_items.iter().filter_map(|path_item| match &path_item.ty.as_ref()?.item {
        ItemType::Undocumented(name) => Some(name),
        ItemType::Type(_) | ItemType::Enum(_) | ItemType::Primitive(_) => None,
    });
    let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names.chain(mentioned) {
        spellings.entry(name.as_str().to_lowercase()).or_default().insert(name.as_str());
    }
    let ways = Ways { model, spellings, pinned: pinned.spellings() };
    let lock_keys = above.tell(|id, before, lock_keys| ways.of(id, before, lock_keys));
    let own_first = |(lock_keys, path_item): (BTreeSet<String>, &PathItem)| {
        let own = path_item.ty.as_ref().and_then(|ty| Some(named(ways.name(ty)?.as_str(), ty)));
        let mut lock_keys: Vec<String> = lock_keys.into_iter().collect();
        lock_keys.sort_by_key(|way| own.as_ref() != Some(way));
        lock_keys
    };
    lock_keys.into_iter().zip(&model.path_items).map(own_first).collect()
}

struct Ways<'a> {
    model: &'a Model,
    /// The spellings of type names, by the names in small letters.
    spellings: BTreeMap<String, BTreeSet<&'a str>>,
    /// How the list of names that are pinned spells them.
    pinned: BTreeMap<String, BTreeSet<&'a str>>,
}

impl<'a> Ways<'a> {
    fn of(&self, id: PathItemId, before: &[Before<'_>], lock_keys: &[BTreeSet<String>]) -> BTreeSet<String> {
        let path_item = &self.model.path_items[id.0];
        if id.0 == 0 {
            return BTreeSet::from([String::new()]);
        }
        if let Some(names) = path_item.ty.as_ref().and_then(|ty| self.of_type(ty)) {
            return names;
        }
        let found = before.iter().flat_map(|(before, segment)| {
            let ways = lock_keys[before.0].iter();
            ways.map(|way| within(way, &child(segment)))
        });
        let found: BTreeSet<String> = found.collect::<BTreeSet<_>>().into_iter().take(WAYS).collect();
        if found.is_empty() { BTreeSet::from([within("", &path_item.path)]) } else { found }
    }

    /// A type whose name differs from all others by more than letter case is known by every spelling that is pinned: a page that
    /// mentions the type can spell it otherwise than its own page, which may come and go.
    fn of_type(&self, ty: &'a ValueType) -> Option<BTreeSet<String>> {
        let name = self.name(ty)?.as_str();
        let small = name.to_lowercase();
        let is_alone = self.spellings.get(&small).is_none_or(|spellings| spellings.len() == 1);
        let pinned = if is_alone { self.pinned.get(&small) } else { None };
        let pinned = pinned.into_iter().flatten().copied();
        Some(pinned.chain([name]).map(|name| named(name, ty)).collect())
    }

    /// The name of a type, documented or not; none for those of OData.
    fn name(&self, ty: &'a ValueType) -> Option<&'a GraphName> {
        match &ty.item {
            ItemType::Type(id) => Some(&self.model.types.get(id.0)?.name),
            ItemType::Enum(id) => Some(&self.model.enums.get(id.0)?.name),
            ItemType::Undocumented(name) => Some(name),
            ItemType::Primitive(_) => None,
        }
    }
}

/// A type, or a list of it.
fn named(name: &str, ty: &ValueType) -> String {
    format!("{name}{}", if ty.collection { LIST } else { "" })
}

/// What a step is known as, whoever writes it: letter case and placeholders differ from page to page.
pub fn child(segment: &Segment) -> String {
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
