//! In: a comma separated text. Out: a set of members of an enumeration, in their order, unknown ones kept.

use crate::model::open_enum::{self, OpenEnum};
use crate::table::{Raw, Scalar, ScalarKind, Value, View, deserialize_scalar, member_names as names};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// Several members of an enumeration at once; on the wire one text with commas.
///
/// Members keep their order, unknown ones are kept as text, and what was read is written back unchanged.
#[derive(Clone)]
pub struct Flags<E> {
    /// Borrowed in the frequent case of one known member.
    text: Cow<'static, str>,
    members: PhantomData<fn() -> E>,
}

impl<E: OpenEnum> Flags<E> {
    /// No member.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Cow::Borrowed(""))
    }

    fn of(text: Cow<'static, str>) -> Self {
        Self { text, members: PhantomData }
    }

    /// Whether this member is set.
    #[must_use]
    pub fn contains(&self, member: &E) -> bool {
        names(&self.text).any(|own| own == member.as_str())
    }

    /// Sets a member; does nothing when it is set already.
    pub fn insert(&mut self, member: E) {
        if !self.contains(&member) {
            let parted = if self.is_empty() { "" } else { "," };
            let text = self.text.to_mut();
            text.push_str(parted);
            text.push_str(member.as_str());
        }
    }

    /// Removes a member.
    pub fn remove(&mut self, member: &E) {
        let others: Vec<&str> = names(&self.text).filter(|own| *own != member.as_str()).collect();
        self.text = Cow::Owned(others.join(","));
    }

    /// The members in their order.
    pub fn iter(&self) -> FlagsIter<'_, E> {
        FlagsIter { rest: &self.text, members: PhantomData }
    }

    /// The number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        names(&self.text).count()
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The wire form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<E: OpenEnum> From<&str> for Flags<E> {
    fn from(text: &str) -> Self {
        let known = E::NAMES.iter().find(|name| **name == text);
        Self::of(known.map_or_else(|| Cow::Owned(text.to_owned()), |name| Cow::Borrowed(*name)))
    }
}

impl<E: OpenEnum> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self::from(member.as_str())
    }
}

impl<E: OpenEnum> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::new();
        members.into_iter().for_each(|member| flags.insert(member));
        flags
    }
}

impl<'a, E: OpenEnum> IntoIterator for &'a Flags<E> {
    type Item = E;
    type IntoIter = FlagsIter<'a, E>;

    fn into_iter(self) -> FlagsIter<'a, E> {
        self.iter()
    }
}

/// The members of [`Flags`] in their order.
#[derive(Clone, Debug)]
pub struct FlagsIter<'a, E> {
    rest: &'a str,
    members: PhantomData<fn() -> E>,
}

impl<E: OpenEnum> Iterator for FlagsIter<'_, E> {
    type Item = E;

    fn next(&mut self) -> Option<E> {
        let name = names(self.rest).next()?;
        let after = self.rest.find(name)? + name.len();
        self.rest = &self.rest[after..];
        Some(open_enum::parse(name))
    }
}

impl<E: OpenEnum> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: OpenEnum> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        names(&self.text).eq(names(&other.text))
    }
}

impl<E: OpenEnum> Eq for Flags<E> {}

impl<E: OpenEnum> Hash for Flags<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        names(&self.text).for_each(|name| name.hash(state));
    }
}

impl<E: OpenEnum> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(names(&self.text)).finish()
    }
}

impl<E: OpenEnum> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<E: OpenEnum> Scalar for Flags<E> {
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        if let Raw::Text(text) = raw { Some((Self::from(text), true)) } else { None }
    }
    fn view(&self) -> View<'_> {
        View::Names(&self.text)
    }
}

impl<E: OpenEnum> Value for Flags<E> {
    type Kind = ScalarKind;
}

impl<E: OpenEnum> Serialize for Flags<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, E: OpenEnum> Deserialize<'de> for Flags<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_scalar(deserializer, "a text of names with commas")
    }
}

#[cfg(test)]
mod tests {
    use super::Flags;
    use crate::model::example::Importance;

    #[test]
    fn text_is_kept_as_it_came_until_it_changes() {
        let mut flags: Flags<Importance> = Flags::from("high, new,low");
        assert_eq!(flags.as_str(), "high, new,low");
        assert_eq!(flags, [Importance::High, Importance::from("new"), Importance::Low].into_iter().collect());
        flags.insert(Importance::Low);
        assert_eq!(flags.as_str(), "high, new,low");
        flags.remove(&Importance::from("new"));
        flags.insert(Importance::Normal);
        assert_eq!(flags.as_str(), "high,low,normal");
        assert_eq!(flags.iter().collect::<Vec<_>>(), [Importance::High, Importance::Low, Importance::Normal]);
        assert!(flags.contains(&Importance::Low) && !flags.contains(&Importance::from("new")));
    }

    #[test]
    fn empty_text_has_no_members() {
        let flags: Flags<Importance> = Flags::from(" , ");
        assert!(flags.is_empty());
        let mut flags = Flags::new();
        flags.insert(Importance::Low);
        assert_eq!((flags.as_str(), flags.len()), ("low", 1));
    }

    #[test]
    fn flags_inserted_after_a_strange_text_are_parted_from_it() {
        let mut flags: Flags<Importance> = Flags::from(",");
        flags.insert(Importance::High);
        assert_eq!(Flags::<Importance>::from(flags.as_str()), flags);
    }

    #[test]
    fn serde_sees_one_text() {
        let flags: Flags<Importance> = serde_json::from_str("\"low,high\"").unwrap();
        assert_eq!(serde_json::to_string(&flags).unwrap(), "\"low,high\"");
        assert!(serde_json::from_str::<Flags<Importance>>("[\"low\"]").is_err());
    }
}
