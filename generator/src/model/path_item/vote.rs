//! Selects one statement where pages disagree. In: statements of single pages. Out: [`Votes`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What pages say, each answer with how often it is given.
#[derive(Clone, Debug)]
pub(super) struct Votes<K>(BTreeMap<K, Vote>);

/// How often something is said.
#[derive(Clone, Copy, Debug)]
struct Vote {
    /// On how many request lines.
    count: usize,
    /// The fewest lines that a page has which says so: a page of one line is about that line.
    fewest: usize,
    /// The title of a page which says so names it: that page is about it.
    is_named: bool,
}

impl<K> Default for Votes<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Copy + Ord> Votes<K> {
    /// Counts what a page with this many request lines says.
    pub(super) fn add(&mut self, key: K, lines: usize, is_named: bool) {
        self.put(key, Vote { count: 1, fewest: lines, is_named });
    }

    fn put(&mut self, key: K, vote: Vote) {
        let own = self.0.entry(key).or_insert(Vote { count: 0, ..vote });
        own.count += vote.count;
        own.fewest = own.fewest.min(vote.fewest);
        own.is_named |= vote.is_named;
    }

    /// Adds what was said elsewhere.
    pub(super) fn merge(&mut self, other: &Self) {
        for (key, vote) in &other.0 {
            self.put(*key, *vote);
        }
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What counts. Where titles name what is said, the widest of that: the pages of derived types show the path of their base.
    /// Where none does, what no other answer makes more precise. Then what is said most often, then what the page with the
    /// fewest lines says, then what comes first.
    pub(super) fn best(&self, is_narrower: impl Fn(K, K) -> bool) -> Option<K> {
        let is_named = self.0.values().any(|vote| vote.is_named);
        let heard = || self.0.iter().filter(|(_, vote)| vote.is_named == is_named);
        let is_beaten = |key: K| {
            heard()
                .any(|(other, _)| if is_named { is_narrower(key, *other) } else { is_narrower(*other, key) })
        };
        let fitting = heard().filter(|(key, _)| !is_beaten(**key));
        fitting
            .max_by_key(|(key, vote)| (vote.count, Reverse(vote.fewest), Reverse(**key)))
            .map(|(key, _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use super::Votes;

    /// Numbers are votes; a multiple of another is narrower.
    fn check(votes: &[(u8, usize, bool)], expected: u8) {
        let mut all = Votes::default();
        votes.iter().for_each(|(key, lines, is_named)| all.add(*key, *lines, *is_named));
        assert_eq!(all.best(|one, other| one != other && one % other == 0), Some(expected));
    }

    #[test]
    fn the_narrower_then_the_more_frequent_then_the_more_specific_wins() {
        check(&[(2, 1, false), (2, 1, false), (4, 9, false)], 4);
        check(&[(3, 1, false), (5, 9, false), (5, 9, false)], 5);
        check(&[(3, 9, false), (5, 1, false)], 5);
        check(&[(3, 1, false), (5, 1, false)], 3);
    }

    #[test]
    fn what_titles_name_wins_and_the_widest_of_it() {
        check(&[(4, 1, false), (4, 1, false), (2, 9, true)], 2);
        check(&[(4, 1, true), (4, 1, true), (2, 9, true)], 2);
    }
}
