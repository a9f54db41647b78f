//! In: numbers of properties. Out: whether they were met before. Knows no object.

/// A set of numbers of properties.
#[derive(Default)]
pub(super) struct Numbers {
    low: u128,
    /// The few types that have more properties than the mask has bits.
    high: Vec<usize>,
}

impl Numbers {
    /// Adds a number; tells whether it was there before.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let Some(bit) = bit(index) else {
            let again = self.high.contains(&index);
            if !again {
                self.high.push(index);
            }
            return again;
        };
        let again = self.low & bit != 0;
        self.low |= bit;
        again
    }

    /// Whether the number was added.
    pub(super) fn contains(&self, index: usize) -> bool {
        bit(index).map_or_else(|| self.high.contains(&index), |bit| self.low & bit != 0)
    }
}

fn bit(index: usize) -> Option<u128> {
    1_u128.checked_shl(u32::try_from(index).ok()?)
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn numbers_beyond_the_mask_are_known_as_well() {
        let mut numbers = Numbers::default();
        for index in [0, 127, 128, 300, usize::MAX] {
            assert!(!numbers.contains(index), "{index}");
            assert!(!numbers.insert(index), "{index}");
            assert!(numbers.insert(index) && numbers.contains(index), "{index}");
        }
        assert!(!numbers.contains(129) && !numbers.contains(1));
    }
}
