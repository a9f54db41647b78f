//! Recognizes headings of sections about members. In: the text of a heading. Out: [`Heading`].

use super::facts::MemberKind;

/// The relation of a heading to the members of a type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Heading {
    /// A section of members: "Properties", "Common properties".
    Members(MemberKind),
    /// A heading that mentions members but has another subject: "Supported property data types".
    Other,
}

/// Nouns in headings of members.
const NOUNS: [(&str, MemberKind); 5] = [
    ("property", MemberKind::Property),
    ("properties", MemberKind::Property),
    ("relationship", MemberKind::Relationship),
    ("relationships", MemberKind::Relationship),
    ("navigation", MemberKind::Relationship),
];

/// Nouns after the name of a type.
const TYPE_NOUNS: [&str; 5] = ["type", "resource", "object", "entity", "complex"];

/// Reads a heading. `None` when it does not mention members: the heading above it then decides.
pub(super) fn read(title: &str) -> Option<Heading> {
    let lower = title.to_ascii_lowercase();
    let bare = lower.split('(').next().unwrap_or_default();
    let words: Vec<&str> =
        bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mentions = ["propert", "relationship", "instance attribute"].iter().any(|noun| lower.contains(noun));
    if !mentions {
        return None;
    }
    Some(kind(&words).map_or(Heading::Other, Heading::Members))
}

fn kind(words: &[&str]) -> Option<MemberKind> {
    let noun = |word: &str| NOUNS.iter().find(|(noun, _)| *noun == word).map(|(_, kind)| *kind);
    match words {
        [.., "instance", "attribute" | "attributes"] => Some(MemberKind::Property),
        ["navigation", "property" | "properties"] | [_, "navigation", "property" | "properties"] => {
            Some(MemberKind::Relationship)
        }
        [word] | [_, word] => noun(word),
        [first, "of" | "for", rest @ ..] if names_type(rest) => noun(first),
        _ => None,
    }
}

/// Whether words name one type: "the parcel resource type". A description has more words.
fn names_type(words: &[&str]) -> bool {
    let words = match words {
        ["a" | "an" | "the", rest @ ..] => rest,
        all => all,
    };
    words.split_first().is_some_and(|(_, rest)| rest.iter().all(|word| TYPE_NOUNS.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_headings_of_members() {
        let kind = |title| match read(title) {
            Some(Heading::Members(kind)) => Some(kind),
            Some(Heading::Other) | None => None,
        };
        for title in
            ["Properties", "Common properties", "parcelSize Properties", "Properties of the parcel type"]
        {
            assert_eq!(kind(title), Some(MemberKind::Property), "{title}");
        }
        for title in ["Relationships", "Navigation properties", "Relationships (inherited)"] {
            assert_eq!(kind(title), Some(MemberKind::Relationship), "{title}");
        }
    }

    #[test]
    fn a_mention_is_not_a_heading_of_members() {
        for title in [
            "Supported property data types",
            "Properties of a parcel rule definition",
            "type property values",
        ] {
            assert_eq!(read(title), Some(Heading::Other), "{title}");
        }
        assert_eq!(read("Methods"), None);
    }
}
