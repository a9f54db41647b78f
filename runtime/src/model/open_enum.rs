//! In: a text. Out: a member of an enumeration, or the text itself when the member is not known.

use crate::table::{Kind, Raw, Scalar, Slot, Untyped, View};
use serde_core::de::{Deserializer, Error, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// An enumeration that the service may extend: unknown members keep their text.
///
/// Implemented by [`open_enum!`](crate::open_enum!) in generated code.
pub trait OpenEnum: Sized + 'static {
    /// The wire names of all known members.
    const NAMES: &'static [&'static str];
    /// The known member with this number; for a number beyond the last, an unknown member with this wire name.
    fn make(index: usize, name: &str) -> Self;
    /// The wire name.
    fn as_str(&self) -> &str;
}

/// The kind of enumerations that keep unknown members.
#[derive(Debug)]
pub enum EnumKind {}

impl<E: OpenEnum> Kind<E> for EnumKind {
    type Queried = Untyped;
    const WRAPPED: bool = true;
    #[inline]
    fn slot(value: &mut Option<E>) -> Slot<'_> {
        Slot::Scalar(value)
    }
    #[inline]
    fn element(values: &mut Vec<E>) -> Slot<'_> {
        Slot::Scalar(values)
    }
    #[inline]
    fn view(value: &E) -> View<'_> {
        View::Text(value.as_str())
    }
}

impl<E: OpenEnum> Scalar for E {
    #[inline]
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        if let Raw::Text(text) = raw { Some((parse(text), true)) } else { None }
    }
    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }
}

/// The member with this wire name, known or unknown.
pub fn parse<E: OpenEnum>(text: &str) -> E {
    E::make(position(E::NAMES, text), text)
}

fn position(names: &[&str], text: &str) -> usize {
    names.iter().position(|name| *name == text).unwrap_or(names.len())
}

/// Reads a member from a text.
///
/// # Errors
/// When the input is no text.
pub fn deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    deserializer.deserialize_str(MemberVisitor(PhantomData))
}

struct MemberVisitor<E>(PhantomData<E>);

impl<E: OpenEnum> Visitor<'_> for MemberVisitor<E> {
    type Value = E;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of an enumeration's member")
    }

    fn visit_str<X: Error>(self, text: &str) -> Result<E, X> {
        Ok(parse(text))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::example::Importance;

    #[test]
    fn members_are_known_by_their_wire_names() {
        assert_eq!(Importance::from("normal"), Importance::Normal);
        assert_eq!(Importance::from("high").clone(), Importance::High);
        assert_eq!(Importance::UnknownValue("high".into()), Importance::High);
        assert_eq!(Importance::Low.to_string(), "low");
        assert_eq!(format!("{:>5}", Importance::Low), "  low");
    }

    #[test]
    fn unknown_member_keeps_its_text() {
        let member: Importance = serde_json::from_str("\"Normal\"").unwrap();
        assert_eq!(member, Importance::UnknownValue("Normal".into()));
        assert_eq!(serde_json::to_string(&member).unwrap(), "\"Normal\"");
        assert!(serde_json::from_str::<Importance>("5").is_err());
    }
}
