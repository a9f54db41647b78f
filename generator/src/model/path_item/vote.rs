//! Decides between pages that disagree. In: statements of single pages. Out: [`Votes`] and the elected statement.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The statements of pages, with their votes.
#[derive(Clone, Debug)]
pub(super) struct Votes<K>(BTreeMap<K, Vote>);

/// The votes for a statement.
#[derive(Clone, Copy, Debug)]
struct Vote {
    /// The number of request lines.
    count: usize,
    /// The minimum number of request lines of a page with this statement. Fewer lines make a statement more specific.
    fewest: usize,
    /// Whether the title of a page with this statement names it.
    is_named: bool,
}

impl<K> Default for Votes<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Copy + Ord> Votes<K> {
    /// Adds the statement of a page with a number of request lines.
    pub(super) fn add(&mut self, key: K, lines: usize, is_named: bool) {
        self.put(key, Vote { count: 1, fewest: lines, is_named });
    }

    fn put(&mut self, key: K, vote: Vote) {
        let own = self.0.entry(key).or_insert(Vote { count: 0, ..vote });
        own.count += vote.count;
        own.fewest = own.fewest.min(vote.fewest);
        own.is_named |= vote.is_named;
    }

    /// Adds other votes.
    pub(super) fn merge(&mut self, other: &Self) {
        for (key, vote) in &other.0 {
            self.put(*key, *vote);
        }
    }

    /// Whether there are no votes.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The elected statement.
    ///
    /// Of statements named by titles, the widest, because pages of derived types show the path of their base. Otherwise the narrowest.
    /// Then the most frequent, then that of the page with the fewest lines, then the smallest.
    pub(super) fn best(&self, is_narrower: impl Fn(K, K) -> bool) -> Option<K> {
        let is_named = self.0.values().any(|vote| vote.is_named);
        let considered = || self.0.iter().filter(|(_, vote)| vote.is_named == is_named);
        let is_beaten = |key: K| {
            considered()
                .any(|(other, _)| if is_named { is_narrower(key, *other) } else { is_narrower(*other, key) })
        };
        let fitting = considered().filter(|(key, _)| !is_beaten(**key));
        fitting
            .max_by_key(|(key, vote)| (vote.count, Reverse(vote.fewest), Reverse(**key)))
            .map(|(key, _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use super::Votes;

    /// Checks votes for numbers. A multiple of a number is narrower.
    fn check(votes: &[(u8, usize, bool)], expected: u8) {
        let mut all = Votes::default();
        votes.iter().for_each(|(key, lines, is_named)| all.add(*key, *lines, *is_named));
        assert_eq!(all.best(|one, other| one != other && one % other == 0), Some(expected));
    }

    #[test]
    fn narrower_then_more_frequent_then_more_specific_wins() {
        check(&[(2, 1, false), (2, 1, false), (4, 9, false)], 4);
        check(&[(3, 1, false), (5, 9, false), (5, 9, false)], 5);
        check(&[(3, 9, false), (5, 1, false)], 5);
        check(&[(3, 1, false), (5, 1, false)], 3);
    }

    #[test]
    fn the_widest_statement_of_titles_wins() {
        check(&[(4, 1, false), (4, 1, false), (2, 9, true)], 2);
        check(&[(4, 1, true), (4, 1, true), (2, 9, true)], 2);
    }
}
