//! Names the request builder of each path item. In: the path items of a model. Out: [`BuilderNames`].

use crate::facts::template::Segment;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::path_item::PathItem;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, PathItemId};
use crate::name::DEFAULT_NAMESPACE;
use crate::plan::ir::ident::Ident;
use crate::plan::naming::lock::{Kind, PinnedNames};
use crate::plan::naming::lock_key;
use crate::plan::naming::path_words::{Before, PathWords};
use crate::plan::naming::scope::Scope;
use crate::plan::naming::segment_role::{SegmentRole, segment_role};
use crate::plan::naming::type_names::{PRELUDE, TypeNames};

/// The names of the path items with a request builder.
#[derive(Debug)]
pub struct BuilderNames {
    idents: Vec<Option<Ident>>,
    order: Vec<PathItemId>,
    /// The lock keys of each path item.
    lock_keys: Vec<Vec<String>>,
}

impl BuilderNames {
    /// Names the path items that have a request builder. The name of a typed path item is that of its type. The name of an
    /// untyped one combines its parent and its segment, so that no other page can change it. If the name is taken, it combines
    /// the whole path.
    pub fn new(model: &Model, names: &TypeNames, pinned: PinnedNames<'_>) -> Self {
        let mut order = resting_places(model);
        order.sort_by_key(|&PathItemId(index)| {
            let path_item = &model.path_items[index];
            let is_typed = path_item.ty.as_ref().is_some_and(|ty| type_stem(ty, names).is_some());
            (!is_typed, path_item.path.split('/').count(), &path_item.path, index)
        });
        let incoming = PathWords::of(model);
        let stems = Stems::new(model, names, &incoming);
        let lock_keys = lock_key::path_items(model, &incoming, pinned);
        let mut scope = Scope::with(PRELUDE);
        let mut idents: Vec<Option<Ident>> = vec![None; model.path_items.len()];
        for &PathItemId(index) in &order {
            let pinned = pinned.name_of_any(Kind::Builder, &lock_keys[index]);
            idents[index] = pinned.filter(|ident| scope.claim(ident));
        }
        // Canonical names do not depend on the order of path items.
        for &id in order.iter().filter(|&&PathItemId(index)| idents[index].is_none()).collect::<Vec<_>>() {
            idents[id.0] = canonical_name(model, names, id).filter(|ident| scope.claim(ident));
        }
        for &id in &order {
            if idents[id.0].is_none() {
                idents[id.0] = Some(scope.take(&stems.candidates(id), ""));
            }
        }
        Self { idents, order, lock_keys }
    }

    /// The keys of a path item in `names.lock`.
    pub fn lock_keys(&self, PathItemId(index): PathItemId) -> &[String] {
        self.lock_keys.get(index).map_or(&[], Vec::as_slice)
    }

    /// The name of a path item. `None` if the path item is only the end of an operation.
    pub fn get(&self, PathItemId(index): PathItemId) -> Option<&Ident> {
        self.idents.get(index)?.as_ref()
    }

    /// The named path items: those with a type first, then by length of path.
    pub fn iter(&self) -> impl Iterator<Item = (PathItemId, &Ident)> {
        self.order.iter().filter_map(|&id| self.get(id).map(|ident| (id, ident)))
    }
}

/// The path items reached by navigation, in no order and without the root.
fn resting_places(model: &Model) -> Vec<PathItemId> {
    let mut reached = vec![false; model.path_items.len()];
    let mut found = Vec::new();
    let mut open = vec![PathItemId(0)];
    while let Some(PathItemId(at)) = open.pop() {
        let Some(path_item) = model.path_items.get(at) else { continue };
        for child in &path_item.children {
            let exists = child.target.0 < model.path_items.len();
            if exists && segment_role(model, child) == SegmentRole::Builder && !reached[child.target.0] {
                reached[child.target.0] = true;
                found.push(child.target);
                open.push(child.target);
            }
        }
    }
    found
}

/// The names of path items without suffix.
struct Stems<'a> {
    model: &'a Model,
    names: &'a TypeNames,
    /// The words of each path item.
    words: Vec<String>,
}

/// The suffix of a builder.
const BUILDER: &str = "RequestBuilder";

/// The suffix of a stem for a collection.
const COLLECTION: &str = "Collection";

/// The suffix of a builder for a collection.
const COLLECTION_BUILDER: &str = "CollectionRequestBuilder";

impl<'a> Stems<'a> {
    fn new(model: &'a Model, names: &'a TypeNames, incoming: &PathWords<'_>) -> Self {
        let words = incoming.propagate(|id, before, words| stem(model, names, id, before, words));
        Self { model, names, words }
    }

    /// The candidates for the name of a path item, best first.
    fn candidates(&self, id: PathItemId) -> Vec<Ident> {
        let path_item = &self.model.path_items[id.0];
        let by_path = || Ident::pascal(&with_keys(path_item)).with_suffix(BUILDER);
        match path_item.ty.as_ref().and_then(|ty| type_stem(ty, self.names).map(|stem| (stem, ty.collection)))
        {
            Some((stem, true)) => {
                vec![stem.with_suffix(COLLECTION_BUILDER), stem.with_suffix("CollectionPathRequestBuilder")]
            }
            Some((stem, false)) => vec![stem.with_suffix(BUILDER)],
            None => {
                let own = Ident::pascal(&self.words[id.0]).with_suffix(BUILDER);
                vec![own, by_path(), by_path().with_prefix("Root")]
            }
        }
    }
}

