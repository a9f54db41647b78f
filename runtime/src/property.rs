//! In: the name of a property, with its owner's and its value's type. Out: terms of queries, keys of patches.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// A property of `T` that has values of type `V`.
///
/// Generated code has a constant for each property; it serves `select`, `expand`, `order_by`,
/// [`Patch`](crate::Patch) and [`Polymorph::get`](crate::Polymorph::get).
pub struct Property<T, V> {
    name: &'static str,
    types: PhantomData<fn() -> (T, V)>,
}

impl<T, V> Property<T, V> {
    /// The property with this wire name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, types: PhantomData }
    }

    /// The wire name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Smallest first.
    #[must_use]
    pub const fn asc(self) -> Order {
        Order { name: self.name, descending: false }
    }

    /// Largest first.
    #[must_use]
    pub const fn desc(self) -> Order {
        Order { name: self.name, descending: true }
    }
}

impl<T, V> Clone for Property<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for Property<T, V> {}

impl<T, V> PartialEq for Property<T, V> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<T, V> Eq for Property<T, V> {}

impl<T, V> Hash for Property<T, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<T, V> fmt::Debug for Property<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Property").field(&self.name).finish()
    }
}

impl<T, V> fmt::Display for Property<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// A property to sort by, and in which direction.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Order {
    pub(crate) name: &'static str,
    pub(crate) descending: bool,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        f.write_str(if self.descending { " desc" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use crate::example::Message;

    #[test]
    fn properties_are_names() {
        assert_eq!((Message::SIZE.name(), Message::SIZE.to_string().as_str()), ("size", "size"));
        assert_eq!(Message::SIZE.desc().to_string(), "size desc");
        assert_eq!(Message::SIZE.asc().to_string(), "size");
        assert_ne!(Message::SUBJECT, Message::ID);
        assert_eq!(format!("{:?}", Message::SIZE), "Property(\"size\")");
    }
}
