//! Maps product areas to features. In: the product areas stated by pages. Out: [`Areas`], each with a feature, and [`AreaSet`]s
//! of them.

use crate::plan::ir::area_set::AreaSet;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::prose::page_summary::PageSummary;
use crate::model::Model;
use crate::model::operation::{Body, Content, Operation};
use crate::model::schema::ItemType;
use crate::name::suggest::nearest;
use crate::name::words::words;
use crate::plan::ir::package::{AreaPlan, Contents};

/// The feature of items that belong to no area and are not reachable from one.
const NO_AREA: &str = "other";

/// The feature that enables all areas.
pub const ALL_AREAS: &str = "all-areas";

/// Features that are not areas. `client` and similar ones belong to the runtime.
const TAKEN: &[&str] = &[ALL_AREAS, "beta", "builders", "client", "default", "identity", "v1"];

/// The maximum length of a feature name.
const LENGTH: usize = 60;

/// The maximum number of areas with a feature of their own. The areas with the fewest pages share one feature.
const MOST: usize = 90;

/// The product areas of all versions, each a feature, by name.
#[derive(Clone, Debug)]
pub struct Areas {
    names: Vec<String>,
    by_key: BTreeMap<String, usize>,
    /// Alternative names, each with the area that it enables.
    aliases: BTreeMap<String, usize>,
}

impl Areas {
    /// The areas named by the pages of the models. Spellings that differ only in separators are one area.
    pub fn new(models: &[&Model]) -> Self {
        let mut found: BTreeMap<String, (BTreeSet<String>, usize)> = BTreeMap::new();
        for area in models.iter().flat_map(|model| stated(model)) {
            let name = feature(area);
            let (names, pages) = found.entry(key(&name)).or_default();
            names.insert(name);
            *pages += 1;
        }
        found.remove("");
        let mut by_pages: Vec<(usize, String)> =
            found.iter().map(|(key, (_, n))| (*n, key.clone())).collect();
        by_pages.sort_by(|(some, one), (more, other)| more.cmp(some).then_with(|| one.cmp(other)));
        let few: BTreeSet<String> = by_pages.into_iter().skip(MOST).map(|(_, key)| key).collect();
        // The spelling with the most separators comes first.
        let spellings = found.into_iter().map(|(key, (names, _))| {
            let names: BTreeSet<String> = names.into_iter().map(free).collect();
            (few.contains(&key), names)
        });
        let spellings: Vec<(bool, BTreeSet<String>)> = spellings.collect();
        let own = spellings.iter().filter(|(is_few, _)| !is_few).filter_map(|(_, names)| names.first());
        let mut names: BTreeSet<String> = own.cloned().collect();
        names.insert(NO_AREA.to_owned());
        let names: Vec<String> = names.into_iter().collect();
        let by_key: BTreeMap<String, usize> =
            names.iter().enumerate().map(|(index, name)| (key(name), index)).collect();
        let area = |name: &String| by_key.get(&key(name)).or_else(|| by_key.get(NO_AREA)).copied();
        let aliases = spellings.iter().flat_map(|(_, names)| names).filter(|name| !names.contains(name));
        let aliases = aliases.filter_map(|name| Some((name.clone(), area(name)?))).collect();
        Self { names, by_key, aliases }
    }

    /// The features that enable another one: alternative spellings, and areas without a feature of their own. An added page can
    /// redirect an alias to another area, but never removes one.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.aliases
            .iter()
            .filter_map(|(alias, &area)| Some((alias.as_str(), self.names.get(area)?.as_str())))
    }

    /// Whether this is a feature: an area or an alias of one.
    pub fn is_feature(&self, name: &str) -> bool {
        self.names.iter().chain(self.aliases.keys()).any(|feature| feature == name)
    }

    /// The feature nearest to a name that is none.
    pub fn nearest(&self, name: &str) -> Option<String> {
        let features = self.names.iter().chain(self.aliases.keys());
        nearest(name, features.map(String::as_str)).map(str::to_owned)
    }

    /// The features of the areas. `topics` and `contents` return the subjects of an area, and the items that each version
    /// compiles for it.
    pub fn plan(
        &self,
        topics: impl Fn(AreaSet) -> Vec<String>,
        contents: impl Fn(AreaSet) -> Vec<Contents>,
    ) -> Vec<AreaPlan> {
        let area = |(index, name): (usize, &String)| AreaPlan {
            feature: name.clone(),
            topics: topics(AreaSet::one(index)),
            contents: contents(AreaSet::one(index)),
        };
        let holds = |plan: &AreaPlan| plan.contents.iter().any(|contents| *contents != Contents::default());
        self.names.iter().enumerate().map(area).filter(holds).collect()
    }

    /// The area stated by a page, if it has a feature.
    pub fn of(&self, about: &PageSummary) -> AreaSet {
        let index = about.area.as_deref().and_then(|area| self.by_key.get(&key(&free(feature(area)))));
        index.map_or(AreaSet::default(), |&index| AreaSet::one(index))
    }

    /// The set for items without area.
    pub fn none(&self) -> AreaSet {
        self.by_key.get(NO_AREA).map_or(AreaSet::default(), |&index| AreaSet::one(index))
    }

    /// The area of an operation: that of its page, else of its response, else of its body.
    pub fn of_operation(&self, model: &Model, operation: &Operation) -> AreaSet {
        let item = |item: &ItemType| match item {
            ItemType::Type(id) => model.types.get(id.0).map(|ty| self.of(&ty.about)),
            ItemType::Enum(id) => model.enums.get(id.0).map(|one| self.of(&one.about)),
            ItemType::Primitive(_) | ItemType::Undocumented(_) => None,
        };
        let answered = match &operation.response.content {
            Content::Value(ty) => item(&ty.item),
            Content::None | Content::Stream | Content::Unstated => None,
        };
        let sent = match &operation.body {
            Body::Type(ty) => item(&ty.item),
            Body::None | Body::Parameters | Body::Content | Body::Unstated => None,
        };
        let known = [Some(self.of(&operation.about)), answered, sent];
        let known = known.into_iter().flatten().find(|set| !set.is_empty());
        known.unwrap_or(self.none())
    }

    /// The features of a set, by name.
    pub fn features(&self, set: AreaSet) -> Vec<String> {
        set.indexes().filter_map(|index| self.names.get(index).cloned()).collect()
    }
}

