//! In: the properties of objects, in the order in which they come. Out: the likely next one. A service writes all objects
//! of one type in one order, and comparing with the expected name is cheaper than a search.

use crate::table::data::ObjectInfo;

/// The orders of the types that a document has had so far.
#[derive(Default)]
pub(super) struct Orders {
    /// The start of the order of each type.
    starts: Vec<(&'static ObjectInfo, usize)>,
    /// For the start of each type and for each of its properties: the property that came next the last time.
    next: Vec<u16>,
}

/// No property has this number.
const NONE: u16 = u16::MAX;

impl Orders {
    /// The place before the first property of an object of a type.
    pub(super) fn start(&mut self, info: &'static ObjectInfo) -> usize {
        let known = self.starts.iter().find(|(known, _)| std::ptr::eq(*known, info)).map(|(_, start)| *start);
        known.unwrap_or_else(|| self.begin(info))
    }

    #[cold]
    fn begin(&mut self, info: &'static ObjectInfo) -> usize {
        let start = self.next.len();
        self.starts.push((info, start));
        self.next.resize(start + info.names.len() + 1, NONE);
        start
    }

    /// The number of the property that is likely to come at this place; beyond the last when nothing is known.
    #[inline]
    pub(super) fn expected(&self, place: usize) -> usize {
        self.next.get(place).map_or(usize::MAX, |index| usize::from(*index))
    }

    /// Another property than the expected one came at this place.
    #[inline]
    pub(super) fn came(&mut self, place: usize, index: usize) {
        if let Some(next) = self.next.get_mut(place) {
            *next = u16::try_from(index).unwrap_or(NONE);
        }
    }
}

/// Whether two names are the same. Comparing their overlapping ends is faster than the call of a general comparison.
#[inline]
pub(super) fn same(left: &str, right: &str) -> bool {
    fn ends<const N: usize>(name: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
        name.first_chunk().zip(name.last_chunk())
    }
    let (left, right) = (left.as_bytes(), right.as_bytes());
    left.len() == right.len()
        && match left.len() {
            4..=8 => ends::<4>(left) == ends(right),
            9..=16 => ends::<8>(left) == ends(right),
            17..=32 => ends::<16>(left) == ends(right),
            _ => left == right,
        }
}

#[cfg(test)]
mod tests {
    use super::{ObjectInfo, Orders, same};

    static PAIR: ObjectInfo =
        ObjectInfo { name: "Pair", odata_type: "#pair", names: &["a", "b"], derived: None };
    static OTHER: ObjectInfo =
        ObjectInfo { name: "Other", odata_type: "#other", names: &["c"], derived: None };

    #[test]
    fn what_came_last_time_is_expected() {
        let mut orders = Orders::default();
        let (pair, other) = (orders.start(&PAIR), orders.start(&OTHER));
        assert!(orders.expected(pair) > 2 && orders.expected(other) > 2, "nothing is known");
        orders.came(pair, 1);
        orders.came(pair + 1 + 1, 0);
        orders.came(other, 0);
        assert_eq!((orders.start(&PAIR), orders.start(&OTHER)), (pair, other));
        assert_eq!([orders.expected(pair), orders.expected(pair + 2), orders.expected(other)], [1, 0, 0]);
        orders.came(pair, 0);
        assert_eq!(orders.expected(pair), 0);
        assert!(orders.expected(pair + 1) > 2 && orders.expected(usize::MAX) > 2);
    }

    #[test]
    fn names_of_any_length_differ_at_any_place() {
        for length in 0..40 {
            let name = "x".repeat(length);
            assert!(same(&name, &name.clone()) && !same(&name, &"x".repeat(length + 1)));
            for place in 0..length {
                let mut other = name.clone();
                other.replace_range(place..=place, "y");
                assert!(!same(&name, &other) && !same(&other, &name), "{other}");
            }
        }
    }
}
