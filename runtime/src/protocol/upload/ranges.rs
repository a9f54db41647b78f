//! Sets of bytes, each as sorted ranges that neither touch nor overlap.

use std::ops::Range;

/// The set that these ranges cover, in whatever order they come.
pub(super) fn union(ranges: impl IntoIterator<Item = Range<u64>>) -> Vec<Range<u64>> {
    let mut sorted: Vec<_> = ranges.into_iter().filter(|range| !range.is_empty()).collect();
    sorted.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<u64>> = Vec::with_capacity(sorted.len());
    for range in sorted {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The set without the bytes of this range.
pub(super) fn without(set: &[Range<u64>], removed: &Range<u64>) -> Vec<Range<u64>> {
    let parts = set.iter().flat_map(|range| {
        [range.start..range.end.min(removed.start), range.start.max(removed.end)..range.end]
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Whether one set holds all bytes of another.
pub(super) fn covers(set: &[Range<u64>], other: &[Range<u64>]) -> bool {
    other.iter().all(|part| {
        let index = set.partition_point(|range| range.end < part.end);
        set.get(index).is_some_and(|range| range.start <= part.start)
    })
}

/// The number of bytes in a set.
pub(super) fn length(set: &[Range<u64>]) -> u64 {
    set.iter().map(|range| range.end - range.start).sum()
}

#[cfg(test)]
mod tests {
    use super::{covers, length, union, without};
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};
    use std::collections::BTreeSet;
    use std::ops::Range;
    use std::time::{Duration, Instant};

    fn bytes(set: &[Range<u64>]) -> BTreeSet<u64> {
        set.iter().cloned().flatten().collect()
    }

    fn range() -> impl Strategy<Value = Range<u64>> {
        (0..40_u64, 0..12_u64).prop_map(|(start, length)| start..start + length)
    }

    fn ranges() -> impl Strategy<Value = Vec<Range<u64>>> {
        proptest::collection::vec(range(), 0..6)
    }

    #[test]
    fn many_ranges_are_compared_in_little_time() {
        let halves = |number: u64| union((0..number).map(|at| 2 * at..2 * at + 1));
        let elapsed = |set: &[Range<u64>]| {
            let begun = Instant::now();
            assert!(covers(set, set));
            begun.elapsed()
        };
        let (few, many) = (elapsed(&halves(1_000)), elapsed(&halves(50_000)));
        assert!(many < 500 * few + Duration::from_secs(1), "{few:?}, {many:?}");
    }

    proptest! {
        #[test]
        fn ranges_are_sets_of_bytes(one in ranges(), other in ranges(), removed in range()) {
            let (set, of_other) = (union(one.clone()), union(other));
            prop_assert_eq!(bytes(&set), bytes(&one));
            prop_assert!(set.windows(2).all(|pair| pair[0].end < pair[1].start));
            prop_assert_eq!(length(&set), bytes(&set).len() as u64);
            prop_assert_eq!(covers(&set, &of_other), bytes(&set).is_superset(&bytes(&of_other)));
            let rest: BTreeSet<u64> = bytes(&set).into_iter().filter(|byte| !removed.contains(byte)).collect();
            prop_assert_eq!(bytes(&without(&set, &removed)), rest);
        }
    }
}
