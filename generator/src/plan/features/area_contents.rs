//! Lists the content of product areas in words of their pages. In: [`Model`]s and [`Areas`]. Out: the collections of each area,
//! most operations first.

use std::collections::BTreeMap;

use crate::facts::template::{Segment, Template};
use crate::model::Model;
use crate::model::path_item::PathIndex;
use crate::model::schema::{ItemType, Type, TypeKind};
use crate::name::words::words;
use crate::plan::features::product_areas::Areas;
use crate::plan::ir::area_set::AreaSet;

/// The maximum number of collections in the documentation of an area.
const MOST: usize = 6;

/// The collections of each area, or its types and enums if it has no operation.
#[derive(Debug, Default)]
pub struct AreaContents {
    collections: BTreeMap<AreaSet, BTreeMap<String, usize>>,
    /// The types and enums.
    types: BTreeMap<AreaSet, BTreeMap<String, usize>>,
}

impl AreaContents {
    /// Counts the operations of each collection, and the properties of each type. Enums follow the types.
    pub fn new(models: &[&Model], areas: &Areas) -> Self {
        let mut contents = Self::default();
        for model in models {
            let index = PathIndex::of(&model.path_items);
            for operation in &model.operations {
                let named = operation.templates.first().and_then(|template| subject(model, &index, template));
                let counts = contents.collections.entry(areas.of_operation(model, operation)).or_default();
                *counts.entry(spoken(named.unwrap_or_default())).or_default() += 1;
            }
            let types = model.types.iter().map(|ty| (&ty.about, &ty.name, weight(ty)));
            let enums = model.enums.iter().map(|one| (&one.about, &one.name, 0));
            for (about, name, weight) in types.chain(enums) {
                let stated = areas.of(about);
                let area = if stated.is_empty() { areas.none() } else { stated };
                let known = contents.types.entry(area).or_default();
                known.entry(spoken(name.short())).or_insert(weight);
            }
        }
        contents
    }

    /// The words for an area, most frequent first.
    pub fn of(&self, area: AreaSet) -> Vec<String> {
        let named = |counts: &BTreeMap<String, usize>| {
            let mut counts: Vec<(&String, &usize)> =
                counts.iter().filter(|(name, _)| !name.is_empty()).collect();
            counts.sort_by(|(one, some), (other, more)| more.cmp(some).then_with(|| one.cmp(other)));
            counts.into_iter().take(MOST).map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        let of = |by_area: &BTreeMap<AreaSet, _>| by_area.get(&area).map(named).unwrap_or_default();
        let collections = of(&self.collections);
        if collections.is_empty() { of(&self.types) } else { collections }
    }
}

/// The last collection in a path, else the type of its last typed path item, else its first word.
fn subject<'a>(model: &'a Model, index: &PathIndex, template: &'a Template) -> Option<&'a str> {
    let segments = &template.segments;
    let ty = |at: usize| {
        let path_item = index.find(&segments[..=at]).and_then(|id| model.path_items.get(id.0))?;
        path_item.ty.as_ref()
    };
    let words = || (0..segments.len()).filter_map(|at| Some((at, name(&segments[at])?)));
    let collection = words().rfind(|&(at, _)| ty(at).is_some_and(|ty| ty.collection));
    let typed = || (0..segments.len()).rev().find_map(|at| type_name(model, &ty(at)?.item));
    collection.map(|(_, name)| name).or_else(typed).or_else(|| words().next().map(|(_, name)| name))
}

fn type_name<'a>(model: &'a Model, item: &ItemType) -> Option<&'a str> {
    match item {
        ItemType::Type(id) => model.types.get(id.0).map(|ty| ty.name.short()),
        ItemType::Enum(_) | ItemType::Primitive(_) | ItemType::Undocumented(_) => None,
    }
}

/// The word of a segment. `None` for `$count` and for types.
fn name(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Literal(name) if !name.starts_with('$') && !name.contains('.') => Some(name),
        Segment::Literal(_) | Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => {
            None
        }
    }
}

/// A name in prose: `mailFolders` becomes `mail folders`.
fn spoken(name: &str) -> String {
    words(name).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The rank of a type. Entities precede other types, then the number of properties decides.
fn weight(ty: &Type) -> usize {
    let members = ty.members.len();
    if ty.kind == TypeKind::Entity { members.saturating_add(1_000) } else { members }
}

#[cfg(test)]
mod tests {
    use super::AreaContents;
    use crate::facts::prose::page_summary::PageSummary;
    use crate::facts::template::{Method, Segment, Template};
    use crate::model::Model;
    use crate::model::operation::{Body, Content};
    use crate::model::schema::{Enum, Type};
    use crate::plan::features::product_areas::Areas;
    use crate::plan::sample::{about, enumeration, literal, model, object, operation, path_item, string, ty};

    fn named(model: &Model) -> Vec<String> {
        let areas = Areas::new(&[model]);
        AreaContents::new(&[model], &areas).of(areas.of(&about("")))
    }

    fn types() -> Vec<Type> {
        let types = [ty("folder", None, &[("name", string(), false)]), ty("fileSet", None, &[])];
        types.into_iter().map(|ty| Type { about: about(""), ..ty }).collect()
    }

    #[test]
    fn an_area_is_told_by_its_collections_with_the_most_operations() {
        let key = || Segment::Key("id".to_owned());
        let path_items = vec![
            path_item("", None, &[], vec![(literal("fileSets"), 1)]),
            path_item("/fileSets", Some((object(1), true)), &[], vec![(key(), 2)]),
            path_item("/fileSets/{}", Some((object(1), false)), &[], vec![(literal("folders"), 3)]),
            path_item("/fileSets/{}/folders", Some((object(0), true)), &[], vec![(key(), 4)]),
            path_item("/fileSets/{}/folders/{}", Some((object(0), false)), &[], Vec::new()),
        ];
        let ask = |path: &str| {
            let ask = operation(path, Method::Get, path, Body::None, Content::Unstated);
            crate::model::operation::Operation { templates: vec![Template::parse(path).unwrap()], ..ask }
        };
        let paths = [
            "/fileSets",
            "/fileSets/{id}/folders",
            "/fileSets/{id}/folders/{id}/move",
            "/fileSets/{id}/folders/$count",
        ];
        let operations = paths.iter().map(|path| ask(path)).collect();
        let model = Model { operations, path_items, ..model(types(), Vec::new()) };
        assert_eq!(named(&model), ["folders", "file sets"]);
    }

    #[test]
    fn an_area_without_operations_is_told_by_its_types() {
        assert_eq!(named(&model(types(), Vec::new())), ["folder", "file set"]);
    }

    #[test]
    fn an_area_without_types_is_told_by_its_enums() {
        assert_eq!(named(&model(Vec::new(), vec![enumeration("fileKind", false, &[])])), ["file kind"]);
    }

    #[test]
    fn types_and_enums_without_an_area_are_the_contents_of_the_other_area() {
        let nowhere = || PageSummary { area: None, ..about("") };
        let types = types().into_iter().map(|ty| Type { about: nowhere(), ..ty }).collect();
        let kind = Enum { about: nowhere(), ..enumeration("fileKind", false, &["text", "image"]) };
        let model = model(types, vec![kind]);
        let areas = Areas::new(&[&model]);
        let contents = AreaContents::new(&[&model], &areas);
        assert_eq!(contents.of(areas.none()), ["folder", "file set", "file kind"]);
    }
}
