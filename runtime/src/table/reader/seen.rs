//! In: numbers of properties. Out: whether they were met before. Knows no object.

/// The properties of one object that were met.
#[derive(Default)]
pub(super) struct Seen([u64; 4]);

impl Seen {
    /// Adds a number, and returns whether it may have been there before. Beyond the last bit it always returns true.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let Some(word) = self.0.get_mut(index / 64) else { return true };
        let bit = 1 << (index % 64);
        let again = *word & bit != 0;
        *word |= bit;
        again
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn numbers_are_met_once() {
        let mut seen = Seen::default();
        for index in [0, 1, 63, 64, 127, 128, 255] {
            assert!(!seen.insert(index), "{index}");
            assert!(seen.insert(index), "{index}");
        }
        assert!(seen.insert(256) && seen.insert(usize::MAX), "who cannot know must look");
    }
}
