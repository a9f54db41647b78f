//! In: a property and a direction. Out: an item of `$orderby`.

use crate::model::property::Property;
use crate::model::scope::CanQuery;
use crate::query::{IntoQueryList, OrderBy, QueryList};
use crate::table::Untyped;
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// A property of `T` to sort by, and in which direction.
pub struct Order<T = Untyped> {
    path: Cow<'static, str>,
    descending: bool,
    of: PhantomData<fn() -> T>,
}

impl<T> Order<T> {
    fn new(path: Cow<'static, str>, descending: bool) -> Self {
        Self { path, descending, of: PhantomData }
    }
}

impl<T, V, N: Into<Cow<'static, str>>> Property<T, V, N> {
    /// Smallest first.
    #[must_use]
    pub fn asc(self) -> Order<T> {
        Order::new(self.name.into(), false)
    }

    /// Largest first.
    #[must_use]
    pub fn desc(self) -> Order<T> {
        Order::new(self.name.into(), true)
    }
}

impl<Q: CanQuery<T>, T> IntoQueryList<OrderBy, Q> for Order<T> {
    fn list(&self, list: &mut QueryList) {
        list.push(&self.to_string());
    }
}

impl<T> fmt::Display for Order<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        f.write_str(if self.descending { " desc" } else { "" })
    }
}

impl<T> fmt::Debug for Order<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order").field("path", &self.path).field("descending", &self.descending).finish()
    }
}

impl<T> Clone for Order<T> {
    fn clone(&self) -> Self {
        Self::new(self.path.clone(), self.descending)
    }
}

impl<T> PartialEq for Order<T> {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, self.descending) == (&other.path, other.descending)
    }
}

impl<T> Eq for Order<T> {}

impl<T> Hash for Order<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.path, self.descending).hash(state);
    }
}
