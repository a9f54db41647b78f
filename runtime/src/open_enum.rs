//! In: a text. Out: a member of an enumeration, or the text itself when the member is not known.

use crate::kind::Scalar;
use crate::table::{Raw, View};
use serde_core::Serializer;
use serde_core::de::{Deserializer, Error, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// An enumeration that the service may extend: what is not known is kept as it was written.
///
/// Implemented by generated code.
pub trait OpenEnum: Sized + 'static {
    /// The wire names of all known members.
    const NAMES: &'static [&'static str];
    /// The known member with this number; any for a number beyond the last.
    fn from_index(index: usize) -> Self;
    /// A member that is not known.
    fn unknown(text: String) -> Self;
    /// The wire name.
    fn as_str(&self) -> &str;
}

impl<E: OpenEnum> Scalar for E {
    fn read(raw: Raw<'_>) -> Option<(Self, bool)> {
        if let Raw::Text(text) = raw { Some((parse(text), true)) } else { None }
    }
    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }
}

/// The member with this wire name; an unknown one if there is none.
pub fn parse<E: OpenEnum>(text: &str) -> E {
    match position(E::NAMES, text) {
        Some(index) => E::from_index(index),
        None => E::unknown(text.to_owned()),
    }
}

fn position(names: &[&str], text: &str) -> Option<usize> {
    names.iter().position(|name| *name == text)
}

/// Shows the wire name.
///
/// # Errors
/// Those of the formatter alone.
pub fn display<E: OpenEnum>(member: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.pad(member.as_str())
}

/// Writes the wire name.
///
/// # Errors
/// Those of the serializer alone.
pub fn serialize<E: OpenEnum, S: Serializer>(member: &E, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(member.as_str())
}

/// Reads a member from a text.
///
/// # Errors
/// When there is something else than a text.
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
    use crate::example::Importance;

    #[test]
    fn members_are_known_by_their_wire_names() {
        assert_eq!(Importance::from("normal"), Importance::Normal);
        assert_eq!("high".parse(), Ok(Importance::High));
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
