//! Identifies path items in `names.lock`. In: the path items of a model. Out: the lock keys of each.
//!
//! A key is the type of the path item, or a path to it from a type or the root. Thus neither an added page nor a shorter path
//! invalidates it.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::template::Segment;
use crate::model::path_item::PathItem;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, PathItemId};
use crate::name::GraphName;
use crate::plan::naming::lock::{LIST, PinnedNames, within};
use crate::plan::naming::path_words::{Before, PathWords};

/// The maximum number of lock keys per path item.
const KEYS: usize = 16;

/// The lock keys of each path item, best first. Every path item has at least one.
pub fn path_items(model: &Model, incoming: &PathWords<'_>, pinned: PinnedNames<'_>) -> Vec<Vec<String>> {
    let names = model.types.iter().map(|ty| &ty.name).chain(model.enums.iter().map(|one| &one.name));
    let mentioned = model.path_items.iter().filter_map(|path_item| match &path_item.ty.as_ref()?.item {
        ItemType::Undocumented(name) => Some(name),
        ItemType::Type(_) | ItemType::Enum(_) | ItemType::Primitive(_) => None,
    });
    let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names.chain(mentioned) {
        spellings.entry(name.as_str().to_lowercase()).or_default().insert(name.as_str());
    }
    let keys = LockKeys { model, spellings, pinned: pinned.spellings() };
    let lock_keys = incoming.propagate(|id, before, known| keys.of(id, before, known));
    let own_first = |(lock_keys, path_item): (BTreeSet<String>, &PathItem)| {
        let own = path_item.ty.as_ref().and_then(|ty| Some(named(keys.name(ty)?.as_str(), ty)));
        let mut lock_keys: Vec<String> = lock_keys.into_iter().collect();
        lock_keys.sort_by_key(|lock_key| own.as_ref() != Some(lock_key));
        lock_keys
    };
    lock_keys.into_iter().zip(&model.path_items).map(own_first).collect()
}

struct LockKeys<'a> {
    model: &'a Model,
    /// The spellings of type names, by the names in lower case.
    spellings: BTreeMap<String, BTreeSet<&'a str>>,
    /// The spellings in `names.lock`.
    pinned: BTreeMap<String, BTreeSet<&'a str>>,
}

impl<'a> LockKeys<'a> {
    fn of(&self, id: PathItemId, before: &[Before<'_>], known: &[BTreeSet<String>]) -> BTreeSet<String> {
        let path_item = &self.model.path_items[id.0];
        if id.0 == 0 {
            return BTreeSet::from([String::new()]);
        }
        if let Some(names) = path_item.ty.as_ref().and_then(|ty| self.of_type(ty)) {
            return names;
        }
        let found = before.iter().flat_map(|(before, segment)| {
            known[before.0].iter().map(|lock_key| within(lock_key, &child(segment)))
        });
        let found: BTreeSet<String> = found.collect::<BTreeSet<_>>().into_iter().take(KEYS).collect();
        if found.is_empty() { BTreeSet::from([within("", &path_item.path)]) } else { found }
    }

    /// The keys of a type. They include every pinned spelling, unless other types differ only in letter case. A page can spell a
    /// type differently from the page of the type, which can disappear.
    fn of_type(&self, ty: &'a ValueType) -> Option<BTreeSet<String>> {
        let name = self.name(ty)?.as_str();
        let small = name.to_lowercase();
        let is_alone = self.spellings.get(&small).is_none_or(|spellings| spellings.len() == 1);
        let pinned = if is_alone { self.pinned.get(&small) } else { None };
        let pinned = pinned.into_iter().flatten().copied();
        Some(pinned.chain([name]).map(|name| named(name, ty)).collect())
    }

    /// The name of a type, documented or not. `None` for primitive types.
    fn name(&self, ty: &'a ValueType) -> Option<&'a GraphName> {
        match &ty.item {
            ItemType::Type(id) => Some(&self.model.types.get(id.0)?.name),
            ItemType::Enum(id) => Some(&self.model.enums.get(id.0)?.name),
            ItemType::Undocumented(name) => Some(name),
            ItemType::Primitive(_) => None,
        }
    }
}

/// The key of a type or of a collection of it.
fn named(name: &str, ty: &ValueType) -> String {
    format!("{name}{}", if ty.collection { LIST } else { "" })
}

/// The key of a segment. It ignores letter case and placeholders, which differ from page to page.
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