fn stated(model: &Model) -> impl Iterator<Item = &str> {
    let types = model.types.iter().map(|ty| &ty.about);
    let enums = model.enums.iter().map(|one| &one.about);
    let operations = model.operations.iter().map(|operation| &operation.about);
    types.chain(enums).chain(operations).filter_map(|about| about.area.as_deref())
}

/// The feature name of an area.
fn feature(area: &str) -> String {
    let mut name = words(area).collect::<Vec<_>>().join("-").to_ascii_lowercase();
    name.truncate(LENGTH);
    name.trim_end_matches('-').to_owned()
}

/// The name, or a variant if it is reserved.
fn free(name: String) -> String {
    if TAKEN.contains(&name.as_str()) { name + "-area" } else { name }
}

fn key(name: &str) -> String {
    name.replace('-', "")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Areas;
    use crate::facts::prose::page_summary::PageSummary;
    use crate::model::schema::Type;
    use crate::plan::sample::{model, ty};

    fn of(area: &str) -> PageSummary {
        PageSummary { area: Some(area.to_owned()), ..PageSummary::default() }
    }

    fn areas(names: &[&str]) -> Areas {
        let types = names.iter().map(|name| Type { about: of(name), ..ty("thing", None, &[]) });
        Areas::new(&[&model(types.collect(), Vec::new())])
    }

    #[test]
    fn an_area_is_a_feature_that_means_nothing_else() {
        let found = areas(&["Microsoft Teams", "beta", "mail"]);
        assert_eq!(found.names, ["beta-area", "mail", "microsoft-teams", "other"]);
        assert_eq!(found.features(found.of(&of("beta"))), ["beta-area"]);
        assert!(found.of(&of("!")).is_empty() && found.of(&PageSummary::default()).is_empty());
    }

    #[test]
    fn spellings_that_differ_in_separators_are_one_area() {
        let found = areas(&["tenantrules", "tenant-rules", "TenantRules"]);
        assert_eq!(found.names, ["other", "tenant-rules"]);
        assert_eq!(found.features(found.of(&of("tenant rules"))), ["tenant-rules"]);
        assert_eq!(found.aliases().collect::<Vec<_>>(), [("tenantrules", "tenant-rules")]);
    }

    #[test]
    fn a_page_that_is_added_takes_no_feature_away() {
        let names: Vec<String> = (0..super::MOST * 2).map(|number| format!("area{}", number / 2)).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        let before = areas(&names);
        // Adds three areas, one with more pages than the others, and an alternative spelling of one.
        names.extend(["big", "big", "big", "small", "area-7", "small-too"]);
        let after = areas(&names);
        let features = |areas: &Areas| -> BTreeSet<String> {
            let aliases = areas.aliases().map(|(alias, _)| alias.to_owned());
            areas.names.iter().cloned().chain(aliases).collect()
        };
        assert!(features(&before).is_subset(&features(&after)));
        assert_eq!(after.names.len(), super::MOST + 1);
        let aliases: Vec<(&str, &str)> = after.aliases().collect();
        assert_eq!(
            aliases,
            [("area7", "area-7"), ("area9", "other"), ("small", "other"), ("small-too", "other")]
        );
    }

    #[test]
    fn there_are_fewer_than_a_hundred_whatever_the_pages_say() {
        let names: Vec<String> = (0..300).map(|number| format!("area{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(areas(&names).names.len(), super::MOST + 1);
    }
}