/// The words of a path item: its type, or its parent and the segment.
fn stem(model: &Model, names: &TypeNames, id: PathItemId, before: &[Before<'_>], words: &[String]) -> String {
    if id.0 == 0 {
        return String::new();
    }
    let path_item = &model.path_items[id.0];
    if let Some((stem, collection)) =
        path_item.ty.as_ref().and_then(|ty| type_stem(ty, names).map(|stem| (stem, ty.collection)))
    {
        return format!("{}{}", stem.bare(), if collection { COLLECTION } else { "" });
    }
    let before = before.iter().map(|(before, segment)| {
        let ty = model.path_items[before.0].ty.as_ref();
        let lineage = ty.map(|ty| match &ty.item {
            ItemType::Type(id) => TypeHierarchy(&model.types).bases(*id).count(),
            ItemType::Enum(_) | ItemType::Undocumented(_) | ItemType::Primitive(_) => 0,
        });
        let rank = (lineage.is_none() && before.0 != 0, lineage);
        (rank, format!("{}/{}", words[before.0], segment_words(segment)))
    });
    before.min().map_or_else(|| with_keys(path_item), |(_, stem)| stem)
}

fn segment_words(segment: &Segment) -> &str {
    match segment {
        Segment::Literal(name) | Segment::Function { name, .. } => name,
        Segment::Key(_) => "Item",
        Segment::PathAddress { .. } => "Path",
    }
}

/// The path of a path item with a word for each key.
fn with_keys(path_item: &PathItem) -> String {
    path_item.path.replace("{}", "Item")
}

/// The canonical name of a path item, which no added page can take. Requires a type in the default namespace with regular
/// spelling.
fn canonical_name(model: &Model, names: &TypeNames, PathItemId(index): PathItemId) -> Option<Ident> {
    let ty = model.path_items.get(index)?.ty.as_ref()?;
    let name = match &ty.item {
        ItemType::Type(id) => &model.types.get(id.0)?.name,
        ItemType::Undocumented(name) => name,
        ItemType::Enum(_) | ItemType::Primitive(_) => return None,
    };
    let stem = type_stem(ty, names).filter(|stem| stem.is_canonical(name.short()))?;
    let suffix = if ty.collection { COLLECTION_BUILDER } else { BUILDER };
    (name.namespace() == DEFAULT_NAMESPACE).then(|| stem.with_suffix(suffix))
}

/// The name of a typed path item without suffix.
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
    use super::BuilderNames;
    use crate::facts::template::Segment;
    use crate::model::Model;
    use crate::plan::naming::lock::PinnedNames;
    use crate::plan::naming::type_names::TypeNames;
    use crate::plan::sample::{literal, model, object, path_item, ty};

    fn named(model: &Model) -> Vec<(usize, String)> {
        let names = BuilderNames::new(
            model,
            &TypeNames::new(model, [], PinnedNames::default()),
            PinnedNames::default(),
        );
        names.iter().map(|(id, ident)| (id.0, ident.as_str().to_owned())).collect()
    }

    #[test]
    fn a_place_without_a_type_is_named_by_what_is_before_it() {
        let key = Segment::Key("id".to_owned());
        let path_items = vec![
            path_item("", None, &[], vec![(literal("parcels"), 1), (literal("me"), 3)]),
            path_item("/parcels", None, &[], vec![(key, 2)]),
            path_item("/parcels/{}", None, &[], Vec::new()),
            path_item("/me", Some((object(0), false)), &[], vec![(literal("settings"), 4)]),
            path_item("/me/settings", None, &[], Vec::new()),
        ];
        let model = Model { path_items, ..model(vec![ty("user", None, &[])], Vec::new()) };
        let expected = [
            (3, "UserRequestBuilder"),
            (1, "ParcelsRequestBuilder"),
            (4, "UserSettingsRequestBuilder"),
            (2, "ParcelsItemRequestBuilder"),
        ];
        assert_eq!(named(&model), expected.map(|(id, name)| (id, name.to_owned())));
    }

    #[test]
    fn a_place_with_a_type_has_the_first_choice() {
        let children = vec![(literal("drive"), 1), (literal("drives"), 2), (literal("users"), 3)];
        let path_items = vec![
            path_item("", None, &[], children),
            path_item("/drive", None, &[], Vec::new()),
            path_item("/users/{}/drive", Some((object(0), false)), &[], Vec::new()),
            path_item("/users/drive", None, &[], Vec::new()),
        ];
        let model = Model { path_items, ..model(vec![ty("drive", None, &[])], Vec::new()) };
        let expected =
            [(2, "DriveRequestBuilder"), (1, "RootDriveRequestBuilder"), (3, "UsersRequestBuilder")];
        assert_eq!(named(&model), expected.map(|(id, name)| (id, name.to_owned())));
    }
}
