//! The conditions of `#[cfg(…)]`.

/// The condition of a `#[cfg(…)]`: each of these lists has an enabled feature.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Cfg(Vec<Vec<String>>);

impl Cfg {
    /// Each of these lists has a feature that is turned on.
    pub fn all(lists: Vec<Vec<String>>) -> Self {
        Self(lists)
    }

    /// A feature is turned on.
    pub fn feature(name: &str) -> Self {
        Self(vec![vec![name.to_owned()]])
    }

    /// This holds, and a feature is turned on.
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
