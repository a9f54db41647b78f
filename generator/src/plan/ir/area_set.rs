//! Sets of product areas.

/// A set of product areas.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct AreaSet(u128);

impl AreaSet {
    /// A set of one area, by its number.
    pub fn one(index: usize) -> Self {
        Self(u32::try_from(index).ok().and_then(|index| 1_u128.checked_shl(index)).unwrap_or_default())
    }

    /// The union of several sets.
    pub fn union(sets: impl IntoIterator<Item = Self>) -> Self {
        Self(sets.into_iter().fold(0, |all, set| all | set.0))
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of areas.
    pub fn len(self) -> usize {
        self.indexes().count()
    }

    /// Whether this set contains all areas of another.
    pub fn holds(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// The areas in both sets.
    #[must_use]
    pub fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Adds the areas of another set. Returns whether any of them is new.
    pub fn add(&mut self, other: Self) -> bool {
        let is_new = !self.holds(other);
        self.0 |= other.0;
        is_new
    }

    /// The numbers of the areas, in order.
    pub fn indexes(self) -> impl Iterator<Item = usize> {
        (0..128).filter(move |&index| self.holds(Self::one(index)))
    }
}
