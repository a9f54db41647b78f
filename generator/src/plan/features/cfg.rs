//! When an item is compiled, and the names of the files for what is compiled at the same time.

use crate::plan::ir::cfg::Cfg;
use std::collections::BTreeMap;

use crate::plan::features::product_areas::{self, Areas};
use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::doc::code;
use crate::plan::ir::ident::Ident;
use crate::plan::naming::scope::Scope;

/// When an item is compiled: each of these sets has an area that is turned on. None of them holds another.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Condition(Vec<AreaSet>);

impl Condition {
    /// One of the areas is turned on.
    pub fn any(areas: AreaSet) -> Self {
        Self(vec![areas])
    }

    /// This holds, and one of the areas is turned on.
    #[must_use]
    pub fn and(&self, areas: AreaSet) -> Self {
        if self.0.iter().any(|known| areas.holds(*known)) {
            return self.clone();
        }
        let mut sets: Vec<AreaSet> = self.0.iter().copied().filter(|known| !known.holds(areas)).collect();
        sets.push(areas);
        sets.sort_unstable();
        Self(sets)
    }

    /// What is left to ask where another condition holds.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Self {
        let holds = |set: &AreaSet| other.0.iter().any(|known| set.holds(*known));
        Self(self.0.iter().copied().filter(|set| !holds(set)).collect())
    }

    /// The condition in words, for documentation.
    pub fn show(&self, areas: &Areas) -> String {
        let either = |set: &AreaSet| {
            let names: Vec<String> = areas.features(*set).iter().map(|name| code(name)).collect();
            names.join(" or ")
        };
        self.0.iter().map(either).collect::<Vec<_>>().join(", and ")
    }

    /// All areas that it asks for.
    pub fn areas(&self) -> AreaSet {
        AreaSet::union(self.0.iter().copied())
    }

    /// The condition by the names of the features.
    pub fn cfg(&self, areas: &Areas) -> Cfg {
        Cfg::all(self.0.iter().map(|&set| areas.features(set)).collect())
    }

    /// What a file is called whose items are compiled then.
    fn file(&self, areas: &Areas) -> Ident {
        let sets: Vec<String> = self.0.iter().map(|&set| named(&areas.features(set))).collect();
        product_areas::file(&sets.join("_with_"))
    }
}

/// One or two names, or the first and the number of the others.
fn named(features: &[String]) -> String {
    match features {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one}_and_{other}"),
        [first, others @ ..] => format!("{first}_and_{}_more", others.len()),
    }
}

/// Names the files of a folder, in the order of the conditions, so that no name is that of a module beside them.
pub fn files<'a>(
    conditions: impl IntoIterator<Item = &'a Condition>,
    areas: &Areas,
    mut taken: Scope,
) -> BTreeMap<Condition, Ident> {
    let mut sorted: Vec<&Condition> = conditions.into_iter().collect();
    // Those of one area have the first choice.
    sorted.sort_by_key(|condition| {
        (condition.0.len(), condition.0.iter().map(|set| set.len()).sum::<usize>(), *condition)
    });
    sorted.dedup();
    sorted
        .into_iter()
        .map(|condition| (condition.clone(), taken.take(&[condition.file(areas)], "_")))
        .collect()
}
