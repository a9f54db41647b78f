//! In: the number of a property that was null. Out: its name. Responses are full of nulls, and a map entry for each would cost more
//! than all the rest of reading.

use crate::table::names;

/// Properties of one type, each by the bit of its number.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Nulls {
    /// The names of all properties of the type.
    of: &'static [&'static str],
    bits: u128,
}

impl Nulls {
    /// Adds a property. Returns false beyond the last bit, and for a property of another type.
    pub(crate) fn insert(&mut self, of: &'static [&'static str], index: usize) -> bool {
        let fits = index < 128 && (self.bits == 0 || self.is_of(of));
        if fits {
            self.of = of;
            self.bits |= 1 << index;
        }
        fits
    }

    /// Removes a property, and returns whether it was there.
    pub(crate) fn remove(&mut self, name: &str) -> bool {
        let bit = self.bit(name);
        let had = self.bits & bit != 0;
        self.bits &= !bit;
        had
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.bits & self.bit(name) != 0
    }

    pub(crate) fn len(&self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The properties as bits, if they are those of this type.
    pub(crate) fn bits_of(&self, of: &[&'static str]) -> u128 {
        if self.is_of(of) { self.bits } else { 0 }
    }

    /// Whether these are properties of this type. The result may be a false negative, since the compiler may have duplicated the names.
    fn is_of(&self, of: &[&'static str]) -> bool {
        std::ptr::eq(self.of, of)
    }

    fn bit(&self, name: &str) -> u128 {
        let index = if self.bits == 0 { None } else { names::index(self.of, name) };
        index.filter(|index| *index < 128).map_or(0, |index| 1 << index)
    }
}

impl IntoIterator for Nulls {
    type Item = &'static str;
    type IntoIter = IntoIter;

    fn into_iter(self) -> IntoIter {
        IntoIter(self)
    }
}

/// The names, ordered by number.
#[derive(Clone, Debug)]
pub(crate) struct IntoIter(Nulls);

impl Iterator for IntoIter {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let Nulls { of, bits } = &mut self.0;
        let index = bits.trailing_zeros() as usize;
        let name = of.get(index).filter(|_| *bits != 0)?;
        *bits &= *bits - 1;
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::Nulls;

    static ABC: &[&str] = &["a", "b", "cc"];
    static XY: &[&str] = &["x", "y"];

    #[test]
    fn names_come_back_in_the_order_of_their_numbers() {
        let mut nulls = Nulls::default();
        assert!(nulls.insert(ABC, 2) && nulls.insert(ABC, 0));
        assert_eq!(nulls.into_iter().collect::<Vec<_>>(), ["a", "cc"]);
        assert!(nulls.contains("cc") && !nulls.contains("b") && !nulls.contains("x"));
        assert!(nulls.remove("a") && !nulls.remove("a"));
        assert_eq!(nulls.len(), 1);
    }

    #[test]
    fn what_has_no_bit_is_refused() {
        let mut nulls = Nulls::default();
        assert!(!nulls.insert(ABC, 128));
        assert!(nulls.insert(ABC, 1));
        assert!(!nulls.insert(XY, 1), "another type");
        assert!(nulls.remove("b") && nulls.insert(XY, 1), "nothing of the other type is left");
    }
}
