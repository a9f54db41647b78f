//! Data type for the conditions of `#[cfg(…)]`.

/// The condition of a `#[cfg(…)]`: each of these lists contains an enabled feature.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Cfg(Vec<Vec<String>>);

impl Cfg {
    /// True if each list contains an enabled feature.
    pub fn all(lists: Vec<Vec<String>>) -> Self {
        Self(lists)
    }

    /// True if the feature is enabled.
    pub fn feature(name: &str) -> Self {
        Self(vec![vec![name.to_owned()]])
    }

    /// True if this condition is true and the feature is enabled.
    #[must_use]
    pub fn and(mut self, name: &str) -> Self {
        self.0.insert(0, vec![name.to_owned()]);
        self
    }

    /// The lists.
    pub fn lists(&self) -> &[Vec<String>] {
        &self.0
    }
}
