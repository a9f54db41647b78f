//! In: the number of a property that was null. Out: its name. Answers are full of nulls, and a map entry for each would cost more
//! than all the rest of reading.

use crate::codegen::table::ObjectInfo;

/// Properties of one type, each by the bit of its number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nulls {
    of: Option<&'static ObjectInfo>,
    bits: u128,
}

impl Nulls {
    /// Adds a property; tells whether it could be added: it cannot beyond the last bit, nor among those of another type.
    pub(super) fn insert(&mut self, info: &'static ObjectInfo, index: usize) -> bool {
        let fits = index < 128 && (self.bits == 0 || self.is_of(info));
        if fits {
            self.of = Some(info);
            self.bits |= 1 << index;
        }
        fits
    }

    /// Takes a property away; tells whether it was there.
    pub(super) fn remove(&mut self, name: &str) -> bool {
        let bit = self.bit(name);
        let had = self.bits & bit != 0;
        self.bits &= !bit;
        had
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.bits & self.bit(name) != 0
    }

    pub(super) fn len(&self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The properties as bits, if they are those of this type.
    pub(super) fn bits_of(&self, info: &ObjectInfo) -> u128 {
        if self.is_of(info) { self.bits } else { 0 }
    }

    /// Whether these are properties of this type. That they are can be missed, for the compiler may have made it twice.
    fn is_of(&self, info: &ObjectInfo) -> bool {
        self.of.is_some_and(|of| std::ptr::eq(of, info))
    }

    fn bit(&self, name: &str) -> u128 {
        let index = if self.bits == 0 { None } else { self.of.and_then(|info| info.index(name)) };
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
pub(super) struct IntoIter(Nulls);

impl Iterator for IntoIter {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let Nulls { of, bits } = &mut self.0;
        let index = bits.trailing_zeros() as usize;
        let name = of.filter(|_| *bits != 0)?.names.get(index)?;
        *bits &= *bits - 1;
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::Nulls;
    use crate::codegen::table::ObjectInfo;

    static ABC: &ObjectInfo =
        &ObjectInfo { name: "Abc", odata_type: "#abc", names: &["a", "b", "cc"], derived: &[] };
    static XY: &ObjectInfo = &ObjectInfo { name: "Xy", odata_type: "#xy", names: &["x", "y"], derived: &[] };

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
