//! Combines the conditions of items. In: [`AreaSet`]s. Out: [`Cfg`]s.

use crate::plan::features::product_areas::Areas;
use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::cfg::Cfg;

/// The condition of an item: each of these sets has an enabled area. No set contains another.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Condition(Vec<AreaSet>);

impl Condition {
    /// True if one of the areas is enabled.
    pub fn any(areas: AreaSet) -> Self {
        Self(vec![areas])
    }

    /// True if this condition is true and one of the areas is enabled.
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

    /// True if this or another condition is true.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let pairs = self.0.iter().flat_map(|own| other.0.iter().map(|set| AreaSet::union([*own, *set])));
        pairs.fold(Self::default(), |all, either| all.and(either))
    }

    /// The remainder of this condition, given another condition.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Self {
        let holds = |set: &AreaSet| other.0.iter().any(|known| set.holds(*known));
        Self(self.0.iter().copied().filter(|set| !holds(set)).collect())
    }

    /// The sets, each with an enabled area.
    pub fn sets(&self) -> &[AreaSet] {
        &self.0
    }

    /// All areas in the condition.
    pub fn areas(&self) -> AreaSet {
        AreaSet::union(self.0.iter().copied())
    }

    /// The condition with the names of features.
    pub fn cfg(&self, areas: &Areas) -> Cfg {
        Cfg::all(self.0.iter().map(|&set| areas.features(set)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Condition;
    use crate::plan::ir::area_set::AreaSet;

    fn any(areas: &[usize]) -> AreaSet {
        AreaSet::union(areas.iter().map(|&area| AreaSet::one(area)))
    }

    #[test]
    fn either_of_two_conditions_asks_for_what_both_ask_for() {
        let mail = Condition::any(any(&[0]));
        let mail_and_users = mail.and(any(&[1, 2]));
        assert_eq!(mail_and_users.or(&mail), mail);
        assert_eq!(mail.or(&mail_and_users), mail);
        let files = Condition::any(any(&[3]));
        assert_eq!(mail_and_users.or(&files), Condition::any(any(&[0, 3])).and(any(&[1, 2, 3])));
        assert_eq!(mail_and_users.or(&Condition::default()), Condition::default());
    }
}
